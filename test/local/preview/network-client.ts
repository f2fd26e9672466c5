import { type IncomingMessage, request } from 'node:http'
import { createServer, type Socket } from 'node:net'
import type { Preview } from '../../../local/preview/server'

/** What the preview's server answered to a request of a page: the status, and what it told. */
export interface Told {
  status: number
  head?: { statusCode: number; header: Record<string, string>; cookies: string[] }
  body: string
  sent: number[][]
  failure?: { reason: string; errno?: number; refused?: { why: string; host: string; address: string } }
}

/** Asks as our page would, without a browser. */
export class PageClient {
  #token = ''

  constructor(readonly preview: Preview) {}

  async begin(): Promise<this> {
    const page = await (await fetch(this.preview.url)).text()
    this.#token = /"token":"([^"]+)"/.exec(page)![1]!
    return this
  }

  /** Posts these bytes; headers that are undefined are left out. */
  post(
    path: string,
    body: Buffer | string,
    given: Record<string, string | undefined> = {},
  ): Promise<IncomingMessage> {
    const type = path.endsWith('send') ? 'application/octet-stream' : 'application/json'
    const all = { 'content-type': type, 'x-preview-token': this.#token, ...given }
    const headers = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
    return new Promise((resolve, reject) => {
      request(
        new URL(path, this.preview.url),
        { method: 'POST', headers: headers as never, agent: false },
        resolve,
      )
        .on('error', reject)
        .end(body)
    })
  }

  async send(
    head: object,
    body: Buffer | string = '',
    given: Record<string, string | undefined> = {},
  ): Promise<Told> {
    return read(await this.post('/__net/send', sentBytes(head, body), given))
  }

  /** Asks for a WebSocket's far end. */
  async open(asked: object, given: Record<string, string | undefined> = {}) {
    const response = await this.post('/__net/socket', JSON.stringify(asked), given)
    const text = await textOf(response)
    return response.statusCode === 200 ? JSON.parse(text) : { status: response.statusCode, text }
  }
}

export function sentBytes(head: object, body: Buffer | string = ''): Buffer {
  const json = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  return Buffer.concat([length, json, Buffer.from(body)])
}

async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

/** Reads what a response tells, frame by frame. */
async function read(response: IncomingMessage): Promise<Told> {
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  const bytes = Buffer.concat(parts)
  const told: Told = { status: response.statusCode!, body: '', sent: [] }
  if (told.status !== 200) return { ...told, body: bytes.toString() }
  const data: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = at + 5 + bytes.readUInt32BE(at + 1)
    const content = bytes.subarray(at + 5, end)
    if (bytes.toString('latin1', at, at + 1) === 'd') data.push(content)
    else {
      const { sent, ...rest } = JSON.parse(content.toString())
      if (sent) told.sent.push(sent)
      Object.assign(told, rest)
    }
    at = end
  }
  return { ...told, body: Buffer.concat(data).toString() }
}

/** A server whose bytes the test writes: what a client sends comes as text, and `reply` gives what is sent back. */
export class ByteServer {
  readonly heard: string[] = []
  readonly sockets = new Set<Socket>()
  #server = createServer()
  port = 0

  /** @param reply hears all that a connection sent so far; it may write, and undefined is to wait for more */
  async listen(reply: (text: string, socket: Socket) => void): Promise<this> {
    this.#server.on('connection', socket => {
      this.sockets.add(socket)
      const at = this.heard.push('') - 1
      socket.on('error', () => undefined)
      socket.on('close', () => this.sockets.delete(socket))
      socket.on('data', data => {
        this.heard[at] += data.toString('latin1')
        reply(this.heard[at]!, socket)
      })
    })
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    this.port = (this.#server.address() as { port: number }).port
    return this
  }

  /** Replies with these bytes to each request whose headers are whole. */
  replying(bytes: string | Buffer): Promise<this> {
    return this.listen((text, socket) => {
      if (text.includes('\r\n\r\n')) socket.end(bytes)
    })
  }

  close(): void {
    this.#server.close()
    for (const socket of this.sockets) socket.destroy()
  }
}

/** Resolves once a connection is gone, however it went. */
export const closed = (socket: Socket): Promise<unknown> =>
  new Promise(resolve => socket.on('close', resolve))
