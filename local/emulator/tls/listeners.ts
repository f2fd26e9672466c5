import { randomBytes } from 'node:crypto'
import { createServer as createHttps } from 'node:https'
import { createServer as createPlain, type Socket } from 'node:net'
import { dayMs } from '../../../shared/errors/time'
import type { TlsKind } from '../options'
import {
  answerNoise,
  closeServer,
  type Loopback,
  listen,
  listenerOf,
  serverOptions,
  urlAt,
} from '../server/listen'
import type { Serving } from '../server/serving'
import { type Certificate, makeCertificate } from './certificate'

/** A running listener for TLS. */
export interface TlsListener {
  /** `https://127.0.0.1:12345` */
  url: string
  port: number
}

/** The listeners of an emulator, and the authority that signed the good one. */
export interface TlsListeners {
  /** The certificate of the authority, PEM: what a client must trust. */
  readonly ca: string
  readonly of: { readonly [K in TlsKind]?: TlsListener }
  close(): Promise<void>
}

/** Opens listeners of these kinds. Keys and certificates are made on the spot and never leave the process. */
export async function openTls(
  kinds: readonly TlsKind[],
  serving: Serving,
  addresses: Loopback,
): Promise<TlsListeners> {
  const make = certificates()
  const closers: (() => Promise<void>)[] = []
  const of: { [K in TlsKind]?: TlsListener } = {}
  for (const kind of kinds) {
    const open = kind === 'stalled' ? openStalled(addresses) : openServer(make[kind](), serving, addresses)
    const { port, close } = await open
    closers.push(close)
    of[kind] = { port, url: urlAt('https', addresses, port) }
  }
  return {
    ca: make.authority.pem,
    of,
    async close() {
      await Promise.all(closers.map(close => close()))
    },
  }
}

function certificates() {
  const at = (days: number) => new Date(Date.now() + days * dayMs)
  const hosts = ['localhost', '127.0.0.1', '::1']
  const name = 'wx-openapi-shim emulator, for tests only'
  // Named apart, so that a client with the authority of another emulator is told that it lacks this one.
  const authorityName = `${name}: authority ${randomBytes(4).toString('hex')}`
  const authority = makeCertificate({ name: authorityName, notBefore: at(-10), notAfter: at(365) })
  const lasting = { name, hosts, notBefore: at(-10), notAfter: at(365) }
  return {
    authority,
    good: () => makeCertificate({ ...lasting, issuer: authority }),
    'self-signed': () => makeCertificate(lasting),
    expired: () => makeCertificate({ ...lasting, notAfter: at(-1), issuer: authority }),
    'wrong-name': () => makeCertificate({ ...lasting, hosts: ['other.example'], issuer: authority }),
  }
}

interface Opened {
  readonly port: number
  close(): Promise<void>
}

async function openServer(
  { keyPem, pem }: Certificate,
  serving: Serving,
  addresses: Loopback,
): Promise<Opened> {
  let port = 0
  const front = { scheme: 'https', port: () => port } as const
  const server = createHttps({ ...serverOptions, key: keyPem, cert: pem }, listenerOf(serving, front))
  answerNoise(server)
  // A client that refuses the certificate ends the handshake: that is what it is there for.
  server.on('tlsClientError', (_, socket) => socket.destroy())
  port = await listen(server, 0, addresses)
  return { port, close: () => closeServer(server) }
}

async function openStalled(addresses: Loopback): Promise<Opened> {
  const sockets = new Set<Socket>()
  const server = createPlain(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.resume()
  })
  const port = await listen(server, 0, addresses)
  return {
    port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
