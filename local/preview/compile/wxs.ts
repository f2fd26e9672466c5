import { Script } from 'node:vm'
import { en } from '../texts/en'
import type { SourceFolder } from './source-folder'

/**
 * WXS differs from JavaScript in a few points that the template compiler leaves to its host: `x.constructor` is a
 * string, and `getRegExp` and `getDate` exist.
 */
export const wxsRuntime = `
  [Object, Array, String, Number, Boolean, Function, Date, RegExp].forEach(function (kind) {
    Object.defineProperty(kind.prototype, 'wxsConstructor', { configurable: true, get: function () { return kind.name } });
  });
  var getRegExp = function (pattern, flags) { return new RegExp(pattern, flags) };
  var getDate = function () { return new (Function.prototype.bind.apply(Date, [null].concat([].slice.call(arguments))))() };
`

/** The source of a WXS module in the form that the template compiler takes; a broken one exports nothing. */
export function adaptWxs(folder: SourceFolder, file: string, source: string): string {
  try {
    new Script(`(function () {${source}\n})`, { filename: file })
  } catch (error) {
    folder.warn(file, en.build.brokenScript((error as Error).message))
    return ''
  }
  return source.replace(/\.constructor\b/g, '.wxsConstructor').replace(/\.wxs(?=['"]\s*\))/g, '')
}

/** The modules that a WXS module requires, as written. */
export function requiredWxs(source: string): string[] {
  return [...source.matchAll(/require\(\s*['"](.+?)\.wxs['"]\s*\)/g)].map(match => match[1]!)
}
