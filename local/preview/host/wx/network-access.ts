import type { Transfer } from './cloud/access'

/** What is sent to a server. */
export interface Sent {
  url: string
  method: string
  header: Record<string, string>
  /** By default as long as the preview waits, which it does at most. */
  timeoutMs?: number
  /** Whether a response that leads elsewhere is followed; it is by default. */
  followsRedirects?: boolean
  body?: Blob
}

/** What comes before the body of a response. */
export interface ResponseHead {
  statusCode: number
  /** With the names as the server writes them. */
  header: Record<string, string>
  cookies: string[]
}

/** Who hears of a request while it is on its way. */
export interface Hearer {
  head?(head: ResponseHead): void
  sent?(done: number, all: number): void
  /** Gets the body, piece by piece. */
  chunk(bytes: Uint8Array): void
}

/** The value of a header, whatever the case of its name; empty when it is absent. */
export const headerOf = ({ header }: ResponseHead, wanted: string): string =>
  Object.entries(header).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ''

/** A body as a file. Only of media it keeps the type: as a page it would have the origin of the preview. */
export function fileOf(head: ResponseHead, parts: BlobPart[]): Blob {
  const [type = ''] = /^(?:image|audio|video)\/[^;\s]+/.exec(headerOf(head, 'content-type')) ?? []
  return new Blob(parts, { type })
}

/** A WebSocket that is asked for. */
export interface AskedSocket {
  url: string
  header: Record<string, string>
  protocols: string[]
  timeoutMs?: number
}

/** Servers beyond the page, as far as the pages may reach them. What fails rejects with WeChat's reason, as ApiFailure. */
export interface NetworkAccess {
  send(sent: Sent, hearer: Hearer): Transfer<ResponseHead>
  /** Resolves to a socket that is about to open, with what its server said. */
  connect(asked: AskedSocket): Promise<{ socket: WebSocket; header: Record<string, string> }>
}
