import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { type Project, startProject } from '../../../local/testing'
import { createOpenapi } from '../../../shared'
import { makeProject } from './project-folder'

const folder = makeProject()
const lines: string[] = []
const order = { _id: 'first', order: 'tea', at: new Date(1_000) }
let we: Project
beforeAll(async () => {
  we = await startProject({
    folder,
    seed: { orders: [order] },
    answers: { 'logistics.getQuota': { quota_num: 7 } },
    environment: { SHOP: 'teahouse' },
    onLog: line => lines.push(line),
  })
})
afterEach(() => we.reset())
afterAll(async () => {
  await we.close()
  rmSync(folder, { recursive: true })
})

/** What is said when something fails. */
const failure = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing failed',
    error => error.message,
  )
const openapi = () => createOpenapi(we.options)

describe('what a test sees', () => {
  test('a call of a function is listed with its parameters and its result, in the names that users write', async () => {
    const told = await we.invoke('shop', { tell: 'thanks' }, { openid: 'oBUYER' })
    expect(told).toMatchObject({ openid: 'oBUYER', orders: 1, shop: 'teahouse' })
    const [call, ...others] = await we.called('subscribeMessage.send')
    expect(call).toEqual({
      params: { touser: 'oBUYER', templateId: 'paid', data: { thing1: { value: 'thanks' } } },
      result: { errCode: 0, errMsg: 'openapi.subscribeMessage.send:ok' },
      errcode: 0,
      errmsg: 'ok',
      appid: we.appid,
      functionName: 'shop',
      time: expect.any(Number),
    })
    expect(others).toEqual([])
  })

  test('the calls of one method come in their order, without those of others', async () => {
    const { logistics } = openapi()
    await logistics.getQuota({ deliveryId: 'SF', bizId: 'one' }).catch(() => undefined)
    await logistics.getAllAccount({})
    await logistics.getQuota({ deliveryId: 'SF', bizId: 'two' }).catch(() => undefined)
    const calls = await we.called('logistics.getQuota')
    expect(calls.map(({ params }) => params.bizId)).toEqual(['one', 'two'])
  })

  test('numbers of a query are numbers', async () => {
    const params = { offset: 0, limit: 5, status: 2 as const }
    await openapi().liveBroadcast.goodsList(params)
    expect((await we.called('liveBroadcast.goodsList')).map(call => call.params)).toEqual([params])
  })

  test('the secret of the account is not among the parameters', async () => {
    await openapi()
      .auth.code2Session({ jsCode: 'none' })
      .catch(() => undefined)
    const [{ params, result, errcode } = {} as never] = await we.called('auth.code2Session')
    expect(params).toEqual({ jsCode: expect.any(String), grantType: 'authorization_code' })
    expect([result, errcode]).toEqual([undefined, 40029])
  })

  test('side effects and the log of all requests', async () => {
    await we.invoke('shop', { tell: 'thanks' })
    expect((await we.effects()).map(({ method }) => method)).toEqual(['subscribeMessage.send'])
    expect((await we.log()).map(({ method }) => method)).toEqual(['subscribeMessage.send'])
  })

  test('what a function writes goes to onLog, and what fails is told as wx.cloud.callFunction does', async () => {
    expect(await failure(we.invoke('shp'))).toContain('did you mean shop?')
    await we.invoke('shop', { tell: 'news' })
    while (!lines.includes('shop: tells news')) await new Promise(resolve => setImmediate(resolve))
  })

  test('without a user there is no openid', async () => {
    const { openid = 'nobody' } = await we.invoke<{ openid?: string }>('shop', {}, { openid: null })
    expect(openid).toBe('nobody')
  })
})

