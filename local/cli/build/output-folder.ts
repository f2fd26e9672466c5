import { mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { ConfigError } from '../../../shared/index'
import { refusalIn, writeWhole } from '../../emulator/data/write-whole'
import { type BuildRecord, buildRecordFile, readBuildRecord } from '../../project/built-functions'
import { isWithin, pathFrom } from '../../project/files'
import { en } from './texts/en'

/** What the cloud's tools put beside our files, and may stay there. */
const kept = ['node_modules', 'package-lock.json']

/** The folder that DevTools uploads from. Only what a build wrote there is ever replaced. */
export class OutputFolder {
  readonly path: string
  /** As it is shown: from the folder where the command runs. */
  readonly shown: string
  private functions: Record<string, readonly string[]>

  /**
   * @param source the folder of the sources, real
   * @throws ConfigError when the output would be among the sources, or is not a folder
   */
  constructor(
    given: string,
    private readonly source: string,
  ) {
    this.path = realPathOf(resolve(given))
    this.shown = pathFrom(realpathSync(process.cwd()), this.path)
    if (isWithin(source, this.path)) throw new ConfigError({ what: en.isSource(this.shown), fix: en.giveOut })
    const found = statSync(this.path, { throwIfNoEntry: false })
    if (found && !found.isDirectory())
      throw new ConfigError({ what: en.notFolder(this.shown), fix: en.giveOut })
    this.functions = { ...readBuildRecord(this.path)?.functions }
  }

  /** @throws ConfigError when the folder of a function holds what no build wrote */
  requireOwn(name: string): void {
    const folder = join(this.path, name)
    if (isWithin(folder, this.source)) throw new ConfigError({ what: en.isSource(folder), fix: en.giveOut })
    const found = statSync(folder, { throwIfNoEntry: false })
    if (!found) return
    const own = new Set(this.functions[name] ?? [])
    const foreign = found.isDirectory()
      ? filesIn(folder).find(file => !own.has(file) && !kept.includes(file.split('/', 1)[0]!))
      : basename(folder)
    if (foreign !== undefined)
      throw new ConfigError({ what: en.foreign(`${this.shown}/${name}`, foreign), fix: en.moveForeign })
  }

  /** Replaces the folder of a function by new files, in one step. @throws ConfigError when it cannot be written */
  write(name: string, files: ReadonlyMap<string, Buffer>): void {
    this.requireOwn(name)
    const folder = join(this.path, name)
    const beside = (end: string) => join(this.path, `.${name}.${end}`)
    const [next, before] = [beside('next'), beside('before')]
    try {
      mkdirSync(this.path, { recursive: true })
      // A process that was killed between the two renames left the former output there.
      if (!statSync(folder, { throwIfNoEntry: false }) && statSync(before, { throwIfNoEntry: false }))
        renameSync(before, folder)
      for (const left of [next, before]) rmSync(left, { recursive: true, force: true })
      for (const [file, bytes] of files) {
        mkdirSync(dirname(join(next, file)), { recursive: true })
        writeFileSync(join(next, file), bytes)
      }
      this.#note({
        ...this.functions,
        [name]: [...new Set([...(this.functions[name] ?? []), ...files.keys()])],
      })
      this.#swap(folder, next, before, files)
      this.#note({ ...this.functions, [name]: [...files.keys()].sort() })
    } catch (error) {
      rmSync(next, { recursive: true, force: true })
      const why = refusalIn(error)
      if (why === undefined || error instanceof ConfigError) throw error
      throw new ConfigError({ what: en.cannotWrite(folder, why), fix: en.closeHolders, cause: error })
    }
  }

  #swap(folder: string, next: string, before: string, files: ReadonlyMap<string, Buffer>): void {
    if (!statSync(folder, { throwIfNoEntry: false })) {
      renameSync(next, folder)
      return
    }
    renameSync(folder, before)
    try {
      renameSync(next, folder)
    } catch (error) {
      renameSync(before, folder)
      throw error
    }
    for (const one of kept) {
      const there = statSync(join(before, one), { throwIfNoEntry: false })
      if (
        there &&
        !files.has(one) &&
        !(this.functions[folder.slice(this.path.length + 1)] ?? []).includes(one)
      )
        renameSync(join(before, one), join(folder, one))
    }
    rmSync(before, { recursive: true, force: true })
  }

  /** The functions whose output is there, and whose source is gone. */
  goneOf(names: readonly string[]): string[] {
    return Object.keys(this.functions).filter(name => !names.includes(name))
  }

  /** Removes the output of a function whose source is gone. */
  remove(name: string): void {
    this.requireOwn(name)
    rmSync(join(this.path, name), { recursive: true, force: true })
    const { [name]: _, ...rest } = this.functions
    this.#note(rest)
  }

  #note(functions: Record<string, readonly string[]>): void {
    this.functions = functions
    const source = relative(this.path, this.source).split(sep).join('/')
    const record: BuildRecord = { source, functions }
    writeWhole(join(this.path, buildRecordFile), [`${JSON.stringify(record, null, 2)}\n`])
  }
}

/** The real path of a folder that may not be there yet: no link hides where it is. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return dirname(path) === path ? path : join(realPathOf(dirname(path)), basename(path))
  }
}

/** All files below a folder, links as themselves, with `/`. */
const filesIn = (folder: string, below = ''): string[] =>
  readdirSync(join(folder, below), { withFileTypes: true }).flatMap(entry => {
    const file = below === '' ? entry.name : `${below}/${entry.name}`
    if (below === '' && kept.includes(file)) return [file]
    return entry.isDirectory() ? filesIn(folder, file) : [file]
  })
