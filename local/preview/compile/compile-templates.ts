import { TmplGroup } from 'glass-easel-template-compiler'
import { lineAndColumn } from '../../project/finding'
import { en } from '../texts/en'
import type { BuildProblem } from './build-error'
import { boxTemplate, builtinTemplates, structuralTags } from './host-markup'
import type { SourceFolder } from './source-folder'
import type { AppTree, Unit } from './walk-app'
import { adaptWxs, requiredWxs, wxsRuntime } from './wxs'

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
  /** Statements for what all of them use: helpers of the compiler's, and the WXS of the files in an object `R`. */
  shared: string
  /** An expression for each path, in which `G` is the object that holds them all. */
  codes: Record<string, string>
  /** The paths that the WXML of each unit leads to, its own among them. */
  reached: Map<string, Set<string>>
  boxes: string[]
}

/** Where the component that draws the box of a tag is registered. */
export const boxPath = (tag: string) => `wx-box/${tag}`

/** What was made of one WXML file, or of one that is missing. */
interface Template {
  /** As it was read; undefined when the file is missing. */
  text: string | undefined
  warnings: BuildProblem[]
  imports: string[]
  scripts: string[]
  tags: { tag: string; line: number; column: number }[]
  code: string
}

/** Compiles all WXML and WXS; what has not changed since the last time is kept. */
export class Templates {
  readonly #group = TmplGroup.newDev()
  readonly #templates = new Map<string, Template>()
  readonly #scripts = new Map<string, { text: string | undefined; warnings: BuildProblem[] }>()
  readonly #boxes = new Map<string, string>()
  #isClosed = false

  constructor(readonly folder: SourceFolder) {
    this.#group.setExtraRuntimeScript(wxsRuntime)
    for (const [tag, template] of Object.entries(builtinTemplates)) this.#addBox(`wx/${tag}`, template)
  }

