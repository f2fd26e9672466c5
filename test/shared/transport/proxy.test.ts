import * as http from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { createOpenapi } from '../../../shared'
import { environmentProxy } from '../../../shared/transport/environment-proxy'

const oldAgent = require('https-proxy-agent-5') as (url: string) => http.Agent
const { HttpsProxyAgent: Hpagent } = require('hpagent')
const { ProxyAgent } = require('proxy-agent')

let proxy: http.Server
let answer: string | undefined
let emulator: Emulator
const open = new Set<Socket>()

beforeAll(async () => {
  emulator = await startEmulator({ tls: true })
  proxy = http.createServer()
  proxy.on('connection', socket => open.add(socket))
  proxy.on('connect', ({ url }, socket: Socket) => {
    socket.on('error', () => undefined)
    if (answer !== undefined) return socket.end(answer)
    const there = connect(Number(url!.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      there.pipe(socket).pipe(there)
    })
    there.on('error', () => socket.destroy())
    socket.on('close', () => there.destroy())
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  for (const socket of open) socket.destroy()
  proxy.close()
  await emulator.close()
})

const url = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
const agents: [string, (more: object) => unknown][] = [
  ['https-proxy-agent 5', more => Object.assign(oldAgent(url()), { options: more })],
  ['https-proxy-agent 7', more => new HttpsProxyAgent(url(), more)],
  ['hpagent', more => new Hpagent({ proxy: url(), ...more })],
  ['proxy-agent', more => new ProxyAgent({ getProxyForUrl: url, ...more })],
]
const refusals = [400, 407, 502].flatMap(status =>
  ['', '{"errcode":0,"errmsg":"ok","access_token":"t","expires_in":7200}'].map(body => ({ status, body })),
)

describe.each(agents)('%s', (_, make) => {
  test.each(refusals)('a refusal with $status $body is the proxy’s', async ({ status, body }) => {
    answer = `HTTP/1.1 ${status} No\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
    const { appid, secret } = emulator
    const baseUrl = emulator.tls.good!.url
    const openapi = createOpenapi({ appid, secret, baseUrl, retries: 0, agent: make({}) as http.Agent })
    await expect(openapi.logistics.getAllAccount({})).rejects.toMatchObject({
      name: 'TransportError',
      errMsg: expect.stringContaining(`the proxy refused (HTTP ${status})`),
      maybeExecuted: false,
      retryable: status !== 407,
    })
  })
})

test('NO_PROXY exempts a domain, and loopback never goes through the proxy', () => {
  const { connectTo, secrets } = environmentProxy({
    HTTPS_PROXY: 'http://someone:p%40ssword@127.0.0.1:1',
    NO_PROXY: '.example.com, other.cn:8443',
  })
  const goes = (hostname: string, port = '') =>
    connectTo({ protocol: 'https:', hostname, port, prefix: '' }) !== undefined
  expect([
    goes('api.weixin.qq.com'),
    goes('a.example.com'),
    goes('badexample.com'),
    goes('other.cn'),
    goes('other.cn', '8443'),
    goes('127.0.0.1'),
  ]).toEqual([true, false, true, true, false, false])
  expect(secrets).toEqual(expect.arrayContaining(['someone', 'p@ssword', 'p%40ssword']))
})

test.each(['socks5://u:secret@h:1', 'localhost:1', 'x'])(
  'HTTPS_PROXY %s is refused, and not shown',
  given => {
    expect(() => environmentProxy({ HTTPS_PROXY: given })).toThrow(
      'the variable HTTPS_PROXY must be an http or https URL',
    )
  },
)

test('through a good proxy the tunnel ends at the certificate of WeChat', async () => {
  answer = undefined
  const { connectTo } = environmentProxy({ HTTPS_PROXY: url() })
  const through = connectTo({ protocol: 'https:', hostname: 'api.weixin.qq.com', port: '', prefix: '' })!
  const { port } = emulator.tls.good!
  const socket = await new Promise<Socket>((resolve, reject) =>
    through({ host: 'localhost', port, servername: 'localhost', ca: emulator.ca }, (error, made) =>
      error ? reject(error) : resolve(made!),
    ),
  )
  expect(socket).toMatchObject({ encrypted: true, authorized: true })
  socket.destroy()
})
