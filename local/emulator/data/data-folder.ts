import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../../../shared/errors/config-error'
import { isRecord } from '../../../shared/schema/objects'
import { ChangeLog } from './change-log'
import { lockFolder } from './folder-lock'
import { FolderShelf, ownersName } from './folder-shelf'
import { LogFault } from './read-log'
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
