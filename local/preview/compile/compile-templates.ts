import { Script } from 'node:vm'
import { TmplGroup } from 'glass-easel-template-compiler'
import { lineAndColumn } from '../../project/finding'
import { en } from '../texts/en'
import { boxTemplate, builtinTemplates, structuralTags } from './host-markup'
import type { SourceFolder } from './source-folder'
import type { AppTree, Unit } from './walk-app'

interface CompilerMessage {
  level: 'Note' | 'Warn' | 'Fatal'
  message: string
  /** Both counted from 0. */
  startLine: number
  startColumn: number
}

/** What WeChat's own compiler refuses; all else that this one remarks on is nothing to WeChat. */
const refused = new Set(['missing end tag', 'invalid end tag', 'invalid attribute name'])

/** The templates, and the tags that are drawn as a box. */
export interface CompiledTemplates {
  /** A JavaScript expression: the template functions by path. */
  expression: string
  boxes: string[]
}

/** Compiles all WXML and WXS. A tag that is not known becomes a component that draws a box. */
export function compileTemplates(folder: SourceFolder, tree: AppTree): CompiledTemplates {
  const group = TmplGroup.newDev()
  group.setExtraRuntimeScript(wxsRuntime)
  for (const [tag, template] of Object.entries(builtinTemplates)) group.addTmpl(`wx/${tag}`, template)
  const templates = new Templates(folder, group)
  const boxes = new Set<string>()
  for (const unit of tree.units.values()) {
    for (const tag of unknownTags(folder, tree, unit, templates.add(unit.path))) {
      boxes.add(tag)
      unit.config.usingComponents = { ...unit.config.usingComponents, [tag]: `/${boxPath(tag)}` }
    }
  }
  for (const tag of boxes) group.addTmpl(boxPath(tag), boxTemplate(tag))
  const expression = group.getTmplGenObjectGroups()
  group.free()
  return { expression, boxes: [...boxes] }
}

/** Where the component that draws the box of a tag is registered. */
export const boxPath = (tag: string) => `wx-box/${tag}`

class Templates {
  readonly #sources = new Map<string, string>()
  readonly #scripts = new Set<string>()

  constructor(
    readonly folder: SourceFolder,
    readonly group: TmplGroup,
  ) {}

  /** Adds a WXML file and what it imports; returns the sources of all of them by path. */
  add(path: string, reached = new Map<string, string>()): Map<string, string> {
    if (reached.has(path)) return reached
    reached.set(path, this.#addFile(path))
    for (const dependency of this.group.getDirectDependencies(path)) this.add(dependency, reached)
    return reached
  }

  #addFile(path: string): string {
    const known = this.#sources.get(path)
    if (known !== undefined) return known
    const { folder, group } = this
    const file = `${path}.wxml`
    let source = folder.has(file) ? prepare(folder.read(file)) : ''
    if (folder.has(file)) {
      const messages = group.addTmpl(path, source) as CompilerMessage[]
      for (const { message, startLine, startColumn, level } of messages) {
        if (level !== 'Fatal' && !refused.has(message)) continue
        folder.warn(file, message, { line: startLine + 1, column: startColumn + 1 })
      }
      const faults = messages.filter(({ level }) => level === 'Fatal')
      if (faults.length > 0) {
        source = boxFaults(source, faults)
        group.removeTmpl(path)
        group.addTmpl(path, source)
      }
    } else {
      folder.warn(file, en.build.missing)
      group.addTmpl(path, boxTemplate(file))
    }
    this.#sources.set(path, source)
    for (const script of group.getScriptDependencies(path)) this.#addScript(script, file)
    for (const name of group.getInlineScriptModuleNames(path)) {
      group.setInlineScript(path, name, adaptWxs(folder, file, group.getInlineScript(path, name)))
    }
    return source
  }

