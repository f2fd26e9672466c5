import { readFileSync, statSync } from 'node:fs'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import { lineAndColumn } from '../../project/finding'
import { en } from '../texts/en'
import type { BuildProblem } from './build-error'
import { Listings } from './listings'
import { findPackage, packageRoots } from './packages'

const scriptExtensions = ['.ts', '.js']

/** Where packages of npm are found in the folder, built by WeChat's own tool or not. */
const packages = 'miniprogram_npm'

/** Which files something was made of. */
interface MadeOf {
  /** The file of each path that was asked for; an absent one has none. */
  files: Map<string, string | undefined>
  /** The state of each file that was read. */
  states: Map<string, string>
}

/** What was made of some files. */
interface Kept<T = unknown> extends MadeOf {
  value: T
  warnings: BuildProblem[]
}

/**
 * The folder with app.json. Collects what is wrong in it: problems stop the build, warnings do not. It lives from one
 * build to the next, and `keep` makes anew only what a change concerns.
 */
export class SourceFolder {
  readonly root: string
  /** Where packages of npm are looked for. */
  packageRoots: string[] = []
  problems: BuildProblem[] = []
  warnings: BuildProblem[] = []
  /** What this build compiled and did not keep from the one before. */
  compiled: string[] = []
  #aliases: [prefix: string, path: string][] = []
  readonly #packageFolders = new Map<string, string | undefined>()
  readonly #listings = new Listings()
  readonly #states = new Map<string, string>()
  readonly #texts = new Map<string, { state: string; text: string }>()
  readonly #kept = new Map<string, Kept>()
  /** What is being made at the moment. */
  #maker: MadeOf | undefined

  constructor(root: string) {
    this.root = resolve(root)
  }

  /** Begins a build: what is on the disk is looked at anew. */
  begin(): void {
    this.problems = []
    this.warnings = []
    this.compiled = []
    this.packageRoots = packageRoots(this.root)
    this.#packageFolders.clear()
    this.#listings.clear()
    this.#states.clear()
  }

  /** What `make` returns, made again only when a file has changed that it asks this folder for. */
  keep<T>(what: string, make: () => T): T {
    const known = this.#kept.get(what) as Kept<T> | undefined
    if (known && this.#isTrue(known)) {
      this.addWarnings(known.warnings)
      return known.value
    }
    const around = this.#maker
    const made = { files: new Map(), states: new Map() }
    this.#maker = made
    try {
      const kept: Kept<T> = { ...made, ...this.gather(make) }
      this.compiled.push(what)
      this.#kept.set(what, kept)
      return kept.value
    } finally {
      this.#maker = around
    }
  }

  /** What `make` returns, and the warnings that it leads to, which are told as well. */
  gather<T>(make: () => T): { value: T; warnings: BuildProblem[] } {
    const around = this.warnings
    const warnings: BuildProblem[] = []
    this.warnings = warnings
    try {
      return { value: make(), warnings }
    } finally {
      this.warnings = around
      this.addWarnings(warnings)
    }
  }

