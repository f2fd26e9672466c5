import { createOpenapi } from '../../../shared'
import { deadlineIn } from '../../../shared/transport/clock'
import { endsWithin } from '../../support/ends-within'
import { type Reply, type StubServer, startStub } from '../../support/stub-server'

const options = { appid: 'wx1', secret: 'a-secret-of-32-letters' }
const never: Reply = () => undefined
/** Headers at once, then one byte in a while, for ever. */
const drip: Reply = response => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
}

let stub: StubServer | undefined
afterEach(async () => {
  await stub?.close()
  stub = undefined
})

async function failing(
  token: Reply | undefined,
  call: Reply | undefined,
  callOptions: object,
  effect: 'read' | 'write' = 'read',
) {
  stub = await startStub(({ path }) => (path.includes('token') ? token : call))
  const openapi = createOpenapi({ ...options, baseUrl: stub.url })
  const promise =
    effect === 'read'
      ? openapi.logistics.getAllDelivery({}, callOptions)
      : openapi.logistics.updatePrinter({ openid: 'o', updateType: 'bind' }, callOptions)
  return promise.then(
    () => undefined,
    error => error,
  )
}

test.each<[string, Reply | undefined, Reply | undefined]>([
  ['the token never comes', never, undefined],
  ['the answer never comes', undefined, never],
  ['the answer comes byte by byte', undefined, drip],
])('the deadline of a call holds when %s', async (_, token, call) => {
  const began = performance.now()
  const error = failing(token, call, { timeoutMs: 150 })
  // Far from the ten seconds of a call without a deadline of its own.
  expect(await endsWithin(5000, error)).toBe(true)
  expect(performance.now() - began).toBeGreaterThanOrEqual(145)
  expect(await error).toMatchObject({ name: 'TimeoutError', errCode: -604102, retryable: true })
})

test.each([Number.POSITIVE_INFINITY, 2 ** 31, 2 ** 31 - 1])(
  'a deadline in %d ms is one in 24 days',
  milliseconds => {
    const left = deadlineIn(milliseconds).left()
    expect(left).toBeGreaterThan(24 * 24 * 3600_000 - 10_000)
    expect(left).toBeLessThanOrEqual(24 * 24 * 3600_000)
  },
)

test('token and call share one deadline', async () => {
  const slowToken: Reply = response => {
    setTimeout(() => response.end('{"access_token":"t","expires_in":7200}'), 1_200)
  }
  const error = failing(slowToken, never, { timeoutMs: 2_000 })
  // 1,200 ms for the token and another 2,000 for the call would be 3,200.
  expect(await endsWithin(3_000, error)).toBe(true)
  expect((await error).name).toBe('TimeoutError')
})

test('a write that ran out of time after it was sent is ambiguous', async () => {
  const error = await failing(undefined, never, { timeoutMs: 2_000 }, 'write')
  expect(error).toMatchObject({ name: 'AmbiguousError', maybeExecuted: true })
  expect(error.cause).toMatchObject({ name: 'TimeoutError', errCode: -604102 })
})

test('a write that ran out of time waiting for a token was not done', async () => {
  const error = await failing(never, undefined, { timeoutMs: 100 }, 'write')
  expect(error).toMatchObject({ name: 'TimeoutError', maybeExecuted: false })
  expect(stub?.calls()).toHaveLength(0)
})

test('an aborted signal stops a call before anything is sent', async () => {
  const error = await failing(undefined, undefined, { signal: AbortSignal.abort() })
  expect(error).toMatchObject({ name: 'AbortError', errCode: -604903, maybeExecuted: false })
  expect(stub?.arrived).toHaveLength(0)
})

test.each<[string, Reply | undefined, Reply | undefined, boolean]>([
  ['while the token is fetched', never, undefined, false],
  ['while the answer is awaited', undefined, never, true],
  ['while the answer comes in', undefined, drip, true],
])('an abort %s ends the call at once', async (_, token, call, maybeExecuted) => {
  const controller = new AbortController()
  const running = failing(token, call, { signal: controller.signal }, 'write')
  const wanted = token ? 1 : 2
  while (!stub || stub.arrived.length < wanted) await new Promise(resolve => setImmediate(resolve))
  controller.abort()
  expect(await endsWithin(5000, running)).toBe(true)
  expect(await running).toMatchObject({ name: 'AbortError', maybeExecuted })
})

test('one caller who gives up takes the token from nobody else', async () => {
  let release = () => {}
  const held: Reply = response => {
    release = () => response.end('{"access_token":"t","expires_in":7200}')
  }
  stub = await startStub(({ path }) => (path.includes('token') ? held : undefined))
  const openapi = createOpenapi({ ...options, baseUrl: stub.url })
  const controller = new AbortController()
  const first = openapi.logistics.getAllDelivery({}, { signal: controller.signal }).catch(error => error.name)
  const second = openapi.logistics.getAllDelivery()
  while (stub.tokens().length === 0) await new Promise(resolve => setImmediate(resolve))
  controller.abort()
  expect(await first).toBe('AbortError')
  release()
  expect((await second).errCode).toBe(0)
  expect(stub.tokens()).toHaveLength(1)
})
