import { InvalidParamsError } from '../errors/invalid-params-error'
import type { Endpoint } from '../schema/endpoint'
import { type Field, object, query, string, wire } from '../schema/fields'

/** A call of an endpoint that the catalogue lacks. */
export interface RawRequest {
  verb: 'GET' | 'POST'
  /** The path, from its first slash on, without query: `/some/path`. */
  path: string
  /** Values for the URL; the access token is added by the client. */
  query?: Record<string, string | number | boolean>
  /** The body of a POST: an object, with media as `{ contentType, value }`. */
  body?: Record<string, unknown>
  /** `false` sends and gives keys as they are. */
  convertCase?: boolean
}

const safePath = /^(?:\/[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)+$/
const name = 'request'

/**
 * A row made for one request. It is a write, because nothing is known of it.
 * @throws InvalidParamsError for a path that could lead elsewhere
 */
export function rowOf({ verb, path, query: values = {}, body, convertCase = true }: RawRequest): {
  row: Endpoint
  params: object
} {
  if (verb !== 'GET' && verb !== 'POST') refuse('verb', "must be 'GET' or 'POST'")
  if (typeof path !== 'string' || path.length > 200 || !safePath.test(path)) {
    refuse('path', 'must be a plain path such as /some/path: letters, digits, - and _, no query, no host')
  }
  if (verb === 'GET' && body !== undefined) refuse('body', 'is for POST only; use query instead')
  for (const key of Object.keys(values)) {
    if (body && Object.prototype.hasOwnProperty.call(body, key))
      refuse(`query.${key}`, 'is in body too; keep one')
  }
  const fields: Record<string, Field<string>> = {}
  for (const key of Object.keys(values)) {
    fields[key] = convertCase ? query(string()) : wire(key, query(string()))
  }
  const http = `${verb} ${path as `/${string}`}` as const
  return {
    row: { http, effect: 'write', params: fields, result: object({}) },
    params: { ...values, ...body },
  }
}

function refuse(path: string, problem: string): never {
  throw new InvalidParamsError(name, [{ path, problem }])
}
