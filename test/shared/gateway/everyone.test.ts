import { serve } from '../../../shared/gateway'
import { endpoint } from '../../../shared/schema/endpoint'
import {
  array,
  json,
  jsonString,
  object,
  optional,
  string,
  userId,
  userOpenid,
  wire,
} from '../../../shared/schema/fields'
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

// Rows in which a user stands wherever one can stand.
const shop = {
  getMine: endpoint({
    http: 'POST /wxa/mine',
    cloudCallable: true,
    effect: 'read',
    params: { openid: optional(userOpenid()), text: optional(string()) },
    result: {},
  }),
  getNested: endpoint({
    http: 'POST /wxa/nested',
    cloudCallable: true,
    effect: 'read',
    params: {
      list: optional(array(object({ orderId: string(), openid: optional(userOpenid()) }))),
      owner: optional(object({ openid: userOpenid() })),
      extra: optional(jsonString(object({ openid: userOpenid() }))),
      toUser: optional(array(userOpenid())),
      data: optional(jsonString(json())),
    },
    result: {},
  }),
  getOddlyNamed: endpoint({
    http: 'POST /wxa/odd',
    cloudCallable: true,
    effect: 'read',
    params: { customer: optional(wire('openid', userOpenid())) },
    result: {},
  }),
  remove: endpoint({
    http: 'POST /wxa/remove',
    cloudCallable: true,
    effect: 'write',
    params: {},
    result: {},
  }),
}
const names = ['getMine', 'getNested', 'getOddlyNamed']
const config = { permissions: { openapi: [...names, 'remove'].map(name => `shop.${name}`) } }
const main = () =>
  serve({ shop }, config, {
    everyone: [...names.slice(0, 2), 'shop.getOddlyNamed'],
    openapi: { appid: 'wx1', secret: 's3cret-s3cret', baseUrl: stub.url },
  })

/** What WeChat gets when a caller makes a call. */
async function sent(setting: Setting, method: string, params: object): Promise<unknown> {
  const event = JSON.parse(JSON.stringify({ method, params }))
  const reply = await handle(main(), setting, event)
  const body = stub.calls().pop()?.body.toString()
  return body === undefined ? reply : JSON.parse(body)
}

/** A call that could name a victim is refused by the name of the parameter, and WeChat hears nothing. */
async function expectRefused(method: string, params: object, named: string): Promise<void> {
  const reply = await handle(main(), user, { method, params })
  expect(reply).toMatchObject({ errCode: -501007, faults: [{ path: named }], maybeExecuted: false })
  expect(stub.arrived).toEqual([])
}

test('a user may call what is open, and nothing else', async () => {
  expect((await handle(main(), user, { method: 'getMine' })).errCode).toBe(0)
  expect((await handle(main(), user, { method: 'remove' })).errCode).toBe(-604900)
})

test.each([
  ['without OPENID', { SOURCE: 'wx_client', operators: 'oOperator' }],
  ['from a timer', { OPENID: 'oUser', SOURCE: 'wx_trigger', operators: 'oOperator' }],
  ['from another function', { OPENID: 'oUser', SOURCE: 'wx_client,scf', operators: 'oOperator' }],
])('what is open is not open to a caller %s', async (_, setting) => {
  expect((await handle(main(), setting, { method: 'getMine' })).errCode).toBe(-604900)
  expect(stub.arrived).toEqual([])
})

test('C7: a user cannot ask for somebody else', async () => {
  expect(await sent(user, 'getMine', { openid: 'oVictim', text: 'hello' })).toEqual({
    openid: 'oUser',
    text: 'hello',
  })
})

test('C7: a user who names nobody asks for himself', async () => {
  expect(await sent(user, 'getMine', { text: 'hello' })).toEqual({ openid: 'oUser', text: 'hello' })
})

test.each(['touser', 'toUser', 'to_user', 'openId', 'open_id', 'OpenID'])(
  'C7: a parameter that the row does not know is refused if it is called %s',
  name => expectRefused('shop.getOddlyNamed', { [name]: 'oVictim' }, name),
)

test('C7: the caller stands wherever the row knows a user', async () => {
  const params = {
    list: [{ orderId: '1', openid: 'oVictim' }, { orderId: '2' }],
    owner: { openid: { $ne: null } },
    extra: '{"openid":"oVictim"}',
    toUser: ['oVictim', 'oOther'],
  }
  expect(await sent(user, 'getNested', params)).toEqual({
    list: [
      { order_id: '1', openid: 'oUser' },
      { order_id: '2', openid: 'oUser' },
    ],
    owner: { openid: 'oUser' },
    extra: '{"openid":"oUser"}',
    to_user: ['oUser'],
  })
})

test.each([
  ['list', { list: { first: { openid: 'oVictim' } } }],
  ['owner', { owner: [{ openid: 'oVictim' }] }],
  ['openidList', { openidList: 'oVictim' }],
])('C7: a form of %s that the row does not expect is refused', (named, params) =>
  expectRefused('getNested', params, named),
)

test('C7: a user’s name that is another word on the wire is replaced too', async () => {
  expect(await sent(user, 'getOddlyNamed', { customer: 'oVictim' })).toEqual({ openid: 'oUser' })
})

