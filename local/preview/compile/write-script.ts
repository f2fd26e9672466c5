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

/** What the script of a mini program is put together from. */
export interface Parts {
  /** The modules by their ids, each as a member of an object. */
  modules: Record<string, string>
  /** All but scripts and looks, as JSON. */
  facts: string
  styles: Record<string, string>
  templates: CompiledTemplates
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
    modules: Object.fromEntries(members),
    facts: text({ ...facts, units: [...units, ...boxes] }),
    styles,
    templates,
  }
}

/** The modules come first, so that the source map knows their lines. */
export function writeScript({ modules, facts, styles, templates }: Parts): string {
  // The facts are a text, for a browser reads JSON faster than JavaScript; nothing of this is in a function that it would
  // have to read twice.
  return `globalThis.miniProgram = { modules: {
${Object.values(modules).join('')}},
templates: (()=>{var G={};${fillTemplates(templates, Object.keys(templates.codes))}return G})(),
facts: ${text(facts)},
styles: ${text(text(styles))},
launch(surroundings) {
const { modules, templates, facts } = this
const styles = { ...JSON.parse(this.styles), ...this.newStyles }
return previewHost.launch({ ...JSON.parse(facts), styles, modules, templates }, surroundings)
} }
//# sourceMappingURL=/mini-program.js.map
`
}

/** From so many characters on an update is no longer quicker than the whole. */
const longestUpdate = 500_000

/** What makes one build of an older one. */
export interface Update {
  /** To be run after the script of the older one. */
  script: string
  /** The modules that it holds. */
  modules: string[]
}

/**
 * What makes the mini program of `after` of that of `base`, before it is launched: the browser keeps a script that stays
 * the same, also as it was compiled. Undefined when all has to be written anew.
 */
export function writeUpdate(base: Parts, after: Parts): Update | undefined {
  const isLess = (before: object, now: object) => Object.keys(before).some(key => !Object.hasOwn(now, key))
  const { codes, shared } = after.templates
  if (isLess(base.modules, after.modules) || isLess(base.templates.codes, codes)) return undefined
  if (base.templates.shared !== shared) return undefined
  const modules = changed(base.modules, after.modules)
  const templates = changed(base.templates.codes, codes)
  const styles = changed(base.styles, after.styles).map(path => [path, after.styles[path]])
  const news = {
    newStyles: Object.fromEntries(styles),
    ...(base.facts !== after.facts && { facts: after.facts }),
  }
  const script = `Object.assign(miniProgram.modules, {
${modules.map(id => after.modules[id]).join('')}});
Object.assign(miniProgram, ${text(news)});
{ const G = miniProgram.templates; ${templates.length > 0 ? fillTemplates(after.templates, templates) : ''} }
//# sourceMappingURL=/mini-program-update.js.map
`
  return script.length > longestUpdate ? undefined : { script, modules }
}

/** The keys of what is new or different. */
const changed = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter(key => after[key] !== before[key])

/** A script that changes the looks of the mini program that runs; undefined when something else has changed. */
export function writeChange(before: Parts, after: Parts): string | undefined {
  const scripts = [...changed(before.modules, after.modules), ...changed(after.modules, before.modules)]
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
export function writeSourceMap(modules: ScriptModule[]): string {
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
