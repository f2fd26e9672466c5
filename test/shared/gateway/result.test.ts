import { auth } from '../../../shared/catalogue/auth'
import { logistics } from '../../../shared/catalogue/logistics'
import { serve } from '../../../shared/gateway'
import { endsWithin } from '../../support/ends-within'
import { type Reply as Answer, type StubServer, startStub } from '../../support/stub-server'
import { handle, operator } from './serving'

let stub: StubServer
let answer: Answer | undefined
beforeAll(async () => {
  stub = await startStub(({ path }) => (path.endsWith('token') ? undefined : answer))
})
afterAll(() => stub.close())
beforeEach(() => {
  stub.arrived.length = 0
  answer = undefined
})

const secret = 'c4n4ry-c4n4ry-c4n4ry'
const config = {
  permissions: { openapi: ['logistics.getAllAccount', 'logistics.cancelOrder', 'logistics.addOrder'] },
}
const main = (timeoutMs?: number) =>
  serve({ logistics, auth }, config, {
    httpsOnly: ['auth.code2Session', 'auth.getStableAccessToken'],
    openapi: { appid: 'wx1', secret, baseUrl: stub.url, timeoutMs },
  })

test('C6: the session key of a user does not leave the function', async () => {
  answer = { openid: 'oUser', session_key: 'k3y-k3y-k3y', unionid: 'u1' }
  const reply = await handle(main(), operator, { method: 'auth.code2Session', params: { jsCode: 'code' } })
  expect(reply).toEqual({
    openid: 'oUser',
    unionid: 'u1',
    errCode: 0,
    errMsg: 'openapi.auth.code2Session:ok',
  })
})

test('C6: neither does an access token', async () => {
  const reply = await handle(main(), operator, { method: 'auth.getStableAccessToken', params: {} })
  expect(reply).toEqual({ expiresIn: 7200, errCode: 0, errMsg: 'openapi.auth.getStableAccessToken:ok' })
})

test('C6: at whatever depth and in whatever spelling, and nothing else is lost', async () => {
  answer = {
    list: [{ biz_id: '1', access_token: 'A', inner: [[{ session_key: 'B', sessionKey: 'C', kept: 1 }]] }],
    accessToken: 'D',
    AccessToken: { deep: 'E' },
    session_keys: 'kept',
    token: 'kept',
    empty: null,
  }
  const reply = await handle(main(), operator, { method: 'logistics.getAllAccount' })
  expect(reply).toEqual({
    list: [{ bizId: '1', inner: [[{ kept: 1 }]] }],
    sessionKeys: 'kept',
    token: 'kept',
    empty: null,
    errCode: 0,
    errMsg: 'openapi.logistics.getAllAccount:ok',
  })
})

test('a refusal of WeChat comes as a plain reply with its request id and what to do', async () => {
  answer = { errcode: 9300506, errmsg: 'waybill has a trace rid: 5f-aa-11' }
  const reply = await handle(main(), operator, { method: 'logistics.cancelOrder', params: {} })
  expect(Object.getPrototypeOf(reply)).toBe(Object.prototype)
  expect(reply).toMatchObject({
    errCode: 9300506,
    errMsg: 'openapi.logistics.cancelOrder:fail waybill has a trace rid: 5f-aa-11',
    method: 'logistics.cancelOrder',
    rid: '5f-aa-11',
    retryable: false,
    maybeExecuted: false,
  })
  expect(reply).not.toHaveProperty('stack')
  expect(reply).not.toHaveProperty('message')
})

test('a write whose answer is lost says that it may have been done', async () => {
  answer = (_, socket) => socket.destroy()
  const reply = await handle(main(), operator, { method: 'logistics.cancelOrder', params: {} })
  expect(reply).toMatchObject({ errCode: -604902, maybeExecuted: true, retryable: false })
})

test('parameters that cannot be sent come back with the place of each fault', async () => {
  const reply = await handle(main(), operator, {
    method: 'logistics.getAllAccount',
    params: { accessToken: 'x' },
  })
  expect(reply).toMatchObject({
    errCode: -501007,
    faults: [{ path: 'accessToken', problem: 'is set by the client; leave it out' }],
  })
})

test('a function without credentials says what to set', async () => {
  const bare = serve({ logistics }, config, { openapi: { appid: 'wx1', baseUrl: stub.url } })
  const reply = await handle(bare, operator, { method: 'logistics.getAllAccount' })
  expect(reply).toMatchObject({ errCode: -604904, errMsg: expect.stringContaining('WX_SECRET') })
})

