import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import { localEnv } from '../../functions/event-variables'
import { callErrcodes } from '../../project/call-error'
import { callFunction } from '../gateway/invoke-function'
import type { HttpOptions } from '../options'
import { isMembers } from '../platform/members'
import { type Front, foreignness } from '../server/guard'
import { answerNoise, closeServer, type Loopback, listen, serverOptions, urlAt } from '../server/listen'
import { replyHeaders, textReply, write } from '../server/reply'
import { readBody, splitUrl } from '../server/serve'
import type { Serving } from '../server/serving'

/** Where functions answer requests of HTTP, as behind the cloud's HTTP access. */
export interface FunctionServer {
  /** `http://127.0.0.1:12347`; the name of a function follows as its path. */
  readonly url: string
  close(): Promise<void>
}

/** What the cloud takes as a request, in bytes. */
const largestBody = 6 * 1024 * 1024

/**
 * Serves the functions on a port of its own, so that no page which one of them answers with shares an origin with what
 * drives the emulator.
 */
export async function openFunctionServer(
  serving: Serving,
  { origins = [] }: HttpOptions,
  { addresses, beside }: { readonly addresses: Loopback; readonly beside: number },
): Promise<FunctionServer> {
  let port = 0
  const front: Front = { scheme: 'http', port: () => port, origins }
  const server = createServer(serverOptions, (request, response) => {
    answer(request, response, { serving, front }).catch((error: Error) => {
      if (!request.complete || response.headersSent) response.destroy()
      else write(response, textReply(500, `The emulator failed: ${error.message}`))
    })
  })
  answerNoise(server)
  // The same from one start to the next, where it is free.
  port = await listen(server, beside, addresses).catch(() => listen(server, 0, addresses))
  return { url: urlAt('http', addresses, port), close: () => closeServer(server) }
}

interface Own {
  readonly serving: Serving
  readonly front: Front
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { serving, front }: Own,
): Promise<void> {
  const { length = 0 } = request.headersDistinct.host ?? []
  const foreign = length === 1 ? foreignness(request.headers, front) : 'it must have one Host header'
  if (foreign) return write(response, textReply(403, `Refused: ${foreign}.`))
  const { method = 'GET', headers } = request
  const cors = corsOf(request, front)
  if (cors && method === 'OPTIONS' && headers['access-control-request-method']) {
    response.writeHead(204, { ...replyHeaders({ contentType: null }), ...cors, ...preflight(headers) })
    return void response.end()
  }
  const send = (reply: HttpAnswer) => sendReply(response, reply, cors)
  const { path, query } = splitUrl(request.url ?? '/')
  const [, name = '', rest = '/'] = /^\/([^/]*)(\/.*)?$/.exec(path) ?? []
  if (name === '') return send(text(404, 'The path of the request must begin with the name of a function.'))
  const requestId = randomUUID()
  const body = await readBody(request, largestBody)
  const refuse = (status: number, code: string, message: string) =>
    send({ status, headers: { 'content-type': json }, body: JSON.stringify({ code, message, requestId }) })
  if (!body) return refuse(413, 'EXCEED_MAX_PAYLOAD_SIZE', 'The body is larger than 6 MB.')
  const { functions, world } = serving
  if (!functions) return refuse(404, 'FUNCTION_NOT_FOUND', 'The emulator was started without functions.')
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const context = { requestId, envId: localEnv, appId: 123456789, uin: 123456789 }
  const event = httpEvent({ method, path: rest, headers, query, body }, context)
  let result: unknown
  try {
    const call = { name: decoded(name), event, source: 'wx_http', gone: gone.signal }
    result = await callFunction(call, functions, world)
  } catch (error) {
    const { errCode, message } = error as Error & { errCode: number }
    const [status, code] = failures[errCode] ?? [500, 'FUNCTION_INVOCATION_FAILED']
    return refuse(status, code, message.replace(/^cloud\.callFunction:fail .*? \| errMsg: /, ''))
  }
  const read = readResult(result)
  if (typeof read === 'string') return refuse(502, 'INVALID_RESPONSE', `function ${name} returned ${read}`)
  try {
    send(read)
  } catch (error) {
    refuse(
      502,
      'INVALID_RESPONSE',
      `function ${name} returned a header that HTTP cannot hold: ${(error as Error).message}`,
    )
  }
}

const json = 'application/json; charset=utf-8'

const failures: { readonly [errCode: number]: readonly [status: number, code: string] } = {
  [callErrcodes.missing]: [404, 'FUNCTION_NOT_FOUND'],
  [callErrcodes.eventTooLarge]: [413, 'EXCEED_MAX_PAYLOAD_SIZE'],
  [callErrcodes.timedOut]: [504, 'FUNCTIONS_TIME_LIMIT_EXCEEDED'],
  [callErrcodes.resultTooLarge]: [502, 'EXCEED_MAX_RESPONSE_SIZE'],
}

const text = (status: number, body: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `${body}\n`,
})

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** What tells the browser that a page from elsewhere may read the response, if it is one of those that may. */
function corsOf(
  { headers: { origin } }: IncomingMessage,
  { origins = [] }: Front,
): OutgoingHttpHeaders | undefined {
  if (origin === undefined || !origins.includes(origin.toLowerCase())) return undefined
  return { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true', Vary: 'Origin' }
}

const preflight = (headers: IncomingMessage['headers']): OutgoingHttpHeaders => ({
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
  'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '',
  ...(headers['access-control-request-private-network'] && {
    'Access-Control-Allow-Private-Network': 'true',
  }),
})

function sendReply(
  response: ServerResponse,
  { status, headers, body }: HttpAnswer,
  cors?: OutgoingHttpHeaders,
): void {
  const hasBody = status !== 204 && status !== 304
  response.writeHead(status, {
    ...replyHeaders({ contentType: null }),
    ...headers,
    ...cors,
    ...(hasBody && { 'Content-Length': Buffer.byteLength(body) }),
  })
  // Of a HEAD node sends no body.
  response.end(hasBody ? body : undefined)
}

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
interface HttpAnswer {
  readonly status: number
  readonly headers: { readonly [name: string]: string | string[] }
  readonly body: string | Buffer
}

/** The event by which the cloud hands a request to a function. */
function httpEvent({ method, path, headers, query, body }: HttpRequest, requestContext: object): object {
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
function readResult(result: unknown): HttpAnswer | string {
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
