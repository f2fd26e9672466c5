import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BuildFailure, build } from 'esbuild'
import { en } from '../texts/en'
import { BuildError, type BuildProblem } from './build-error'
import { compileStyles } from './compile-styles'
import { compileTemplates } from './compile-templates'
import { SourceFolder } from './source-folder'
import { type AppTree, walkApp } from './walk-app'

/**
 * Builds the mini program in `root` and the host into one script. When run it defines
 * `miniProgram.launch(surroundings)` (see host/launch.ts).
 *
 * @throws BuildError when the mini program's source is wrong
 */
export async function bundleMiniProgram(root: string): Promise<string> {
  const program = compileMiniProgram(root)
  return bundleScript(writeEntry(program), program.root)
}

/** Builds the script of the page around the phone frame. */
export function bundlePreviewPage(): Promise<string> {
  return bundleScript(`import ${JSON.stringify(join(previewFolder(), 'page/main.ts'))}`, previewFolder())
}

/** The folder of the preview's own source; this file may itself have been bundled elsewhere. */
export function previewFolder(): string {
  const starts = [__dirname, process.cwd()]
  for (const start of starts) {
    for (let folder = start; ; folder = dirname(folder)) {
      const candidates = [folder, join(folder, 'local/preview')]
      const found = candidates.find(candidate => existsSync(join(candidate, 'host/launch.ts')))
      if (found) return found
      if (folder === dirname(folder)) break
    }
  }
  throw new Error(en.build.noSource)
}

async function bundleScript(contents: string, root: string): Promise<string> {
  try {
    const result = await build({
      absWorkingDir: root,
      stdin: { contents, resolveDir: previewFolder(), sourcefile: 'preview-entry.js', loader: 'js' },
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
      tsconfigRaw: '{}',
      define: { global: 'globalThis', 'process.env.NODE_ENV': '"development"' },
    })
    return result.outputFiles[0]!.text
  } catch (error) {
    throw new BuildError(problemsOf(error as BuildFailure))
  }
}

function problemsOf(failure: BuildFailure): BuildProblem[] {
  if (!Array.isArray(failure.errors)) throw failure
  return failure.errors.map(({ text, location }) => ({
    file: location?.file ?? 'app.json',
    line: location?.line,
    column: location ? location.column + 1 : undefined,
    message: text,
  }))
}

/** Scripts are required one by one while `Page` and `Component` mean the unit at hand. */
function writeEntry({ tree, appScript, appStyle, styles, templates }: CompiledMiniProgram): string {
  const text = JSON.stringify
  const units = [...tree.units.values()].map(({ script, ...unit }) => {
    const shown = { ...unit, style: styles[unit.path] }
    return `{ ...${text(shown)}, load: () => require(${text(script)}) }`
  })
  const app = { config: tree.config, theme: tree.theme, pages: tree.pages, style: appStyle }
  return `
import { launch } from ${text(join(previewFolder(), 'host/launch.ts'))}
const program = {
  ...${text(app)},
  globalComponents: ${text(tree.globalComponents)},
  templates: ${templates},
  units: [${units.join(',\n')}],
  load: () => ${appScript ? `require(${text(appScript)})` : '{}'},
}
globalThis.miniProgram = { launch: surroundings => launch(program, surroundings) }
`
}

/** A mini program whose WXML, WXS and WXSS are compiled; the scripts are still files. */
interface CompiledMiniProgram {
  root: string
  tree: AppTree
  appScript: string | undefined
  /** CSS of app.wxss, and of each page and component by its path. */
  appStyle: string
  styles: Record<string, string>
  /** A JavaScript expression: the template functions by path. */
  templates: string
}

/**
 * Compiles the mini program in `root` (the folder with app.json). The source is only read.
 *
 * @throws BuildError with every problem that was found, each with its file and line
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
  return { root: folder.root, tree, appScript: folder.findScript('app'), appStyle, styles, templates }
}
