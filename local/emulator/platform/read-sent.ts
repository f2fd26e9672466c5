import type { Field } from '../../../shared/schema/fields'
import type { Fault } from '../faults/fault-rule'
import { isMembers, type Members, readMultipart, Upload, wireName } from './members'
import { Refusal } from './refusal'
import type { Route } from './routes'

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
  /** The caller's name, from the header `x-caller`. */
  readonly caller?: string
  /** The address that it came from. */
  readonly ip?: string
  /** The fault to apply to it. */
  readonly fault?: Fault
  /** Whether a function sent it to WeChat's own host: it may bring an account of its own. */
  readonly isFenced?: boolean
}

/** What a request holds, not yet checked against a row. */
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
 * Reads query and body in the form that the rows of a path declare.
 * @throws Refusal when the body is not in that form
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
    // Where only a file is required, WeChat says that the file is missing.
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

/** A parameter as it was sent. */
interface Arrived {
  /** The name by which it travels. */
  readonly wire: string
  readonly value: unknown
  readonly isText: boolean
}

/** Finds the value that was sent for a parameter. */
export function arrived(route: Route, [name, field]: [string, Field<unknown>], sent: Sent): Arrived {
  const { row } = route
  const wire = wireName(name, field)
  const inQuery = row.http.startsWith('GET ') || field.place === 'query'
  const { [wire]: value = otherName(route, sent) } = inQuery ? sent.query : sent.body
  return { wire, value, isText: inQuery || sent.bodyIsText }
}

/** The logo of a card travels like every picture of an article, but as a part of another name. */
const otherName = ({ method }: Route, { body }: Sent): unknown =>
  method === 'officialAccount.material.uploadImage' ? body.buffer : undefined

/**
 * Reads JSON. Whole numbers that JSON.parse would round, such as long ids, become the text of their digits.
 * @throws Error when it is not JSON in UTF-8
 */
export function parseExactly(bytes: Buffer): unknown {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  const read: unknown = JSON.parse(text)
  if (!/\d{16}/.test(text)) return read
  const exact = quoteLongIntegers(text)
  return exact === text ? read : JSON.parse(exact)
}

/** Puts quotes around the whole numbers of a JSON text that a double cannot hold. */
function quoteLongIntegers(json: string): string {
  // One number, whole, or the beginning of a text. Texts are passed over without an expression: they may be long.
  const tokens = /-?\d[\d.eE+-]*|"/g
  let exact = ''
  let copied = 0
  for (let found = tokens.exec(json); found; found = tokens.exec(json)) {
    const [token] = found
    if (token === '"') tokens.lastIndex = endOfText(json, tokens.lastIndex)
    else if (isRounded(token)) {
      exact += `${json.slice(copied, found.index)}"${token}"`
      copied = tokens.lastIndex
    }
  }
  return exact + json.slice(copied)
}

const isRounded = (number: string): boolean =>
  /^-?\d{16,}$/.test(number) && !Number.isSafeInteger(Number(number))

/** Where a JSON text ends that begins at a place: behind the first quote that is not escaped. */
function endOfText(json: string, begin: number): number {
  let quote = json.indexOf('"', begin)
  while (isEscaped(json, quote)) quote = json.indexOf('"', quote + 1)
  return quote + 1
}

function isEscaped(json: string, at: number): boolean {
  let before = at
  while (json[before - 1] === '\\') before -= 1
  return (at - before) % 2 === 1
}
