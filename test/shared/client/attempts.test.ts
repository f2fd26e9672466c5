import { createOpenapi, fixedToken, type OpenapiOptions } from '../../../shared'
import { type Reply, type StubServer, startStub } from '../../support/stub-server'

const busy = { errcode: -1, errmsg: 'system error' }
const refused = { errcode: 40001, errmsg: 'invalid credential' }
const wrong = { errcode: 40003, errmsg: 'invalid openid' }
const lost: Reply = (_, socket) => socket.destroy()

/** What the calls are answered, one after the other; then that all is well. */
let replies: (Reply | undefined)[]
let stub: StubServer

beforeEach(async () => {
  replies = []
  // Pauses are drawn: these are as short as they may be.
  jest.spyOn(Math, 'random').mockReturnValue(0)
  stub = await startStub(({ path }) => (/\/(stable_)?token$/.test(path) ? undefined : replies.shift()))
})
afterEach(async () => {
  jest.restoreAllMocks()
  await stub.close()
})

const client = (options: OpenapiOptions = {}) =>
  createOpenapi({ appid: 'wx1', secret: 'a-secret-of-32-letters', baseUrl: stub.url, ...options })
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    error => error,
  )
const read = (options?: OpenapiOptions) => client(options).logistics.getAllDelivery()
const write = (options?: OpenapiOptions) =>
  client(options).logistics.updatePrinter({ openid: 'o', updateType: 'bind' })
const keyed = () =>
  client().call('logistics.addOrder', { orderId: 'order-1', openid: 'o', deliveryId: 'SF', bizId: 'b' })
const tokens = () => stub.calls().map(({ query }) => query.get('access_token'))

describe('the error of a call', () => {
  test('says how often it was sent, when that was more than once', async () => {
    replies = [busy, busy, busy]
    expect(await failure(read())).toMatchObject({ errCode: -1, attempts: 3 })
  })

  test('says nothing of that when it was sent once', async () => {
    replies = [wrong]
    expect(await failure(read())).not.toHaveProperty('attempts')
  })

  test('is the last attempt’s', async () => {
    replies = [busy, wrong]
    expect(await failure(read())).toMatchObject({ errCode: 40003, attempts: 2 })
  })

  test('says that an earlier attempt may have been executed', async () => {
    replies = [lost, wrong]
    expect(await failure(keyed())).toMatchObject({ errCode: 40003, attempts: 2, maybeExecuted: true })
  })

  test('does not say so when every attempt was refused', async () => {
    replies = [refused, wrong]
    expect(await failure(keyed())).toMatchObject({ errCode: 40003, attempts: 2, maybeExecuted: false })
  })

  test('does not say so of a read, which changes nothing', async () => {
    replies = [lost, wrong]
    expect(await failure(read())).toMatchObject({ errCode: 40003, attempts: 2, maybeExecuted: false })
  })
})

describe('a call that WeChat recognises by a key', () => {
  const params = { touser: 'o', template_id: 't', data: {} }
  const send = (more: object) => client().call('officialAccount.template.send', { ...params, ...more })
  const sendAll = () => client().call('officialAccount.mass.sendAll', { filter: {}, msgtype: 'text' })

  test('is sent again when its answer was lost', async () => {
    replies = [lost]
    await expect(send({ clientMsgId: 'c1' })).resolves.toMatchObject({ errCode: 0 })
    expect(stub.calls()).toHaveLength(2)
  })

  test('is a write without its key, and sent once', async () => {
    replies = [lost]
    expect(await failure(send({}))).toMatchObject({ name: 'AmbiguousError', maybeExecuted: true })
    expect(stub.calls()).toHaveLength(1)
  })

  test('needs no key where WeChat makes one itself', async () => {
    replies = [lost]
    await expect(sendAll()).resolves.toMatchObject({ errCode: 0 })
    expect(stub.calls()).toHaveLength(2)
  })
})

describe('a refused token', () => {
  test('is replaced, and any call sent again', async () => {
    replies = [refused]
    expect(((await write()) as { errCode: number }).errCode).toBe(0)
    expect(tokens()).toEqual(['token-1', 'token-2'])
  })

  test('costs none of the retries', async () => {
    replies = [refused, busy, busy]
    expect((await read()).errCode).toBe(0)
    expect(tokens()).toEqual(['token-1', 'token-2', 'token-2', 'token-2'])
  })

  test('is replaced twice in half a minute for one method, which a success in between does not change', async () => {
    const openapi = client()
    replies = [refused, refused, refused]
    expect(await failure(openapi.logistics.getAllDelivery())).toMatchObject({ errCode: 40001 })
    await openapi.logistics.getAllDelivery()
    replies = [refused]
    expect(await failure(openapi.logistics.getAllDelivery())).toMatchObject({ errCode: 40001 })
    expect(tokens()).toEqual(['token-1', 'token-2', 'token-3', 'token-3', 'token-3'])
  })

  test('stays where the caller gave it', async () => {
    replies = [refused]
    const error = await failure(read({ auth: fixedToken('mine') }))
    expect(error).toMatchObject({ name: 'WeChatError', errCode: 40001 })
    expect([tokens(), error.warning]).toEqual([['mine'], undefined])
  })

  test('is not what a row without one was refused for', async () => {
    replies = [refused]
    const error = await failure(client().call('auth.code2Session', { jsCode: 'c' }))
    expect(error).toMatchObject({ errCode: 40001 })
    expect([stub.tokens().length, stub.calls().length]).toEqual([0, 1])
  })

  test('of which another call proved that somebody else took it, is told with every later refusal', async () => {
    const openapi = client()
    replies = [refused]
    await openapi.logistics.getAllDelivery()
    replies = [refused, refused, refused]
    expect((await failure(openapi.logistics.getAllAccount())).warning).toContain(
      'somebody else uses this account',
    )
    replies = [wrong]
    expect(await failure(openapi.logistics.getAllAccount())).not.toHaveProperty('warning')
  })

  test('is no proof as long as no call succeeded with another', async () => {
    const openapi = client()
    replies = [refused, wrong, refused, refused, refused]
    await failure(openapi.logistics.getAllDelivery())
    expect(await failure(openapi.logistics.getAllDelivery())).not.toHaveProperty('warning')
  })
})

