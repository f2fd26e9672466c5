import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that keeps what it got. */
export interface Stub {
  url: string
  port: number
  /** What arrived: verb, path with query, body. */
  seen: { target: string; body: string }[]
  close(): Promise<void>
}

type Answer = (target: string, response: ServerResponse) => void

/** A token for whoever asks, and `answer` for everything else. */
export async function startStub(
  answer: Answer = (_, response) => response.end('{"errcode":0}'),
): Promise<Stub> {
  const seen: Stub['seen'] = []
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const target = `${request.method} ${request.url}`
    seen.push({ target, body: Buffer.concat(chunks).toString('utf8') })
    response.setHeader('content-type', 'application/json')
    if (target.startsWith('POST /cgi-bin/stable_token')) {
      response.end('{"access_token":"token-of-the-stub-server","expires_in":7200}')
    } else answer(target, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
