import type { ServerResponse } from 'node:http'

/** What is written to a socket. */
export interface Reply {
  readonly status: number
  /** Null sends none. */
  readonly contentType: string | null
  readonly body: string | Buffer
  readonly headers?: { readonly [header: string]: string }
}

/** On every response, so that no one takes it for WeChat's. */
const emulatorHeader = { 'X-Emulator': 'wx-openapi-shim; not WeChat, nothing here is real' } as const

/** A response in plain text: one sentence for people. */
export const textReply = (status: number, text: string, headers: Reply['headers'] = {}): Reply => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body: `${text}\n`,
  // The text may repeat the request: a browser must not render it as a page.
  headers: { 'X-Content-Type-Options': 'nosniff', ...headers },
})

/** The headers that every reply has. */
export const replyHeaders = ({ contentType }: Pick<Reply, 'contentType'>): { [header: string]: string } =>
  contentType === null ? { ...emulatorHeader } : { ...emulatorHeader, 'Content-Type': contentType }

/** Writes a reply with a known length. */
export function write(response: ServerResponse, reply: Reply): void {
  const { status, body, headers } = reply
  const mayHaveBody = status !== 204 && status !== 304
  const length = mayHaveBody ? { 'Content-Length': Buffer.byteLength(body) } : {}
  response.writeHead(status, { ...replyHeaders(reply), ...length, ...headers })
  response.end(mayHaveBody ? body : undefined)
}

/** A response for a client that did not speak HTTP, written straight to the socket. */
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
