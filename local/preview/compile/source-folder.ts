import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import { lineAndColumn } from '../../project/finding'
import { en } from '../texts/en'
import type { BuildProblem } from './build-error'

const scriptExtensions = ['.ts', '.js']

/** Where packages of npm are found in the folder, built by WeChat's own tool or not. */
const packages = 'miniprogram_npm'

/** The folder with app.json. Collects what is wrong in it: problems stop the build, warnings do not. */
export class SourceFolder {
  readonly root: string
  readonly problems: BuildProblem[] = []
  readonly warnings: BuildProblem[] = []
  /** `resolveAlias` of app.json, as prefixes. */
  aliases: [prefix: string, path: string][] = []
  readonly #packageFolders = new Map<string, string | undefined>()

  constructor(root: string) {
    this.root = resolve(root)
  }

  /** The file of this path on the disk; what `miniprogram_npm` lacks is looked for in `node_modules`. */
  locate(path: string): string | undefined {
    const file = join(this.root, path)
    if (isFile(file)) return file
    const inPackage = /(?:^|\/)miniprogram_npm\/((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(path)
    const folder = inPackage && this.#packageFolder(inPackage[1]!)
    const unbuilt = folder && join(folder, inPackage[2]!)
    return unbuilt && isFile(unbuilt) ? unbuilt : undefined
  }

  has(path: string): boolean {
    return this.locate(path) !== undefined
  }

  read(path: string): string {
    return readFileSync(this.locate(path) ?? join(this.root, path), 'utf8').replace(/^\uFEFF/, '')
  }

  report(file: string, message: string, place: { line?: number; column?: number } = {}): void {
    this.problems.push({ file, ...place, message })
  }

  /** Reports what is drawn as a box, or left out, while all else works; the same words once for a file. */
  warn(file: string, message: string, place: { line?: number; column?: number } = {}): void {
    if (this.warnings.some(known => known.file === file && known.message === message)) return
    this.warnings.push({ file, ...place, message })
  }

  /** The folder of an npm package that WeChat's "build npm" would copy. */
  #packageFolder(name: string): string | undefined {
    if (!this.#packageFolders.has(name)) this.#packageFolders.set(name, findPackage(this.root, name))
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
    const found = this.aliases.find(([prefix]) => reference.startsWith(prefix))
    return found ? posix.join('/', found[1], reference.slice(found[0].length)) : reference
  }

  /** An absolute file name as it is shown to people. */
  shorten(file: string): string {
    return relative(this.root, file).split(sep).join('/')
  }
}

function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile()
}

/** Looks in `node_modules` of the folder and of those around it. */
function findPackage(root: string, name: string): string | undefined {
  for (let above = root; ; above = dirname(above)) {
    const folder = join(above, 'node_modules', name)
    const description = join(folder, 'package.json')
    if (existsSync(description)) {
      const { miniprogram = 'miniprogram_dist' } = JSON.parse(readFileSync(description, 'utf8'))
      const built = join(folder, String(miniprogram))
      return existsSync(built) ? built : folder
    }
    if (above === dirname(above)) return undefined
  }
}