  /** `resolveAlias` of app.json, as prefixes. They decide where each reference leads. */
  set aliases(aliases: [prefix: string, path: string][]) {
    if (JSON.stringify(aliases) !== JSON.stringify(this.#aliases)) this.#kept.clear()
    this.#aliases = aliases
  }

  /** The file of this path on the disk; what `miniprogram_npm` lacks is looked for in `node_modules`. */
  locate(path: string): string | undefined {
    const file = this.#find(path)
    this.#maker?.files.set(path, file)
    return file
  }

  #find(path: string): string | undefined {
    const file = join(this.root, path)
    if (this.#listings.hasFile(file)) return file
    const inPackage = /(?:^|\/)miniprogram_npm\/((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(path)
    const folder = inPackage && this.#packageFolder(inPackage[1]!)
    const unbuilt = folder && join(folder, inPackage[2]!)
    return unbuilt && this.#listings.hasFile(unbuilt) ? unbuilt : undefined
  }

  /** Whether all that it was made of is as it was. */
  #isTrue({ files, states }: MadeOf): boolean {
    if (![...files].every(([path, file]) => this.#find(path) === file)) return false
    return [...states].every(([file, state]) => this.stateOfFile(file) === state)
  }

  /** Tells one state of a file from another. */
  stateOfFile(file: string): string {
    const known = this.#states.get(file)
    if (known !== undefined) return known
    const stats = statSync(file, { throwIfNoEntry: false })
    const state = `${file} ${stats?.mtimeMs} ${stats?.size}`
    this.#states.set(file, state)
    return state
  }

  /** The scripts in a folder that the file `from` names. */
  listScripts(reference: string, from: string): string[] {
    const folder = join(this.root, this.resolveReference(reference, from))
    return [...this.#listings.of(folder)]
      .filter(name => /\.(js|ts|json)$/.test(name))
      .map(name => join(folder, name))
  }

  has(path: string): boolean {
    return this.locate(path) !== undefined
  }

  read(path: string): string {
    return this.readFile(this.locate(path) ?? join(this.root, path))
  }

  readFile(file: string): string {
    const state = this.stateOfFile(file)
    this.#maker?.states.set(file, state)
    const known = this.#texts.get(file)
    if (known?.state === state) return known.text
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
    this.#texts.set(file, { state, text })
    return text
  }

  report(file: string, message: string, place: { line?: number; column?: number } = {}): void {
    this.problems.push({ file, ...place, message })
  }

  /** Reports what is drawn as a box, or left out, while all else works; the same words once for a file. */
  warn(file: string, message: string, place: { line?: number; column?: number } = {}): void {
    this.addWarnings([{ file, ...place, message }])
  }

  /** The same for words that are told once in all. */
  warnOnce(file: string, message: string): void {
    if (!this.warnings.some(known => known.message === message)) this.warn(file, message)
  }

  addWarnings(warnings: BuildProblem[]): void {
    for (const warning of warnings) {
      const isSame = ({ file, message }: BuildProblem) => file === warning.file && message === warning.message
      if (!this.warnings.some(isSame)) this.warnings.push(warning)
    }
  }

  /** The folder of an npm package that WeChat's "build npm" would copy. */
  #packageFolder(name: string): string | undefined {
    if (!this.#packageFolders.has(name))
      this.#packageFolders.set(name, findPackage(this.packageRoots, name)?.path)
    return this.#packageFolders.get(name)
  }

  /** The JSON in a file; a broken one is read as an empty object, and so is an absent one that may be absent. */
  readJson<T extends object>(path: string, tell: 'report' | 'warn' | 'optional'): T {
    const say = tell === 'report' ? this.report.bind(this) : this.warn.bind(this)
    if (!this.has(path)) {
      if (tell !== 'optional') say(path, en.build.missing)
      return {} as T
    }
    const text = this.read(path)
    try {
      return Object(JSON.parse(text || '{}')) as T
    } catch (error) {
      const message = (error as Error).message
      const offset = /position (\d+)/.exec(message)?.[1]
      say(path, en.build.notJson(message), lineAndColumn(text, Number(offset ?? text.length)))
      return {} as T
    }
  }

  /** The TypeScript or JavaScript file of a page or component, as an absolute path. */
  findScript(path: string): string | undefined {
    const extension = scriptExtensions.find(candidate => this.has(path + candidate))
    return extension && this.locate(path + extension)
  }

  /** The path inside the folder of `reference` as written in the file `from`. */
  resolveReference(reference: string, from: string): string {
    const aliased = this.unalias(reference)
    if (aliased.startsWith('/')) return aliased.slice(1)
    return posix.join(dirname(from), aliased)
  }

  /** Where `reference`, written in the file `from`, can be: beside it, in npm packages, below the root. */
  candidatesOf(reference: string, from: string): string[] {
    const aliased = this.unalias(reference)
    const beside = this.resolveReference(aliased, from)
    if (/^\.{0,2}\//.test(aliased)) return [beside]
    const folders = dirname(from).split('/')
    const inPackages = folders.map((_, depth) =>
      posix.join(...folders.slice(0, folders.length - depth), packages, aliased),
    )
    return [beside, ...inPackages, `${packages}/${aliased}`, aliased]
  }

  unalias(reference: string): string {
    const found = this.#aliases.find(([prefix]) => reference.startsWith(prefix))
    return found ? posix.join('/', found[1], reference.slice(found[0].length)) : reference
  }

  /** An absolute file name as it is shown to people. */
  shorten(file: string): string {
    return relative(this.root, file).split(sep).join('/')
  }
}