test('C7: spelling a user twice is an error, not a way around', async () => {
  const params = { openid: 'oUser', Openid: 'oVictim' }
  const reply = await handle(main(), user, { method: 'getMine', params })
  const [{ path } = { path: '' }] = reply.faults as { path: string }[]
  expect([reply.errCode, path.toLowerCase()]).toEqual([-501007, 'openid'])
  expect(stub.arrived).toEqual([])
})

test('a key of a prototype is refused as any that the row does not know', async () => {
  await expectRefused('getMine', JSON.parse('{"__proto__":{"openid":"oVictim"},"text":"t"}'), '__proto__')
  expect(({} as { openid?: string }).openid).toBeUndefined()
})

test('an operator still calls for the users he names', async () => {
  expect(await sent(operator, 'getMine', { openid: 'oCustomer' })).toEqual({ openid: 'oCustomer' })
})

test('what is open but not in config.json stays closed, and a user hears no more than ever', async () => {
  const closed = serve({ shop }, { permissions: { openapi: [] } }, { everyone: ['getMine'] })
  expect((await handle(closed, user, { method: 'getMine' })).errCode).toBe(-604900)
  expect((await handle(closed, operator, { method: 'getMine' })).errCode).toBe(-604101)
})

describe.each([
  ['{ $ne: null }', { $ne: null }],
  ['{ $regex: ".*" }', { $regex: '.*' }],
  ['an empty object', {}],
  ['a list', ['1']],
  ['a list of queries', [{ $gt: '' }]],
])('C4: %s where one value is due', (_, query) => {
  const refused = (params: object) =>
    handle(main(), user, JSON.parse(JSON.stringify({ method: 'getNested', params })))

  test('is refused by the name of the parameter, and nothing is sent', async () => {
    const reply = await handle(main(), user, { method: 'getMine', params: { text: query } })
    expect(reply).toMatchObject({
      errCode: -501007,
      faults: [{ path: 'text', problem: 'must be a single value' }],
      retryable: false,
      maybeExecuted: false,
    })
    expect(stub.arrived).toEqual([])
  })

  test('is refused at whatever depth', async () => {
    const reply = await refused({ list: [{ orderId: '1' }, { orderId: query }] })
    expect(reply).toMatchObject({
      errCode: -501007,
      faults: [{ path: 'list.orderId', problem: 'must be a single value' }],
    })
    expect(stub.arrived).toEqual([])
  })
})

test.each(['order_id', 'OrderId', 'orderId'])('C4: also by the spelling %s', async spelling => {
  const params = { list: [{ [spelling]: { $ne: null } }] }
  const reply = await handle(main(), user, { method: 'getNested', params })
  expect(reply.faults).toEqual([{ path: `list.${spelling}`, problem: 'must be a single value' }])
  expect(stub.arrived).toEqual([])
})

test('C4: what may be an object or a list is none the less sent', async () => {
  const params = { list: [{ orderId: '1' }], data: { a: { b: [1] }, c: { $ne: null } } }
  expect(await sent(user, 'getNested', params)).toMatchObject({
    list: [{ order_id: '1' }],
    data: '{"a":{"b":[1]},"c":{"$ne":null}}',
  })
})

const victim = '{"openid":"oVictim"}'

test.each([
  ['encoded twice', JSON.stringify(victim)],
  ['after a byte order mark', `\ufeff${victim}`],
  ['with a comma at its end', '{"openid":"oVictim",}'],
  ['that holds one value', '5'],
])('JSON text %s is refused by the name of the parameter, and nothing is sent', async (_, data) => {
  const reply = await handle(main(), user, { method: 'getNested', params: { data } })
  expect(reply).toMatchObject({ errCode: -501007, faults: [{ path: 'data' }] })
  expect(stub.arrived).toEqual([])
})

test('JSON text keeps every digit and every name, and its user is the caller', async () => {
  const data = '{"orderId":12345678901234567890,"price":1.10,"s5":"n5","openid":"oVictim"}'
  expect(await sent(user, 'getNested', { data })).toMatchObject({
    data: '{"orderId":12345678901234567890,"price":1.10,"s5":"n5","openid":"oUser"}',
  })
})

test.each([
  ['more', { more: 1 }],
  ['list.more', { list: [{ orderId: '1', more: 1 }] }],
])('a user may not send %s, which the row does not know', async (path, params) => {
  const reply = await handle(main(), user, { method: 'getNested', params })
  expect(reply).toMatchObject({ errCode: -501007, faults: [{ path }] })
  expect(stub.arrived).toEqual([])
})

test('an operator may send what the row does not know', async () => {
  expect(await sent(operator, 'getMine', { more: 1 })).toEqual({ more: 1 })
})

test('a row that names users by another id cannot be open to everyone', () => {
  const send = endpoint({
    http: 'POST /wxa/send',
    effect: 'write',
    params: { list: array(object({ unionid: optional(userId()) })) },
    result: {},
  })
  expect(() => serve({ shop: { send } }, config, { everyone: ['send'] })).toThrow(
    'serve: everyone names shop.send, whose parameter list.unionid can name any user',
  )
})
