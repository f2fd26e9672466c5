import * as http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** One request as it arrived. */
export interface Arrived {
  verb: string
  /** Path without its query. */
  path: string
  query: URLSearchParams
  headers: http.IncomingHttpHeaders
  /** The bytes of the body. */
  body: Buffer
}

/** What to answer: JSON, or anything at all by hand. */
export type Reply = object | string | ((response: http.ServerResponse, socket: Socket) => void)

export interface StubServer {
  url: string
  port: number
  arrived: Arrived[]
  /** How many connections were opened so far. */
  sockets(): number
  /** Requests that are not for a token. */
  calls(): Arrived[]
  /** Requests for a token. */
  tokens(): Arrived[]
  close(): Promise<void>
}

const isToken = ({ path }: Arrived) => /^\/cgi-bin\/(stable_)?token$/.test(path)

/**
 * A server whose answers a test writes by hand, to the byte: for what a well-behaved emulator never says. Token
 * requests get `token-1`, `token-2`, … unless the test answers them too.
 */
export async function startStub(
  answer: (request: Arrived, count: number) => Reply | undefined,
): Promise<StubServer> {
  const arrived: Arrived[] = []
  const open = new Set<Socket>()
  let opened = 0
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url!, 'http://stub')
      const seen: Arrived = {
        verb: request.method!,
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks),
      }
      arrived.push(seen)
      const sameKind = arrived.filter(other => isToken(other) === isToken(seen)).length
      const reply =
        answer(seen, sameKind) ??
        (isToken(seen)
          ? { access_token: `token-${sameKind}`, expires_in: 7200 }
          : { errcode: 0, errmsg: 'ok' })
      if (typeof reply === 'function') return reply(response, request.socket)
      response.setHeader('content-type', 'application/json; encoding=utf-8')
      response.end(typeof reply === 'string' ? reply : JSON.stringify(reply))
    })
  })
  server.on('connection', socket => {
    opened += 1
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    arrived,
    sockets: () => opened,
    calls: () => arrived.filter(request => !isToken(request)),
    tokens: () => arrived.filter(isToken),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}