describe('faults and answers', () => {
  test('a fault meets so many requests, and can be lifted', async () => {
    const call = { method: 'subscribeMessage.send', params: { touser: 'o', templateId: 't', data: {} } }
    const fault = await we.fault({ method: 'subscribeMessage.send', errcode: 43101, times: 2 })
    expect(await we.invoke('shop', call)).toMatchObject({ errCode: 43101 })
    expect(await fault.applied()).toBe(1)
    await fault.lift()
    expect(await we.invoke('shop', call)).toMatchObject({ errCode: 0 })
    const calls = await we.called('subscribeMessage.send')
    expect(calls.map(({ errcode, fault }) => [errcode, fault])).toEqual([
      [43101, fault.id],
      [0, undefined],
    ])
  })

  test('a wrong rule is refused with the reason', async () => {
    expect(await failure(we.fault({ errcode: 1, times: 0 }))).toBe(
      'times in match of the rule must be a whole number from 1.',
    )
    expect(await failure(we.fault({ errcod: 1 } as never))).toContain('action of the rule has "errcod"')
    expect(await failure(we.fault({}))).toBe('action of the rule does nothing.')
  })

  test('an answer is given in the names that users write, and shows the one before it when it is lifted', async () => {
    const { logistics } = openapi()
    const ask = async () => (await logistics.getQuota({ deliveryId: 'SF', bizId: 'b' })).quotaNum
    expect(await ask()).toBe(7)
    const answer = await we.answer('logistics.getQuota', { quotaNum: 0 })
    expect(await ask()).toBe(0)
    await answer.lift()
    expect(await ask()).toBe(7)
  })

  test('the answer of a method that gives a file is a file', async () => {
    await we.answer('wxacode.getUnlimited', { contentType: 'image/jpeg', buffer: Buffer.from('a code') })
    const { contentType, buffer } = await openapi().wxacode.getUnlimited({ scene: 'a=1' })
    expect([contentType, String(buffer)]).toEqual(['image/jpeg', 'a code'])
    expect(await failure(we.answer('wxacode.getUnlimited', { quota: 1 } as never))).toContain(
      'must be a file',
    )
  })

  test('an answer that cannot be sent is refused', async () => {
    const wrong = { phoneInfo: () => 'none' } as never
    expect(await failure(we.answer('phonenumber.getPhoneNumber', wrong))).toContain('phoneInfo is a function')
    expect(await failure(we.answer('logistics.getQuota', { errCode: 1 } as never))).toContain(
      "fault({ method: '",
    )
    expect(await failure(we.answer('logistics.getQuota', null as never))).toContain('must be an object')
  })

  test('misspelt methods are refused with the nearest name', async () => {
    const hint = 'did you mean subscribeMessage.send?'
    const misspelt = 'subscribeMessage.sent' as never
    expect(await failure(we.fault({ method: misspelt, errcode: 1 }))).toContain(hint)
    expect(await failure(we.answer(misspelt, {} as never))).toContain(hint)
    expect(await failure(we.called(misspelt))).toContain(hint)
    expect(await failure(we.quota({ methods: { [misspelt]: { daily: 1 } } }))).toContain(hint)
  })
})

describe('clock, tokens and quotas', () => {
  test.each([
    ['2h', 7_200_000],
    ['1.5 m', 90_000],
    [250, 250],
  ])('advance(%j) moves the clock', async (time, milliseconds) => {
    const before = Date.now()
    const { now } = await we.advance(time)
    expect(now - milliseconds).toBeGreaterThanOrEqual(before)
    expect(now - milliseconds).toBeLessThan(before + 60_000)
    expect(await failure(we.advance('2 hours'))).toContain('advance takes')
  })

  test('timers that are due on the way are run', async () => {
    const { timers } = await we.advance('1h')
    expect(timers).toEqual([{ functionName: 'shop', name: 'hourly', ran: 1, failed: 0, leftOut: 0 }])
  })

  test('revoked tokens are counted, and a quota is used up', async () => {
    const { logistics } = openapi()
    await logistics.getAllAccount({})
    expect(await we.revoke({ kind: 'stable' })).toBe(1)
    await we.quota({ methods: { 'logistics.getAllAccount': { daily: 0 } } })
    expect(await failure(logistics.getAllAccount({}))).toContain('45009')
  })
})

