import type { Access } from '../gateway/database/access'
import type { Change } from '../gateway/database/thread-messages'

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
