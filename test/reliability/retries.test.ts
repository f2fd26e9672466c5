import { createOpenapi, type OpenapiOptions } from '../../shared'
import { createRetrier } from '../../shared/client/retry'
import { TransportError } from '../../shared/errors/transport-error'
import { scaled } from './support/scale'
import { startWeChat, type WeChat } from './support/we-chat'

const secret = 'a-secret-of-32-letters-012345678'
let weChat: WeChat

beforeEach(async () => {
  weChat = await startWeChat()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await weChat.close()
})

const client = (options: OpenapiOptions = {}) =>
  createOpenapi({ appid: 'wx1', secret, baseUrl: weChat.url, timeoutMs: 300_000, ...options })
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    error => error,
  )
const printer = { openid: 'o', updateType: 'bind' } as const
const busy = { errcode: -1, errmsg: 'system error' }
const order = {
  orderId: 'order-1',
  openid: 'o1',
  deliveryId: 'SF',
  bizId: 'b',
  customRemark: '易碎',
} as never

test('E1 a read that meets -1 twice is sent three times and succeeds, with pauses within their bounds', async () => {
  weChat.answerCall = ({ nth }) => (nth <= 2 ? busy : { count: 3 })
  const delays: number[] = []
  const result = await client({ onRetry: ({ delayMs }) => delays.push(delayMs) }).logistics.getAllDelivery()
  expect(result.count).toBe(3)
  expect(weChat.calls).toHaveLength(3)
  expect(delays).toHaveLength(2)
  expect(delays[0]).toBeLessThan(100)
  expect(delays[1]).toBeLessThan(200)
})

test('E1 a read that meets -1 three times fails and says how often it was sent', async () => {
  weChat.answerCall = () => busy
  const error = await failure(client().logistics.getAllDelivery())
  expect(error).toMatchObject({ errCode: -1, attempts: 3, retryable: true, maybeExecuted: false })
})

test('E2 a write that meets -1 is sent once, and again only when the caller says so', async () => {
  weChat.answerCall = () => busy
  const error = await failure(client().logistics.updatePrinter(printer))
  expect(error).toMatchObject({ errCode: -1, retryable: true, maybeExecuted: true })
  expect(weChat.calls).toHaveLength(1)
  weChat.answerCall = ({ nth }) => (nth === 2 ? busy : undefined)
  await client().logistics.updatePrinter(printer, { retryWrites: true })
  expect(weChat.calls).toHaveLength(3)
})

test('E3 where everything answers -1, hardly anything is sent twice', async () => {
  weChat.answerCall = () => busy
  const openapi = client()
  const calls = scaled(2000, 12_000)
  for (let done = 0; done < calls; done += 200) {
    await Promise.all(Array.from({ length: 200 }, () => failure(openapi.logistics.getAllDelivery())))
  }
  // A hundred attempts fill the whole budget of 500.
  expect(weChat.calls).toHaveLength(calls + 100)
})

test('E4 45011 is told with the time to wait when the deadline comes first', async () => {
  weChat.answerCall = () => ({ errcode: 45011, errmsg: 'api minute-quota reach limit' })
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-03-01T12:00:20Z'))
  const error = await failure(client().logistics.updatePrinter(printer, { timeoutMs: 5000 }))
  expect(error).toMatchObject({ errCode: 45011, retryable: true, maybeExecuted: false, retryAfterMs: 40_000 })
  expect(weChat.calls).toHaveLength(1)
})

test('E4 45011 is waited for, also by a write, when the deadline allows', async () => {
  weChat.answerCall = ({ nth }) => (nth === 1 ? { errcode: 45011, errmsg: 'limit' } : undefined)
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-03-01T12:00:59.800Z'))
  const delays: number[] = []
  const openapi = client({ onRetry: ({ delayMs }) => delays.push(delayMs) })
  await openapi.logistics.updatePrinter(printer, { timeoutMs: 5000 })
  expect(weChat.calls).toHaveLength(2)
  expect(delays[0]).toBeGreaterThanOrEqual(200)
  expect(delays[0]).toBeLessThan(700)
})

test.each([45009, 48001, 48004, 50002, 45047, 42007])(
  'E5 %i is sent once and asks for no other token',
  async errcode => {
    const openapi = client()
    await openapi.logistics.getAllDelivery()
    weChat.answerCall = () => ({ errcode, errmsg: 'no' })
    for (const call of [openapi.logistics.getAllAccount(), openapi.logistics.updatePrinter(printer)]) {
      expect(await failure(call)).toMatchObject({ errCode: errcode, retryable: false })
    }
    expect(weChat.calls).toHaveLength(3)
    expect(weChat.fetches).toHaveLength(1)
  },
)

test.each<[string, number | undefined]>([
  ['{"errcode":0,"count":1}', 0],
  ['{"errcode":"0","count":1}', 0],
  ['{"errcode":0.0,"count":1}', 0],
  ['{"count":1}', 0],
  ['{"resultcode":7,"count":1}', 0],
  ['{"errcode":"48001","errmsg":"no"}', 48001],
  ['{"errCode":48001,"errMsg":"no"}', 48001],
  ['{"errcode":null}', -604103],
  ['{"errcode":true}', -604103],
  ['{"errcode":{}}', -604103],
  ['{"errcode":1.5}', -604103],
])('E6 the answer %s means %p', async (text, wanted) => {
  weChat.answerCall = () => text
  const given = await client({ retries: 0 })
    .logistics.getAllDelivery()
    .catch(error => error)
  expect(given.errCode).toBe(wanted)
})

