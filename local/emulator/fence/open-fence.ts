import { createServer, type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http'
import {
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  constants as http2,
} from 'node:http2'
import { createServer as createDoor, type Socket } from 'node:net'
import { dayMs } from '../../../shared/errors/time'
import { cloudHosts, type Fence, playedHosts } from '../../functions/fence/fence'
import { gatewayPath } from '../gateway/gateway'
import { makePicture } from '../platform/picture'
import { answerNoise, closeServer, listen, listenerOf, serverOptions } from '../server/listen'
import { type Reply, textReply, write } from '../server/reply'
import type { Serving } from '../server/serving'
import { makeCertificate } from '../tls/certificate'

/** A running listener for what the fences of functions lead here. */
export interface OpenFence extends Fence {
  close(): Promise<void>
}

/**
 * Plays WeChat's hosts for the functions, with TLS (HTTP/1.1 and HTTP/2) and without, on one port. The certificate is for
 * these hosts alone and signs no other; its key never leaves this process.
 */
export async function openFence(serving: Serving, gatewayUrl: string): Promise<OpenFence> {
  const at = (days: number) => new Date(Date.now() + days * dayMs)
  const name = 'wx-openapi-shim emulator, for this run only'
  const { keyPem, pem } = makeCertificate({ name, hosts: playedHosts, notBefore: at(-1), notAfter: at(365) })
  let port = 0
  const handlerOf = (scheme: 'http' | 'https') => {
    // A client names no port: it believes that it is at WeChat's.
    const usual = scheme === 'https' ? 443 : 80
    const next = listenerOf(serving, { scheme, port: () => usual, hosts: playedHosts })
    return (request: IncomingMessage, response: ServerResponse) => {
      const reply = elsewhere(request)
      if (reply) return write(response, reply)
      return next(request, response)
    }
  }
  const plain = createServer(serverOptions, handlerOf('http'))
  const overTls = handlerOf('https')
  const openSecure = () => {
    const server = createSecureServer({ key: keyPem, cert: pem, allowHTTP1: true }, (request, response) => {
      if (request.httpVersionMajor === 2) relay(request, response, port)
      else overTls(request as unknown as IncomingMessage, response as unknown as ServerResponse)
    })
    // A client that distrusts the certificate ends the handshake.
    return server.on('tlsClientError', (_, socket) => socket.destroy())
  }
  // Made with the first conversation in TLS, for most tests have none.
  let secure: ReturnType<typeof openSecure> | undefined
  answerNoise(plain)
  const sockets = new Set<Socket>()
  const door = createDoor(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    socket.once('data', first => {
      socket.pause()
      socket.unshift(first)
      // A conversation in TLS begins with a handshake, 0x16; HTTP with a letter.
      if (first[0] === 0x16) secure ??= openSecure()
      const server = first[0] === 0x16 ? secure! : plain
      server.emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
  })
  port = await listen(door, 0, ['127.0.0.1'])
  return {
    port,
    certificate: pem,
    gatewayUrl,
    async close() {
      const closed = new Promise(resolve => door.close(resolve))
      for (const socket of sockets) socket.destroy()
      await Promise.all([closed, closeServer(plain)])
    },
  }
}

/** What of the hosts is not the server API. */
function elsewhere(request: IncomingMessage): Reply | undefined {
  const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '')
  const { url = '' } = request
  if ((cloudHosts as readonly string[]).includes(host)) {
    if (!/^\/admin(?=\?|$)/.test(url)) return notPlayed(host)
    request.url = url.replace('/admin', gatewayPath)
    return undefined
  }
  if (host === 'mp.weixin.qq.com') return /^\/cgi-bin\/showqrcode\?/.test(url) ? qrcode(url) : notPlayed(host)
  // Here the emulator's own routes do not exist.
  return url.startsWith('/__') ? notPlayed(host) : undefined
}

const notPlayed = (host: string): Reply =>
  textReply(404, `The emulator plays ${host}, but not this path of it; nothing was sent to WeChat.`)

/** The picture of a QR code, by the ticket that `officialAccount.qrcode.create` gave. */
function qrcode(url: string): Reply {
  const ticket = new URLSearchParams(url.slice(url.indexOf('?'))).get('ticket')
  if (!ticket) return { status: 404, contentType: 'text/html; charset=utf-8', body: '' }
  return { status: 200, contentType: 'image/png', body: makePicture() }
}

/** Serves a request of HTTP/2 by one of HTTP/1.1: what is answered, and what goes wrong, is the same for both. */
function relay(request: Http2ServerRequest, response: Http2ServerResponse, port: number): void {
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !name.startsWith(':')),
  )
  const onward = openRequest({
    host: '127.0.0.1',
    port,
    method: request.method,
    path: request.url,
    // It arrives on the side without TLS, where nobody names this port.
    headers: { ...headers, host: request.authority.replace(/:443$/, '') },
    agent: false,
  })
  const fail = () => response.stream.close(http2.NGHTTP2_INTERNAL_ERROR)
  onward.on('error', fail).on('response', answer => {
    const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...kept } = answer.headers
    response.writeHead(answer.statusCode!, kept)
    answer.on('aborted', fail).pipe(response)
  })
  response.stream.on('close', () => onward.destroy())
  request.pipe(onward)
}
