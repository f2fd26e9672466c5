import type { FileHandle } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ConfigError } from '../../errors/config-error'
import { minuteMs } from '../../errors/time'

const largestFile = 64 * 1024
const abandonedAfterMs = minuteMs

type Fs = typeof import('node:fs')

/**
 * A folder whose files have numbers, `name.7`: the highest is the one that counts. Adding the next number succeeds for
 * one writer only, which is all that compare-and-set needs: no lock is held, so nobody who is killed leaves one behind.
 * It is opened with its first use; node's modules are loaded then.
 */
export class PrivateFolder {
  private readonly path: string
  private ready: Promise<Fs> | undefined

  constructor(path: string) {
    // Without what hides a symbolic link from who looks at it: `/link/` and `/link/.` are the folder behind it.
    this.path = resolve(path)
  }

  /** The highest number of a name, and what the file holds if that is of use; 0 when there is none. */
  async newest<T>(
    name: string,
    isOfUse: (value: unknown) => value is T,
  ): Promise<{ number: number; value: T | undefined }> {
    for (;;) {
      const [number = 0] = await this.numbersOf(name)
      if (number === 0) return { number, value: undefined }
      const value = await readPrivate(await this.load(), this.place(name, number))
      // Between our look and our reading a newer one may have come, and this one was cleared away.
      if (value !== gone) return { number, value: isOfUse(value) ? value : undefined }
    }
  }

  /**
   * Whether the number was free, and no higher one was there.
   * @param isLasting whether it must survive a power cut, which costs a flush of the disk
   */
  async add(name: string, number: number, value: object, isLasting: boolean): Promise<boolean> {
    const { promises } = await this.load()
    const aside = await this.writeAside(value, isLasting)
    try {
      await promises.link(aside, this.place(name, number))
    } catch (error) {
      if ((error as { code?: string }).code === 'EEXIST') return false
      throw error
    } finally {
      await promises.unlink(aside).catch(() => undefined)
    }
    const [highest, ...older] = await this.numbersOf(name)
    const isNewest = highest === number
    // A number that was free because it was long cleared away is not the newest.
    const unneeded = (isNewest ? older : [number]).map(old => this.place(name, old))
    await clear(await this.load(), this.path, unneeded)
    return isNewest
  }

  /** Writes a file anew, not to last; whether its number is still the highest. */
  async replace(name: string, number: number, value: object): Promise<boolean> {
    const { promises } = await this.load()
    await promises.rename(await this.writeAside(value, false), this.place(name, number))
    const [highest] = await this.numbersOf(name)
    return highest === number
  }

  private load(): Promise<Fs> {
    this.ready ??= prepare(this.path).catch(error => {
      this.ready = undefined
      throw error
    })
    return this.ready
  }

  private place(name: string, number: number): string {
    return `${this.path}/${name}.${number}`
  }

  private async numbersOf(name: string): Promise<number[]> {
    const numbers: number[] = []
    for (const file of await this.files()) {
      const text = file.startsWith(`${name}.`) ? file.slice(name.length + 1) : ''
      // A number near 2^53, which nobody reaches by counting, would leave none to come after it.
      if (/^[1-9]\d{0,14}$/.test(text)) numbers.push(Number(text))
    }
    return numbers.sort((one, other) => other - one)
  }

  /** The files in the folder; none if it was removed while in use: then the next write makes it again. */
  private async files(): Promise<string[]> {
    const { promises } = await this.load()
    try {
      return await promises.readdir(this.path)
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOENT') throw error
      this.ready = undefined
      return []
    }
  }

  /** Writes a file aside; gives its path. */
  private async writeAside(value: object, isLasting: boolean): Promise<string> {
    const { promises } = await this.load()
    const aside = `${this.path}/${process.pid}-${Math.random().toString(36).slice(2)}.new`
    let file: FileHandle | undefined
    try {
      file = await promises.open(aside, 'wx', 0o600)
      await file.writeFile(JSON.stringify(value))
      if (isLasting) await file.sync()
      await file.close()
      return aside
    } catch (error) {
      await file?.close().catch(() => undefined)
      await promises.unlink(aside).catch(() => undefined)
      throw error
    }
  }
}

/** Removes what is not needed any more, and what killed writers left aside; failing to is no harm. */
async function clear({ promises }: Fs, path: string, files: string[]): Promise<void> {
  const asides = (await promises.readdir(path)).filter(file => file.endsWith('.new'))
  for (const aside of asides) {
    const found = await promises.lstat(`${path}/${aside}`).catch(() => undefined)
    // By both, for clocks jump, and a process of another container has a number that says nothing here.
    const isOld = found && Date.now() - found.mtimeMs > abandonedAfterMs
    if (isOld && !isRunning(Number.parseInt(aside, 10))) files.push(`${path}/${aside}`)
  }
  for (const file of files) await promises.unlink(file).catch(() => undefined)
}

const gone = Symbol('gone')

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

/** What a file holds; `gone` when it is gone, `undefined` when it is too large, not JSON, or others may read or write it. */
async function readPrivate({ promises, constants }: Fs, file: string): Promise<unknown> {
  let handle: FileHandle
  try {
    handle = await promises.open(file, constants.O_RDONLY | (constants.O_NOFOLLOW || 0))
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ENOENT') return gone
    throw code === 'ELOOP' ? new ConfigError({ what: 'fileStore: a token file is a symbolic link' }) : error
  }
  try {
    const found = await handle.stat()
    if (!found.isFile() || found.size > largestFile || isOpenToOthers(found)) return undefined
    return JSON.parse(await handle.readFile('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  } finally {
    await handle.close()
  }
}

/** Windows has no such modes. */
const isOpenToOthers = ({ mode }: { mode: number }) => process.platform !== 'win32' && (mode & 0o077) !== 0

async function prepare(path: string): Promise<Fs> {
  const fs = await import('node:fs')
  await fs.promises.mkdir(path, { recursive: true, mode: 0o700 })
  const found = await fs.promises.lstat(path)
  if (found.isSymbolicLink() || !found.isDirectory()) {
    throw new ConfigError({ what: 'fileStore: the path must be a folder, not a symbolic link' })
  }
  if (isOpenToOthers(found)) {
    throw new ConfigError({
      what: 'fileStore: the folder is open to other users',
      fix: 'give fileStore a folder of its own, or chmod 700 it',
    })
  }
  if (process.getuid && found.uid !== process.getuid()) {
    throw new ConfigError({ what: 'fileStore: the folder belongs to another user' })
  }
  return fs
}
