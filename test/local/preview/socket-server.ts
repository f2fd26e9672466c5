import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** One WebSocket of the server, by its frames; every one is shorter than 126 bytes. */
export class ServerSocket {
  #rest = Buffer.alloc(0)
  hasClosed = false

  constructor(
    readonly request: IncomingMessage,
    readonly socket: Socket,
    hear: (frame: { kind: number; bytes: Buffer }, from: ServerSocket) => void,
  ) {
    socket.on('error', () => undefined)
    socket.on('data', data => {
      this.#rest = Buffer.concat([this.#rest, data])
      for (;;) {
        const length = (this.#rest[1] ?? 0) & 127
        if (this.#rest.length < 6 + length) return
        const mask = this.#rest.subarray(2, 6)
        const bytes = Buffer.from(this.#rest.subarray(6, 6 + length).map((byte, at) => byte ^ mask[at % 4]!))
        hear({ kind: this.#rest[0]! & 15, bytes }, this)
        this.#rest = this.#rest.subarray(6 + length)
      }
    })
  }

  send(kind: number, bytes: Buffer | string): void {
    const content = Buffer.from(bytes)
    this.hasClosed ||= kind === frames.close
    this.socket.write(Buffer.concat([Buffer.from([128 | kind, content.length]), content]))
  }
}

export const frames = { text: 1, binary: 2, close: 8 }

/** A server of WebSockets that says back what it hears, and keeps what it heard. */
export class EchoServer {
  readonly heard: { kind: number; bytes: Buffer }[] = []
  readonly sockets: ServerSocket[] = []
  #server: Server = createServer((_, response) => response.writeHead(404).end())
  url = ''

  async listen(): Promise<this> {
    this.#server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
      const key = request.headers['sec-websocket-key']!
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
      const [protocol] = (request.headers['sec-websocket-protocol'] ?? '').split(', ').slice(-1)
      const lines = [
        'Upgrade: websocket',
        'Connection: Upgrade',
        `Sec-WebSocket-Accept: ${accept}`,
        'X-Server: 1',
      ]
      if (protocol) lines.push(`Sec-WebSocket-Protocol: ${protocol}`)
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`)
      this.sockets.push(
        new ServerSocket(request, socket, (frame, from) => {
          this.heard.push(frame)
          // Who closed first is answered by the close that comes.
          if (!from.hasClosed) from.send(frame.kind, frame.bytes)
          if (frame.kind === frames.close) socket.end()
        }),
      )
    })
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    this.url = `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  close(): void {
    this.#server.close()
    for (const { socket } of this.sockets) socket.destroy()
  }
}
