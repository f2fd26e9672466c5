import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../../../shared/errors/config-error'
import { isRecord } from '../../../shared/schema/objects'
import { lineAndColumn } from '../../project/finding'
import { JsonFault, readJson } from '../../project/json/read-json'
import { type Access, accesses } from '../gateway/database/access'
import type { CollectionSeed } from '../gateway/database/backing'
import { checkSize, type Document } from '../gateway/database/document'
import { readExtended } from '../gateway/database/extended-json'
import { mostDocuments } from '../gateway/database/store'
import { placeOf } from '../gateway/storage/shelf'
import { placesIn } from './folder-shelf'
import { format } from './log-lines'
import { en } from './texts/en'

const texts = en.seed

/** What an export writes beside the collections: who may use them. */
export const manifestName = '.wx-openapi.json'
export const storageName = 'storage'

/** A file of the storage: where it goes, and where it is. */
export interface SeedFile {
  readonly place: string
  readonly path: string
}

/** What a database and a storage begin with. */
export interface Seed {
  readonly collections: readonly CollectionSeed[]
  readonly files: readonly SeedFile[]
}

/** All files of a seed together; a database of this size works in a gigabyte of memory. */
const mostBytes = 128 * 1024 * 1024

/**
 * Reads a folder with `<collection>.json` files: each a list of documents, or one document a line as the console of the
 * cloud exports them. Files are in `storage/<environment>/`.
 * @throws ConfigError that names the file and the line, or the document, which is not right
 */
export function readSeed(folder: string): Seed {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ConfigError({ what: texts.noFolder(folder), fix: texts.giveFolder })
  }
  const access = readManifest(folder)
  const names = readdirSync(folder).sort()
  const files = names.filter(name => name.endsWith('.json') && !name.startsWith('.'))
  let bytes = 0
  for (const name of files) {
    bytes += statSync(join(folder, name)).size
    if (bytes > mostBytes)
      throw wrong(texts.tooLarge(join(folder, name), inMegabytes(bytes), inMegabytes(mostBytes)))
  }
  let count = 0
  const collections = files.map(file => {
    const documents = readDocuments(join(folder, file))
    count += documents.length
    if (count > mostDocuments) throw wrong(texts.tooMany(mostDocuments))
    const name = collectionOf(file)
    return { name, access: access.get(name), documents }
  })
  return { collections, files: filesIn(join(folder, storageName)) }
}

const inMegabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`

const wrong = (what: string): ConfigError => new ConfigError({ what })

/** The collection of a file; an export writes what a file cannot be called as `%41`. */
function collectionOf(file: string): string {
  const name = file.slice(0, -'.json'.length)
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function readManifest(folder: string): Map<string, Access> {
  const path = join(folder, manifestName)
  if (!existsSync(path)) return new Map()
  let manifest: unknown
  try {
    manifest = JSON.parse(readFileSync(path, 'utf8'))
  } catch {}
  const refused = new ConfigError({ what: texts.wrongManifest(path), fix: texts.export })
  if (!isRecord(manifest) || typeof manifest.format !== 'number') throw refused
  if (manifest.format > format) throw new ConfigError({ what: texts.newer(path), fix: texts.update })
  const { access = {} } = manifest
  if (!isRecord(access)) throw refused
  return new Map(
    Object.entries(access).map(([name, one]) => {
      if (!accesses.includes(one as Access)) throw refused
      return [name, one as Access]
    }),
  )
}

function readText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw wrong(
      code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? texts.notUtf8(path) : texts.unreadable(path, code),
    )
  }
}

function readDocuments(path: string): Document[] {
  const text = readText(path)
  const whole = parse(text)
  if (whole !== undefined && (Array.isArray(whole) || isRecord(whole))) {
    return checked(path, Array.isArray(whole) ? whole : [whole])
  }
  // A list, or one document over several lines, that is broken: its own place says more than that of a line.
  if (/^\s*(\[|\{\s*$)/m.exec(text)?.index === 0) throw brokenAt(path, text, 0)
  const lines = text.split('\n')
  const documents = lines.flatMap((line, at) => {
    if (line.trim() === '') return []
    const read = parse(line)
    if (read === undefined) throw brokenAt(path, line, at)
    return [read]
  })
  return checked(path, documents)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Where a text is not JSON, after so many lines. */
function brokenAt(path: string, text: string, linesBefore: number): ConfigError {
  try {
    readJson(text)
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    const { line, column } = lineAndColumn(text, error.at)
    return wrong(texts.broken(path, linesBefore + line, column, error.message))
  }
  return wrong(texts.broken(path, linesBefore + 1, 1, ''))
}

/** Documents that the database can keep. */
function checked(path: string, documents: readonly unknown[]): Document[] {
  const ids = new Set<string>()
  return documents.map((document, at) => {
    const refuse = (problem: string) => wrong(texts.wrong(path, at + 1, problem))
    if (!isRecord(document)) throw refuse(texts.notObject)
    let read: Document
    try {
      checkSize(document as Document)
      read = readExtended(document, 0) as Document
    } catch (error) {
      throw refuse(texts.tooLargeDocument((error as Error).message))
    }
    const { _id } = read
    if (_id === undefined) return read
    if (typeof _id !== 'string' && typeof _id !== 'number') throw refuse(texts.wrongId)
    const id = JSON.stringify(_id)
    if (ids.has(id)) throw refuse(texts.twice(id))
    ids.add(id)
    return read
  })
}

/** The files of a seed; one that an export wrote has the name of its place already. */
function filesIn(folder: string): SeedFile[] {
  if (!existsSync(folder)) return []
  return [...placesIn(folder)].map(path => ({
    place: /~[0-9a-f]{16}/.test(path) ? path : placeOf(`cloud://${path}`),
    path: join(folder, path),
  }))
}
