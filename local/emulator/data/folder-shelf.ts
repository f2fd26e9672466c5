import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { isRecord } from '../../../shared/schema/objects'
import type { Shelf } from '../gateway/storage/shelf'
import { unfinished, writeWhole } from './write-whole'

/** Says whose files of the mini program are, for only their users may replace and delete them. */
export const ownersName = 'storage-owners.json'

function readOwners(file: string): Map<string, string> {
  const read: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  if (!isRecord(read)) throw new SyntaxError('it is not an object')
  return new Map(
    Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** Files in a folder, each as it is. */
export class FolderShelf implements Shelf {
  readonly mostBytes = 5 * 1024 * 1024 * 1024
  readonly #folder: string
  readonly #workFolder: string
  readonly #ownersFile: string
  /** Users of the mini program, by the places of their files. */
  readonly #owners: Map<string, string>
  #bytes = 0
  #count = 0

  /**
   * @param workFolder where files are written at first; on the same disk
   * @throws SyntaxError when what says whose the files are cannot be read
   */
  constructor(folder: string, workFolder: string) {
    this.#folder = folder
    this.#workFolder = workFolder
    this.#ownersFile = join(workFolder, ownersName)
    this.#owners = readOwners(this.#ownersFile)
    mkdirSync(folder, { recursive: true })
    for (const place of placesIn(folder)) {
      this.#bytes += this.sizeOf(place)!
      this.#count += 1
    }
  }

  /** How many files there are. */
  get count(): number {
    return this.#count
  }

  get bytes(): number {
    return this.#bytes
  }

  sizeOf(place: string): number | undefined {
    const found = statSync(join(this.#folder, place), { throwIfNoEntry: false })
    return found?.isFile() ? found.size : undefined
  }

  read(place: string): Buffer | undefined {
    try {
      return readFileSync(join(this.#folder, place))
    } catch {
      return undefined
    }
  }

  ownerOf(place: string): string | undefined {
    return this.#owners.get(place)
  }

  write(place: string, bytes: Buffer, owner?: string): void {
    const before = this.sizeOf(place)
    // At first: the owner of a file that is not there says nothing, and a file without its owner is nobody's.
    if (owner !== undefined && owner !== this.#owners.get(place)) {
      this.#writeOwners([...this.#owners, [place, owner]])
      this.#owners.set(place, owner)
    }
    writeWhole(join(this.#folder, place), [bytes], this.#workFolder)
    this.#bytes += bytes.length - (before ?? 0)
    if (before === undefined) this.#count += 1
  }

  places(): Iterable<string> {
    return placesIn(this.#folder)
  }

  remove(place: string): boolean {
    const size = this.sizeOf(place)
    if (size === undefined) return false
    rmSync(join(this.#folder, place), { force: true })
    this.#bytes -= size
    this.#count -= 1
    if (this.#owners.delete(place)) this.#writeOwners(this.#owners)
    try {
      for (let at = dirname(place); at !== '.'; at = dirname(at)) rmdirSync(join(this.#folder, at))
    } catch {
      // Other files are in it.
    }
    return true
  }

  #writeOwners(owners: Iterable<readonly [string, string]>): void {
    const text = `${JSON.stringify(Object.fromEntries(owners), undefined, 1)}\n`
    writeWhole(this.#ownersFile, [text], this.#workFolder)
  }

  /** Removes all files. */
  clear(): void {
    const removed = join(this.#workFolder, `${randomBytes(8).toString('hex')}${unfinished}`)
    renameSync(this.#folder, removed)
    mkdirSync(this.#folder)
    this.#bytes = 0
    this.#count = 0
    this.#owners.clear()
    rmSync(this.#ownersFile, { force: true })
    rmSync(removed, { recursive: true, force: true })
  }
}

/** The places of all files below a folder, in the order of their names. */
export function* placesIn(folder: string, from = ''): Generator<string> {
  for (const name of readdirSync(join(folder, from)).sort()) {
    const place = from === '' ? name : `${from}/${name}`
    const found = statSync(join(folder, place), { throwIfNoEntry: false })
    if (found?.isDirectory()) yield* placesIn(folder, place)
    else if (found?.isFile()) yield place
  }
}
