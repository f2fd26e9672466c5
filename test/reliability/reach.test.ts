import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import * as https from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOpenapi, type OpenapiOptions } from '../../shared'
import { fixedToken } from '../../shared/auth/sources'
import { failOver } from '../../shared/transport/fail-over'
import { httpAnswer, type RawServer, startRaw } from './support/raw-server'

const account = { appid: 'wx1', secret: 'a-secret-of-32-letters-012345678' }
const printer = { openid: 'o', updateType: 'bind' } as const
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    error => error,
  )
const client = (options: OpenapiOptions) => createOpenapi({ ...account, ...options })
const calls = (options: OpenapiOptions) => {
  const { logistics } = client(options)
  return [
    ['read', () => logistics.getAllDelivery()],
    ['keyed', () => logistics.addOrder({ orderId: 'o1' } as never)],
    ['write', () => logistics.updatePrinter(printer)],
  ] as const
}

let raw: RawServer | undefined
afterEach(async () => {
  await raw?.close()
  raw = undefined
})

/** An agent for https whose connections fail as told, by host, or lead to a plain server here. */
function agentTo(port: number, failing: { [hostname: string]: string }, asked: string[]): https.Agent {
  class Agent extends https.Agent {
    override createConnection(options: { host?: string }): Socket {
      asked.push(options.host!)
      const code = failing[options.host!]
      return code
        ? connect({
            host: options.host!,
            port,
            lookup: (_, __, done) => done(Object.assign(new Error(code), { code }), '', 4),
          })
        : connect(port, '127.0.0.1')
    }
  }
  return new Agent({ keepAlive: false })
}

describe.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('when WeChat cannot be reached (%s)', code => {
  const failing = { 'api.weixin.qq.com': code }

  test.each(['read', 'keyed', 'write'])(
    'N1 a %s is tried three times, then a typed error says why',
    async kind => {
      const asked: string[] = []
      const options = { agent: agentTo(1, failing, asked), auth: fixedToken('a-token') }
      const [, call] = calls(options).find(([name]) => name === kind)!
      expect(await failure(call())).toMatchObject({
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
    const options = { agent: agentTo(raw.port, failing, asked), auth: fixedToken('a-token'), failOver }
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
