import type { Field } from '../../../shared/schema/fields'
import type { Fault } from '../faults/rule'
import { isMembers, type Members } from './members'
import { readMultipart } from './multipart'
import { parseExactly } from './parse-exactly'
import { Refusal } from './refusal'
import type { Route } from './routes'
import { Upload } from './upload'
import { wireName } from './wire-name'

/** A request in which every byte has arrived. */
export interface PlatformRequest {
  readonly verb: string
  readonly path: string
  /** Names and values, unescaped, in their order. */
  readonly query: URLSearchParams
  readonly contentType: string
  /** Sent without a length, in chunks. */
  readonly isChunked: boolean
  readonly body: Buffer
  /** What the caller said about itself in the header `x-caller`. */
  readonly caller?: string
  /** The address that it came from. */
  readonly ip?: string
  /** What shall go wrong with it. */
  readonly fault?: Fault
  /** Whether a function sent it to WeChat's own host: it may bring an account of its own. */
  readonly isFenced?: boolean
}

/** What a request says, not yet held against a row. */
export interface Sent {
  /** Texts of the query. */
  readonly query: Members
  /** Members of the body. */
  readonly body: Members
  /** In a multipart body every value is text, or a file. */
  readonly bodyIsText: boolean
  /** The bytes of the body, which signatures are made over. */
  readonly bytes: Buffer
}

/**
 * Reads query and body as the rows of a path say that they travel.
 * @throws Refusal when the body is not what it should be
 */
export function readSent(request: PlatformRequest, routes: readonly Route[]): Sent {
  const query: Members = Object.create(null)
  for (const [name, value] of request.query) query[name] = value
  if (request.verb === 'GET') return { query, body: {}, bodyIsText: false, bytes: request.body }
  const raw = routes.find(({ row }) => row.body === 'raw')
  const { body: bytes } = request
  if (raw) return { query, body: readRaw(request, raw), bodyIsText: true, bytes }
  if (/^multipart\/form-data/i.test(request.contentType) && routes.some(takesFiles)) {
    return { query, body: readParts(request), bodyIsText: true, bytes }
  }
  return { query, body: readJsonBody(bytes, routes), bodyIsText: false, bytes }
}

const takesFiles = ({ row }: Route): boolean =>
  row.body === 'multipart' || Object.values(row.params).some(field => field.kind === 'media')

function readRaw({ body, contentType }: PlatformRequest, { row }: Route): Members {
  const entry = Object.entries(row.params).find(([, field]) => field.kind === 'media')
  return entry && body.length > 0
    ? { [wireName(entry[0], entry[1])]: new Upload(contentType, undefined, body) }
    : {}
}

function readParts({ body, contentType }: PlatformRequest): Members {
  try {
    return readMultipart(contentType, body)
  } catch (error) {
    throw new Refusal(47001, (error as Error).message)
  }
}

function readJsonBody(body: Buffer, routes: readonly Route[]): Members {
  if (body.length === 0) {
    // Where nothing but a file is due, it is the file that WeChat misses.
    const mayBeEmpty = routes.some(({ row }) =>
      Object.values(row.params).every(field => isNotInBody(field) || field.kind === 'media'),
    )
    if (mayBeEmpty) return {}
    throw new Refusal(44002)
  }
  const read = parseJson(body)
  if (!isMembers(read)) throw new Refusal(47001, 'the body must be a JSON object')
  return read
}

const isNotInBody = (field: Field<unknown>): boolean => field.optional || field.place === 'query'

function parseJson(body: Buffer): unknown {
  try {
    return parseExactly(body)
  } catch {
    throw new Refusal(47001, 'the body is not JSON in UTF-8')
  }
}
