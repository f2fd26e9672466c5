import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { en } from '../texts/en'

/** Scripts and styles come from this server only; styles may also be in attributes, as WXML allows. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  'font-src data:',
  "connect-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/**
 * The same for the page itself, which also shows pictures, sounds and films of this machine's servers, as any page of the
 * browser may (the cloud's storage is one), and perhaps pictures of https from anywhere.
 */
export const pagePolicy = (allowsImages: boolean): string =>
  contentPolicy
    .replaceAll('data: blob:', 'data: blob: http://127.0.0.1:* http://localhost:*')
    .replace(/(?<=img-src[^;]*)(?=;)/, allowsImages ? ' https:' : '')

export const safeHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': contentPolicy,
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** For what the browser may keep. */
export const keptHeaders = { 'cache-control': 'private, max-age=31536000, immutable' }

/** Answers with a body of this type. */
export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(body)
  const own = { 'content-type': type, 'content-length': bytes.length }
  response.writeHead(status, { ...safeHeaders, ...own, ...headers })
  response.end(bytes)
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  send(response, status, 'text/plain; charset=utf-8', text)
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value))
}

/** Answers a wish to speak WebSocket, by RFC 6455. */
export function acceptSocket(socket: Socket, key: string, protocol = ''): void {
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${acceptOf(key)}`,
    ...(protocol ? [`Sec-WebSocket-Protocol: ${protocol}`] : []),
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
}

/** What proves that a server speaks WebSocket. */
export const acceptOf = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')

/** Why a request is not answered, or undefined when it may be. */
interface Refusal {
  status: number
  reason: string
}

/** Only a page of this very server may talk to it: no other web page, and no name that was bent to this address. */
export function refuseForeign(request: IncomingMessage, port: number): Refusal | undefined {
  const { headers, headersDistinct, url = '' } = request
  if (headersDistinct.host?.length !== 1) return { status: 400, reason: en.server.manyHosts }
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map(name => `${name}:${port}`)
  if (!hosts.includes(headers.host ?? '')) return { status: 403, reason: en.server.foreignHost }
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
    return { status: 403, reason: en.server.foreignOrigin }
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return { status: 403, reason: en.server.foreignSite }
  }
  return URL.canParse(url, 'http://preview') ? undefined : { status: 400, reason: en.server.notPath }
}

/** Changing anything takes a type that no HTML form can send, and the token that only our page was given. */
export function refuseCall(
  { headers }: IncomingMessage,
  token: string,
  wanted = 'application/json',
): Refusal | undefined {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  if (type.trim().toLowerCase() !== wanted) return { status: 415, reason: en.server.wantsType(wanted) }
  const given = Buffer.from(String(headers['x-preview-token'] ?? ''))
  const expected = Buffer.from(token)
  const isSame = given.length === expected.length && timingSafeEqual(given, expected)
  return isSame ? undefined : { status: 403, reason: en.server.noToken }
}
