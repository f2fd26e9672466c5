import { type Fault, InvalidParamsError } from '../errors/invalid-params-error'
import {
  collision,
  encodeValue,
  findField,
  kindOf,
  type Members,
  setMember,
  unsendable,
  type Writing,
  wireName,
} from './encode-value'
import type { Endpoint } from './endpoint'
import { type Field, type Shape, unknownField } from './fields'
import { jsonText } from './json-text'
import { type FilePart, mediaPart, mediaProblem } from './media'
import { toWire } from './names'
import { isObject, isRecord } from './objects'

/** A call in WeChat's own names, not yet authorised. Building one needs no network. */
export interface EncodedRequest {
  readonly verb: 'GET' | 'POST'
  readonly path: string
  /** Names and values of the query, not yet escaped. */
  readonly query: [name: string, value: string][]
  /** The members of a JSON body. */
  readonly json?: Record<string, unknown>
  /** The file parts; the members of `json` travel beside them as text parts. */
  readonly files?: FilePart[]
  /** The one file whose bytes are the body. */
  readonly raw?: FilePart
}

/** How a call is encoded. */
export interface EncodeOptions {
  /** The name of the method, for error messages. */
  method: string
  /** `false` sends keys as they are given, as in wx-server-sdk. */
  convertCase?: boolean
  /** The account whose appid and secret a row may ask for. */
  credentials?: { appid?: string; secret?: string }
}

/**
 * Turns camelCase parameters into the request that WeChat expects. Refuses only what cannot be sent: cycles,
 * functions, bytes where text is due, names that collide.
 * @throws InvalidParamsError naming every such value
 */
export function encode(row: Endpoint, params: unknown, options: EncodeOptions): EncodedRequest {
  const writing: Writing = { convertCase: options.convertCase !== false, faults: [] }
  const given = params === undefined || params === null ? {} : params
  if (!isRecord(given) || unsendable(given))
    throw new InvalidParamsError(options.method, [
      { path: '', problem: `must be an object, got ${kindOf(given)}` },
    ])

  const [verb, path] = row.http.split(' ') as ['GET' | 'POST', string]
  const parts: Parts = {
    isRaw: row.body === 'raw',
    verb,
    path,
    query: [],
    json: {},
    files: [],
    inQuery: new Map(),
    inBody: new Map(),
  }
  for (const key of Object.keys(given)) {
    const value = given[key]
    const field = findField(row.params, key, writing.convertCase)
    if (value === undefined || isOurs(field, key, value, options, writing.faults)) continue
    const name = writing.convertCase ? wireName(key, field) : key
    const taken = takenBeside(field, parts)
    if (taken.has(name)) writing.faults.push({ path: key, problem: collision(name) })
    else taken.set(name, encodeParam({ key, name, value, field }, taken === parts.inQuery, parts, writing))
  }
  addOwn(row.params, parts, options, writing.faults)
  if (writing.faults.length > 0) throw new InvalidParamsError(options.method, writing.faults)
  return assemble(row, parts)
}

/** A request while it is put together. */
interface Parts {
  readonly isRaw: boolean
  readonly verb: 'GET' | 'POST'
  readonly path: string
  readonly query: [string, string][]
  readonly json: Members
  readonly files: FilePart[]
  /** What travels already in the URL and in the body, by its name on the wire. */
  readonly inQuery: Map<string, unknown>
  readonly inBody: Map<string, unknown>
}

/** What travels already in the place where a field travels; beside a bare file there is no body for anything else. */
function takenBeside(
  { place, kind }: Partial<Field<unknown>> = unknownField,
  { verb, isRaw, inQuery, inBody }: Parts,
): Map<string, unknown> {
  return verb === 'GET' || place === 'query' || (isRaw && kind !== 'media') ? inQuery : inBody
}

/** Puts one parameter where it belongs, and gives what was put there. */
function encodeParam(
  {
    key,
    name,
    value,
    field,
  }: { key: string; name: string; value: unknown; field: Field<unknown> | undefined },
  isInQuery: boolean,
  parts: Parts,
  { convertCase, faults }: Writing,
): unknown {
  const part = isObject(value) ? mediaPart(name, value) : undefined
  if (part) {
    const problem = mediaProblem(part, value)
    if (problem) faults.push({ path: key, problem })
    else if (isInQuery || (parts.isRaw && parts.files.length > 0)) {
      faults.push({ path: key, problem: 'is a file, but this parameter does not take one' })
    } else parts.files.push(part)
    return part
  }
  if (field?.kind === 'media') {
    faults.push({ path: key, problem: 'must be a file, { contentType: string, value: Buffer }' })
    return undefined
  }
  const encoded = encodeValue(value, field, key, { convertCase, faults }, [])
  if (isInQuery) parts.query.push([name, queryText(encoded)])
  else setMember(parts.json, name, encoded, key, faults)
  return encoded
}

function assemble(row: Endpoint, { isRaw, verb, path, query, json, files }: Parts): EncodedRequest {
  if (isRaw) return { verb, path, query, raw: files[0] }
  if (files.length > 0) return { verb, path, query, json, files }
  // A multipart method without its optional file has nothing to put into a body.
  const isBodiless = verb === 'GET' || (row.body === 'multipart' && Object.keys(json).length === 0)
  return isBodiless ? { verb, path, query } : { verb, path, query, json }
}

/** What the row says by itself: fixed values, and the account's appid and secret. */
function addOwn(shape: Shape, parts: Parts, options: EncodeOptions, faults: Fault[]): void {
  for (const key of Object.keys(shape)) {
    const field = shape[key]!
    if (field.kind !== 'fixed' && field.kind !== 'credential') continue
    const own = field.values![0]
    const value = field.kind === 'fixed' ? own : options.credentials?.[own as 'appid' | 'secret']
    if (value === undefined) continue
    const name = wireName(key, field)
    const taken = takenBeside(field, parts)
    // Somebody wrote it already, in our spelling or in WeChat's.
    if (taken.has(name)) {
      if (taken.get(name) !== value) faults.push({ path: name, problem: ownProblem(field) })
    } else if (taken === parts.inQuery) parts.query.push([name, String(value)])
    else parts.json[name] = value
  }
}

const ownProblem = ({ kind, values }: Field<unknown>): string =>
  kind === 'fixed'
    ? `must be ${JSON.stringify(values![0])} or left out`
    : 'is set by the client; leave it out'

/** Whether a parameter is ours to set: then the user's value is passed over if equal, a fault if not. */
function isOurs(
  field: Field<unknown> | undefined,
  key: string,
  value: unknown,
  options: EncodeOptions,
  faults: Fault[],
): boolean {
  if (toWire(key) === 'access_token') {
    faults.push({ path: key, problem: 'is set by the client; leave it out' })
    return true
  }
  if (!field) return false
  if (field.kind === 'credential') {
    const own = options.credentials?.[field.values![0] as 'appid' | 'secret']
    if (own !== value) faults.push({ path: key, problem: ownProblem(field) })
    return true
  }
  if (field.kind === 'fixed' && value !== field.values![0]) {
    faults.push({ path: key, problem: ownProblem(field) })
    return true
  }
  return false
}

const queryText = (value: unknown): string => (isObject(value) ? jsonText(value) : String(value))
