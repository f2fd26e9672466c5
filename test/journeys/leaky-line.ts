import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What happens to a request on its way: it passes, WeChat says that it is busy, or only its answer is lost. */
export type Fate = 'passes' | 'busy' | 'answer lost'

/** A line between the cloud functions and the emulator that can break. */
export interface LeakyLine {
  /** Where the functions find WeChat. */
  url: string
  /** Decides about each request from now on; `nth` counts the requests of one path from 1, since this was set. */
  decide(fate: (path: string, nth: number) => Fate): void
  close(): Promise<void>
}

/** Puts a line in front of an emulator. */
export async function openLine(emulatorUrl: string): Promise<LeakyLine> {
  let decide: (path: string, nth: number) => Fate = () => 'passes'
  let counts = new Map<string, number>()
  const server = createServer((incoming, response) => {
    const path = incoming.url!.split('?')[0]!
    const nth = (counts.get(path) ?? 0) + 1
    counts.set(path, nth)
    const fate = decide(path, nth)
    if (fate === 'busy') {
      response.setHeader('content-type', 'application/json')
      response.end('{"errcode":-1,"errmsg":"system error"}')
      return
    }
    forward(emulatorUrl, incoming, response, fate === 'answer lost')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    decide(next) {
      counts = new Map()
      decide = next
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The emulator does what it is asked; when the answer is lost, the connection ends in its place. */
function forward(
  emulatorUrl: string,
  incoming: IncomingMessage,
  response: ServerResponse,
  losesAnswer: boolean,
): void {
  const { host: _, connection: __, ...headers } = incoming.headers
  const onward = request(new URL(incoming.url!, emulatorUrl), { method: incoming.method, headers })
  onward.on('response', answer => {
    if (losesAnswer) {
      answer.resume().on('end', () => incoming.socket.destroy())
      return
    }
    response.writeHead(answer.statusCode!, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => incoming.socket.destroy())
  incoming.pipe(onward)
}
