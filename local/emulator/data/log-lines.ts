import { closeSync, openSync, readSync } from 'node:fs'
import { isRecord } from '../../../shared/schema/objects'
import { writeAll } from '../../project/files'
import { type Access, accesses } from '../gateway/database/access'
import type { Readable } from '../gateway/database/backing'
import { keyOf } from '../gateway/database/store'
import type { Change } from '../gateway/database/thread'

/** The form of the data that this version writes, and the newest that it reads. */
export const format = 1

/** The first line of the file. */
export const firstLine = `${JSON.stringify({ 'wx-openapi': 'data', format })}\n`

/** What is written of the database, a line of JSON each. */
type Entry =
  | { readonly collection: string; readonly access?: Access }
  | { readonly in: string; readonly put: { readonly _id: unknown } }
  | { readonly in: string; readonly remove: unknown }
  | { readonly clear: true }

/** A collection as a log leaves it. */
interface LoggedCollection {
  access?: Access
  readonly texts: Map<string, string>
}

/** What a log holds. */
interface ReadLog {
  readonly collections: Map<string, LoggedCollection>
  /** Up to here, in bytes, it is whole; what follows is of a process that was killed. */
  readonly end: number
  /** Whether its last line is whole, but has no end: an editor left it so. */
  readonly isOpen: boolean
}

/** Why a log cannot be read. */
export class LogFault extends Error {
  constructor(
    readonly kind: 'newer' | 'broken',
    readonly line: number,
  ) {
    super(`line ${line} is ${kind}`)
  }
}

/**
 * Reads a log: what was committed, and nothing of a commit that is not there in whole.
 * @throws LogFault when a newer version wrote it, or a line is not what any version writes
 */
export function readLog(path: string): ReadLog {
  const collections = new Map<string, LoggedCollection>()
  let end = 0
  let number = 0
  let commit: Entry[] = []
  let isOpen = false
  for (const { line, after, hasEnd } of linesIn(path)) {
    const read = parse(line)
    // Half a line is not JSON.
    if (!hasEnd && read === undefined) break
    number += 1
    if (number === 1) {
      if (!isRecord(read) || typeof read.format !== 'number') throw new LogFault('broken', 1)
      if (read.format > format) throw new LogFault('newer', 1)
    } else {
      if (!isEntry(read)) throw new LogFault('broken', number)
      commit.push(read)
      if ('more' in read) continue
      for (const entry of commit) if (!apply(entry, collections)) throw new LogFault('broken', number)
      commit = []
    }
    end = after
    isOpen = !hasEnd
  }
  if (number === 0) throw new LogFault('broken', 1)
  return { collections, end, isOpen }
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(line))
  } catch {
    return undefined
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

const isId = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'

function isEntry(read: unknown): read is Entry {
  if (!isRecord(read)) return false
  if (read.clear === true) return true
  const { collection, access, in: name, put, remove } = read
  if (typeof collection === 'string') return access === undefined || accesses.includes(access as Access)
  return typeof name === 'string' && (isRecord(put) ? isId(put._id) : isId(remove))
}

/** Does what a line says; false where it speaks of a collection that nobody made. */
function apply(entry: Entry, collections: Map<string, LoggedCollection>): boolean {
  if ('clear' in entry) collections.clear()
  else if ('collection' in entry) {
    const known = collections.get(entry.collection) ?? { texts: new Map<string, string>() }
    collections.set(entry.collection, entry.access ? { ...known, access: entry.access } : known)
  } else {
    const texts = collections.get(entry.in)?.texts
    if (!texts) return false
    if ('put' in entry) texts.set(keyOf(entry.put._id), JSON.stringify(entry.put))
    else texts.delete(keyOf(entry.remove))
  }
  return true
}

const pieceBytes = 1024 * 1024
const lineEnd = 10

/** The lines of a file, without their ends, and where in the file each is over. */
function* linesIn(path: string): Generator<{ line: Buffer; after: number; hasEnd: boolean }> {
  const file = openSync(path, 'r')
  try {
    let rest: Buffer[] = []
    let at = 0
    for (;;) {
      const piece = Buffer.alloc(pieceBytes)
      const length = readSync(file, piece, 0, pieceBytes, at)
      if (length === 0) {
        const line = Buffer.concat(rest)
        if (line.length > 0) yield { line, after: at, hasEnd: false }
        return
      }
      let start = 0
      for (let end = piece.indexOf(lineEnd); end >= 0 && end < length; end = piece.indexOf(lineEnd, start)) {
        yield {
          line: Buffer.concat([...rest, piece.subarray(start, end)]),
          after: at + end + 1,
          hasEnd: true,
        }
        rest = []
        start = end + 1
      }
      rest.push(piece.subarray(start, length))
      at += length
    }
  } finally {
    closeSync(file)
  }
}

/** Members of a line, and whether its commit ends with it. */
export interface Noted {
  readonly members: string
  readonly isLast: boolean
}

/** The members of a line about a collection. */
export const collectionOf = (name: string, access?: Access): string =>
  `"collection":${JSON.stringify(name)}${access ? `,"access":"${access}"` : ''}`

/** The members of a line about a document. */
export const changeOf = ([collection, id, text]: Change): string =>
  `"in":${JSON.stringify(collection)},${text === null ? `"remove":${id}` : `"put":${text}`}`

/** The lines of what was noted: each says when its commit has more. */
export const linesOf = (noted: readonly Noted[], isOneCommit: boolean): string[] =>
  noted.map(({ members, isLast }, at) => {
    const hasMore = !isLast || (isOneCommit && at < noted.length - 1)
    return `{${hasMore ? '"more":true,' : ''}${members}}\n`
  })

const partBytes = 1024 * 1024

/** Writes lines to a place of a file. @returns how many bytes they are */
export function writeLines(file: number, lines: Iterable<string>, at: number): number {
  let length = 0
  for (const part of partsOf(lines)) {
    writeAll(file, part, at + length)
    length += part.length
  }
  return length
}

/** Bytes of lines, in parts that fit into memory. */
function* partsOf(lines: Iterable<string>): Generator<Buffer> {
  let part = ''
  for (const line of lines) {
    part += line
    if (part.length < partBytes) continue
    yield Buffer.from(part)
    part = ''
  }
  if (part !== '') yield Buffer.from(part)
}

/**
 * All of a database as lines, as it is now, some at a time: commits that come meanwhile do not change the texts that were
 * taken.
 */
export function snapshotOf(
  database: Readable,
  accesses: ReadonlyMap<string, Access>,
): Iterable<readonly string[]> {
  const taken = database.collections.map(name => ({
    line: `{${collectionOf(name, accesses.get(name))}}\n`,
    name,
    texts: database.textsOf(name),
  }))
  return (function* () {
    yield [firstLine]
    for (const { line, name, texts } of taken) {
      yield [line]
      for (let at = 0; at < texts.length; at += 1_000)
        yield texts.slice(at, at + 1_000).map(text => `{${changeOf([name, '', text])}}\n`)
    }
  })()
}
