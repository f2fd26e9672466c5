import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificate } from '../../local/emulator/tls/certificate'

/** A proxy, and behind it a server that shows a certificate for WeChat's own hosts. */
export interface ProxiedWeChat {
  /** The address of the proxy. */
  readonly url: string
  readonly port: number
  /** The certificate of the authority, PEM, and a file that holds it. */
  readonly ca: string
  readonly caFile: string
  /** What was asked of the proxy: the target of CONNECT, and what stood for user and password. */
  readonly asked: { target: string; authorization: string | undefined }[]
  /** What arrived behind it: the verb and the path. */
  readonly seen: string[]
  /** Bytes that the proxy answers instead of opening a tunnel, by the target asked for. */
  refuse: (target: string) => string | undefined
  /** What the server answers to all but requests for a token. */
  answer: object
  /** The port of the server, for those who connect to it themselves. */
  readonly behind: number
  close(): void
}

const hour = 3_600_000

/** Starts both on free ports. The server gives a token, and `errcode` 0 for all else. */
export async function startProxiedWeChat(): Promise<ProxiedWeChat> {
  const times = { notBefore: new Date(Date.now() - hour), notAfter: new Date(Date.now() + hour) }
  const issuer = makeCertificate({ name: 'authority for tests', ...times })
  const hosts = ['api.weixin.qq.com', 'api2.weixin.qq.com', 'localhost', '127.0.0.1']
  const { keyPem, pem } = makeCertificate({ name: 'for tests', hosts, issuer, ...times })
  const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-proxy-'))
  const caFile = join(folder, 'ca.pem')
  writeFileSync(caFile, issuer.pem)
  const asked: ProxiedWeChat['asked'] = []
  const seen: string[] = []
  const server = createHttps({ key: keyPem, cert: pem }, (request, response) => {
    const path = request.url!.split('?')[0]!
    seen.push(`${request.method} ${path}`)
    request.resume()
    const token = { access_token: 'token-behind-the-proxy', expires_in: 7200 }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(path.includes('token') ? token : started.answer))
  })
  const proxy = createHttp((_, response) => response.writeHead(500).end())
  const open = new Set<Socket>()
  for (const one of [server, proxy]) one.on('connection', socket => open.add(socket))
  const started: ProxiedWeChat = {
    url: '',
    port: 0,
    behind: 0,
    answer: { errcode: 0, errmsg: 'ok' },
    ca: issuer.pem,
    caFile,
    asked,
    seen,
    refuse: () => undefined,
    close() {
      for (const socket of open) socket.destroy()
      server.close()
      proxy.close()
      rmSync(folder, { recursive: true })
    },
  }
  proxy.on('connect', ({ url: target = '', headers }, socket: Socket) => {
    socket.on('error', () => undefined)
    asked.push({ target, authorization: headers['proxy-authorization'] })
    const refusal = started.refuse(target)
    if (refusal !== undefined) return socket.end(refusal)
    const there = connect(portOf(server), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      there.pipe(socket).pipe(there)
    })
    there.on('error', () => socket.destroy())
    socket.on('close', () => there.destroy())
  })
  for (const one of [server, proxy]) await new Promise<void>(resolve => one.listen(0, '127.0.0.1', resolve))
  const port = portOf(proxy)
  return Object.assign(started, { port, url: `http://127.0.0.1:${port}`, behind: portOf(server) })
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

/** A refusal of CONNECT as a proxy writes it. */
export const refusal = (status: number, body = ''): string =>
  `HTTP/1.1 ${status} No\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
