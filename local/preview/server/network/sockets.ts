import { randomBytes } from 'node:crypto'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import { readJson } from '../call-function'
import { acceptOf, acceptSocket, sendJson } from '../http'
import { joined } from './relay'
import {
  aborted,
  connectionTo,
  deadlineOf,
  failureOf,
  headersOf,
  readUrl,
  type Sender,
  SendFailure,
} from './send'

interface AskedSocket {
  url?: unknown
  header?: Record<string, string>
  protocols?: unknown
  timeoutMs?: number
}

/** What a page is told of a socket that is open. */
interface OpenedSocket {
  /** Opens the page's end of it, once. */
  ticket: string
  /** The protocol that the server chose, if any. */
  protocol: string
  header: Record<string, string>
}

/** The far end of a socket. */
interface FarEnd {
  socket: Socket
  head: Buffer
  protocol: string
}

/** A far end that the page has not fetched yet, and what then ends it. */
interface WaitingEnd extends FarEnd {
  timer: NodeJS.Timeout
}

/** A page fetches what it opened at once. */
const longestWaitMs = 10_000

/**
 * Takes the WebSockets of pages to where they may go. The far end is opened first, so that a page hears why it cannot be;
 * then frames pass as they are.
 */
export class SocketRelay {
  readonly #waiting = new Map<string, WaitingEnd>()
  readonly #open = new Set<Socket>()

  constructor(private readonly sender: Sender) {}

  /** Opens the far end. @throws Error with `status` for what is no request of our page */
  async open(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = (await readJson(request)) as AskedSocket
    const ending = new AbortController()
    const timer = setTimeout(() => ending.abort(), deadlineOf(asked.timeoutMs, this.sender))
    // The signal would end the socket, too.
    response.on('close', () => response.writableFinished || ending.abort())
    try {
      const { far, header } = await this.#shake(asked, ending.signal)
      if (response.destroyed) return void far.socket.destroy()
      sendJson(response, 200, {
        ticket: this.#keep(far),
        protocol: far.protocol,
        header,
      } satisfies OpenedSocket)
    } catch (error) {
      sendJson(response, 200, { failure: failureOf(error, ending.signal, this.sender) })
    } finally {
      clearTimeout(timer)
    }
  }

  /** Shakes hands with the server that the page names. */
  async #shake({ url: given, header = {}, protocols }: AskedSocket, signal: AbortSignal) {
    const url = readUrl(given, ['ws:', 'wss:'])
    const names = Array.isArray(protocols) ? protocols.map(String) : []
    const target = await Promise.race([this.sender.reach.targetOf(url), aborted(signal)])
    const key = randomBytes(16).toString('base64')
    const headers = {
      ...headersOf(header, this.sender, {}),
      Host: url.host,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': key,
      ...(names.length > 0 && { 'Sec-WebSocket-Protocol': names.join(', ') }),
    }
    const { request } = url.protocol === 'wss:' ? https : http
    return new Promise<{ far: FarEnd; header: Record<string, string> }>((resolve, reject) => {
      const outgoing = request({ ...connectionTo(url, target), headers, signal })
      outgoing.on('error', reject)
      outgoing.on('response', answer => {
        answer.destroy()
        reject(new SendFailure('Invalid HTTP status.'))
      })
      outgoing.on('upgrade', (answer, socket: Socket, head) => {
        socket.on('error', () => socket.destroy())
        const protocol = answer.headers['sec-websocket-protocol'] ?? ''
        const isRight =
          answer.headers['sec-websocket-accept'] === acceptOf(key) &&
          answer.headers['sec-websocket-extensions'] === undefined &&
          (protocol === '' || names.includes(protocol))
        if (isRight) return resolve({ far: { socket, head, protocol }, header: joined(answer.rawHeaders) })
        socket.destroy()
        reject(new SendFailure('Error during WebSocket handshake'))
      })
      outgoing.end()
    })
  }

  /** Keeps the far end until the page fetches it; who does not loses it. */
  #keep(far: FarEnd): string {
    const ticket = randomBytes(24).toString('base64url')
    const timer = setTimeout(() => far.socket.destroy(), longestWaitMs)
    this.#waiting.set(ticket, { ...far, timer })
    this.#open.add(far.socket)
    far.socket.on('close', () => {
      clearTimeout(timer)
      this.#waiting.delete(ticket)
      this.#open.delete(far.socket)
    })
    return ticket
  }

  /** Joins the end of the page, which asks to upgrade, to the far end; false when the page has none. */
  join(request: IncomingMessage, socket: Socket, head: Buffer): boolean {
    const { searchParams } = new URL(request.url!, 'http://preview')
    const ticket = searchParams.get('ticket') ?? ''
    const far = this.#waiting.get(ticket)
    const key = request.headers['sec-websocket-key']
    if (!far || key === undefined || request.headers.upgrade?.toLowerCase() !== 'websocket') return false
    this.#waiting.delete(ticket)
    clearTimeout(far.timer)
    acceptSocket(socket, key, far.protocol)
    socket.write(far.head)
    far.socket.write(head)
    this.#open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#open.delete(socket)
      far.socket.destroySoon()
    })
    // What is on its way still arrives.
    far.socket.on('close', () => socket.destroySoon())
    socket.pipe(far.socket).pipe(socket)
    return true
  }

  close(): void {
    for (const socket of this.#open) socket.destroy()
  }
}
