import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import * as https from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { fixedToken } from '../../shared/auth/sources/own-token'
import { TimeoutError } from '../../shared/errors/timeout-error'
import { failOver } from '../../shared/transport/fail-over'
import { callOf, client, failure, type Kind, printer } from './support/calls'
import { type FullServer, startFull } from './support/full-server'
import { httpAnswer, type RawServer, startRaw } from './support/raw-server'

let raw: RawServer | undefined
afterEach(async () => {
  await raw?.close()
  raw = undefined
})

type Connect = (options: { host?: string; timeout?: number }) => Socket

/** A connection that fails as it is told. */
const failing =
  (code: string): Connect =>
  ({ host }) =>
    connect({
      host: host!,
      port: 1,
      lookup: (_, __, done) => done(Object.assign(new Error(code), { code }), '', 4),
    })

/** A plain connection in the place of an encrypted one: what comes over it is the server's, not a proxy's. */
function asEncrypted(socket: Socket): Socket {
  if ('encrypted' in socket) return socket
  socket.once('connect', () => socket.emit('secureConnect'))
  return Object.assign(socket, { encrypted: true })
}

/** An agent for https whose connections are made as told, by host, or lead to a plain server here. */
function agentTo(port: number, ways: { [hostname: string]: Connect }, asked: string[]): https.Agent {
  class Agent extends https.Agent {
    override createConnection(options: { host?: string; timeout?: number }): Socket {
      asked.push(options.host!)
      return asEncrypted(ways[options.host!]?.(options) ?? connect(port, '127.0.0.1'))
    }
  }
  return new Agent({ keepAlive: false })
}

describe.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('when WeChat cannot be reached (%s)', code => {
  const ways = { 'api.weixin.qq.com': failing(code) }

  test.each<Kind>(['read', 'keyed', 'write'])(
    'N1 a %s is tried three times, then a typed error says why',
    async kind => {
      const asked: string[] = []
      const options = { agent: agentTo(1, ways, asked), auth: fixedToken('a-token') }
      expect(await failure(callOf(kind, options))).toMatchObject({
        name: 'TransportError',
        errMsg: expect.stringContaining(`WeChat could not be reached (${code})`),
        retryable: true,
        maybeExecuted: false,
        attempts: 3,
      })
      expect(asked).toHaveLength(3)
    },
  )

  test('N1 with failOver the next host is asked, and stays', async () => {
    raw = await startRaw(socket => socket.write(httpAnswer('{"errcode":0}')))
    const asked: string[] = []
    const options = { agent: agentTo(raw.port, ways, asked), auth: fixedToken('a-token'), failOver }
    const openapi = client(options)
    await openapi.logistics.updatePrinter(printer)
    await openapi.logistics.updatePrinter(printer)
    expect(asked).toEqual(['api.weixin.qq.com', 'api2.weixin.qq.com', 'api2.weixin.qq.com'])
    expect(raw.requests).toHaveLength(2)
  })
})

test('failOver sends nothing elsewhere once bytes were sent', async () => {
  raw = await startRaw(socket => socket.destroy())
  const asked: string[] = []
  const openapi = client({ agent: agentTo(raw.port, {}, asked), auth: fixedToken('t'), failOver })
  expect(await failure(openapi.logistics.updatePrinter(printer))).toMatchObject({ name: 'AmbiguousError' })
  expect(asked).toEqual(['api.weixin.qq.com'])
})

