import {
  closeSync,
  fstatSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { syncFolder, writeAll } from '../../project/files'
import type { Access } from '../gateway/database/access'
import type { Keeper, KeptCollection, Readable } from '../gateway/database/backing'
import type { Change } from '../gateway/database/thread'
import {
  changeOf,
  collectionOf,
  firstLine,
  linesOf,
  type Noted,
  readLog,
  snapshotOf,
  writeLines,
} from './log-lines'
import { en } from './texts/en'
import { refusalIn, unfinished, writeWhole } from './write-whole'

/** Commits that follow each other within so long go to the disk together. */
const delayMs = 50
const triedAgainMs = 2_000
/** The file is written anew when it is larger than twice what it holds, and this. */
const spareBytes = 4 * 1024 * 1024

/**
 * The database of a folder: a file to whose end each commit is written, in whole or not at all. The emulator answers
 * first, the file follows.
 */
export class ChangeLog implements Keeper {
  readonly #path: string
  readonly #tell: (line: string) => void
  readonly #accesses = new Map<string, Access>()
  #kept: readonly KeptCollection[]
  #database: Readable | undefined
  #file: number
  #bytes: number
  /** How large it was when it was last written anew. */
  #wholeBytes = 0
  #noted: Noted[] = []
  #since: string[] | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #anew: Promise<void> | undefined
  #isSyncing = false
  #isFailing = false
  /** Whether all that is noted goes to the disk as one commit. */
  #isOneCommit = false
  #isTaken = false
  #isClosed = false

  /** @throws LogFault when there is one that cannot be read */
  constructor(path: string, tell: (line: string) => void) {
    this.#path = path
    this.#tell = tell
    if (!statSync(path, { throwIfNoEntry: false })) writeWhole(path, [firstLine])
    const { collections, end, isOpen } = readLog(path)
    this.#kept = [...collections].map(([name, { access, texts }]) => {
      if (access) this.#accesses.set(name, access)
      for (const text of texts.values()) this.#wholeBytes += text.length
      return { name, access, texts }
    })
    this.#file = openSync(path, 'r+')
    ftruncateSync(this.#file, end)
    if (isOpen) writeAll(this.#file, Buffer.from('\n'), end)
    this.#bytes = end + Number(isOpen)
    process.on('exit', this.#atExit)
  }

  /** How many documents there are. */
  get count(): number {
    const database = this.#database
    if (!database) return this.#kept.reduce((sum, { texts }) => sum + [...texts].length, 0)
    return database.collections.reduce((sum, name) => sum + database.textsOf(name).length, 0)
  }

  /** Whether a collection was kept with documents. */
  hasKept(collection: string): boolean {
    return this.#kept.some(({ name, texts }) => name === collection && [...texts].length > 0)
  }

  take(): readonly KeptCollection[] {
    const kept = this.#kept
    this.#kept = []
    return kept
  }

  follow(database: Readable): void {
    this.#database = database
  }

  noteCollection(collection: string, access?: Access): void {
    if (access) this.#accesses.set(collection, access)
    this.#note(collectionOf(collection, access), true)
  }

  noteChanges(changes: readonly Change[]): void {
    for (const [at, change] of changes.entries()) this.#note(changeOf(change), at === changes.length - 1)
  }

  /** Begins anew: what is noted until the file is next written becomes one commit with this. */
  clear(): void {
    this.#kept = []
    this.#accesses.clear()
    this.#isOneCommit = true
    this.#note('"clear":true', true)
  }

  /** Ends it, once what was committed is on the disk. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.flush()
    this.#isClosed = true
    clearTimeout(this.#timer)
    process.off('exit', this.#atExit)
    await this.#anew
    try {
      fsyncSync(this.#file)
    } catch (error) {
      this.#tell(en.notSaved(this.#path, reasonOf(error)))
    }
    if (this.#noted.length > 0) this.#tell(en.neverSaved(this.#path))
    closeSync(this.#file)
  }

  /** Writes what was committed since it was last written. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#noted.length === 0 || this.#isClosed) return
    const lines = linesOf(this.#noted, this.#isOneCommit)
    let length: number
    try {
      if (!this.#isOurs()) {
        this.#giveUp()
        return
      }
      length = writeLines(this.#file, lines, this.#bytes)
    } catch (error) {
      this.#fail(error)
      return
    }
    this.#bytes += length
    for (const line of lines) this.#since?.push(line)
    this.#noted = []
    this.#isOneCommit = false
    if (this.#isFailing) this.#tell(en.savedAgain(this.#path))
    this.#isFailing = false
    this.#sync()
    if (this.#bytes > 2 * this.#wholeBytes + spareBytes) this.#anew ??= this.#writeAnew()
  }

  readonly #atExit = (): void => this.flush()

  #note(members: string, isLast: boolean): void {
    if (this.#isTaken || this.#isClosed) return
    this.#noted.push({ members, isLast })
    this.#timer ??= setTimeout(() => this.flush(), delayMs).unref()
  }

  /** Whether the file is still the one that was opened, and nobody else wrote to it. */
  #isOurs(): boolean {
    const { ino, size } = fstatSync(this.#file)
    return statSync(this.#path, { throwIfNoEntry: false })?.ino === ino && size === this.#bytes
  }

  #giveUp(): void {
    this.#isTaken = true
    this.#noted = []
    this.#tell(en.taken(this.#path))
  }

  #fail(error: unknown): void {
    // What was written of it is taken back, so that a process that is killed now leaves no half of a line.
    try {
      ftruncateSync(this.#file, this.#bytes)
    } catch {}
    if (!this.#isFailing) this.#tell(en.notSaved(this.#path, reasonOf(error)))
    this.#isFailing = true
    this.#timer = setTimeout(() => this.flush(), triedAgainMs).unref()
  }

  /** Lets the disk follow; a failure of the power can take what it has not reached. */
  #sync(): void {
    if (this.#isSyncing) return
    this.#isSyncing = true
    const bytes = this.#bytes
    fsync(this.#file, () => {
      this.#isSyncing = false
      if (bytes !== this.#bytes && !this.#isClosed) this.#sync()
    })
  }

  /** Writes the file anew, without what was changed or removed since; the old one stays until then. */
  async #writeAnew(): Promise<void> {
    const path = join(dirname(this.#path), `database${unfinished}`)
    this.#since = []
    try {
      const file = openSync(path, 'w+')
      let bytes = 0
      const add = (lines: Iterable<string>) => {
        bytes += writeLines(file, lines, bytes)
      }
      try {
        for (const lines of snapshotOf(this.#database!, this.#accesses)) {
          add(lines)
          // Everything else is answered meanwhile.
          await new Promise(resolve => setImmediate(resolve))
          if (this.#isClosed) throw new Error('it ends')
        }
        await new Promise<void>((resolve, reject) =>
          fsync(file, error => (error ? reject(error) : resolve())),
        )
        if (this.#isClosed || !this.#isOurs()) throw new Error('it ends')
        add(this.#since)
        fsyncSync(file)
        renameSync(path, this.#path)
      } catch (error) {
        closeSync(file)
        throw error
      }
      syncFolder(dirname(path))
      closeSync(this.#file)
      this.#file = file
      this.#bytes = bytes
    } catch {
      // The old file serves on; the next attempt is made when it has grown as much again.
      rmSync(path, { force: true })
    }
    this.#wholeBytes = this.#bytes
    this.#since = undefined
    this.#anew = undefined
  }
}

const reasonOf = (error: unknown): string => refusalIn(error) ?? (error as Error).message