describe('database and storage', () => {
  test('documents are seeded and dumped, dates as dates', async () => {
    expect(await we.database.dump()).toEqual({ orders: [order] })
    await we.database.seed({ orders: [{ ...order, order: 'coffee' }], guests: [{ _id: 1, at: new Date(5) }] })
    expect(await we.database.dump('orders')).toEqual([{ ...order, order: 'coffee' }])
    expect(await we.database.dump('guests')).toEqual([{ _id: 1, at: new Date(5) }])
    expect(await failure(we.database.seed({ orders: order } as never))).toContain('lists of documents')
  })

  test('a collection that the code names is there, any other is not', async () => {
    expect(await we.invoke('shop', { secret: 'visits' })).toEqual([])
    expect(await we.invoke('shop', { secret: 'nowhere' })).toBe(-502005)
  })

  test('a collection that the code creates is not there before', async () => {
    expect(await we.invoke('shop', { secret: 'made' })).toBe(-502005)
    expect(await we.invoke('shop', { secret: 'made', make: true })).toEqual([])
  })

  test('files are put, read and listed by path and by id', async () => {
    const fileID = await we.storage.put('photos/Tea 1.png', 'bytes')
    expect(await we.storage.list()).toEqual([{ fileID, bytes: 5 }])
    expect(String(await we.storage.get('photos/Tea 1.png'))).toBe('bytes')
    expect(String(await we.storage.get(fileID))).toBe('bytes')
    expect(await we.storage.get('photos/none.png')).toBeUndefined()
    expect(await failure(we.storage.put('../up', ''))).toContain('must not contain')
  })
})

describe('reset', () => {
  test('takes everything back, and ends what still runs', async () => {
    await we.fault({ method: 'logistics.getAllAccount', errcode: 1 })
    await we.answer('logistics.getQuota', { quotaNum: 1 })
    await we.quota({ methods: { 'logistics.getQuota': { daily: 0 } } })
    await we.storage.put('a.txt', 'a')
    await we.advance('2d')
    const waiting = failure(we.invoke('shop', { order: 'late', wait: true }))
    while ((await we.database.dump('orders')).length < 2) await new Promise(resolve => setImmediate(resolve))
    await we.reset()
    expect(await waiting).toContain('-504002')
    const { logistics } = openapi()
    expect((await logistics.getAllAccount({})).errCode).toBe(0)
    expect((await logistics.getQuota({ deliveryId: 'SF', bizId: 'b' })).quotaNum).toBe(7)
    expect(await we.storage.list()).toEqual([])
    expect(await we.database.dump()).toEqual({ orders: [order] })
    const [first] = await we.log()
    expect([first!.seq, first!.time < Date.now() + 60_000]).toEqual([1, true])
    expect((await we.effects()).map(({ method }) => method)).toEqual(['auth.getStableAccessToken'])
  })

  test('keeps functions loaded, unless they are to be loaded anew', async () => {
    const times = async () => (await we.invoke<{ times: number }>('shop')).times
    const before = await times()
    await we.reset()
    expect(await times()).toBe(before + 1)
    await we.reset({ functions: true })
    expect(await times()).toBe(1)
  })

  test('a handle of the time before it takes nothing back', async () => {
    const [fault, answer] = [
      await we.fault({ method: 'logistics.getQuota', errcode: 1 }),
      await we.answer('logistics.getQuota', { quotaNum: 1 }),
    ]
    await we.reset()
    const { applied, id } = await we.fault({ method: 'logistics.getAllAccount', errcode: 9 })
    expect(id).toBe(fault.id)
    await we.answer('logistics.getQuota', { quotaNum: 2 })
    await fault.lift()
    await answer.lift()
    expect((await openapi().logistics.getQuota({ deliveryId: 'SF', bizId: 'b' })).quotaNum).toBe(2)
    expect([await applied(), await fault.applied()]).toEqual([0, 0])
    expect(await failure(openapi().logistics.getAllAccount({}))).toContain('9')
  })
})

test('close ends the functions and the emulator, twice is once, and nothing can be asked any more', async () => {
  const other = await startProject({ folder, onLog: () => undefined })
  await other.invoke('shop', { order: 'only here' })
  expect(await we.database.dump('orders')).toEqual([order])
  await Promise.all([other.close(), other.close()])
  expect(await failure(other.log())).toBe('the project was closed')
  expect(await failure(other.invoke('shop'))).toBe('the project was closed')
  const port = Number(new URL(other.url).port)
  await new Promise<void>((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()))
  })
})