  /** Compiles what the units of `tree` use. A tag that is not known becomes a component that draws a box. */
  compile(tree: AppTree): CompiledTemplates {
    const used = new Set<string>()
    const usedScripts = new Set<string>()
    const boxes = new Set<string>()
    const reached = new Map<string, Set<string>>()
    for (const unit of tree.units.values()) {
      const paths = this.#reach(unit.path, usedScripts)
      reached.set(unit.path, paths)
      for (const path of paths) used.add(path)
      for (const tag of this.#unknownTags(tree, unit, paths)) {
        boxes.add(tag)
        unit.config.usingComponents = { ...unit.config.usingComponents, [tag]: `/${boxPath(tag)}` }
      }
    }
    for (const tag of boxes) this.#addBox(boxPath(tag), boxTemplate(tag))
    for (const path of this.#templates.keys()) if (!used.has(path)) this.#forget(path)
    const templates = [...this.#templates].map(([path, { code }]) => [path, code] as const)
    return {
      shared: `${this.#group.exportGlobals()};${this.#group.exportAllScripts()}`,
      codes: Object.fromEntries([...this.#boxes, ...templates]),
      reached,
      boxes: [...boxes],
    }
  }

  /** Once, or again. */
  close(): void {
    if (!this.#isClosed) this.#group.free()
    this.#isClosed = true
  }

  #addBox(path: string, template: string): void {
    if (this.#boxes.has(path)) return
    this.#group.addTmpl(path, template)
    this.#boxes.set(path, this.#group.getTmplGenObject(path))
  }

  #forget(path: string): void {
    this.#group.removeTmpl(path)
    this.#templates.delete(path)
  }

  /** The paths of a WXML file and of all that it imports, compiled. */
  #reach(path: string, usedScripts: Set<string>, reached = new Set<string>()): Set<string> {
    if (reached.has(path)) return reached
    reached.add(path)
    const { imports, scripts } = this.#template(path)
    for (const script of scripts) this.#useScript(script, `${path}.wxml`, usedScripts)
    for (const imported of imports) this.#reach(imported, usedScripts, reached)
    return reached
  }

  #template(path: string): Template {
    const { folder } = this
    const file = `${path}.wxml`
    const text = folder.has(file) ? folder.read(file) : undefined
    const known = this.#templates.get(path)
    if (known && known.text === text) {
      folder.addWarnings(known.warnings)
      return known
    }
    if (known) this.#forget(path)
    folder.compiled.push(file)
    const { value, warnings } = folder.gather(() => this.#compileFile(path, file, text))
    const template = { text, ...value, warnings }
    this.#templates.set(path, template)
    return template
  }

  #compileFile(path: string, file: string, text: string | undefined) {
    const group = this.#group
    let source = text === undefined ? '' : prepare(text)
    if (text === undefined) {
      this.folder.warn(file, en.build.missing)
      group.addTmpl(path, boxTemplate(file))
    } else {
      const messages = group.addTmpl(path, source) as CompilerMessage[]
      for (const { message, startLine, startColumn, level } of messages) {
        if (level !== 'Fatal' && !refused.has(message)) continue
        this.folder.warn(file, message, { line: startLine + 1, column: startColumn + 1 })
      }
      const faults = messages.filter(({ level }) => level === 'Fatal')
      if (faults.length > 0) {
        source = boxFaults(source, faults)
        group.removeTmpl(path)
        group.addTmpl(path, source)
      }
    }
    const scripts = group.getScriptDependencies(path) as string[]
    for (const name of group.getInlineScriptModuleNames(path)) {
      const inline = group.getInlineScript(path, name)
      group.setInlineScript(path, name, adaptWxs(this.folder, file, inline))
      scripts.push(...requiredWxs(inline).map(reference => this.folder.resolveReference(reference, path)))
    }
    return {
      imports: group.getDirectDependencies(path) as string[],
      scripts,
      tags: tagsOf(this.folder, file, source),
      code: group.getTmplGenObject(path),
    }
  }

  #useScript(path: string, from: string, used: Set<string>): void {
    if (used.has(path)) return
    used.add(path)
    const { folder } = this
    const file = `${path}.wxs`
    const text = folder.has(file) ? folder.read(file) : undefined
    const known = this.#scripts.get(path)
    if (known && known.text === text) folder.addWarnings(known.warnings)
    else {
      folder.compiled.push(file)
      const { warnings } = folder.gather(() => {
        if (text === undefined) folder.warn(from, en.build.missingFile(file))
        this.#group.addScript(path, text === undefined ? '' : adaptWxs(folder, file, text))
      })
      this.#scripts.set(path, { text, warnings })
    }
    for (const reference of requiredWxs(text ?? '')) {
      this.#useScript(folder.resolveReference(reference, path), file, used)
    }
  }

  /** The tags of these files that nothing of the unit draws. */
  #unknownTags(tree: AppTree, unit: Unit, paths: Set<string>): Set<string> {
    const { usingComponents, componentGenerics } = unit.config
    const offered = [builtinTemplates, tree.globalComponents, usingComponents ?? {}, componentGenerics ?? {}]
    const isKnown = (tag: string) =>
      structuralTags.includes(tag) || offered.some(tags => Object.hasOwn(tags, tag))
    const unknown = new Set<string>()
    for (const path of paths) {
      for (const { tag, ...place } of this.#templates.get(path)!.tags) {
        if (isKnown(tag)) continue
        unknown.add(tag)
        const isTold = tag === faultTag || unit.missing.has(tag) || tree.missing.has(tag)
        if (isTold) continue
        if (tag.startsWith('xr-')) this.folder.warnOnce(`${path}.wxml`, en.build.xrFrame)
        else this.folder.warn(`${path}.wxml`, en.build.unknownTag(tag, unit.path), place)
      }
    }
    return unknown
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

/** The tags that a WXML source names, each where it is named first. */
function tagsOf(folder: SourceFolder, file: string, whole: string): Template['tags'] {
  const source = whole.replace(/<!--[\s\S]*?-->/g, blank).replace(/<wxs\b[^>]*>[\s\S]*?<\/wxs>/g, blank)
  for (const { 0: expression, index } of source.matchAll(/\{\{[\s\S]*?\}\}/g)) {
    const operator = expression.replace(/(["'])[\s\S]*?\1/g, blank).indexOf('??')
    if (operator >= 0) folder.warn(file, en.build.noNullish, lineAndColumn(source, index + operator))
  }
  const markup = source.replace(/\{\{[\s\S]*?\}\}/g, blank)
  const places = new Map<string, number>()
  for (const { 1: tag, index } of markup.matchAll(/<([a-zA-Z][\w-]*)/g)) {
    if (!places.has(tag!)) places.set(tag!, index)
  }
  return [...places].map(([tag, index]) => ({ tag, ...lineAndColumn(source, index) }))
}
