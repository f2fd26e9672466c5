import { jsonText, wellFormed } from '../schema/json-text'
import type { EncodedRequest } from '../schema/request'
import { multipart } from './multipart'
import type { OutgoingRequest } from './transport'

const escapeQuery = (query: EncodedRequest['query']): string =>
  query.map(([name, value]) => `${escapeText(name)}=${escapeText(value)}`).join('&')

const escapeText = (text: string): string => encodeURIComponent(wellFormed(text))

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
  const query = escapeQuery(request.query)
  return { verb: request.verb, target: query ? `${request.path}?${query}` : request.path, ...body }
}

const toBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
