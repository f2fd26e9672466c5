import type { Access } from '../gateway/database/access'
import type { Readable } from '../gateway/database/backing'
import type { Change } from '../gateway/database/thread'
import { firstLine } from './read-log'

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

/** Bytes of lines, in parts that fit into memory. */
export function* partsOf(lines: Iterable<string>): Generator<Buffer> {
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
