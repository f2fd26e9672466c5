import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import { en } from '../texts/en'
import { type BuildProblem, placeOf } from './build-error'

const scriptExtensions = ['.ts', '.js']

/** The folder with app.json. Remembers every file that was read, and collects what is wrong with them. */
export class SourceFolder {
  readonly root: string
  readonly problems: BuildProblem[] = []

  constructor(root: string) {
    this.root = resolve(root)
  }

  has(path: string): boolean {
    const file = join(this.root, path)
    return existsSync(file) && statSync(file).isFile()
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8')
  }

  report(file: string, message: string, place: { line?: number; column?: number } = {}): void {
    this.problems.push({ file, ...place, message })
  }

  /** The JSON in a file; an absent or broken file is reported, and read as an empty object. */
  readJson<T extends object>(path: string, isRequired: boolean): T {
    if (!this.has(path)) {
      if (isRequired) this.report(path, en.build.missing)
      return {} as T
    }
    const text = this.read(path)
    try {
      return JSON.parse(text) as T
    } catch (error) {
      const message = (error as Error).message
      const offset = /position (\d+)/.exec(message)?.[1]
      this.report(path, en.build.notJson(message), placeOf(text, Number(offset ?? text.length)))
      return {} as T
    }
  }

  /** The TypeScript or JavaScript file of a page or component, as an absolute path. */
  findScript(path: string): string | undefined {
    const extension = scriptExtensions.find(candidate => this.has(path + candidate))
    return extension && join(this.root, path + extension)
  }

  /** The path inside the folder of `reference` as written in the file `from`. */
  resolveReference(reference: string, from: string): string {
    if (reference.startsWith('/')) return reference.slice(1)
    return posix.join(dirname(from), reference)
  }

  /** An absolute file name as it is shown to people. */
  shorten(file: string): string {
    return relative(this.root, file).split(sep).join('/')
  }
}
