import { type BuildFailure, build } from 'esbuild'
import { en } from '../texts/en'
import { BuildError, type BuildProblem } from './build-error'
import { compileStyles } from './compile-styles'
import { boxPath, type CompiledTemplates, compileTemplates } from './compile-templates'
import { findModule, previewEntry, problemOf, ScriptModules } from './script-modules'
import { SourceFolder } from './source-folder'
import { type AppTree, walkApp } from './walk-app'

/** A mini program that was built, and what of it is drawn as a box or left out. */
export interface BuiltMiniProgram {
  /** When run it defines `miniProgram.launch(surroundings)` (see host/launch.ts). */
  script: string
  warnings: BuildProblem[]
}

/**
 * Builds the mini program in `root` into one script, which the host's script must go before. A script of the mini
 * program that cannot be compiled throws when it is loaded, so that the other pages work.
 *
 * @throws BuildError when app.json does not say what to build
 */
export async function bundleMiniProgram(root: string): Promise<BuiltMiniProgram> {
  const program = compileMiniProgram(root)
  const { folder } = program
  const bundle = await bundleScript(writeEntry(program), program.root, new ScriptModules(folder))
  // The map of the sources must stay the last line.
  const end = bundle.lastIndexOf('//# sourceMappingURL=')
  const script = `${bundle.slice(0, end)}${writeFacts(program)}${bundle.slice(end)}`
  return { script, warnings: folder.warnings }
}

/** So often a build is tried again without the scripts that could not be compiled. */
const mostAttempts = 5

async function bundleScript(contents: string, root: string, modules: ScriptModules): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await build({
        absWorkingDir: root,
        stdin: { contents, resolveDir: root, sourcefile: previewEntry, loader: 'js' },
        bundle: true,
        write: false,
        format: 'iife',
        platform: 'browser',
        target: 'chrome100',
        sourcemap: 'inline',
        keepNames: true,
        // A `sideEffects` of some package.json must not drop a script that only runs.
        ignoreAnnotations: true,
        logLevel: 'silent',
        logLimit: 0,
        tsconfigRaw: '{}',
        define: { global: 'globalThis', 'process.env.NODE_ENV': '"development"' },
        plugins: [modules.plugin],
      })
      return result.outputFiles[0]!.text
    } catch (error) {
      const { errors } = error as BuildFailure
      if (!Array.isArray(errors)) throw error
      if (attempt < mostAttempts && modules.leaveOut(errors)) continue
      throw new BuildError(errors.map(problemOf))
    }
  }
}

/** Scripts are required one by one while `Page` and `Component` mean the unit at hand. */
function writeEntry({ folder, tree, appScript }: CompiledMiniProgram): string {
  const text = JSON.stringify
  const units = [...tree.units.values()]
  const loaders = units.flatMap(({ path, script }) =>
    script ? [`${text(path)}: () => require(${text(script)})`] : [],
  )
  const late = units.flatMap(({ script, lateModules }) =>
    lateModules.flatMap(path => {
      const found = findModule(folder, path, script!)
      if (!found) folder.warn(folder.shorten(script!), en.build.notDefined(path, folder.shorten(script!)))
      return found ? [`${text(path)}: () => require(${text(found)})`] : []
    }),
  )
  return `
const loaders = {${loaders.join(',\n')}}
const modules = {${late.join(', ')}}
const load = () => ${appScript ? `require(${text(appScript)})` : '{}'}
globalThis.miniProgram = {
  launch(surroundings) {
    const facts = globalThis.miniProgram.facts()
    const units = facts.units.map(unit => ({ ...unit, load: loaders[unit.path] ?? (() => Component({})) }))
    return previewHost.launch({ ...facts, units, modules, load }, surroundings)
  },
}
`
}

/** What is compiled already. It follows the bundle as it is: esbuild would only read and write it again. */
function writeFacts({ tree, appStyle, styles, templates }: CompiledMiniProgram): string {
  const text = JSON.stringify
  const units = [...tree.units.values()].map(({ path, isPage, config, styleScope }) => ({
    ...{ path, isPage, config, styleScope },
    style: styles[path],
  }))
  const boxes = templates.boxes.map(tag => ({
    ...{ path: boxPath(tag), isPage: false, config: { component: true } },
    style: '',
  }))
  const { config, theme, pages, globalComponents } = tree
  const facts = { config, theme, pages, globalComponents, style: appStyle, units: [...units, ...boxes] }
  return `globalThis.miniProgram.facts = () => ({ ...${text(facts)}, templates: ${templates.expression} })\n`
}

/** A mini program whose WXML, WXS and WXSS are compiled; the scripts are still files. */
interface CompiledMiniProgram {
  root: string
  folder: SourceFolder
  tree: AppTree
  appScript: string | undefined
  /** CSS of app.wxss, and of each page and component by its path. */
  appStyle: string
  styles: Record<string, string>
  templates: CompiledTemplates
}

/**
 * Compiles the mini program in `root` (the folder with app.json). The source is only read.
 *
 * @throws BuildError when app.json does not say what to build
 */
export function compileMiniProgram(root: string): CompiledMiniProgram {
  const folder = new SourceFolder(root)
  const tree = walkApp(folder)
  const templates = compileTemplates(folder, tree)
  const styles: Record<string, string> = {}
  for (const unit of tree.units.values()) {
    styles[unit.path] = compileStyles(folder, `${unit.path}.wxss`, unit.styleScope)
  }
  const appStyle = compileStyles(folder, 'app.wxss', undefined)
  if (folder.problems.length > 0) throw new BuildError(folder.problems)
  return { root: folder.root, folder, tree, appScript: folder.findScript('app'), appStyle, styles, templates }
}
