import { Agent } from 'node:http'
import type { Socket } from 'node:net'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, gzipSync } from 'node:zlib'
import { fixedToken } from '../../shared/auth/sources/own-token'
import { endsWithin } from '../support/ends-within'
import { processorMs } from '../support/processor-time'
import { startStub } from '../support/stub-server'
import { callOf, client, failure, type Kind, printer } from './support/calls'
import { httpAnswer, type RawServer, startRaw } from './support/raw-server'
import { scaled } from './support/scale'
import { startWeChat } from './support/we-chat'

let raw: RawServer | undefined
afterEach(async () => {
  await raw?.close()
  raw = undefined
})

const broken: [string, (socket: Socket, nth: number) => void][] = [
  ['before an answer', socket => socket.resetAndDestroy()],
  ['after half of the headers', socket => socket.write('HTTP/1.1 200 O', () => socket.resetAndDestroy())],
  [
    'in the middle of the body',
    socket => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"errco', () => socket.destroy()),
  ],
]
describe.each(broken)('a connection that breaks %s', (_, breaking) => {
  test.each<Kind>(['read', 'keyed'])('N3 N6 is no end of a %s: it is sent again', async kind => {
    raw = await startRaw((socket, __, nth) =>
      nth === 1 ? breaking(socket, nth) : void socket.write(httpAnswer('{"errcode":0,"order_id":"o1"}')),
    )
    expect(await callOf(kind, { baseUrl: raw.url })).toMatchObject({ errCode: 0 })
    expect(raw.requests).toHaveLength(2)
  })

  test('N3 N6 makes a write ambiguous, and it is sent once', async () => {
    raw = await startRaw(socket => breaking(socket, 1))
    expect(await failure(client({ baseUrl: raw.url }).logistics.updatePrinter(printer))).toMatchObject({
      name: 'AmbiguousError',
      maybeExecuted: true,
      retryable: false,
    })
    expect(raw.requests).toHaveLength(1)
  })
})

/** Breaks the first connection once so many bytes of a request were read from it; the next gets an answer. */
const startBreakingAt = (bytes: number) =>
  startRaw(
    socket => void socket.write(httpAnswer('{"errcode":0,"order_id":"o1"}')),
    (socket, nth) => {
      if (nth > 1) return
      let read = 0
      if (bytes === 0) return void socket.resetAndDestroy()
      socket.on('data', chunk => {
        read += chunk.length
        if (read >= bytes) socket.resetAndDestroy()
      })
    },
  )

const long = { remark: 'x'.repeat(4_000_000) }
const sendLong = (method: string, more: object = {}) =>
  client({ baseUrl: raw!.url, auth: fixedToken('t') }).call(method, { ...long, ...more })

describe.each([
  ['before any byte', 0],
  ['after the first byte', 1],
  ['after half', 2_000_000],
])('a connection that breaks %s of the request was read', (_, bytes) => {
  beforeEach(async () => {
    raw = await startBreakingAt(bytes)
  })

  test.each(['logistics.getPath', 'logistics.addOrder'])('N3 %s is sent again', async method => {
    expect(await sendLong(method, { orderId: 'o1' })).toMatchObject({ errCode: 0 })
    expect([raw!.opened, raw!.requests.length]).toEqual([2, 1])
  })

  test('N3 a write is sent again only if not a byte of it had left', async () => {
    const error = await failure(sendLong('logistics.updatePrinter', printer))
    if (bytes > 0) expect(error).toMatchObject({ name: 'AmbiguousError', maybeExecuted: true })
    expect([raw!.opened, raw!.requests.length]).toEqual(error ? [1, 0] : [2, 1])
  })
})

