import { BuildError, type BuildProblem } from './build-error'
import { compileStyles } from './compile-styles'
import { Templates } from './compile-templates'
import { ScriptModules } from './script-modules'
import { SourceFolder } from './source-folder'
import { walkApp } from './walk-app'
import {
  type BuiltScript,
  type CompiledMiniProgram,
  type Parts,
  partsOf,
  writeChange,
  writeScripts,
  writeUpdate,
} from './write-script'

/** A mini program that was built, and what of it is drawn as a box or left out. */
export interface BuiltMiniProgram {
  /** What defines `miniProgram.launch(surroundings)` (see host/launch.ts); most is of an older build while little changes. */
  scripts: BuiltScript[]
  /** All of them in one. */
  readonly script: string
  /**
   * When only templates and styles differ from the build before: a script that gives them to the mini program of that
   * build (see host/change-looks.ts), which then goes on as it is.
   */
  change: string | undefined
  warnings: BuildProblem[]
  /** The files that were compiled for this build; the others were kept from the one before. */
  compiled: string[]
}

/** Builds the mini program in `root` (the folder with app.json), and again when something in it has changed. */
export class MiniProgramBuilder {
  readonly #folder: SourceFolder
  readonly #templates: Templates
  readonly #scripts: ScriptModules
  #before: Parts | undefined
  /** What was written whole, for what has changed since comes after it. */
  #base: { parts: Parts; scripts: BuiltScript[] } | undefined

  constructor(root: string) {
    this.#folder = new SourceFolder(root)
    this.#templates = new Templates(this.#folder)
    this.#scripts = new ScriptModules(this.#folder)
  }

  /**
   * Compiles what has changed, and writes all into scripts. One of the mini program that cannot be compiled
   * throws when it is loaded, so that the other pages work.
   *
   * @throws BuildError when app.json does not say what to build
   */
  async build(): Promise<BuiltMiniProgram> {
    const program = this.compile()
    const { folder, tree, appScript } = program
    const entries = [appScript, ...[...tree.units.values()].map(({ script }) => script)]
    const modules = await this.#scripts.collect(entries.filter(script => script !== undefined))
    const { warnings, compiled } = folder
    const parts = partsOf(program, modules)
    const change = this.#before && writeChange(this.#before, parts)
    this.#before = parts
    let update = this.#base && writeUpdate(this.#base.parts, parts)
    if (!this.#base || !update) {
      this.#base = { parts, scripts: writeScripts(parts) }
      update = []
    }
    const scripts = [...this.#base.scripts, ...update]
    return {
      scripts,
      get script() {
        return scripts.map(({ code }) => code).join('')
      },
      change,
      warnings,
      compiled,
    }
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
