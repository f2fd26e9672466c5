import { randomBytes } from 'node:crypto'
import { minuteMs } from '../../../../shared/errors/time'
import type { Clock } from '../../state/clock'
import { MemoryShelf, placeOf, type Shelf } from './shelf'

/** Why the cloud refuses a file, by the code that the SDKs know. */
export class StorageRefusal extends Error {
  constructor(
    readonly code: 'InvalidArgument' | 'EntityTooLarge' | 'AccessDenied' | 'InsufficientStorage',
    message: string,
  ) {
    super(message)
  }
}

/** A permission to upload one file, given before its bytes come. */
export interface UploadTicket {
  readonly key: string
  readonly fileId: string
  readonly path: string
  /** OPENID of the user of the mini program who uploads it; a function has none. */
  readonly user?: string
}

interface Address {
  readonly fileId: string
  /** In milliseconds, by the emulator's clock. */
  readonly until: number
}

/** Where files can be fetched. */
export interface FileAddresses {
  /** What all addresses begin with: a page that shows files lets its browser load from there. */
  origin(): Promise<string>
  /** The address of a file until `lifeMs` have passed. As the SDKs expect, it is not URI-encoded. */
  addressOf(fileId: string, lifeMs: number): Promise<string>
}

/** The largest file: 50 MB, as a cloud function may upload. */
export const largestFile = 50 * 1024 * 1024
const longestPath = 850
const uploadLifeMs = 15 * minuteMs
/** Tickets and addresses that nobody uses any more are forgotten, the oldest first. */
const mostKeys = 10_000

/** The cloud storage of one world: files by their `cloud://` id, and the addresses under which they can be fetched. */
export class CloudFiles {
  readonly #shelf: Shelf
  readonly #tickets = new Map<string, UploadTicket & { readonly until: number }>()
  readonly #addresses = new Map<string, Address>()
  readonly #clock: Clock
  /** The ids of files by their places, where the place does not tell. */
  readonly #ids = new Map<string, string>()

  /** @param shelf where the bytes are: in memory by default */
  constructor(clock: Clock, shelf: Shelf = new MemoryShelf()) {
    this.#clock = clock
    this.#shelf = shelf
  }

  /** Prepares an upload. The path is judged when the bytes come: most SDKs lose what is said before. */
  openUpload(env: string, path: string, user?: string): UploadTicket {
    const key = newKey()
    const ticket = { key, path, user, fileId: idOf(env, path), until: this.#clock.now() + uploadLifeMs }
    keep(this.#tickets, key, ticket)
    return ticket
  }

  /**
   * Takes the bytes of an upload; a file that was there is replaced.
   * @throws StorageRefusal when the ticket, the path or the size is not right
   */
  upload(key: string, bytes: Buffer): void {
    const ticket = this.#tickets.get(key)
    this.#tickets.delete(key)
    if (!ticket || ticket.until <= this.#clock.now()) {
      throw new StorageRefusal('AccessDenied', 'the permission to upload has expired; upload the file again')
    }
    this.put(ticket, bytes)
  }

  /**
   * Keeps a file at once.
   * @throws StorageRefusal when the path or the size is not right, or the file is not the user's own
   */
  put({ fileId, path, user }: Omit<UploadTicket, 'key'>, bytes: Buffer): void {
    const fault = faultOfPath(path)
    if (fault) throw new StorageRefusal('InvalidArgument', `cloudPath ${fault}`)
    if (bytes.length > largestFile) {
      throw new StorageRefusal('EntityTooLarge', `a file can have ${largestFile / 1024 / 1024} MB`)
    }
    if (!this.mayWrite(fileId, user)) {
      throw new StorageRefusal('AccessDenied', 'the file belongs to somebody else')
    }
    const place = placeOf(fileId)
    const { mostBytes } = this.#shelf
    if (this.#shelf.bytes - (this.#shelf.sizeOf(place) ?? 0) + bytes.length > mostBytes) {
      throw new StorageRefusal(
        'InsufficientStorage',
        `all files together can have ${mostBytes / 1024 / 1024} MB`,
      )
    }
    this.#ids.set(place, fileId)
    try {
      this.#shelf.write(place, bytes, user)
    } catch (error) {
      throw new StorageRefusal(
        'InsufficientStorage',
        `the file cannot be kept: ${(error as NodeJS.ErrnoException).code}`,
      )
    }
  }

  /** All files. One of a seed whose name its place does not tell is named as the place is. */
  list(): { readonly fileID: string; readonly bytes: number }[] {
    return Array.from(this.#shelf.places(), place => {
      const [, env = '', path = ''] = /^([^/]*)\/(.*)$/.exec(place) ?? []
      return { fileID: this.#ids.get(place) ?? idOf(env, path), bytes: this.#shelf.sizeOf(place) ?? 0 }
    })
  }

  /** The bytes of a file; `undefined` where there is none. */
  read(fileId: string): Buffer | undefined {
    return this.#shelf.read(placeOf(fileId))
  }

  has(fileId: string): boolean {
    return this.#shelf.sizeOf(placeOf(fileId)) !== undefined
  }

  /** Whether somebody may replace and delete a file: a function all, a user what is new and what is its own. */
  mayWrite(fileId: string, user: string | undefined): boolean {
    return user === undefined || !this.has(fileId) || this.#shelf.ownerOf(placeOf(fileId)) === user
  }

  /** Forgets a file; says whether it was there. */
  remove(fileId: string): boolean {
    return this.#shelf.remove(placeOf(fileId))
  }

  /** Makes an address of a file, and gives the part that nobody can guess. */
  openAddress(fileId: string, lifeMs: number): string {
    const key = newKey()
    keep(this.#addresses, key, { fileId, until: this.#clock.now() + lifeMs })
    return key
  }

  /** The file at an address; `expired` after its time, `undefined` where none is. */
  at(key: string): { readonly fileId: string; readonly bytes: Buffer } | 'expired' | undefined {
    const address = this.#addresses.get(key)
    if (!address) return undefined
    if (address.until <= this.#clock.now()) return 'expired'
    const bytes = this.#shelf.read(placeOf(address.fileId))
    return bytes && { fileId: address.fileId, bytes }
  }
}

const newKey = (): string => randomBytes(16).toString('hex')

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.size >= mostKeys) map.delete(map.keys().next().value!)
  map.set(key, value)
}

/** The id of a file: the environment, its bucket as the cloud names it, and the path. */
export const idOf = (env: string, path: string): string =>
  `cloud://${env}.${Buffer.from(env.slice(0, 2)).toString('hex')}-${env}-1250000000/${path}`

/** The path in the id of a file. */
export const pathOf = (fileId: string): string => fileId.replace(/^cloud:\/\/[^/]*\//, '')

/** What is wrong with a path, if anything: the storage is a flat list of keys, and nothing climbs out of it. */
function faultOfPath(path: string): string | undefined {
  if (path === '') return 'must not be empty'
  if (path.startsWith('/')) return 'must not begin with /'
  if (path.includes('//')) return 'must not contain //'
  if (/(^|\/)\.\.?(\/|$)/.test(path)) return 'must not contain . or .. as a folder'
  if (/[\u0000-\u001f\u007f\\]/.test(path)) return 'must not contain control characters or backslashes'
  if (Buffer.byteLength(path) > longestPath) return `can have ${longestPath} bytes`
  return undefined
}
