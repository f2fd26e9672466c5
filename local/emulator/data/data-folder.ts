import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ConfigError } from '../../../shared/errors/config-error'
import { isRecord } from '../../../shared/schema/objects'
import { ChangeLog } from './change-log'
import { FolderShelf, ownersName } from './folder-shelf'
import { LogFault } from './log-lines'
import { en } from './texts/en'
import { refusalIn, removeUnfinished, writeWhole } from './write-whole'

const databaseName = 'database.jsonl'
const storageName = 'storage'
const holderName = 'holder.json'

/** Files that may be there before a folder is one for data. */
const harmless = ['.gitignore', '.DS_Store', 'Thumbs.db', 'lock', holderName]

interface OpenOptions {
  /** Begins empty, whatever is there. */
  readonly fresh?: boolean
  /** Takes what a person has to know while it is open. */
  tell(line: string): void
}

/**
 * A folder that keeps the database and the storage of the cloud from one start to the next: `database.jsonl`, to whose end
 * each commit is written, and `storage/` with the files. One process holds it.
 */
export class DataFolder {
  private constructor(
    readonly path: string,
    readonly database: ChangeLog,
    readonly files: FolderShelf,
    private readonly unlock: () => void,
  ) {}

  /**
   * Opens a folder, which is made where there is none.
   * @returns undefined when another process holds it
   * @throws ConfigError when it holds something else, or data that cannot be read; nothing was changed then
   */
  static async open(folder: string, { fresh, tell }: OpenOptions): Promise<DataFolder | undefined> {
    try {
      make(folder)
      const unlock = await lockFolder(folder)
      if (!unlock) return undefined
      try {
        removeUnfinished(folder)
        rmSync(join(folder, holderName), { force: true })
        const database = openDatabase(join(folder, databaseName), fresh, tell)
        if (fresh) rmSync(join(folder, ownersName), { force: true })
        const files = DataFolder.openStorage(folder)
        if (fresh) files.clear()
        return new DataFolder(folder, database, files, unlock)
      } catch (error) {
        unlock()
        throw error
      }
    } catch (error) {
      const why = refusalIn(error)
      if (error instanceof ConfigError || typeof why !== 'string') throw error
      throw new ConfigError({ what: en.cannotUse(folder, why), fix: en.giveOtherOrNone, cause: error })
    }
  }

  /** Whether a folder is one for data. */
  static isThere(folder: string): boolean {
    return existsSync(join(folder, databaseName))
  }

  /** Where the files of the storage are in a folder. */
  static storageOf(folder: string): string {
    return join(folder, storageName)
  }

  /**
   * The files of a folder that another process may hold: each is there in whole or not at all.
   * @throws ConfigError when what says whose they are cannot be read
   */
  static openStorage(folder: string): FolderShelf {
    try {
      return new FolderShelf(join(folder, storageName), folder)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      throw new ConfigError({ what: en.broken(join(folder, ownersName), 1), fix: en.correct })
    }
  }

  /** The emulator that holds a folder, as it said. */
  static holderOf(folder: string): string | undefined {
    try {
      const holder: unknown = JSON.parse(readFileSync(join(folder, holderName), 'utf8'))
      return isRecord(holder) && typeof holder.url === 'string' ? holder.url : undefined
    } catch {
      return undefined
    }
  }

  /** Says to other processes where the emulator is that holds the folder. */
  announce(url: string): void {
    try {
      writeWhole(join(this.path, holderName), [JSON.stringify({ url, pid: process.pid })])
    } catch {
      // They will say that they cannot find it.
    }
  }

  /** Forgets all documents and files. */
  clear(): void {
    this.files.clear()
    this.database.clear()
  }

  /** Writes what is left, and gives the folder free. */
  async close(): Promise<void> {
    await this.database.close()
    rmSync(join(this.path, holderName), { force: true })
    this.unlock()
  }
}

/** Makes a folder that git passes over. @throws ConfigError when other files are there */
function make(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found && !found.isDirectory()) {
    throw new ConfigError({ what: en.notAFolder(folder), fix: en.giveOther })
  }
  if (found && !DataFolder.isThere(folder)) {
    const other = readdirSync(folder).find(name => !harmless.includes(name) && !name.endsWith('.tmp'))
    if (other !== undefined) throw new ConfigError({ what: en.notOurs(folder), fix: en.giveOther })
  }
  mkdirSync(folder, { recursive: true })
  const ignore = join(folder, '.gitignore')
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n')
}

function openDatabase(path: string, fresh: boolean | undefined, tell: (line: string) => void): ChangeLog {
  try {
    const log = new ChangeLog(path, tell)
    if (fresh) log.clear()
    return log
  } catch (error) {
    if (!(error instanceof LogFault)) throw error
    if (error.kind === 'newer') throw new ConfigError({ what: en.newer(path), fix: en.update })
    if (!fresh) throw new ConfigError({ what: en.broken(path, error.line), fix: en.correct })
    const aside = `${path}.broken-${Date.now()}`
    renameSync(path, aside)
    tell(en.putAside(aside))
    return new ChangeLog(path, tell)
  }
}

/** Flag of `open` in macOS and the BSDs, of which node has no name: the file is this one's alone, or nobody's. */
const exclusiveLock = 0x20

/**
 * Takes a folder for this process alone. The lock is one that the system itself takes away when the process ends, however
 * it ends: nothing is left behind that a later process could be mistaken for.
 * @returns gives the folder free; undefined when another process holds it
 */
async function lockFolder(folder: string): Promise<(() => void) | undefined> {
  if (process.platform === 'linux' || process.platform === 'android') return listenAt(`\0${nameOf(folder)}`)
  if (process.platform === 'win32') return listenAt(`\\\\.\\pipe\\${nameOf(folder)}`)
  return openAlone(join(folder, 'lock'))
}

/** The same by whatever path one comes to the folder. */
function nameOf(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true })
  return `wx-openapi-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`
}

/** A socket of Linux without a file, or a pipe of Windows: each can be listened to once. */
function listenAt(path: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen({ path, exclusive: true }, () => resolve(() => void server.close()))
    server.unref()
  })
}

function openAlone(path: string): (() => void) | undefined {
  try {
    const { O_RDWR, O_CREAT, O_NONBLOCK } = constants
    const file = openSync(path, O_RDWR | O_CREAT | O_NONBLOCK | exclusiveLock)
    return () => closeSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EAGAIN' || code === 'EWOULDBLOCK') return undefined
    throw error
  }
}
