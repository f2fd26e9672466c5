import { BuildError, type BuildProblem } from './build-error'
import { compileStyles } from './compile-styles'
import { boxPath, type CompiledTemplates, Templates } from './compile-templates'
import { type ScriptModule, ScriptModules } from './script-modules'
import { SourceFolder } from './source-folder'
import { type AppTree, walkApp } from './walk-app'

/** A mini program that was built, and what of it is drawn as a box or left out. */
export interface BuiltMiniProgram {
  /** When run after the host's script it defines `miniProgram.launch(surroundings)` (see host/launch.ts). */
  script: string
  warnings: BuildProblem[]
  /** The files that were compiled for this build; the others were kept from the one before. */
  compiled: string[]
  /** The source map of `script`. */
  map(): string
}

/** Builds the mini program in `root` (the folder with app.json), and again when something in it has changed. */
export class MiniProgramBuilder {
  readonly #folder: SourceFolder
  readonly #templates: Templates
  readonly #scripts: ScriptModules

  constructor(root: string) {
    this.#folder = new SourceFolder(root)
    this.#templates = new Templates(this.#folder)
    this.#scripts = new ScriptModules(this.#folder)
  }

  /**
   * Compiles what has changed, and writes all into one script. A script of the mini program that cannot be compiled
   * throws when it is loaded, so that the other pages work.
   *
   * @throws BuildError when app.json does not say what to build
   */
  async build(): Promise<BuiltMiniProgram> {
    const program = this.compile()
    const { folder, tree, appScript } = program
    const scripts = [appScript, ...[...tree.units.values()].map(({ script }) => script)]
    const modules = await this.#scripts.collect(scripts.filter(script => script !== undefined))
    const { warnings, compiled } = folder
    return { script: writeScript(program, modules), warnings, compiled, map: () => writeSourceMap(modules) }
  }

  /**
   * Compiles all but the scripts. The source is only read.
   *
   * @throws BuildError when app.json does not say what to build
   */
  compile(): CompiledMiniProgram {
    const folder = this.#folder
    folder.begin()
    const tree = walkApp(folder)
    const templates = this.#templates.compile(tree)
    const styles: Record<string, string> = {}
    for (const unit of tree.units.values()) {
      styles[unit.path] = compileStyles(folder, unit.path, unit.styleScope)
    }
    // With the library its look comes along.
    const weui = tree.config.useExtendedLib?.weui ? compileStyles(folder, weuiStyle, undefined) : ''
    const appStyle = weui + compileStyles(folder, 'app', undefined)
    if (folder.problems.length > 0) throw new BuildError(folder.problems)
    return { folder, tree, appScript: folder.findScript('app'), appStyle, styles, templates }
  }

  /** Gives back what the templates hold. */
  close(): void {
    this.#templates.close()
  }
}

const weuiStyle = 'miniprogram_npm/weui-miniprogram/weui-wxss/dist/style/weui'

/** Builds a mini program once. */
export async function bundleMiniProgram(root: string): Promise<BuiltMiniProgram> {
  const builder = new MiniProgramBuilder(root)
  try {
    return await builder.build()
  } finally {
    builder.close()
  }
}

/** A mini program whose WXML, WXS and WXSS are compiled; the scripts are still files. */
interface CompiledMiniProgram {
  folder: SourceFolder
  tree: AppTree
  appScript: string | undefined
  /** CSS of app.wxss, and of each page and component by its path. */
  appStyle: string
  styles: Record<string, string>
  templates: CompiledTemplates
}

/** The modules come first, so that the source map knows their lines. */
function writeScript(program: CompiledMiniProgram, modules: ScriptModule[]): string {
  const { folder, tree, appStyle, appScript, styles, templates } = program
  const text = JSON.stringify
  const idOf = (file: string | undefined) => file && folder.shorten(file)
  const units = [...tree.units.values()].map(({ path, isPage, config, styleScope, script }) => ({
    ...{ path, isPage, config, styleScope, script: idOf(script) },
    style: styles[path],
  }))
  const boxes = templates.boxes.map(tag => ({
    ...{ path: boxPath(tag), isPage: false, config: { component: true } },
    style: '',
  }))
  const { config, theme, ext, pages, globalComponents } = tree
  const facts = { config, theme, ext, pages, globalComponents, style: appStyle, script: idOf(appScript) }
  const asFunctions = modules.map(
    ({ id, code, references }) =>
      `${text(id)}: [function (require, module, exports, global) {\n${code}\n}, ${text(references)}],\n`,
  )
  // The facts are a text, for a browser reads JSON faster than JavaScript; nothing of this is in a function that it would
  // have to read twice.
  return `globalThis.miniProgram = { modules: {
${asFunctions.join('')}},
templates: ${templates.expression},
facts: ${text(text({ ...facts, units: [...units, ...boxes] }))},
launch(surroundings) {
const { modules, templates, facts } = this
return previewHost.launch({ ...JSON.parse(facts), modules, templates }, surroundings)
} }
//# sourceMappingURL=/mini-program.js.map
`
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