test('N4 writes that are done and whose answers are lost are all ambiguous, and none is done twice', async () => {
  const weChat = await startWeChat()
  const done = new Map<string, number>()
  weChat.answerCall = ({ body }) => {
    const { openid } = JSON.parse(body)
    done.set(openid, (done.get(openid) ?? 0) + 1)
    return (_, socket) => socket.resetAndDestroy()
  }
  const openapi = client({ baseUrl: weChat.url, timeoutMs: 300_000 })
  const count = scaled(1000, 10_000)
  let ambiguous = 0
  for (let start = 0; start < count; start += 100) {
    const errors = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        failure(openapi.logistics.updatePrinter({ openid: `o${start + at}`, updateType: 'bind' })),
      ),
    )
    ambiguous += errors.filter(error => error?.name === 'AmbiguousError').length
  }
  await weChat.close()
  expect(ambiguous).toBe(count)
  expect(done.size).toBe(count)
  expect(Math.max(...done.values())).toBe(1)
})

test.each([
  ['headers', 'HTTP/1.1 200 OK\r\nX-Slow: '],
  ['a body', 'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{"count":'],
])(
  'N7 %s that come byte by byte do not move the deadline, and the connection is closed',
  async (_, start) => {
    raw = await startRaw(socket => {
      socket.write(start)
      const drip = setInterval(() => socket.write('1'), 20)
      socket.on('close', () => clearInterval(drip))
    })
    const openapi = client({ baseUrl: raw.url, retries: 0 })
    const errors = Promise.all(
      Array.from({ length: 40 }, () => failure(openapi.logistics.getAllDelivery({}, { timeoutMs: 300 }))),
    )
    expect(await endsWithin(500, errors)).toBe(true)
    for (const error of await errors) expect(error).toMatchObject({ name: 'TimeoutError' })
    await Promise.all(raw.closed.slice(1))
  },
)