  #addScript(path: string, from: string): void {
    if (this.#scripts.has(path)) return
    this.#scripts.add(path)
    const { folder, group } = this
    const file = `${path}.wxs`
    if (!folder.has(file)) {
      folder.warn(from, en.build.missingFile(file))
      group.addScript(path, '')
      return
    }
    const source = folder.read(file)
    group.addScript(path, adaptWxs(folder, file, source))
    for (const reference of requiredWxs(source)) {
      this.#addScript(folder.resolveReference(reference, path), file)
    }
  }
}

/** Old spellings that WeChat still takes; each keeps its length, so that places stay true. */
function prepare(source: string): string {
  return source.replace(/\bwx:for-items(?=\s*=)/g, '      wx:for')
}

/** Expressions that cannot be compiled: as text they become a box with their words, in an attribute nothing. */
function boxFaults(source: string, faults: CompilerMessage[]): string {
  const lines = source.split('\n')
  const offsets = faults.map(({ startLine, startColumn }) =>
    lines.slice(0, startLine).reduce((sum, line) => sum + line.length + 1, startColumn),
  )
  let result = source
  for (const offset of [...new Set(offsets)].sort((a, b) => b - a)) {
    const start = source.lastIndexOf('{{', offset)
    const end = source.indexOf('}}', offset)
    if (start < 0 || end < 0 || result.slice(start, end) !== source.slice(start, end)) continue
    const before = source.slice(0, start).replace(/\{\{[\s\S]*?\}\}/g, blank)
    const isInTag = before.lastIndexOf('<') > before.lastIndexOf('>')
    const words = source.slice(start + 2, end).replace(/[&<>{}]/g, sign => `&#${sign.charCodeAt(0)};`)
    const box = isInTag ? '' : `<${faultTag}>${words}</${faultTag}>`
    result = result.slice(0, start) + box + result.slice(end + 2)
  }
  return result
}

const faultTag = 'template-fault'
const blank = (text: string) => text.replace(/[^\n]/g, ' ')

/** The tags in these sources that nothing of the unit draws. */
function unknownTags(
  folder: SourceFolder,
  tree: AppTree,
  unit: Unit,
  sources: Map<string, string>,
): Set<string> {
  const { usingComponents, componentGenerics } = unit.config
  const offered = [builtinTemplates, tree.globalComponents, usingComponents ?? {}, componentGenerics ?? {}]
  const known = new Set([...structuralTags, ...offered.flatMap(Object.keys)])
  const unknown = new Set<string>()
  for (const [path, whole] of sources) {
    const source = whole.replace(/<!--[\s\S]*?-->/g, blank).replace(/<wxs\b[^>]*>[\s\S]*?<\/wxs>/g, blank)
    for (const { 0: expression, index } of source.matchAll(/\{\{[\s\S]*?\}\}/g)) {
      const operator = expression.replace(/(["'])[\s\S]*?\1/g, blank).indexOf('??')
      if (operator >= 0)
        folder.warn(`${path}.wxml`, en.build.noNullish, lineAndColumn(source, index + operator))
    }
    const markup = source.replace(/\{\{[\s\S]*?\}\}/g, blank)
    for (const { 1: tag, index } of markup.matchAll(/<([a-zA-Z][\w-]*)/g)) {
      if (known.has(tag!)) continue
      unknown.add(tag!)
      const isTold = tag === faultTag || unit.missing.has(tag!) || tree.missing.has(tag!)
      if (!isTold)
        folder.warn(`${path}.wxml`, en.build.unknownTag(tag!, unit.path), lineAndColumn(source, index))
    }
  }
  return unknown
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

/** The source of a WXS module in the form that the template compiler takes; a broken one exports nothing. */
function adaptWxs(folder: SourceFolder, file: string, source: string): string {
  try {
    new Script(`(function () {${source}\n})`, { filename: file })
  } catch (error) {
    folder.warn(file, en.build.brokenScript((error as Error).message))
    return ''
  }
  return source.replace(/\.constructor\b/g, '.wxsConstructor').replace(/\.wxs(?=['"]\s*\))/g, '')
}

/** The modules that a WXS module requires, as written. */
function requiredWxs(source: string): string[] {
  return [...source.matchAll(/require\(\s*['"](.+?)\.wxs['"]\s*\)/g)].map(match => match[1]!)
}