describe('a call whose token was refused and that waits for another', () => {
  /** A token to begin with; the next one never comes. */
  async function waiting(options: (begun: Promise<void>) => object) {
    await stub.close()
    let begin = () => {}
    const begun = new Promise<void>(resolve => {
      begin = resolve
    })
    stub = await startStub(({ path }, count) => {
      if (!path.endsWith('token')) return refused
      return count === 1 ? undefined : () => begin()
    })
    return failure(client().logistics.getAllDelivery({}, options(begun)))
  }

  test('was sent once when the caller gives up', async () => {
    const controller = new AbortController()
    const error = await waiting(begun => {
      begun.then(() => controller.abort())
      return { signal: controller.signal }
    })
    expect(error).toMatchObject({
      name: 'AbortError',
      errMsg: 'openapi.logistics.getAllDelivery:fail aborted before it was sent again',
    })
  })

  test('was sent once when its time is up', async () => {
    expect(await waiting(() => ({ timeoutMs: 300 }))).toMatchObject({
      name: 'TimeoutError',
      errMsg: 'openapi.logistics.getAllDelivery:fail no time was left to send it again',
      retryable: true,
      maybeExecuted: false,
    })
  })
})

test('a call that was aborted before asks nothing at all, not even for a token', async () => {
  const error = await failure(client().logistics.getAllDelivery({}, { signal: AbortSignal.abort() }))
  expect(error).toMatchObject({
    name: 'AbortError',
    errMsg: 'openapi.logistics.getAllDelivery:fail aborted before it was sent',
  })
  expect(stub.arrived).toEqual([])
})

describe('a retry', () => {
  test('is told before it is made', async () => {
    replies = [busy, busy]
    const told: unknown[] = []
    jest.spyOn(Math, 'random').mockReturnValue(0.1)
    await read({ onRetry: event => told.push({ ...event, sent: stub.calls().length }) })
    const event = { method: 'logistics.getAllDelivery', appid: 'wx1', errCode: -1 }
    expect(told).toEqual([
      { ...event, attempt: 1, delayMs: 10, sent: 1 },
      { ...event, attempt: 2, delayMs: 20, sent: 2 },
    ])
  })

  test('does not begin when the caller gives up during its pause', async () => {
    replies = [busy]
    jest.spyOn(Math, 'random').mockReturnValue(0.99)
    const controller = new AbortController()
    const openapi = client({ onRetry: () => controller.abort() })
    const error = await failure(openapi.logistics.getAllDelivery({}, { signal: controller.signal }))
    expect(error).toMatchObject({
      name: 'AbortError',
      errMsg: 'openapi.logistics.getAllDelivery:fail aborted before it was sent again',
      maybeExecuted: false,
    })
    expect(stub.calls()).toHaveLength(1)
  })

  test('that may have been done before the caller gave up says so', async () => {
    replies = [lost]
    jest.spyOn(Math, 'random').mockReturnValue(0.99)
    const controller = new AbortController()
    const openapi = client({ onRetry: () => controller.abort() })
    const params = { orderId: 'order-1', openid: 'o', deliveryId: 'SF', bizId: 'b' }
    const error = await failure(openapi.call('logistics.addOrder', params, { signal: controller.signal }))
    expect(error).toMatchObject({
      errMsg: 'openapi.logistics.addOrder:fail aborted before it was sent again',
      maybeExecuted: true,
    })
  })

  test('is not made where the client wants none', async () => {
    replies = [busy]
    expect(await failure(read({ retries: 0 }))).toMatchObject({ errCode: -1 })
    expect(stub.calls()).toHaveLength(1)
  })

  test('of a write is made when the caller says so', async () => {
    replies = [lost, busy]
    await client().logistics.updatePrinter({ openid: 'o', updateType: 'bind' }, { retryWrites: true })
    expect(stub.calls()).toHaveLength(3)
  })

  test('is paid by the successes of the client', async () => {
    const openapi = client()
    const fail = async (calls: number) => {
      const before = stub.calls().length
      for (let call = 0; call < calls; call += 1) {
        replies = [busy, busy, busy]
        await failure(openapi.logistics.getAllDelivery())
      }
      return stub.calls().length - before
    }
    // A hundred retries are all that the budget holds.
    expect(await fail(51)).toBe(51 + 100)
    replies = []
    for (let call = 0; call < 5; call += 1) await openapi.logistics.getAllDelivery()
    expect(await fail(1)).toBe(2)
  })
})
