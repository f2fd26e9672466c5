import { gzipSync } from 'node:zlib'
import { createOpenapi } from '../../../shared'
import { type Reply, type StubServer, startStub } from '../../support/stub-server'

const options = { appid: 'wx1', secret: 'a-secret-of-32-letters' }
let reply: Reply | undefined
let stub: StubServer

beforeEach(async () => {
  reply = undefined
  stub = await startStub(({ path }) => (path.includes('token') ? undefined : reply))
})
afterEach(() => stub.close())

const client = (more: object = {}) => createOpenapi({ ...options, baseUrl: stub.url, ...more })
const read = (more?: object) =>
  client(more)
    .logistics.getAllDelivery()
    .catch(error => error)

test('1,000 calls at 100 at a time open at most 100 sockets and ask for one token', async () => {
  const openapi = client({ timeoutMs: 300_000 })
  let left = 1000
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await openapi.logistics.getAllDelivery()
    }
  }
  await Promise.all(Array.from({ length: 100 }, worker))
  expect(stub.calls()).toHaveLength(1000)
  expect(stub.tokens()).toHaveLength(1)
  expect(stub.sockets()).toBeLessThanOrEqual(100)
})

test('N17 1,000 calls at once wait their turn for 100 sockets, and all are answered', async () => {
  const openapi = client({ timeoutMs: 300_000 })
  const results = await Promise.all(Array.from({ length: 1000 }, () => openapi.logistics.getAllDelivery()))
  expect(results.every(({ errCode }) => errCode === 0)).toBe(true)
  expect(stub.sockets()).toBeLessThanOrEqual(100)
})

test('a connection idle for four seconds by the clock on the wall is not used again, though no timer ran', async () => {
  const openapi = client()
  await openapi.logistics.getAllDelivery()
  const before = stub.sockets()
  const now = Date.now()
  const wall = jest.spyOn(Date, 'now').mockReturnValue(now + 3900)
  await openapi.logistics.getAllDelivery()
  expect(stub.sockets()).toBe(before)
  wall.mockReturnValue(now + 8000)
  await openapi.logistics.getAllDelivery()
  wall.mockRestore()
  expect(stub.sockets()).toBe(before + 1)
})

test('N16 a body travels with its length, never in chunks', async () => {
  await client().logistics.updatePrinter({ openid: '运单', updateType: 'bind' })
  const { headers, body } = stub.calls()[0]
  expect(headers['content-length']).toBe(String(body.length))
  expect(headers['transfer-encoding']).toBeUndefined()
})

test('a compressed answer is read', async () => {
  reply = response => {
    response.setHeader('content-encoding', 'gzip')
    response.end(gzipSync('{"count":7}'))
  }
  expect((await read()).count).toBe(7)
})

test.each<[string, string, Buffer, string]>([
  ['cut short', 'gzip', gzipSync('{"count":7}').subarray(0, 20), 'compression of the response is broken'],
  ['compressed twice', 'gzip, gzip', gzipSync(gzipSync('{"count":7}')), 'unknown way'],
  ['compressed in an unknown way', 'zstd9', Buffer.from('x'), 'unknown way'],
])('an answer that is %s is an AnswerError', async (_, encoding, body, said) => {
  reply = response => {
    response.setHeader('content-encoding', encoding)
    response.end(body)
  }
  const error = await read()
  expect(error).toMatchObject({ name: 'AnswerError', errCode: -604103 })
  expect(error.errMsg).toContain(said)
})

test('a small body that unpacks to a large one is stopped at the cap', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
  reply = response => {
    response.setHeader('content-encoding', 'gzip')
    response.end(bomb)
  }
  const before = process.memoryUsage().rss
  const error = await read()
  expect(error.errMsg).toContain('larger than 10485760 bytes')
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
})

test('an answer shorter than it said is a broken connection', async () => {
  reply = (response, socket) => {
    response.writeHead(200, { 'content-length': '100', 'content-type': 'application/json' })
    response.write('{"count":')
    setImmediate(() => socket.destroy())
  }
  expect(await read()).toMatchObject({ name: 'TransportError', maybeExecuted: true })
})

test.each([
  ['http://example.com', 'plain http goes to loopback only'],
  ['ftp://127.0.0.1', 'must be https'],
  ['https://user:pass@example.com', 'plain address'],
  ['nonsense', 'is not a URL'],
])('X8 the base URL %s is refused before anything is sent', (baseUrl, said) => {
  expect(() => createOpenapi({ ...options, baseUrl })).toThrow(said)
})

test('X8 the base URL of the environment may only be loopback or WeChat’s', async () => {
  const { allParts, createClient } = await import('../../../shared/client/client')
  const catalogue = await import('../../../shared/catalogue')
  const call = (url: string) =>
    createClient(catalogue, {}, allParts, { WX_APPID: 'wx1', WX_SECRET: 's', WX_OPENAPI_BASE_URL: url })
      .logistics.getAllDelivery()
      .catch(error => error)
  expect((await call(stub.url)).errCode).toBe(0)
  for (const url of [
    'https://example.com',
    'https://weixin.qq.com.example.com',
    'https://evilweixin.qq.com',
  ]) {
    expect((await call(url)).errMsg).toContain(
      'WX_OPENAPI_BASE_URL may only name loopback or a host of weixin.qq.com',
    )
  }
})
