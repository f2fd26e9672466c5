import { readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Message, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild'
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
  /** Scripts that could not be compiled, with what is read instead of them. */
  readonly #replaced = new Map<string, string>()

  constructor(folder: SourceFolder) {
    this.#folder = folder
  }

  /** Corrects or leaves out scripts that cannot be compiled; true when the build may work then. */
  leaveOut(errors: Message[]): boolean {
    let hasChanged = false
    for (const error of errors) {
      const { file, line, column, message } = problemOf(error)
      if (!error.location || file === previewEntry) continue
      const path = join(this.#folder.root, file)
      const source = this.#replaced.get(path) ?? readFileSync(path, 'utf8')
      const corrected = correct(source, message)
      if (corrected === source) continue
      hasChanged = true
      this.#replaced.set(path, corrected)
      if (!isGlob.test(message)) this.#folder.warn(file, en.build.brokenScript(message), { line, column })
    }
    return hasChanged
  }

  #setUp(build: PluginBuild): void {
    build.onResolve({ filter: /.*/ }, args => this.#resolve(build, args))
    build.onLoad({ filter: /.*/, namespace: missingModule }, ({ path }) => ({ contents: throwing(path) }))
    if (this.#replaced.size === 0) return
    build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, ({ path }) => {
      const contents = this.#replaced.get(path)
      return contents === undefined ? undefined : { contents, loader: 'default' }
    })
  }

  async #resolve(build: PluginBuild, args: OnResolveArgs): Promise<OnResolveResult | undefined> {
    const { path, importer, kind, resolveDir, pluginData } = args
    const { root } = this.#folder
    // Packages find their own modules in the usual way.
    const isOwn = importer.startsWith(root + sep) && !importer.includes(`${sep}node_modules${sep}`)
    if (pluginData === asked || !isOwn) return undefined
    const found = findModule(this.#folder, path, importer)
    if (found) return { path: found }
    const answered = await build.resolve(path, { kind, importer, resolveDir, pluginData: asked })
    if (answered.errors.length === 0) return answered
    const from = this.#folder.shorten(importer)
    this.#folder.warn(from, en.build.notDefined(path, from))
    return { path: en.build.notDefined(path, from), namespace: missingModule }
  }
}

/** The file of a module: WeChat also takes `/x` from the root, and `x` that is no package but a file. */
export function findModule(folder: SourceFolder, reference: string, importer: string): string | undefined {
  for (const candidate of folder.candidatesOf(reference, folder.shorten(importer))) {
    const ending = endings.find(end => folder.has(candidate + end))
    if (ending !== undefined) return folder.locate(candidate + ending)
  }
  return undefined
}

/** What the build says of a `require` whose name is computed: it tried every file that the name could mean. */
const isGlob = /^(?:Could not resolve (?:require|import)\("[^"]*\*|No loader is configured)/

/** A script without what the build refuses and the engine would not, or one that fails when it is loaded. */
function correct(source: string, message: string): string {
  // `require` of a computed name finds nothing here, as in WeChat, and the script may go on.
  const plain = source.replace(/\brequire\((?!\s*(['"])[^'"]*\1\s*\))/g, 'globalThis.require(')
  if (isGlob.test(message) && plain !== source) return plain
  const constant = /^Cannot assign to "([\w$]+)" because it is a constant/.exec(message)?.[1]
  if (constant)
    return source.replaceAll(new RegExp(`\\bconst(?=\\s+${constant.replaceAll('$', '\\$')}\\b)`, 'g'), 'let')
  return throwing(message)
}

/** The source of a module that fails when it is loaded. */
const throwing = (reason: string) => `throw new Error(${JSON.stringify(reason)})`
