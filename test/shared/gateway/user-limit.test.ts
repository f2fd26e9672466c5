import { logistics } from '../../../shared/catalogue/logistics'
import { type Reply, type ServeOptions, serve } from '../../../shared/gateway'
import { comeBack, elapse } from '../../reliability/support/travel'
import { type StubServer, startStub } from '../../support/stub-server'
import { handle, operator, type Setting, user } from './serving'

const config = { permissions: { openapi: ['logistics.getAllDelivery'] } }
const event = { method: 'getAllDelivery' }
const another: Setting = { ...user, OPENID: 'oAnother' }

let stub: StubServer
beforeEach(async () => {
  stub = await startStub(() => undefined)
})
afterEach(async () => {
  comeBack()
  await stub.close()
})

const main = (options: ServeOptions = {}) =>
  serve({ logistics }, config, {
    everyone: ['getAllDelivery'],
    openapi: { appid: 'wx1', secret: 's3cret-s3cret', baseUrl: stub.url },
    ...options,
  })

/** The errcodes of many events at once, and how often each came. */
async function many(made: ReturnType<typeof main>, setting: Setting, count: number) {
  const replies = await Promise.all(Array.from({ length: count }, () => handle(made, setting, event)))
  const counts: Record<number, number> = {}
  for (const { errCode } of replies) counts[errCode] = (counts[errCode] ?? 0) + 1
  return counts
}

test('C8: of a hundred calls that one user makes in a second, fifty reach WeChat', async () => {
  expect(await many(main(), user, 100)).toEqual({ 0: 50, 45011: 50 })
  expect(stub.calls()).toHaveLength(50)
})

test('C8: an operator is a user too', async () => {
  expect(await many(main(), operator, 60)).toEqual({ 0: 50, 45011: 10 })
})

test('C8: what one user does takes nothing from another', async () => {
  const made = main({ callsPerSecond: 3 })
  expect(await many(made, user, 5)).toEqual({ 0: 3, 45011: 2 })
  expect(await many(made, another, 3)).toEqual({ 0: 3 })
})

test('C8: a second later the user may call again', async () => {
  const made = main({ callsPerSecond: 3 })
  await many(made, user, 5)
  elapse(1001)
  expect(await many(made, user, 5)).toEqual({ 0: 3, 45011: 2 })
})

test('C8: the refusal says what happened and what to do, and that nothing was done', async () => {
  const made = main({ callsPerSecond: 1 })
  await handle(made, user, event)
  const refused: Reply = await handle(made, user, event)
  expect(refused).toEqual({
    errCode: 45011,
    errMsg: 'openapi.logistics.getAllDelivery:fail too many calls by one user',
    method: 'logistics.getAllDelivery',
    meaning: 'too many calls this minute',
    fix: 'wait a second, or raise callsPerSecond of serve',
    retryable: false,
    maybeExecuted: false,
  })
})

test('events that are refused for another reason do not count', async () => {
  const made = main({ callsPerSecond: 1 })
  for (let at = 0; at < 5; at += 1) await handle(made, user, { method: 'addOrder' })
  expect(await many(made, user, 2)).toEqual({ 0: 1, 45011: 1 })
})

test.each([0, -1, Number.NaN, '9'])('callsPerSecond of %p is refused at once', value => {
  expect(() => main({ callsPerSecond: value as number })).toThrow(
    'the option callsPerSecond must be a number above 0',
  )
})
