import { BuildError, type BuildProblem } from './build-error'
import { compileStyles } from './compile-styles'
import { Templates } from './compile-templates'
import { ScriptModules } from './script-modules'
import { SourceFolder } from './source-folder'
import { walkApp } from './walk-app'
import {
  type CompiledMiniProgram,
  type Parts,
  partsOf,
  writeChange,
  writeScript,
  writeSourceMap,
  writeUpdate,
} from './write-script'

/** A mini program that was built, and what of it is drawn as a box or left out. */
export interface BuiltMiniProgram {
  /** When run after the host's script it defines `miniProgram.launch(surroundings)` (see host/launch.ts). */
  script: string
  /** To be run after `script`, which is that of an older build as long as little has changed since. */
  update: string
  /**
   * When only templates and styles differ from the build before: a script that gives them to the mini program of that
   * build (see host/change-looks.ts), which then goes on as it is.
   */
  change: string | undefined
  warnings: BuildProblem[]
  /** The files that were compiled for this build; the others were kept from the one before. */
  compiled: string[]
  /** The source maps of `script` and `update`. */
  map(): string
  updateMap(): string
}

/** Builds the mini program in `root` (the folder with app.json), and again when something in it has changed. */
export class MiniProgramBuilder {
  readonly #folder: SourceFolder
  readonly #templates: Templates
  readonly #scripts: ScriptModules
  #before: Parts | undefined
  /** What `script` was written of. */
  #base: { parts: Parts; script: string; map(): string } | undefined

  constructor(root: string) {
    this.#folder = new SourceFolder(root)
    this.#templates = new Templates(this.#folder)
    this.#scripts = new ScriptModules(this.#folder)
  }

  /**
   * Compiles what has changed, and writes all into one script and its update. A script of the mini program that cannot be compiled
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
    const parts = partsOf(program, modules)
    const change = this.#before && writeChange(this.#before, parts)
    this.#before = parts
    let update = this.#base && writeUpdate(this.#base.parts, parts)
    if (!this.#base || !update) {
      this.#base = { parts, script: writeScript(parts), map: () => writeSourceMap(modules) }
      update = { script: '', modules: [] }
    }
    const { script, map } = this.#base
    const updated = new Set(update.modules)
    const updateMap = () => writeSourceMap(modules.filter(({ id }) => updated.has(id)))
    return { script, update: update.script, change, warnings, compiled, map, updateMap }
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
    styles.app = weui + compileStyles(folder, 'app', undefined)
    if (folder.problems.length > 0) throw new BuildError(folder.problems)
    return { folder, tree, appScript: folder.findScript('app'), styles, templates }
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