describe('a host that says nothing', () => {
  let full: FullServer | undefined
  let silent: RawServer | undefined
  afterEach(async () => {
    full?.close()
    await silent?.close()
    full = silent = undefined
  })
  const asked: string[] = []
  const open = async (usual: Connect) => {
    asked.length = 0
    raw = await startRaw(socket => socket.write(httpAnswer('{"errcode":0}')))
    const agent = agentTo(raw.port, { 'api.weixin.qq.com': usual }, asked)
    return client({ agent, auth: fixedToken('t'), failOver })
  }
  const both = ['api.weixin.qq.com', 'api2.weixin.qq.com']
  // Only Linux is known to drop what a full queue cannot take.
  const onLinux = process.platform === 'linux' ? test : test.skip

  onLinux('N1 with failOver the next host is asked when the first does not connect', async () => {
    full = await startFull()
    const openapi = await open(({ timeout }) => connect({ host: '127.0.0.1', port: full!.port, timeout }))
    expect(await openapi.logistics.updatePrinter(printer, { timeoutMs: 6000 })).toMatchObject({ errCode: 0 })
    expect(asked).toEqual(both)
  })

  test('N1 with failOver the next host is asked when the first connects and never speaks TLS', async () => {
    silent = await startRaw(() => undefined)
    const openapi = await open(({ timeout }) =>
      connectTls({ host: '127.0.0.1', port: silent!.port, timeout }),
    )
    expect(await openapi.logistics.updatePrinter(printer, { timeoutMs: 6000 })).toMatchObject({ errCode: 0 })
    expect(asked).toEqual(both)
  })

  test('failOver asks nobody else when a host takes a request and never answers', async () => {
    silent = await startRaw(() => undefined)
    const openapi = await open(() => connect(silent!.port, '127.0.0.1'))
    const error = await failure(openapi.logistics.getAllDelivery({}, { timeoutMs: 300 }))
    expect(error).toMatchObject({ name: 'TimeoutError' })
    expect([asked, silent.requests.length]).toEqual([['api.weixin.qq.com'], 1])
  })

  test('failOver gives each host but the last three seconds to connect, or a third of what is left', async () => {
    const given: unknown[] = []
    const transport = failOver(host => ({
      async send(_, { method, connectMs }) {
        given.push([host.split('.weixin')[0], connectMs])
        throw new TimeoutError({ method, what: 'no response in time', maybeExecuted: false })
      },
    }))
    let left = [10_000, 10_000, 6000, 6000, 1500, 1500, 750, 750, 250]
    const deadline = { left: () => left.shift() ?? 0 }
    const send = () => failure(transport.send({ verb: 'GET', target: '/' }, { method: 'a.b', deadline }))
    expect(await send()).toMatchObject({ name: 'TimeoutError' })
    expect(given).toEqual([
      ['api', 3000],
      ['api2', 2000],
      ['sh.api', 500],
      ['sz.api', 250],
      ['hk.api', undefined],
    ])
    given.length = 0
    left = [10_000, 0]
    await send()
    expect(given).toEqual([['api', 3000]])
  })
})

test('failOver leaves a base URL of the user’s own alone', async () => {
  const openapi = client({ baseUrl: 'http://127.0.0.1:1', auth: fixedToken('t'), failOver })
  expect((await failure(openapi.logistics.updatePrinter(printer))).errMsg).toContain('ECONNREFUSED')
})

describe('over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-tls-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** A certificate of its own for each case, made by openssl. */
  function certificate(name: string, subject: string, days: number): { key: Buffer; cert: Buffer } {
    const [key, asked, cert] = ['key', 'csr', 'crt'].map(kind => join(folder, `${name}.${kind}`))
    const run = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' })
    run('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', asked, '-subj', `/CN=${subject}`)
    run('x509', '-req', '-in', asked, '-signkey', key, '-days', String(days), '-out', cert)
    return { key: readFileSync(key), cert: readFileSync(cert) }
  }

  test.each([
    ['signed by nobody', 'localhost', 1, false],
    ['for another host', 'example.com', 1, true],
    ['expired', 'localhost', -1, true],
  ])(
    'N2 a certificate %s ends the call at once: no retry, no other host, no plain http',
    async (name, subject, days, isTrusted) => {
      const pair = certificate(name.replace(/ /g, '-'), subject, days)
      let requests = 0
      const server = https.createServer(pair, (_, response) => {
        requests += 1
        response.end('{"errcode":0}')
      })
      let connections = 0
      server.on('connection', () => {
        connections += 1
      })
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo
      const agent = new https.Agent(isTrusted ? { ca: pair.cert } : {})
      const openapi = client({ baseUrl: `https://localhost:${port}`, agent, auth: fixedToken('t'), failOver })
      expect(await failure(openapi.logistics.getAllDelivery())).toMatchObject({
        name: 'TransportError',
        errMsg: expect.stringContaining('certificate of the server was not accepted'),
        retryable: false,
        maybeExecuted: false,
      })
      expect([requests, connections]).toEqual([0, 1])
      server.close()
    },
  )
})
