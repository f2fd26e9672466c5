import type { Members } from './members'
import { Upload } from './upload'

const mostParts = 100
const longestHeader = 8_192
const lineEnd = '\r\n'

/**
 * Reads a multipart/form-data body, strictly. Parts with a file name are uploads, the others are text.
 * @throws Error that says in words what is wrong with the body
 */
export function readMultipart(contentType: string, body: Buffer): Members {
  const boundary = boundaryOf(contentType)
  const opening = Buffer.from(`--${boundary}${lineEnd}`)
  if (!body.subarray(0, opening.length).equals(opening)) {
    throw new Error('the multipart body does not begin with its boundary')
  }
  const delimiter = Buffer.from(`${lineEnd}--${boundary}`)
  const members: Members = Object.create(null)
  let at = opening.length
  for (let parts = 1; ; parts += 1) {
    if (parts > mostParts) throw new Error(`the multipart body has more than ${mostParts} parts`)
    const end = body.indexOf(delimiter, at)
    if (end < 0) throw new Error('the multipart body has no end')
    const { name, value } = readPart(body.subarray(at, end))
    members[name] = value
    const next = end + delimiter.length
    const after = body.toString('latin1', next, next + 2)
    if (after === '--') return members
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

function readPart(part: Buffer): { name: string; value: string | Upload } {
  const headEnd = part.indexOf(lineEnd + lineEnd)
  if (headEnd < 0 || headEnd > longestHeader) throw new Error('a part has no end of its headers')
  const head = part.toString('utf8', 0, headEnd).split(lineEnd)
  const disposition = header(head, 'content-disposition')
  const name = disposition && parameter(disposition, 'name')
  if (!disposition?.toLowerCase().startsWith('form-data') || !name) throw new Error('a part has no name')
  const bytes = part.subarray(headEnd + 2 * lineEnd.length)
  const fileName = parameter(disposition, 'filename')
  const type = header(head, 'content-type')
  if (fileName === undefined) return { name, value: bytes.toString('utf8') }
  // A copy: a slice would keep the whole request in memory.
  return { name, value: new Upload(type ?? 'application/octet-stream', fileName, Buffer.from(bytes)) }
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
