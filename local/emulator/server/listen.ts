import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import {
  type AddressInfo,
  createServer as createPlain,
  type Server as NetServer,
  type Socket,
} from 'node:net'
import type { Front } from './guard'
import { rawReply, textReply, write } from './reply'
import { serve } from './serve'
import type { Serving } from './serving'

/** The addresses of a host name of this machine; the first is the one in URLs. */
export type Loopback = readonly [address: string, ...more: string[]]

const loopback: { readonly [host: string]: Loopback } = {
  '127.0.0.1': ['127.0.0.1'],
  localhost: ['127.0.0.1', '::1'],
  '::1': ['::1'],
}

/**
 * The addresses to listen on: all that `localhost` may mean, unless one is named.
 * @throws Error when it is not loopback: the emulator serves this machine only
 */
export function loopbackAddresses(host = 'localhost'): Loopback {
  const addresses = Object.hasOwn(loopback, host) ? loopback[host] : undefined
  if (addresses) return addresses
  throw new Error(
    `the emulator listens on this machine only: host must be 127.0.0.1, localhost or ::1, got ${JSON.stringify(host)}`,
  )
}

/** The URL of a port on the first address. */
export const urlAt = (scheme: 'http' | 'https', [address]: Loopback, port: number): string =>
  `${scheme}://${address === '::1' ? '[::1]' : address}:${port}`

/** The request listener of a server. */
export const listenerOf =
  (serving: Serving, front: Front): RequestListener =>
  (request, response) => {
    serve(request, response, serving, front).catch((error: Error) => {
      // A client that went away gets nothing; any other error is ours, and fails this call only.
      if (!request.complete || response.headersSent) response.destroy()
      else write(response, textReply(500, `The emulator failed: ${error.message}`))
    })
  }

/** Requests without a Host reach the listener: node's own response to them would not name the emulator. */
export const serverOptions = { requireHostHeader: false } as const

/** Answers requests that are not HTTP, and expectations that the emulator does not support. */
export function answerNoise(server: Server): void {
  server.on('checkExpectation', (_: IncomingMessage, response: ServerResponse) => {
    write(response, textReply(417, 'The emulator supports no Expect but 100-continue.'))
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return socket.destroy()
    const isHuge = error.code === 'HPE_HEADER_OVERFLOW'
    return socket.end(
      isHuge
        ? rawReply('431 Request Header Fields Too Large', 'The headers are too long.')
        : rawReply('400 Bad Request', 'The request is not valid HTTP.'),
    )
  })
}

/** Makes the server, not yet listening. */
export function makeServer(serving: Serving, front: Front): Server {
  const server = createServer(serverOptions, listenerOf(serving, front))
  answerNoise(server)
  return server
}

/** How many free ports are tried until one is free on every address. */
const freePorts = 20

/**
 * Listens on every address, where this machine has it, and returns the port, which is the same for all.
 * @throws Error with `code` EADDRINUSE when the port is taken
 */
export async function listen(server: NetServer, port: number, [address, ...more]: Loopback): Promise<number> {
  for (let left = freePorts; ; left -= 1) {
    const taken = await listenOn(server, port, address)
    try {
      for (const other of more) await listenToo(server, taken, other)
      return taken
    } catch (error) {
      await new Promise(resolve => server.close(resolve))
      if (port !== 0 || left === 0) throw error
    }
  }
}

function listenOn(server: NetServer, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(explained(error, port, address))
    server.once('error', fail)
    server.listen(port, address, () => {
      server.off('error', fail)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** Passes the connections of another address to a server, as long as it listens. */
async function listenToo(server: NetServer, port: number, address: string): Promise<void> {
  const door = createPlain(socket => server.emit('connection', socket))
  try {
    await listenOn(door, port, address)
    server.once('close', () => door.close())
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT') throw error
  }
}

function explained(error: NodeJS.ErrnoException, port: number, address: string): Error {
  if (error.code !== 'EADDRINUSE') return error
  const taken = new Error(`port ${port} of ${address} is taken; choose another, or 0 for any free port`)
  return Object.assign(taken, { code: error.code, port })
}

/** Stops listening and closes every connection at once, even in the middle of a request. */
export function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
