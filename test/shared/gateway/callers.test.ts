import { logistics } from '../../../shared/catalogue/logistics'
import { serve } from '../../../shared/gateway'
import { type StubServer, startStub } from '../../support/stub-server'
import { handle, operator, type Setting, user } from './serving'

let stub: StubServer
beforeAll(async () => {
  stub = await startStub(() => undefined)
})
afterAll(() => stub.close())
beforeEach(() => {
  stub.arrived.length = 0
})

const names = Object.keys(logistics).map(name => `logistics.${name}`)
const config = { permissions: { openapi: names } }
const main = () =>
  serve({ logistics }, config, { openapi: { appid: 'wx1', secret: 's3cret-s3cret', baseUrl: stub.url } })

const strangers: [string, Setting][] = [
  ['an ordinary user', user],
  ['a user without OPENID', { SOURCE: 'wx_client', operators: 'oOperator' }],
  ['a user whose OPENID is empty', { OPENID: '', SOURCE: 'wx_client', operators: ',oOperator,' }],
  ['a timer', { SOURCE: 'wx_trigger', operators: 'oOperator' }],
  ['a timer that claims an operator', { ...operator, SOURCE: 'wx_trigger' }],
  ['a web request', { ...operator, SOURCE: 'wx_http' }],
  ['the console of DevTools', { ...operator, SOURCE: 'wx_devtools' }],
  ['another function on behalf of an operator', { ...operator, SOURCE: 'wx_client,scf' }],
  ['a caller of unknown source', { ...operator, SOURCE: 'wx_unknown' }],
  ['a caller without source', { ...operator, SOURCE: undefined }],
  ['an operator of an empty list', { ...operator, operators: '' }],
  ['an operator without a list', { ...operator, operators: undefined }],
  ['a part of an operator', { ...operator, OPENID: 'oOperato' }],
  ['an operator in other letters', { ...operator, OPENID: 'ooperator' }],
]

const refusal = JSON.stringify({
  errCode: -604900,
  errMsg: 'openapi:fail the caller may not use this function',
  meaning: 'the caller may not use this function',
  fix: 'add the OPENID to OPENAPI_OPERATORS of the function; the method whoami returns it',
  retryable: false,
  maybeExecuted: false,
})

test.each(strangers)(
  'C1: %s gets the same refusal for every method, and nothing is sent',
  async (_, setting) => {
    const serving = main()
    const replies = await Promise.all(names.map(method => handle(serving, setting, { method, params: {} })))
    expect(replies).toHaveLength(22)
    expect(new Set(replies.map(reply => JSON.stringify(reply)))).toEqual(new Set([refusal]))
    expect(stub.arrived).toEqual([])
  },
)

test('C1: an operator may call every method of the function', async () => {
  const https = names.filter(
    name => !(logistics as Record<string, { cloudCallable?: true }>)[name.slice(10)]!.cloudCallable,
  )
  const serving = serve({ logistics }, config, {
    httpsOnly: https,
    openapi: { appid: 'wx1', secret: 's3cret-s3cret', baseUrl: stub.url },
  })
  for (const method of names) {
    expect(await handle(serving, operator, { method, params: {} })).toMatchObject({ errCode: 0 })
  }
  expect(stub.calls()).toHaveLength(22)
})

const unknownNames = [
  'logistics.noSuchMethod',
  'constructor',
  '__proto__',
  'toString',
  'then',
  'valueOf',
  'hasOwnProperty',
  'toJSON',
  'logistics.constructor',
  'logistics.__proto__.addOrder',
  'Symbol.iterator',
  '',
  '.',
  'x'.repeat(1000),
  '物流.下单',
]

test.each(unknownNames)('C5: a user who names %j hears no more than for a real method', async method => {
  expect(JSON.stringify(await handle(main(), user, { method }))).toBe(refusal)
})

test.each(unknownNames)('C5: for an operator %j is an unknown method, and nothing is sent', async method => {
  const reply = await handle(main(), operator, { method, params: {} })
  expect(reply).toMatchObject({ errCode: -604100, retryable: false, maybeExecuted: false })
  expect(stub.arrived).toEqual([])
})

test('a user hears nothing of what config.json lacks', async () => {
  const none = serve({ logistics }, { permissions: { openapi: [] } })
  expect(JSON.stringify(await handle(none, user, { method: 'logistics.addOrder' }))).toBe(refusal)
})

test.each([
  ['commas', 'oA,oOperator,oB'],
  ['blanks', 'oA oOperator oB'],
  ['lines', 'oA\noOperator\r\n'],
  ['both', ' oA , oOperator '],
  ['Chinese commas', 'oA，oOperator'],
])('operators are parted by %s', async (_, operators) => {
  const reply = await handle(main(), { ...operator, operators }, { method: 'logistics.getAllAccount' })
  expect(reply.errCode).toBe(0)
})

describe('C2: the identity is that of the context, whatever the event says', () => {
  const claims = {
    openid: 'oOperator',
    OPENID: 'oOperator',
    userInfo: { openId: 'oOperator', appId: 'wx1' },
    appid: 'wx1',
    isAdmin: true,
    operator: true,
    SOURCE: 'wx_client',
    WX_OPENID: 'oOperator',
  }
  test('a user stays a user', async () => {
    const event = JSON.parse(JSON.stringify({ method: 'logistics.addOrder', params: claims, ...claims }))
    expect(JSON.stringify(await handle(main(), user, event))).toBe(refusal)
    const polluting = JSON.parse(
      '{"method":"logistics.addOrder","__proto__":{"OPENID":"oOperator","operator":true}}',
    )
    expect(JSON.stringify(await handle(main(), user, polluting))).toBe(refusal)
    expect(({} as { operator?: boolean }).operator).toBeUndefined()
  })
  test('whoami tells who the context names', async () => {
    expect(await handle(main(), user, { method: 'whoami', ...claims })).toEqual({
      openid: 'oUser',
      operator: false,
      env: 'shop-1',
      errCode: 0,
      errMsg: 'openapi.whoami:ok',
    })
  })
})

test('whoami tells an operator that he is one, and makes no call', async () => {
  expect(await handle(main(), operator, { method: 'whoami' })).toMatchObject({
    openid: 'oOperator',
    operator: true,
  })
  expect(stub.arrived).toEqual([])
})

test('whoami is for users of the mini program', async () => {
  const timer = { SOURCE: 'wx_trigger', operators: 'oOperator' }
  expect(JSON.stringify(await handle(main(), timer, { method: 'whoami' }))).toBe(refusal)
})

test('C10: two events at once in one instance do not mix up who is calling', async () => {
  const serving = main()
  const turns = Array.from({ length: 40 }, (_, turn) => (turn % 2 ? operator : user))
  const replies = await Promise.all(
    turns.map(setting => handle(serving, setting, { method: 'logistics.getAllAccount' })),
  )
  expect(replies.map(reply => reply.errCode)).toEqual(turns.map((_, turn) => (turn % 2 ? 0 : -604900)))
})

test('events of one instance share a token', async () => {
  const serving = main()
  for (let turn = 0; turn < 3; turn += 1)
    await handle(serving, operator, { method: 'logistics.getAllAccount' })
  expect(stub.tokens()).toHaveLength(1)
})
