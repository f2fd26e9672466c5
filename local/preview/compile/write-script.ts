import { createHash } from 'node:crypto'
import { boxPath, type CompiledTemplates } from './compile-templates'
import type { ScriptModule } from './script-modules'
import type { SourceFolder } from './source-folder'
import type { AppTree } from './walk-app'

/** A mini program whose WXML, WXS and WXSS are compiled; the scripts are still files. */
export interface CompiledMiniProgram {
  folder: SourceFolder
  tree: AppTree
  appScript: string | undefined
  /** CSS of app.wxss as `app`, and of each page and component by its path. */
  styles: Record<string, string>
  templates: CompiledTemplates
}

/** What the scripts of a build are put together from. */
export interface Parts {
  modules: ScriptModule[]
  /** The modules by their ids, each as a member of an object. */
  members: Record<string, string>
  /** All but scripts and looks, as JSON. */
  facts: string
  styles: Record<string, string>
  templates: CompiledTemplates
}

/** One of the scripts of a build: run in their order, after the host's, they define `miniProgram.launch(surroundings)`. */
export interface BuiltScript {
  /** Another one for each content. */
  name: string
  code: string
  /** Its source map. */
  map(): string
}

const text = JSON.stringify

/** Puts together what a build consists of, so that the next one can be compared with it. */
export function partsOf(program: CompiledMiniProgram, modules: ScriptModule[]): Parts {
  const { folder, tree, appScript, styles, templates } = program
  const idOf = (file: string | undefined) => file && folder.shorten(file)
  const units = [...tree.units.values()].map(({ path, isPage, config, styleScope, script }) => {
    return { path, isPage, config, styleScope, script: idOf(script) }
  })
  const boxes = templates.boxes.map(tag => {
    return { path: boxPath(tag), isPage: false, config: { component: true } }
  })
  const { config, theme, ext, pages, globalComponents } = tree
  const facts = { config, theme, ext, pages, globalComponents, script: idOf(appScript) }
  const members = modules.map(({ id, code, references }) => [
    id,
    `${text(id)}: [function (require, module, exports, global) {\n${code}\n}, ${text(references)}],\n`,
  ])
  return {
    modules,
    members: Object.fromEntries(members),
    facts: text({ ...facts, units: [...units, ...boxes] }),
    styles,
    templates,
  }
}

/** The keys of what a script holds. */
type Contents = Record<'modules' | 'templates' | 'styles', string[]>

/** A browser holds on to a script of so many characters, and to what it compiled of it, while the page is loaded again. */
const longestScript = 500_000

/** The whole mini program. */
export function writeScripts(parts: Parts): BuiltScript[] {
  const { members, templates, styles } = parts
  const contents: Contents[] = []
  let room = 0
  for (const [kind, sources] of Object.entries({ modules: members, templates: templates.codes, styles })) {
    for (const [key, { length }] of Object.entries(sources)) {
      if (length > room) {
        contents.push({ modules: [], templates: [], styles: [] })
        room = longestScript
      }
      contents.at(-1)![kind as keyof Contents].push(key)
      room -= length
    }
  }
  return contents.map((held, at) => writeOne(parts, held, at === 0))
}

/**
 * What makes the mini program of `after` of that of `base` before it is launched, for a browser that has the scripts of
 * that one; none when they are the same, undefined when all is better written anew.
 */
export function writeUpdate(base: Parts, after: Parts): BuiltScript[] | undefined {
  const { codes, shared } = after.templates
  const isLess = (before: object, now: object) => Object.keys(before).some(key => !Object.hasOwn(now, key))
  if (isLess(base.members, after.members) || isLess(base.templates.codes, codes)) return undefined
  if (base.templates.shared !== shared) return undefined
  const held = {
    modules: changed(base.members, after.members),
    templates: changed(base.templates.codes, codes),
    styles: changed(base.styles, after.styles),
  }
  const hasNewFacts = base.facts !== after.facts
  if (!hasNewFacts && Object.values(held).every(keys => keys.length === 0)) return []
  const update = writeOne(after, held, hasNewFacts)
  return update.code.length > longestScript ? undefined : [update]
}

