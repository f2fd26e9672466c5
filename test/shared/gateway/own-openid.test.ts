import { withOwnOpenid } from '../../../shared/gateway/own-openid'
import {
  array,
  bigInteger,
  boolean,
  fixed,
  integer,
  json,
  jsonString,
  number,
  object,
  oneOf,
  optional,
  record,
  type Shape,
  string,
  userOpenid,
  wire,
} from '../../../shared/schema/fields'

/** What is below `json()`: the names alone tell who is a user. */
const data = (value: Record<string, unknown>) =>
  withOwnOpenid({ value }, { value: json() }, 'oUser', 'shop.tidy').value

const given = (params: Record<string, unknown>, shape: Shape = {}) =>
  withOwnOpenid(params, shape, 'oUser', 'shop.tidy')

test.each(['openid', 'openId', 'OPENID', 'open_id', 'touser', 'toUser', 'to_user', '_to_user_'])(
  'a parameter called %s names the caller',
  name => {
    expect(data({ [name]: 'oVictim', other: 1 })).toEqual({ [name]: 'oUser', other: 1 })
  },
)

test.each(['openidList', 'openid_list', 'toUserLIST'])('a list called %s names the caller alone', name => {
  expect(data({ [name]: ['oVictim', 'oOther'] })).toEqual({ [name]: ['oUser'] })
  expect(data({ [name]: 'oVictim' })).toEqual({ [name]: ['oUser'] })
})

test('several users are the caller', () => {
  expect(data({ openids: ['oVictim'], tousers: 'oVictim' })).toEqual({
    openids: ['oUser'],
    tousers: 'oUser',
  })
})

test.each(['openidOfShop', 'openidListing', 'user', 'to'])('a parameter called %s is not a user', name => {
  expect(data({ [name]: 'value' })).toEqual({ [name]: 'value' })
})

test('a user that the row knows and the caller left out is the caller', () => {
  const shape = { openid: userOpenid(), toUserList: optional(array(userOpenid())), text: optional(string()) }
  expect(given({}, shape)).toEqual({ openid: 'oUser', toUserList: ['oUser'] })
})

test('the row says whether a user is one or a list', () => {
  expect(given({ toUser: 'oVictim' }, { toUser: array(userOpenid()) })).toEqual({ toUser: ['oUser'] })
  expect(given({ openidList: ['oVictim'] }, { openidList: userOpenid() })).toEqual({ openidList: 'oUser' })
})

test('the name on the wire counts, in both directions', () => {
  expect(given({ customer: 'oVictim' }, { customer: wire('openid', userOpenid()) })).toEqual({
    customer: 'oUser',
  })
  expect(given({ openid: 'door' }, { openid: wire('opening', string()) })).toEqual({ openid: 'door' })
})

test('users inside objects and lists are the caller, with a row that knows them and without', () => {
  const shape = {
    list: array(object({ openid: userOpenid() })),
    owner: object({ name: string(), openid: userOpenid() }),
  }
  const params = { list: [{ openid: 'oVictim' }, {}], owner: { name: 'n' } }
  expect(given(params, shape)).toEqual({
    list: [{ openid: 'oUser' }, { openid: 'oUser' }],
    owner: { name: 'n', openid: 'oUser' },
  })
  expect(data({ list: [[{ openid: 'oVictim' }], {}] })).toEqual({ list: [[{ openid: 'oUser' }], {}] })
})

test('users inside JSON text are the caller', () => {
  const shape = { extra: jsonString(object({ openid: userOpenid() })) }
  expect(given({ extra: '{"openid":"oVictim"}' }, shape)).toEqual({ extra: '{"openid":"oUser"}' })
  expect(given({ extra: { openid: 'oVictim' } }, shape)).toEqual({ extra: { openid: 'oUser' } })
  expect(given({ extra: '[{"touser":"oVictim"}]' }, { extra: jsonString(json()) })).toEqual({
    extra: '[{"touser":"oUser"}]',
  })
})

test('text is text where no JSON is due', () => {
  expect(given({ note: '{"openid":"o"}' }, { note: string() })).toEqual({ note: '{"openid":"o"}' })
  expect(data({ note: '{"openid":"o"}' })).toEqual({ note: '{"openid":"o"}' })
})

test.each<Shape[string]>([
  string(),
  integer(),
  number(),
  bigInteger(),
  boolean(),
  oneOf('a', 'b'),
  fixed('a'),
])('an object where one value is due is a fault, however deep, and every one is named (%#)', field => {
  const shape = { id: field, list: array(object({ id: optional(field) })) }
  for (const query of [{ $ne: null }, {}, ['a']]) {
    expect(() => given({ id: query, list: [{ id: 'a' }, { id: query }] }, shape)).toThrow(
      expect.objectContaining({
        name: 'InvalidParamsError',
        errMsg: 'openapi.shop.tidy:fail id must be a single value; list.id must be a single value',
      }),
    )
  }
  expect(given({ id: null }, shape)).toEqual({ id: null })
})

test('an object is none where the row takes one, or knows nothing', () => {
  const shape = { any: json(), map: record(string()), one: object({}), many: array(object({})) }
  const params = { any: { a: 1 }, map: { a: 'b' }, one: { a: 1 }, many: [{}] }
  expect(given(params, shape)).toEqual(params)
})

test('bytes, null and plain values stay as they are', () => {
  const value = Buffer.from('bytes')
  const params = { media: { contentType: 'image/png', value }, nothing: null, count: 1, yes: true }
  const own = data(params) as typeof params
  expect(own).toEqual(params)
  expect((own.media as { value: unknown }).value).toBe(value)
})

test('a key called __proto__ stays data, and is looked into', () => {
  const own = data(JSON.parse('{"__proto__":{"openid":"oVictim"}}'))
  expect(Object.getPrototypeOf(own)).toBe(Object.prototype)
  expect(JSON.stringify(own)).toBe('{"__proto__":{"openid":"oUser"}}')
})

test('what every object inherits is no field of a row', () => {
  expect(() => given({ constructor: 'c' })).toThrow('constructor is not known to this method')
})

test('what was given is not changed', () => {
  const params = { list: [{ openid: 'oVictim' }] }
  data(params)
  expect(params).toEqual({ list: [{ openid: 'oVictim' }] })
})
