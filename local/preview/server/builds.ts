import { type FSWatcher, watch } from 'node:fs'
import { BuildError, type BuildProblem, describeProblem } from '../compile/build-error'
import { MiniProgramBuilder } from '../compile/bundle'
import type { BuiltScript } from '../compile/write-script'
import { en } from '../texts/en'

/** Editors save in several steps; this long after the last one, in milliseconds, the build begins. */
const quietMilliseconds = 30

/** So many warnings are written to the terminal; the page shows all. */
const mostLines = 20

/** The newest build of the mini program, rebuilt when a file is saved. */
export class Builds {
  /** Counts the builds, from where no server before this one has come to. */
  version = Date.now()
  scripts: BuiltScript[] = []
  /** The script that makes this build of the one before, where they differ in looks alone: see compile/bundle.ts. */
  change: string | undefined
  /** Why there is nothing to show. */
  problems: BuildProblem[] = []
  /** What is drawn as a box or left out. */
  warnings: BuildProblem[] = []
  readonly #listeners = new Set<() => void>()
  #watcher: FSWatcher | undefined
  #timer: NodeJS.Timeout | undefined
  #queue = Promise.resolve()
  #isClosed = false
  readonly #builder: MiniProgramBuilder

  constructor(
    readonly root: string,
    readonly log: (line: string) => void,
  ) {
    this.#builder = new MiniProgramBuilder(root)
  }

  /** Builds; never rejects for what is wrong in the source, which is kept in `problems` instead. */
  build(): Promise<void> {
    this.#queue = this.#queue.then(() => this.#buildNow())
    return this.#queue
  }

  async #buildNow(): Promise<void> {
    const start = Date.now()
    try {
      const { scripts, change, warnings } = await this.#builder.build()
      // What could not be built shows its problems.
      this.change = this.problems.length > 0 ? undefined : change
      Object.assign(this, { scripts, warnings, problems: [] })
      this.log(en.server.built(Date.now() - start))
      for (const warning of warnings.slice(0, mostLines))
        this.log(en.server.problem(describeProblem(warning)))
      if (warnings.length > mostLines) this.log(en.server.moreWarnings(warnings.length - mostLines))
    } catch (error) {
      this.problems =
        error instanceof BuildError ? error.problems : [{ file: this.root, message: String(error) }]
      this.change = undefined
      for (const problem of this.problems) this.log(en.server.problem(describeProblem(problem)))
    }
    this.version += 1
    for (const listener of this.#listeners) listener()
  }

  watch(): void {
    this.#watcher = watch(this.root, { recursive: true }, (_, path) => {
      // Git and the emulator's data folder write there all the time.
      if (path && /(^|[\\/])\./.test(path)) return
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.build(), quietMilliseconds)
    })
    this.#watcher.on('error', error => this.log(en.server.notWatching(error.message)))
  }

  /** Runs after each build; returns how to stop that. */
  onBuilt(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#watcher?.close()
    void this.#queue.then(() => this.#builder.close())
  }
}
