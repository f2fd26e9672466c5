import type { Field } from '../../../shared/schema/fields'

/** Members by the names that travel. */
export type Members = Record<string, unknown>

/** Whether a value is an object with members, as JSON gives it. */
export { isRecord as isMembers } from '../../../shared/schema/objects'

/** A file as it arrived. */
export class Upload {
  constructor(
    readonly contentType: string,
    readonly fileName: string | undefined,
    readonly bytes: Buffer,
  ) {}
}

export const isUpload = (value: unknown): value is Upload => value instanceof Upload

/** The name by which a field travels. An own rule, so that the emulator shares no mistake of the client. */
export function wireName(name: string, field: Field<unknown>): string {
  return field.wire ?? [...name].map(spell).join('')
}

function spell(letter: string, at: number): string {
  if (letter < 'A' || letter > 'Z') return letter
  return at === 0 ? letter.toLowerCase() : `_${letter.toLowerCase()}`
}

const mostParts = 100
const longestHeader = 8_192
const lineEnd = '\r\n'

/** One part of a body, as it came. */
interface Part {
  readonly name: string
  readonly fileName: string | undefined
  readonly contentType: string | undefined
  readonly bytes: Buffer
}

/**
 * Reads a multipart/form-data body, strictly. Parts with a file name are uploads, the others are text.
 * @throws Error with what is wrong with the body
 */
export function readMultipart(contentType: string, body: Buffer): Members {
  const members: Members = Object.create(null)
  for (const { name, fileName, contentType: type, bytes } of readParts(contentType, body)) {
    members[name] =
      fileName === undefined
        ? bytes.toString('utf8')
        : // A copy: a slice would keep the whole request in memory.
          new Upload(type ?? 'application/octet-stream', fileName, Buffer.from(bytes))
  }
  return members
}

/**
 * The parts of a multipart/form-data body, strictly read.
 * @throws Error with what is wrong with the body
 */
export function readParts(contentType: string, body: Buffer): Part[] {
  const boundary = boundaryOf(contentType)
  const opening = Buffer.from(`--${boundary}${lineEnd}`)
  if (!body.subarray(0, opening.length).equals(opening)) {
    throw new Error('the multipart body does not begin with its boundary')
  }
  const delimiter = Buffer.from(`${lineEnd}--${boundary}`)
  const parts: Part[] = []
  let at = opening.length
  for (;;) {
    if (parts.length >= mostParts) throw new Error(`the multipart body has more than ${mostParts} parts`)
    const end = body.indexOf(delimiter, at)
    if (end < 0) throw new Error('the multipart body does not end with its boundary')
    parts.push(readPart(body.subarray(at, end)))
    const next = end + delimiter.length
    const after = body.toString('latin1', next, next + 2)
    if (after === '--') return parts
    if (after !== lineEnd) throw new Error('a boundary of the multipart body is malformed')
    at = next + lineEnd.length
  }
}

function boundaryOf(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s";,]{1,70}))/i.exec(contentType)
  const boundary = match?.[1] ?? match?.[2]
  if (!boundary) throw new Error('the content type names no boundary')
  return boundary
}

function readPart(part: Buffer): Part {
  const headEnd = part.indexOf(lineEnd + lineEnd)
  if (headEnd < 0 || headEnd > longestHeader) throw new Error('the headers of a part do not end')
  const head = part.toString('utf8', 0, headEnd).split(lineEnd)
  const disposition = header(head, 'content-disposition')
  const name = disposition && parameter(disposition, 'name')
  if (!disposition?.toLowerCase().startsWith('form-data') || !name) throw new Error('a part has no name')
  const bytes = part.subarray(headEnd + 2 * lineEnd.length)
  const fileName = parameter(disposition, 'filename')
  return { name, fileName, contentType: header(head, 'content-type'), bytes }
}

function header(lines: readonly string[], name: string): string | undefined {
  const line = lines.find(one => one.toLowerCase().startsWith(`${name}:`))
  return line?.slice(name.length + 1).trim()
}

function parameter(disposition: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, 'i').exec(disposition)
  const value = match?.[1] ?? match?.[2]
  return value?.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n').replace(/\\(.)/g, '$1')
}
