import type { ServerResponse } from 'node:http'

/** What is written to a socket. */
export interface Reply {
  readonly status: number
  /** Null sends none. */
  readonly contentType: string | null
  readonly body: string | Buffer
  readonly headers?: { readonly [header: string]: string }
}

/** On every answer, so that nobody takes one for WeChat's. */
const emulatorHeader = { 'X-Emulator': 'wx-openapi-shim; not WeChat, nothing here is real' } as const

/** A sentence that says why there is no other answer. */
export const textReply = (status: number, text: string, headers: Reply['headers'] = {}): Reply => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body: `${text}\n`,
  // What is said may repeat what was asked: a browser must not read it as a page.
  headers: { 'X-Content-Type-Options': 'nosniff', ...headers },
})

/** The headers that every reply has. */
export const replyHeaders = ({ contentType }: Reply): { [header: string]: string } =>
  contentType === null ? { ...emulatorHeader } : { ...emulatorHeader, 'Content-Type': contentType }

/** Writes a reply with a known length. */
export function write(response: ServerResponse, reply: Reply): void {
  const { status, body, headers } = reply
  const mayHaveBody = status !== 204 && status !== 304
  const length = mayHaveBody ? { 'Content-Length': Buffer.byteLength(body) } : {}
  response.writeHead(status, { ...replyHeaders(reply), ...length, ...headers })
  response.end(mayHaveBody ? body : undefined)
}

/** Bytes for a client whose request was no HTTP, straight onto the socket. */
export function rawReply(status: string, text: string): string {
  const headers = {
    ...emulatorHeader,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(text) + 1,
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status}`, ...lines, '', `${text}\n`].join('\r\n')
}
