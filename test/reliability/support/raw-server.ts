import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/** A server that sees bytes, for answers that no HTTP server would give. */
export interface RawServer {
  readonly url: string
  readonly port: number
  /** Connections that were opened. */
  opened: number
  /** Requests that arrived whole, a token request aside. */
  requests: string[]
  closed: Promise<void>[]
  close(): Promise<void>
}

const token = '{"access_token":"a-token","expires_in":7200}'

/**
 * Gives a token to whoever asks for one, and every other request to the test.
 * @param onRequest gets the socket and the text of the request
 * @param onConnect gets each connection, with its number, before anything is read
 */
export async function startRaw(
  onRequest: (socket: Socket, request: string, nth: number) => void,
  onConnect: (socket: Socket, nth: number) => void = () => undefined,
): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const raw: RawServer = {
    opened: 0,
    requests: [],
    closed: [],
    url: '',
    port: 0,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
  const server: Server = createServer(socket => {
    raw.opened += 1
    sockets.add(socket)
    raw.closed.push(new Promise(resolve => socket.on('close', () => resolve())))
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    onConnect(socket, raw.opened)
    let text = ''
    socket.on('data', chunk => {
      text += chunk.toString('latin1')
      const end = text.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
      if (end < 0 || text.length < end + 4 + length) return
      const request = text
      text = ''
      if (request.startsWith('POST /cgi-bin/stable_token ')) {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${token.length}\r\n\r\n${token}`)
        return
      }
      raw.requests.push(request)
      onRequest(socket, request, raw.requests.length)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(raw, { port, url: `http://127.0.0.1:${port}` })
}

export const httpAnswer = (body: Buffer | string, headers = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n`),
    Buffer.from(body),
  ])
