import { join, sep } from 'node:path'
import type { Message, OnLoadResult, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild'
import { en } from '../texts/en'
import type { BuildProblem } from './build-error'
import type { SourceFolder } from './source-folder'

/** The name of the script that requires all others. */
export const previewEntry = 'preview-entry.js'

/** A message of esbuild, placed in the mini program. */
export function problemOf({ text, location }: Message): BuildProblem {
  return {
    file: location?.file ?? 'app.json',
    line: location?.line,
    column: location ? location.column + 1 : undefined,
    message: text,
  }
}

const endings = ['', '.js', '.ts', '.json', '/index.js', '/index.ts']
const missingModule = 'missing-module'
/** Says to this plugin's own question that esbuild should answer it. */
const asked = { asked: true }

/** Finds the modules of a mini program's scripts as WeChat does, and leaves out what cannot be found or compiled. */
export class ScriptModules {
  readonly plugin: Plugin = { name: 'mini-program', setup: build => this.#setUp(build) }
  readonly #folder: SourceFolder
  /** Scripts that could not be compiled, with the reason. */
  readonly #broken = new Map<string, string>()

  constructor(folder: SourceFolder) {
    this.#folder = folder
  }

  /** Takes note of scripts that cannot be compiled; true when the build may work without them. */
  leaveOut(errors: Message[]): boolean {
    const before = this.#broken.size
    for (const error of errors) {
      const { file, line, column, message } = problemOf(error)
      if (!error.location || file === previewEntry) continue
      const path = join(this.#folder.root, file)
      if (this.#broken.has(path)) continue
      this.#broken.set(path, message)
      this.#folder.warn(file, en.build.brokenScript(message), { line, column })
    }
    return this.#broken.size > before
  }

  #setUp(build: PluginBuild): void {
    build.onResolve({ filter: /.*/ }, args => this.#resolve(build, args))
    build.onLoad({ filter: /.*/, namespace: missingModule }, ({ path }) => throwing(path))
    if (this.#broken.size === 0) return
    build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, ({ path }) => {
      const reason = this.#broken.get(path)
      return reason === undefined ? undefined : throwing(reason)
    })
  }

  async #resolve(build: PluginBuild, args: OnResolveArgs): Promise<OnResolveResult | undefined> {
    const { path, importer, kind, resolveDir, pluginData } = args
    const { root } = this.#folder
    // Packages find their own modules in the usual way.
    const isOwn = importer.startsWith(root + sep) && !importer.includes(`${sep}node_modules${sep}`)
    if (pluginData === asked || !isOwn) return undefined
    const found = this.#find(path, importer)
    if (found) return { path: found }
    const answered = await build.resolve(path, { kind, importer, resolveDir, pluginData: asked })
    if (answered.errors.length === 0) return answered
    const from = this.#folder.shorten(importer)
    this.#folder.warn(from, en.build.notDefined(path, from))
    return { path: en.build.notDefined(path, from), namespace: missingModule }
  }

  /** WeChat also takes `/x` from the root, and `x` that is no package but a file beside the script. */
  #find(reference: string, importer: string): string | undefined {
    const folder = this.#folder
    for (const candidate of folder.candidatesOf(reference, folder.shorten(importer))) {
      const ending = endings.find(end => folder.has(candidate + end))
      if (ending !== undefined) return folder.locate(candidate + ending)
    }
    return undefined
  }
}

/** A module that fails when it is loaded. */
function throwing(reason: string): OnLoadResult {
  return { contents: `throw new Error(${JSON.stringify(reason)})`, loader: 'js' }
}
