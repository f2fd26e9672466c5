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
  wire,
} from '../../../shared/schema/fields'

const given = (params: Record<string, unknown>, shape: Shape = {}) =>
  withOwnOpenid(params, shape, 'oUser', 'shop.tidy')

test.each(['openid', 'openId', 'OPENID', 'open_id', 'touser', 'toUser', 'to_user', '_to_user_'])(
  'a parameter called %s names the caller',
  name => {
    expect(given({ [name]: 'oVictim', other: 1 })).toEqual({ [name]: 'oUser', other: 1 })
  },
)

test.each(['openidList', 'openid_list', 'toUserLIST'])('a list called %s names the caller alone', name => {
  expect(given({ [name]: ['oVictim', 'oOther'] })).toEqual({ [name]: ['oUser'] })
  expect(given({ [name]: 'oVictim' })).toEqual({ [name]: ['oUser'] })
})

test('several users are the caller', () => {
  expect(given({ openids: ['oVictim'], tousers: 'oVictim' })).toEqual({
    openids: ['oUser'],
    tousers: 'oUser',
  })
})

test.each(['unionid', 'myOpenid', 'openidOfShop', 'openidListing', 'user', 'to'])(
  'a parameter called %s is not a user',
  name => {
    expect(given({ [name]: 'value' })).toEqual({ [name]: 'value' })
  },
)

test('a user that the row knows and the caller left out is the caller', () => {
  const shape = { openid: string(), toUserList: optional(array(string())), text: optional(string()) }
  expect(given({}, shape)).toEqual({ openid: 'oUser', toUserList: ['oUser'] })
})

test('the row says whether a user is one or a list', () => {
  expect(given({ toUser: 'oVictim' }, { toUser: array(string()) })).toEqual({ toUser: ['oUser'] })
  expect(given({ openidList: ['oVictim'] }, { openidList: string() })).toEqual({ openidList: 'oUser' })
})

test('the name on the wire counts, in both directions', () => {
  expect(given({ customer: 'oVictim' }, { customer: wire('openid', string()) })).toEqual({
    customer: 'oUser',
  })
  expect(given({ openid: 'door' }, { openid: wire('opening', string()) })).toEqual({ openid: 'door' })
})

test('users inside objects and lists are the caller, with a row that knows them and without', () => {
  const shape = {
    list: array(object({ openid: string() })),
    owner: object({ name: string(), openid: string() }),
  }
  const params = { list: [{ openid: 'oVictim' }, {}], owner: { name: 'n' }, more: [[{ touser: 'oVictim' }]] }
  expect(given(params, shape)).toEqual({
    list: [{ openid: 'oUser' }, { openid: 'oUser' }],
    owner: { name: 'n', openid: 'oUser' },
    more: [[{ touser: 'oUser' }]],
  })
  expect(given({ list: [{ openid: 'oVictim' }, {}] })).toEqual({ list: [{ openid: 'oUser' }, {}] })
})

test('users inside JSON text are the caller', () => {
  const shape = { extra: jsonString(object({ openid: string() })) }
  expect(given({ extra: '{"openid":"oVictim","a":1}' }, shape)).toEqual({ extra: { openid: 'oUser', a: 1 } })
  expect(given({ extra: { openid: 'oVictim' } }, shape)).toEqual({ extra: { openid: 'oUser' } })
  expect(given({ extra: '[{"touser":"oVictim"}]' }, shape)).toEqual({ extra: [{ touser: 'oUser' }] })
})

test('text is text, where it is no JSON and where none is due', () => {
  expect(given({ extra: '{oops' }, { extra: jsonString(object({})) })).toEqual({ extra: '{oops' })
  expect(given({ note: '{"openid":"o"}' }, { note: string() })).toEqual({ note: '{"openid":"o"}' })
  expect(given({ note: '{"openid":"o"}' })).toEqual({ note: '{"openid":"o"}' })
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
        errMsg: 'openapi.shop.tidy:fail id must be one value; list.id must be one value',
      }),
    )
  }
  expect(given({ id: null }, shape)).toEqual({ id: null })
})

test('an object is none where the row takes one, or knows nothing', () => {
  const shape = { any: json(), map: record(string()), one: object({}), many: array(object({})) }
  const params = { any: { a: 1 }, map: { a: 'b' }, one: { a: 1 }, many: [{}], unknown: { $ne: null } }
  expect(given(params, shape)).toEqual(params)
})

test('bytes, null and plain values stay as they are', () => {
  const value = Buffer.from('bytes')
  const params = { media: { contentType: 'image/png', value }, nothing: null, count: 1, yes: true }
  const own = given(params)
  expect(own).toEqual(params)
  expect((own.media as { value: unknown }).value).toBe(value)
})

test('a key called __proto__ stays data, and is looked into', () => {
  const own = given(JSON.parse('{"__proto__":{"openid":"oVictim"}}'))
  expect(Object.getPrototypeOf(own)).toBe(Object.prototype)
  expect(JSON.stringify(own)).toBe('{"__proto__":{"openid":"oUser"}}')
})

test('what every object inherits is no field of a row', () => {
  expect(given({ constructor: 'c', toString: 't' })).toEqual({ constructor: 'c', toString: 't' })
})

test('what was given is not changed', () => {
  const params = { list: [{ openid: 'oVictim' }] }
  given(params)
  expect(params).toEqual({ list: [{ openid: 'oVictim' }] })
})