test('E7 the rid is found, and a message of a megabyte with control characters is made fit to be shown', async () => {
  weChat.answerCall = () => ({
    errcode: 40003,
    errmsg: `bad\u0000\n${'x'.repeat(1_000_000)} rid: 65a1-b2c3`,
  })
  const error = await failure(client().logistics.getAllDelivery())
  expect(error.errMsg.length).toBeLessThan(600)
  expect(error.errMsg).not.toMatch(/[\u0000-\u001f]/)
  weChat.answerCall = () => ({ errcode: 40003, errmsg: 'bad rid: 65a1b2c3-0a1b2c3d' })
  expect((await failure(client().logistics.getAllDelivery())).rid).toBe('65a1b2c3-0a1b2c3d')
})

describe('addOrder', () => {
  const lost = (_: unknown, socket: { destroy(): void }) => socket.destroy()
  const repeated = { errcode: 9300522, errmsg: 'order repeated' }
  const found = { order_id: 'order-1', waybill_id: 'SF123', delivery_id: 'SF', order_status: 0 }
  const paths = () => weChat.calls.map(({ path }) => path.split('/').pop())

  test('N5 is repeated with the same orderId after a lost answer, and “repeated” becomes the one order', async () => {
    weChat.answerCall = ({ nth, path }) => {
      if (path.endsWith('/get')) return found
      return nth === 1 ? lost : repeated
    }
    const result = await client().logistics.addOrder(order)
    expect(result).toMatchObject({ orderId: 'order-1', waybillId: 'SF123', errCode: 0 })
    expect(result.errMsg).toBe('openapi.logistics.addOrder:ok')
    expect(paths()).toEqual(['add', 'add', 'get'])
    expect(new Set(weChat.calls.map(({ body }) => JSON.parse(body).order_id))).toEqual(new Set(['order-1']))
  })

  test('N5 is found with keys as they are, too', async () => {
    weChat.answerCall = ({ nth, path }) => (path.endsWith('/get') ? found : nth === 1 ? busy : repeated)
    const raw = client()({ convertCase: false })
    const result = await raw.call('logistics.addOrder', { order_id: 'order-1', delivery_id: 'SF' })
    expect(result).toMatchObject({ order_id: 'order-1', waybill_id: 'SF123', errCode: 0 })
  })

  test('N5 that was made before is the one order, also where WeChat says 930562', async () => {
    weChat.answerCall = ({ nth, path }) =>
      path.endsWith('/get') ? found : nth === 1 ? lost : { errcode: 930562, errmsg: 'order id repeated' }
    expect(await client().logistics.addOrder(order)).toMatchObject({ waybillId: 'SF123', errCode: 0 })
    expect(paths()).toEqual(['add', 'add', 'get'])
  })

  // 9300521: the waybill is being made; 9909001: the order was there in spite of it.
  describe.each([9300521, 9909001])('that is first answered %i', errcode => {
    const unclear = { errcode, errmsg: 'system error' }

    test('is the one order when the same orderId is repeated then', async () => {
      weChat.answerCall = ({ nth, path }) => (path.endsWith('/get') ? found : nth === 1 ? unclear : repeated)
      expect(await client().logistics.addOrder(order)).toMatchObject({ waybillId: 'SF123', errCode: 0 })
      expect(paths()).toEqual(['add', 'add', 'get'])
    })

    test('may have been done when no other answer comes', async () => {
      weChat.answerCall = () => unclear
      const error = await failure(client().logistics.addOrder(order))
      expect(error).toMatchObject({ errCode: errcode, attempts: 3, maybeExecuted: true, retryable: true })
      expect(error.fix).toContain('getOrder')
    })
  })

  test('is repeated after the carrier failed', async () => {
    weChat.answerCall = ({ nth }) => (nth === 1 ? { errcode: 9300502, errmsg: 'delivery busy' } : found)
    expect((await client().logistics.addOrder(order)).waybillId).toBe('SF123')
  })

  test('with an orderId that somebody used before is an error that says so', async () => {
    weChat.answerCall = () => repeated
    const error = await failure(client().logistics.addOrder(order))
    expect(error).toMatchObject({ errCode: 9300522, alreadyDone: true, maybeExecuted: false })
    expect(error.fix).toContain('getOrder')
    expect(paths()).toEqual(['add'])
  })

  test('that nobody can tell about is an error that may have been executed', async () => {
    weChat.answerCall = ({ nth, path }) =>
      path.endsWith('/get') ? { errcode: 40199, errmsg: 'no' } : nth === 1 ? lost : repeated
    const error = await failure(client().logistics.addOrder(order))
    expect(error).toMatchObject({ errCode: 9300522, attempts: 2, alreadyDone: true, maybeExecuted: true })
  })
})

test('a retry is not begun when its pause would outlast the deadline', () => {
  const retrier = createRetrier(2, () => 0.99)
  const error = new TransportError({ method: 'a.b', what: 'down', maybeExecuted: false })
  const ask = (leftMs: number) => retrier.delay({ error, effect: 'read', retries: 0, leftMs })
  expect(ask(99)).toBeUndefined()
  expect(ask(100)).toBeCloseTo(99)
})
