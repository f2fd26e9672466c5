import http, { type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { type Reach, ReachRefusal, type Refused, type Target } from './reach'

/** What a page asks for. */
export interface Asked {
  url: URL
  method: string
  header: Record<string, string>
  body?: Buffer
}

/** Why there is no answer, as a page is told. */
export interface Failure {
  /** What follows `request:fail `. */
  reason: string
  errno?: number
  refused?: Refused
}

/** A failure that has a reason of its own. */
export class SendFailure extends Error {
  constructor(
    readonly reason: string,
    readonly errno?: number,
  ) {
    super(reason)
  }
}

/** What the pages of one mini program have in common. */
export interface Sender {
  reach: Reach
  /** Of the mini program: WeChat names it to every server, as the page that asks. */
  appId: string
  /** Hears of what was refused. */
  refused(refused: Refused): void
  /** So long may one request take, in milliseconds. */
  deadlineMs: number
}

/** What a page may not say of the connection, nor of where it comes from. */
const ownHeaders =
  /^(?:host|connection|content-length|expect|http2-settings|keep-alive|proxy-.*|referer|sec-websocket-.*|te|trailer|transfer-encoding|upgrade)$/i

/** What goes out with a request, beside what the page says. */
export function headersOf(given: Record<string, string>, { appId }: Sender, usual: Record<string, string>) {
  const headers = new Map<string, [name: string, value: string]>()
  const put = (name: string, value: string) => headers.set(name.toLowerCase(), [name, value])
  for (const [name, value] of Object.entries(usual)) put(name, value)
  for (const [name, value] of Object.entries(given)) {
    // Beyond ASCII a value travels as UTF-8.
    if (!ownHeaders.test(name)) put(name, Buffer.from(String(value)).toString('latin1'))
  }
  put('Referer', `https://servicewechat.com/${appId}/devtools/page-frame.html`)
  return Object.fromEntries(headers.values())
}

/** The address that a page writes. @throws SendFailure when it is none */
export function readUrl(given: unknown, protocols: readonly string[]): URL {
  const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : undefined
  // As in a browser, names and passwords are no part of an address.
  const isRight = url && protocols.includes(url.protocol) && url.username === '' && url.password === ''
  if (!isRight) throw new SendFailure('invalid url', 600_009)
  return url
}

/** How to connect to a target, and to none but that. */
export function connectionTo(
  url: URL,
  { addresses, isThisMachine }: Target,
): RequestOptions & https.RequestOptions {
  const hostname = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const found = addresses.map(address => ({ address, family: isIP(address) }))
  const lookup: LookupFunction = (_, { all }, done) =>
    all ? done(null, found) : done(null, found[0]!.address, found[0]!.family)
  return {
    // An address is not looked up.
    hostname: isIP(hostname) ? addresses[0] : hostname,
    port: url.port || undefined,
    path: `${url.pathname}${url.search}`,
    lookup,
    agent: false,
    // A server in development signs for itself, and what is on this machine needs no proof.
    rejectUnauthorized: !isThisMachine,
  }
}

/** Sends a request; resolves to the head of the response. `told` hears how much of the body is on its way. */
export function send(
  target: Target,
  { url, method, body }: Asked,
  headers: Record<string, string>,
  signal: AbortSignal,
  told: (sent: number) => void,
): Promise<IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const length = body && { 'Content-Length': body.length }
    const options = {
      ...connectionTo(url, target),
      method,
      headers: { ...headers, ...length, Host: url.host },
      signal,
    }
    const outgoing = request(options, resolve).on('error', reject)
    if (body) Readable.from(piecesOf(body, told), { highWaterMark: 1 }).pipe(outgoing)
    else outgoing.end()
  })
}

const pieceBytes = 64 * 1024

function* piecesOf(body: Buffer, told: (sent: number) => void): Generator<Buffer> {
  for (let start = 0; start < body.length; start += pieceBytes) {
    yield body.subarray(start, start + pieceBytes)
    told(Math.min(start + pieceBytes, body.length))
  }
}

/** How a browser, and so WeChat, calls what node calls otherwise. */
const netErrors: { readonly [code: string]: string } = {
  ECONNREFUSED: 'CONNECTION_REFUSED',
  ECONNRESET: 'CONNECTION_RESET',
  EPIPE: 'CONNECTION_RESET',
  ETIMEDOUT: 'CONNECTION_TIMED_OUT',
  EHOSTUNREACH: 'ADDRESS_UNREACHABLE',
  ENETUNREACH: 'ADDRESS_UNREACHABLE',
  ENOTFOUND: 'NAME_NOT_RESOLVED',
  EAI_AGAIN: 'NAME_NOT_RESOLVED',
  EPROTO: 'SSL_PROTOCOL_ERROR',
  CERT_HAS_EXPIRED: 'CERT_DATE_INVALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'CERT_COMMON_NAME_INVALID',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'CERT_AUTHORITY_INVALID',
  ERR_INVALID_CHAR: 'INVALID_ARGUMENT',
  ERR_INVALID_HTTP_TOKEN: 'INVALID_ARGUMENT',
  Z_DATA_ERROR: 'CONTENT_DECODING_FAILED',
  Z_BUF_ERROR: 'CONTENT_DECODING_FAILED',
}

/** What a page is told of an error. */
export function failureOf(error: unknown, signal: AbortSignal, { refused }: Sender): Failure {
  if (error instanceof ReachRefusal) {
    refused(error.refused)
    return { reason: 'url not in domain list', errno: 600_002, refused: error.refused }
  }
  if (error instanceof SendFailure) return { reason: error.reason, errno: error.errno }
  if (signal.aborted) return { reason: 'timeout', errno: 5 }
  const { code = '' } = error as NodeJS.ErrnoException
  const name = netErrors[code] ?? (code.startsWith('HPE_') ? 'INVALID_HTTP_RESPONSE' : 'FAILED')
  return { reason: `net::ERR_${name}`, errno: 600_001 }
}

/** Rejects once the signal says so: some of what is waited for does not listen to it. */
export const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

/** So long may it take; a page may want it shorter. */
export const deadlineOf = (timeoutMs: unknown, { deadlineMs }: Sender): number =>
  typeof timeoutMs === 'number' && timeoutMs > 0 ? Math.min(timeoutMs, deadlineMs) : deadlineMs