test('a result over 1 MB is an error that names its size; a read was not done', async () => {
  answer = {
    // Few and long, so that it is read quickly on any machine.
    list: Array.from({ length: 1_500 }, (_, at) => ({
      biz_id: `account ${at}`,
      remark_content: 'x'.repeat(1_000),
    })),
  }
  const reply = await handle(main(), operator, { method: 'logistics.getAllAccount' })
  expect(reply).toMatchObject({ errCode: -604001, maybeExecuted: false, retryable: false })
  expect(reply.errMsg).toMatch(/the result is [12]\.\d MB, but a cloud function can return at most 1 MB$/)
})

test('a result over 1 MB of a call that WeChat recognises by its key says that it was done', async () => {
  answer = { order_id: 'order-1', waybill_data: [{ key: 'mark', value: 'x'.repeat(1_100_000) }] }
  const params = { orderId: 'order-1' }
  const reply = await handle(main(), operator, { method: 'logistics.addOrder', params })
  expect(reply).toMatchObject({ errCode: -604001, maybeExecuted: true, retryable: false })
})

test('no secret and no token is in any reply', async () => {
  const replies: unknown[] = []
  const answers: (Answer | undefined)[] = [
    { errcode: 40001, errmsg: `bad token-1 ${secret}` },
    { errcode: 47001, errmsg: `${Buffer.from(secret).toString('base64')}` },
    response => response.end(`<html>${secret}</html>`),
    (_, socket) => socket.destroy(),
  ]
  for (const given of answers) {
    answer = given
    replies.push(await handle(main(), operator, { method: 'logistics.cancelOrder', params: {} }))
  }
  expect(replies).toHaveLength(4)
  expect(JSON.stringify(replies)).not.toMatch(/c4n4ry|YzRuNHJ5|token-\d/)
})

test('an unforeseen fault is a reply too; its message is told to nobody, its place to the log', async () => {
  const logged: string[] = []
  const log = jest.spyOn(console, 'error').mockImplementation(text => void logged.push(String(text)))
  const auth = () => {
    throw new TypeError('redis://user:p4ss@10.0.0.1 cannot be reached')
  }
  const broken = serve({ logistics }, config, { openapi: { appid: 'wx1', secret, baseUrl: stub.url, auth } })
  const reply = await handle(broken, operator, { method: 'logistics.cancelOrder', params: {} })
  log.mockRestore()
  expect(reply).toMatchObject({
    errCode: -604103,
    errMsg: 'openapi.logistics.cancelOrder:fail TypeError was thrown inside the function',
    maybeExecuted: true,
  })
  expect(logged).toHaveLength(1)
  expect(logged[0]).toMatch(/^openapi\.logistics\.cancelOrder: TypeError was thrown\n\s+at /)
  expect(logged[0] + JSON.stringify(reply)).not.toContain('p4ss')
})

describe('the time of a call is that of the function less half a second', () => {
  const silent: Answer = () => undefined
  /** The reply, how long it took, and whether it came before so many milliseconds were over. */
  const timed = async (withinMs: number, context: unknown, timeoutMs?: number) => {
    answer = silent
    const began = performance.now()
    const reply = handle(main(timeoutMs), operator, { method: 'logistics.getAllAccount' }, context)
    const isInTime = await endsWithin(withinMs, reply)
    return { reply: await reply, took: performance.now() - began, isInTime }
  }
  test('as the context tells it', async () => {
    const { reply, took, isInTime } = await timed(800, { time_limit_in_ms: 800 })
    expect(reply).toMatchObject({ errCode: -604102, retryable: true })
    expect(took).toBeGreaterThan(290)
    expect(isInTime).toBe(true)
  })
  test.each([
    ['there is no context', undefined],
    ['the context is not WeChat’s', { time_limit_in_ms: '800' }],
  ])('3 seconds when %s', async (_, context) => {
    const { took, isInTime } = await timed(3000, context)
    expect(took).toBeGreaterThan(2400)
    expect(isInTime).toBe(true)
  })
  test('less when the author wants less', async () => {
    const { took, isInTime } = await timed(1500, { time_limit_in_ms: 20_000 }, 200)
    expect(took).toBeGreaterThan(190)
    expect(isInTime).toBe(true)
  })
  test('a limit below the reserve still leaves half of it', async () => {
    const { reply, isInTime } = await timed(400, { time_limit_in_ms: 400 })
    expect(reply.errCode).toBe(-604102)
    expect(isInTime).toBe(true)
  })
})