test.each<[string, string]>([
  [
    'HTML 502',
    'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>',
  ],
  ['HTML 503', 'HTTP/1.1 503 No\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>'],
  ['HTML 200', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>'],
  ['an empty 200', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
  ['a 204', 'HTTP/1.1 204 No Content\r\n\r\n'],
])('N8 %s is no answer: a read is tried again, then an error that quotes nothing', async (_, bytes) => {
  raw = await startRaw(socket => void socket.write(bytes))
  const error = await failure(client({ baseUrl: raw.url }).logistics.getAllDelivery())
  expect(error).toMatchObject({ name: 'AnswerError', errCode: -604103, retryable: true, attempts: 3 })
  expect(error.errMsg.length).toBeLessThan(200)
  expect(error.errMsg).not.toContain('<html>')
})

test.each(['text/plain', 'text/html', '', 'application/octet-stream', 'image/jpeg'])(
  'N9 N10 JSON that calls itself “%s” is read as JSON',
  async type => {
    const header = type && `Content-Type: ${type}\r\n`
    raw = await startRaw(socket => void socket.write(httpAnswer('\ufeff {"errcode":0,"count":7}', header)))
    expect((await client({ baseUrl: raw.url }).logistics.getAllDelivery()).count).toBe(7)
  },
)

test('N10 an error in place of a picture is an error, and a picture keeps every byte', async () => {
  const picture = Buffer.from(Array.from({ length: 256 }, (_, at) => at))
  raw = await startRaw((socket, _, nth) => {
    const error = '{"errcode":41030,"errmsg":"invalid page"}'
    socket.write(
      nth === 1
        ? httpAnswer(error, 'Content-Type: image/jpeg\r\n')
        : httpAnswer(picture, 'Content-Type: image/jpeg\r\n'),
    )
  })
  const openapi = client({ baseUrl: raw.url })
  expect((await failure(openapi.wxacode.get({ path: 'a' }))).errCode).toBe(41030)
  expect((await openapi.wxacode.get({ path: 'a' })).buffer).toEqual(picture)
})

test.each<[string, string, Buffer]>([
  ['cut short', 'gzip', gzipSync('{"count":7}').subarray(0, 20)],
  ['corrupt', 'gzip', Buffer.concat([gzipSync('{"count":7}').subarray(0, 12), Buffer.alloc(20, 7)])],
  ['done twice', 'gzip, gzip', gzipSync(gzipSync('{"count":7}'))],
  ['unknown', 'zstd9', Buffer.from('x')],
  ['a chain of 200', Array(200).fill('gzip').join(', '), gzipSync('{}')],
])('N11 compression that is %s is tried again by a read, then a typed error', async (_, coding, body) => {
  raw = await startRaw(socket => void socket.write(httpAnswer(body, `Content-Encoding: ${coding}\r\n`)))
  const error = await failure(client({ baseUrl: raw.url }).logistics.getAllDelivery())
  expect(error).toMatchObject({ name: 'AnswerError', attempts: 3 })
})

describe('N12 an answer that is too large is stopped at its cap', () => {
  const megabyte = Buffer.alloc(1024 * 1024, 0x20)

  test.each([
    ['200 megabytes of JSON', 200],
    ['a body without an end', Number.POSITIVE_INFINITY],
  ])('%s', async (_, megabytes) => {
    let taken = () => 0
    raw = await startRaw(socket => {
      taken = () => socket.bytesWritten - socket.writableLength
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{')
      let left = megabytes
      const more = () => {
        while (left > 0 && !socket.destroyed) {
          left -= 1
          if (!socket.write(megabyte)) return
        }
      }
      socket.on('drain', more)
      more()
    })
    const error = await failure(client({ baseUrl: raw.url }).logistics.getAllDelivery())
    expect(error.errMsg).toContain('larger than 10485760 bytes')
    // The cap of 10 MB, and what the system buffers on the way.
    expect(taken()).toBeLessThan(40 * megabyte.length)
    expect(raw.requests).toHaveLength(1)
  })

  test('256 kilobytes that unpack to 256 megabytes', async () => {
    const part = gzipSync(Buffer.alloc(16 * megabyte.length))
    // Members of gzip that follow each other are one stream.
    const bomb = Buffer.concat(Array(scaled(16, 64)).fill(part))
    const nothing = new Writable({ write: (_, __, done) => done() })
    const whole = await processorMs(() => pipeline(Readable.from([bomb]), createGunzip(), nothing))
    raw = await startRaw(socket => void socket.write(httpAnswer(bomb, 'Content-Encoding: gzip\r\n')))
    const { logistics } = client({ baseUrl: raw.url })
    let error: Error & { errMsg?: string } = new Error('nothing yet')
    const took = await processorMs(async () => {
      error = await failure(logistics.getAllDelivery())
    })
    expect(error.errMsg).toContain('larger than 10485760 bytes')
    // 10 of 256 megabytes, and the call itself.
    expect(took).toBeLessThan(whole / 2)
  })
})

test.each([301, 302, 307, 308])('N13 a %i leads nowhere, and its target is not contacted', async status => {
  const elsewhere = await startRaw(() => undefined)
  raw = await startRaw(
    socket =>
      void socket.write(
        `HTTP/1.1 ${status} Moved\r\nLocation: ${elsewhere.url}/x\r\nContent-Length: 0\r\n\r\n`,
      ),
  )
  const openapi = client({ baseUrl: raw.url })
  for (const call of [openapi.logistics.getAllDelivery(), openapi.logistics.updatePrinter(printer)]) {
    expect((await failure(call)).errMsg).toContain('redirect')
  }
  expect(raw.requests).toHaveLength(2)
  expect(elsewhere.opened).toBe(0)
  await elsewhere.close()
})

describe('N14 an abort ends a call within 20 ms', () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown) => unhandled.push(reason)
  beforeAll(() => void process.on('unhandledRejection', note))
  afterAll(() => void process.off('unhandledRejection', note))

  test.each<[string, number, boolean]>([
    ['before it began', 0, false],
    ['while the token is fetched', 1, false],
    ['while it waits to be sent again', 2, false],
    ['while its answer comes', 3, true],
  ])('%s', async (when, stage, maybeExecuted) => {
    const weChat = await startWeChat()
    const controller = new AbortController()
    let reached = () => {}
    const arrived = new Promise<void>(resolve => {
      reached = resolve
    })
    if (stage === 1) weChat.answerToken = () => () => reached()
    if (stage === 2) weChat.answerCall = () => ({ errcode: 45011, errmsg: 'slow down' })
    if (stage === 3)
      weChat.answerCall = () => response => {
        response.write('{')
        reached()
      }
    const openapi = client({ baseUrl: weChat.url, onRetry: () => reached() })
    if (stage === 0) controller.abort()
    const call = failure(
      openapi.logistics.updatePrinter(printer, { signal: controller.signal, timeoutMs: 100_000 }),
    )
    if (stage > 0) await arrived
    await new Promise(resolve => setImmediate(resolve))
    controller.abort()
    expect(await endsWithin(20, call)).toBe(true)
    expect(await call).toMatchObject({ name: 'AbortError', maybeExecuted })
    const sent = weChat.calls.length
    // Other calls come and go meanwhile; they have a token of their own, and another method.
    weChat.answerCall = () => undefined
    const other = client({ baseUrl: weChat.url, auth: fixedToken('t') })
    for (let calls = 0; calls < 3; calls += 1) await failure(other.logistics.getAllDelivery())
    expect(weChat.calls.filter(({ path }) => path.endsWith('printer/update'))).toHaveLength(sent)
    expect(unhandled).toEqual([])
    expect(when).toBeTruthy()
    const asked = weChat.fetches.length
    await weChat.close()
    if (stage === 0) expect([asked, sent]).toEqual([0, 0])
  })
})

test('N15 a keep-alive connection that closes as we write does no write twice', async () => {
  const done = new Map<string, number>()
  raw = await startRaw((socket, request) => {
    const openid = /"openid":"(\w+)"/.exec(request)![1]
    done.set(openid, (done.get(openid) ?? 0) + 1)
    socket.write(httpAnswer('{"errcode":0}'), () => setImmediate(() => socket.destroy()))
  })
  const openapi = client({ baseUrl: raw.url })
  const count = scaled(300, 10_000)
  const outcomes: { [name: string]: number } = {}
  for (let at = 0; at < count; at += 1) {
    const error = await failure(openapi.logistics.updatePrinter({ openid: `o${at}`, updateType: 'bind' }))
    const name = error ? error.name : 'ok'
    outcomes[name] = (outcomes[name] ?? 0) + 1
  }
  expect(Math.max(...done.values())).toBe(1)
  expect(Object.keys(outcomes).every(name => ['ok', 'AmbiguousError'].includes(name))).toBe(true)
})

test('N16 a file that is a stream is refused before anything is sent, since it has no length', async () => {
  raw = await startRaw(() => undefined)
  const media = { contentType: 'image/png', value: Readable.from(['bytes']) } as never
  const error = await failure(client({ baseUrl: raw.url }).img.superresolution({ img: media }))
  expect(error).toMatchObject({ name: 'InvalidParamsError', errCode: -501007 })
  expect(raw.opened).toBe(0)
})

test('N17 1,000 calls at once share the 50 connections of an agent, nearly in the order they were made', async () => {
  const stub = await startStub(() => undefined)
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  const { logistics } = client({ baseUrl: stub.url, agent, auth: fixedToken('t') })
  const many = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, at) =>
        logistics.updatePrinter({ openid: `o${at}`, updateType: 'bind' }),
      ),
    )
  // Connections are made first: whose is accepted last is not what is asked here.
  await many(50)
  stub.arrived.length = 0
  expect((await many(1000)).every(({ errCode }) => errCode === 0)).toBe(true)
  const order = stub.arrived.map(({ body }) => Number(/"openid":"o(\d+)"/.exec(body.toString())![1]))
  const sockets = stub.sockets()
  agent.destroy()
  await stub.close()
  expect(order.filter((call, place) => place > 2 * call + 50)).toEqual([])
  expect([order.length, sockets]).toEqual([1000, 50])
})
