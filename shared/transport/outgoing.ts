import type { EncodedRequest } from '../schema/encode'
import { jsonText, wellFormed } from '../schema/json-text'
import type { FilePart } from '../schema/media'
import { isObject } from '../schema/objects'
import type { OutgoingRequest } from './transport'

/** A body and what it is; text goes out as UTF-8. */
export interface Body {
  readonly contentType: string
  readonly body: Buffer | string
}

/** The very bytes of a request's body, as they will be sent; undefined when there is none. */
export function bodyOf(request: EncodedRequest): Body | undefined {
  if (request.raw) return { contentType: request.raw.contentType, body: toBuffer(request.raw.value) }
  if (request.files) return multipart(request.json ?? {}, request.files)
  if (!request.json) return undefined
  return { contentType: 'application/json', body: jsonText(request.json) }
}

/** A request ready to be sent. */
export function outgoing(request: EncodedRequest, body = bodyOf(request)): OutgoingRequest {
  let target = request.path
  let mark = '?'
  for (const pair of request.query) {
    target += `${mark}${encodeURIComponent(wellFormed(pair[0]))}=${encodeURIComponent(wellFormed(pair[1]))}`
    mark = '&'
  }
  return { verb: request.verb, target, ...body }
}

const toBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Quotes and line ends would end a name too early. */
const quoted = (name: string): string => name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A')

// Only needs to differ from what is sent; loading crypto for it would slow the first call.
const randomText = (): string =>
  `${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`

/** A multipart/form-data body as one buffer, so that its length is known; text parts stand before files. */
function multipart(
  texts: Record<string, unknown>,
  files: readonly FilePart[],
): { contentType: string; body: Buffer } {
  const boundary = `----wx-openapi-shim-${randomText()}`
  const pieces: Buffer[] = []
  const write = (text: string) => pieces.push(Buffer.from(text, 'utf8'))
  for (const name of Object.keys(texts)) {
    const value = texts[name]
    const text = isObject(value) ? jsonText(value) : String(value)
    write(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${text}\r\n`)
  }
  for (const { name, fileName, contentType, value } of files) {
    const disposition = `form-data; name="${quoted(name)}"; filename="${quoted(fileName)}"`
    write(`--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${contentType}\r\n\r\n`)
    pieces.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
    write('\r\n')
  }
  write(`--${boundary}--\r\n`)
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat(pieces) }
}