const begin = `globalThis.miniProgram ??= { modules: {}, templates: {}, styles: {}, launch(surroundings) {\
 const { facts, modules, templates, styles } = this;\
 return previewHost.launch({ ...JSON.parse(facts), modules, templates, styles }, surroundings) } };`

/** The modules come first, so that the source map knows their lines. */
function writeOne(parts: Parts, { modules, templates, styles }: Contents, hasFacts: boolean): BuiltScript {
  const { members, facts } = parts
  // JSON is a text, for a browser reads that faster than JavaScript.
  const asText = (value: string) => `JSON.parse(${text(value)})`
  const ownStyles = Object.fromEntries(styles.map(path => [path, parts.styles[path]]))
  const code = `${begin} Object.assign(miniProgram.modules, {
${modules.map(id => members[id]).join('')}});
Object.assign(miniProgram.styles, ${asText(text(ownStyles))});
${hasFacts ? `miniProgram.facts = ${text(facts)};` : ''}
${templates.length > 0 ? `((G) => {${fillTemplates(parts.templates, templates)}})(miniProgram.templates);` : ''}
`
  const name = createHash('sha256').update(code).digest('hex').slice(0, 32)
  const own = new Set(modules)
  return {
    name,
    code: `${code}//# sourceMappingURL=/mini-program/${name}.js.map\n`,
    map: () => writeSourceMap(parts.modules.filter(({ id }) => own.has(id))),
  }
}

/** The keys of what is new or different. */
const changed = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter(key => after[key] !== before[key])

/** A script that changes the looks of the mini program that runs; undefined when something else has changed. */
export function writeChange(before: Parts, after: Parts): string | undefined {
  const scripts = [...changed(before.members, after.members), ...changed(after.members, before.members)]
  if (scripts.length > 0 || before.facts !== after.facts) return undefined
  if (before.templates.shared !== after.templates.shared) return undefined
  const { codes, reached } = after.templates
  const drawn = changed(before.templates.codes, codes)
  const styles = changed(before.styles, after.styles).map(path => [path, after.styles[path]])
  const units = [...reached.keys()].filter(unit => drawn.some(path => reached.get(unit)!.has(path)))
  // A picture, which the browser loads again with the page.
  if (units.length === 0 && styles.length === 0) return undefined
  // A template holds what it imports as it was when it was run.
  const paths = new Set(units.flatMap(unit => [...reached.get(unit)!]))
  return `previewHost.changeLooks({
styles: ${text(Object.fromEntries(styles))},
units: ${text(units)},
templates(G) {${fillTemplates(after.templates, [...paths])}}
})
`
}

/** A template is run when it is used for the first time: a large mini program shows few of its pages. */
const late = `var L=(path,make)=>Object.defineProperty(G,path,{configurable:true,enumerable:true,get(){
  const value=make();Object.defineProperty(G,path,{value});return value}})`

/** Statements that put the templates of these paths into `G`. */
function fillTemplates({ shared, codes }: CompiledTemplates, paths: string[]): string {
  const assigned = paths.map(path => `L(${text(path)},()=>${codes[path]});\n`)
  return `var R={};${shared};${late}\n${assigned.join('')}`
}

/** The lines that stand before a module's own in the script. */
const linesBefore = 1

/** The source map of the script that holds these modules, one after the other. */
function writeSourceMap(modules: ScriptModule[]): string {
  let line = 1
  const sections = modules.map(({ id, code, source, map }) => {
    const offset = { line: line + linesBefore, column: 0 }
    const lines = code.split('\n').length
    line += lines + linesBefore + 1
    const own = map ? JSON.parse(map) : sameLines(id, source, lines)
    return { offset, map: { ...own, sources: [`mini-program/${id}`] } }
  })
  return JSON.stringify({ version: 3, sections })
}

/** Each line stands for the same line of the source. */
function sameLines(id: string, source: string, lines: number): object {
  const mappings = `AAAA${';AACA'.repeat(lines - 1)}`
  return { version: 3, sources: [id], sourcesContent: [source], names: [], mappings }
}
