import { TmplGroup } from 'glass-easel-template-compiler'
import { en } from '../texts/en'
import { placeOf } from './build-error'
import { builtinTemplates, structuralTags } from './host-markup'
import type { SourceFolder } from './source-folder'
import type { AppTree, Unit } from './walk-app'

interface CompilerMessage {
  path: string
  message: string
  /** Both counted from 0. */
  startLine: number
  startColumn: number
}

/** Compiles all WXML and WXS into one JavaScript expression: an object of template functions by path. */
export function compileTemplates(folder: SourceFolder, tree: AppTree): string {
  const group = TmplGroup.newDev()
  group.setExtraRuntimeScript(wxsRuntime)
  for (const [tag, template] of Object.entries(builtinTemplates)) group.addTmpl(`wx/${tag}`, template)
  const templates = new Set<string>()
  const scripts = new Set<string>()
  for (const unit of tree.units.values()) {
    for (const path of addTemplate(folder, group, unit.path, templates, scripts))
      checkSource(folder, tree, unit, path)
  }
  const expression = group.getTmplGenObjectGroups()
  group.free()
  return expression
}

/** Adds a WXML file and what it imports; returns the paths of all of them. */
function addTemplate(
  folder: SourceFolder,
  group: TmplGroup,
  path: string,
  added: Set<string>,
  scripts: Set<string>,
): Set<string> {
  const reached = new Set([path])
  const file = `${path}.wxml`
  if (!folder.has(file)) {
    if (!added.has(path)) folder.report(file, en.build.missing)
    added.add(path)
    return reached
  }
  if (!added.has(path)) {
    added.add(path)
    // The compiler calls an unclosed tag a warning, but what it then builds is not what was meant.
    for (const message of group.addTmpl(path, folder.read(file)) as CompilerMessage[]) {
      folder.report(file, message.message, { line: message.startLine + 1, column: message.startColumn + 1 })
    }
    for (const script of group.getScriptDependencies(path)) addWxs(folder, group, script, scripts, file)
    for (const name of group.getInlineScriptModuleNames(path)) {
      group.setInlineScript(path, name, adaptWxs(group.getInlineScript(path, name)))
    }
  }
  for (const dependency of group.getDirectDependencies(path)) {
    for (const inner of addTemplate(folder, group, dependency, added, scripts)) reached.add(inner)
  }
  return reached
}

function addWxs(
  folder: SourceFolder,
  group: TmplGroup,
  path: string,
  added: Set<string>,
  from: string,
): void {
  if (added.has(path)) return
  added.add(path)
  const file = `${path}.wxs`
  if (!folder.has(file)) {
    folder.report(from, en.build.missingFile(file))
    return
  }
  const source = folder.read(file)
  group.addScript(path, adaptWxs(source))
  for (const reference of requiredWxs(source)) {
    addWxs(folder, group, folder.resolveReference(reference, path), added, file)
  }
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ')

/** An unknown tag would silently be an empty box, so it fails the build. */
function checkSource(folder: SourceFolder, tree: AppTree, unit: Unit, path: string): void {
  if (!folder.has(`${path}.wxml`)) return
  const { usingComponents, componentGenerics } = unit.config
  const offered = [builtinTemplates, tree.globalComponents, usingComponents ?? {}, componentGenerics ?? {}]
  const known = new Set([...structuralTags, ...offered.flatMap(Object.keys)])
  const source = folder
    .read(`${path}.wxml`)
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/<wxs\b[^>]*>[\s\S]*?<\/wxs>/g, blank)
  for (const { 0: expression, index } of source.matchAll(/\{\{[\s\S]*?\}\}/g)) {
    const operator = expression.replace(/(["'])[\s\S]*?\1/g, blank).indexOf('??')
    if (operator >= 0) folder.report(`${path}.wxml`, en.build.noNullish, placeOf(source, index + operator))
  }
  for (const { 1: tag, index } of source.replace(/\{\{[\s\S]*?\}\}/g, blank).matchAll(/<([a-zA-Z][\w-]*)/g)) {
    if (known.has(tag!)) continue
    const message = en.build.unknownTag(tag!, unit.path)
    folder.report(`${path}.wxml`, message, placeOf(source, index))
  }
}

/**
 * WXS differs from JavaScript in a few points that the template compiler leaves to its host: `x.constructor` is a
 * string, and `getRegExp` and `getDate` exist.
 */
const wxsRuntime = `
  [Object, Array, String, Number, Boolean, Function, Date, RegExp].forEach(function (kind) {
    Object.defineProperty(kind.prototype, 'wxsConstructor', { configurable: true, get: function () { return kind.name } });
  });
  var getRegExp = function (pattern, flags) { return new RegExp(pattern, flags) };
  var getDate = function () { return new (Function.prototype.bind.apply(Date, [null].concat([].slice.call(arguments))))() };
`

/** The source of a WXS module in the form that the template compiler takes. */
function adaptWxs(source: string): string {
  return source.replace(/\.constructor\b/g, '.wxsConstructor').replace(/\.wxs(?=['"]\s*\))/g, '')
}

/** The modules that a WXS module requires, as written. */
function requiredWxs(source: string): string[] {
  return [...source.matchAll(/require\(\s*['"](.+?)\.wxs['"]\s*\)/g)].map(match => match[1]!)
}
