import { isUtf8 } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import { isMembers } from '../platform/members'

/** A request as it arrived. */
interface HttpRequest {
  readonly method: string
  /** What follows the name of the function, with a `/` at its begin. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly query: URLSearchParams
  readonly body: Buffer
}

/** What is sent back. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: { readonly [name: string]: string | string[] }
  readonly body: string | Buffer
}

/** The event by which the cloud hands a request to a function. */
export function httpEvent(
  { method, path, headers, query, body }: HttpRequest,
  requestContext: object,
): object {
  const isText =
    isUtf8(body) && !/^(image|audio|video|font)\/|octet-stream|zip|pdf/.test(headers['content-type'] ?? '')
  // Of several values the last counts, as this form of event can hold one.
  const queryStringParameters = Object.fromEntries(query)
  return {
    path,
    httpMethod: method,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    ),
    queryStringParameters,
    requestContext,
    body: body.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText,
  }
}

/** Those of the connection, which is ours, and those by which pages from elsewhere are let in. */
const notOfFunctions =
  /^(connection|keep-alive|content-length|transfer-encoding|upgrade|trailer|te|proxy-.*|access-control-.*)$/i

/**
 * The response that a result means: an integration response as it says, a text or a number as text, all else as JSON.
 * @returns what is wrong with it, where it is not a response
 */
export function readResult(result: unknown): HttpAnswer | string {
  const plain = (contentType: string, body: string) => ({
    status: 200,
    headers: { 'content-type': `${contentType}; charset=utf-8` },
    body,
  })
  if (result === null || result === undefined) return plain('text/plain', '')
  if (typeof result === 'string' || typeof result === 'number') return plain('text/plain', String(result))
  if (!isMembers(result) || !('statusCode' in result))
    return plain('application/json', JSON.stringify(result))
  const { statusCode, headers = {}, body = '', isBase64Encoded } = result
  const status = Number(statusCode)
  if (!(Number.isInteger(status) && status >= 200 && status <= 599)) {
    return `the statusCode ${JSON.stringify(statusCode)}; it must be a number from 200 to 599`
  }
  if (!isMembers(headers)) return 'headers that are not an object'
  const kept = Object.entries(headers)
    .filter(([name, value]) => !notOfFunctions.test(name) && value !== undefined && value !== null)
    .map(([name, value]): [string, string | string[]] => [
      name.toLowerCase(),
      Array.isArray(value) ? value.map(String) : String(value),
    ])
  const said = typeof body === 'string' ? body : JSON.stringify(body)
  const usual = {
    'content-type': `${typeof body === 'string' ? 'text/plain' : 'application/json'}; charset=utf-8`,
  }
  return {
    status,
    headers: { ...usual, ...Object.fromEntries(kept) },
    body: isBase64Encoded === true ? Buffer.from(said, 'base64') : said,
  }
}
