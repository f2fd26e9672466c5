import { createHash } from 'node:crypto'

/** Where the bytes of files are. A place is a path with `/` that means one file on every system, and leads nowhere else. */
export interface Shelf {
  /** How much all files take. */
  readonly bytes: number
  /** How much they may take. */
  readonly mostBytes: number
  /** How many bytes the file has; undefined where there is none. */
  sizeOf(place: string): number | undefined
  read(place: string): Buffer | undefined
  /** Which user of the mini program made the file; undefined for a function's, and where there is none. */
  ownerOf(place: string): string | undefined
  /** Keeps a file; one that was there is replaced. @throws what the system says when it cannot */
  write(place: string, bytes: Buffer, owner?: string): void
  /** The places of all files. */
  places(): Iterable<string>
  /** Says whether it was there. */
  remove(place: string): boolean
}

/** Files in memory. */
export class MemoryShelf implements Shelf {
  readonly mostBytes = 512 * 1024 * 1024
  readonly #files = new Map<string, Buffer>()
  readonly #owners = new Map<string, string>()
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  sizeOf(place: string): number | undefined {
    return this.#files.get(place)?.length
  }

  read(place: string): Buffer | undefined {
    return this.#files.get(place)
  }

  ownerOf(place: string): string | undefined {
    return this.#owners.get(place)
  }

  write(place: string, bytes: Buffer, owner?: string): void {
    if (owner !== undefined) this.#owners.set(place, owner)
    this.#bytes += bytes.length - (this.sizeOf(place) ?? 0)
    // A copy: a slice would keep the whole request in memory.
    this.#files.set(place, Buffer.from(bytes))
  }

  places(): Iterable<string> {
    return this.#files.keys()
  }

  remove(place: string): boolean {
    this.#bytes -= this.sizeOf(place) ?? 0
    this.#owners.delete(place)
    return this.#files.delete(place)
  }
}

const longestPlace = 400
const longestName = 40

/**
 * Where a file of the cloud is kept: `<env>/<path>`. The cloud's storage is a flat list of keys, and a disk is not: names
 * that not every system tells apart or takes (capital letters, signs, `con`, `a` beside `a/b`, `..`, long ones) get a `~`
 * and a hash of what they were.
 */
export function placeOf(fileId: string): string {
  const [, env = '', path = ''] = /^cloud:\/\/([^/.]*)[^/]*\/([\s\S]*)$/.exec(fileId) ?? ['', '', fileId]
  const folders = [env, ...path.split('/')]
  const name = folders.pop()!
  const place = [...folders.map(folderName), fileName(name)].join('/')
  if (Buffer.byteLength(place) <= longestPlace) return place
  return `${folderName(env)}/${marked('long', path, 32)}${extensionOf(name)}`
}

/** On Windows these are devices, whatever follows the dot. */
export const isDevice = (name: string): boolean => /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)

// A plain folder has no dot, and a plain file has one: so none of the two is the other.
const folderName = (name: string): string =>
  /^[a-z0-9_-]{1,100}$/.test(name) && !isDevice(name) ? name : marked(name, `${name}/`)

const fileName = (name: string): string =>
  /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(name) && name.length <= 100 && !isDevice(name)
    ? name
    : `${marked(name.slice(0, name.length - extensionOf(name).length), name)}${extensionOf(name)}`

/** A name of which people see what it was, and that no other has. */
function marked(name: string, whole: string, digits = 16): string {
  const seen = [...name.replace(/[^\p{L}\p{N}_-]/gu, '_')].slice(0, longestName).join('')
  const hash = createHash('sha256').update(Buffer.from(whole, 'utf16le')).digest('hex')
  return `${seen}~${hash.slice(0, digits)}`
}

const extensionOf = (name: string): string => /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
