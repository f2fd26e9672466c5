import { logistics } from '../../../shared/catalogue/logistics'
import { InvalidParamsError } from '../../../shared/errors/invalid-params-error'
import { check } from '../../../shared/schema/check'
import { type Endpoint, endpoint } from '../../../shared/schema/endpoint'
import {
  array,
  bigInteger,
  boolean,
  credential,
  fixed,
  integer,
  json,
  jsonString,
  media,
  number,
  object,
  oneOf,
  optional,
  record,
  type Shape,
  string,
  wire,
} from '../../../shared/schema/fields'

const row = (params: Shape): Endpoint =>
  endpoint({ http: 'POST /shop/tidy', effect: 'write', params, result: {} })
const said = (params: Shape, given: unknown, convertCase?: boolean) =>
  check(row(params), given, convertCase).map(({ path, problem }) => `${path} ${problem}`)

const address = { name: 'a', tel: '1', province: '广东省' }
const order = {
  orderId: 'o1',
  deliveryId: 'SF',
  bizId: 'b',
  addSource: 0,
  sender: address,
  receiver: address,
  cargo: { count: 1, weight: 0.5, spaceX: 1, spaceY: 1, spaceZ: 1, detailList: [{ name: 'a', count: 1 }] },
  shop: {},
  insured: {},
  service: { serviceType: 0, serviceName: '标准快递' },
}

describe('a call that fits its row', () => {
  test('has no faults', () => {
    expect(check(logistics.addOrder, order)).toEqual([])
    expect(check(logistics.updatePrinter, { openid: 'o', updateType: 'bind', tagidList: '1,2' })).toEqual([])
  })

  test('may leave out params where all are optional', () => {
    expect(check(logistics.getAllAccount, undefined)).toEqual([])
    expect(said({ a: optional(string()) }, { a: undefined })).toEqual([])
  })
})

describe('all faults come at once', () => {
  test('in the order of the fields, unknown names last, each with its path', () => {
    const given = {
      ...order,
      color: 'red',
      sender: undefined,
      cargo: {
        ...order.cargo,
        weight: '1',
        detailList: [{ name: 'a', count: 1 }, {}, { name: 7, count: '3' }],
      },
      addSource: 1,
    }
    expect(check(logistics.addOrder, given).map(({ path, problem }) => `${path} ${problem}`)).toEqual([
      'addSource must be 0 or 2, got 1',
      'sender is missing',
      'cargo.weight must be a number, got "1"',
      'cargo.detailList[1].name is missing',
      'cargo.detailList[1].count is missing',
      'cargo.detailList[2].name must be a string, got 7',
      'cargo.detailList[2].count must be an integer, got "3"',
      'color is unknown',
    ])
  })

  test('and make a readable error', () => {
    const faults = check(logistics.updatePrinter, { updateType: 'bnd', tagIdList: '1' })
    expect(new InvalidParamsError('logistics.updatePrinter', faults).errMsg).toBe(
      "openapi.logistics.updatePrinter:fail openid is missing; updateType must be 'bind' or 'unbind', got \"bnd\"; " +
        'tagIdList is unknown; did you mean tagidList?',
    )
  })
})

describe('types', () => {
  test.each<[string, Shape[string], unknown, string]>([
    ['text', string(), 5, 'must be a string, got 5'],
    ['text that is null', string(), null, 'must be a string, got null'],
    ['an integer', integer(), 1.5, 'must be an integer, got 1.5'],
    ['an integer that is NaN', integer(), Number.NaN, 'must be an integer, got NaN'],
    ['a number', number(), true, 'must be a number, got true'],
    ['a number that is infinite', number(), Infinity, 'must be a number, got Infinity'],
    ['a boolean', boolean(), 0, 'must be true or false, got 0'],
    ['one of several', oneOf('a', 'b', 'c'), 'd', "must be 'a', 'b' or 'c', got \"d\""],
    ['one of one', oneOf(2), '2', 'must be 2, got "2"'],
    ['a constant', fixed('apply'), 'list', 'must be \'apply\' or left out, got "list"'],
    ['an object', object({}), [], 'must be an object, got an array'],
    ['an object that is a Date', object({}), new Date(0), 'must be an object, got a Date'],
    ['an object that is a Map', object({}), new Map(), 'must be an object, got a Map'],
    ['an array', array(string()), { 0: 'a' }, 'must be an array, got an object'],
    ['a map', record(string()), 'a', 'must be an object, got "a"'],
    ['text that is bytes', string(), Buffer.from('a'), 'must be a string, got bytes'],
    ['text that is a function', string(), () => 1, 'must be a string, got a function'],
    ['text that is a BigInt', string(), BigInt(1), 'must be a string, got a bigint'],
  ])('%s', (_, field, given, problem) => {
    expect(said({ a: field }, { a: given })).toEqual([`a ${problem}`])
  })

  test('params that are no object at all', () => {
    expect(said({ a: string() }, ['a'])).toEqual([' must be an object, got an array'])
    expect(said({ a: string() }, 'text')).toEqual([' must be an object, got "text"'])
  })

  test('a large integer is a safe number or digits', () => {
    const shape = { id: bigInteger() }
    for (const id of [1, -5, '12345678901234567890', '-1', 9007199254740991])
      expect(said(shape, { id })).toEqual([])
    expect(said(shape, { id: 9007199254740992 })).toEqual([
      'id is beyond 2^53-1, so JavaScript has rounded it; give it as a string of its digits',
    ])
    for (const id of ['12a', '', 1.5, null, '1e3']) {
      expect(said(shape, { id })).toEqual([
        `id must be an integer, or a string of its digits, got ${JSON.stringify(id)}`,
      ])
    }
  })

  test('the items of a list and the values of a map are checked', () => {
    expect(said({ a: array(array(integer())) }, { a: [[1], [2, 'x']] })).toEqual([
      'a[1][1] must be an integer, got "x"',
    ])
    expect(said({ a: array(string()) }, { a: ['x', undefined] })).toEqual(['a[1] is missing'])
    expect(
      said({ a: record(object({ value: string() })) }, { a: { 'my key': {}, thing01: { value: 'x' } } }),
    ).toEqual(['a.my key.value is missing'])
  })

  test('json() may be anything', () => {
    for (const a of [null, 0, 'x', [], { b: [undefined] }]) expect(said({ a: json() }, { a })).toEqual([])
  })

  test('jsonString() is checked inside, unless it is text already', () => {
    const shape = { a: jsonString(object({ list: array(string()) })) }
    expect(said(shape, { a: { list: [1] } })).toEqual(['a.list[0] must be a string, got 1'])
    expect(said(shape, { a: '{"list":[1]}' })).toEqual([])
  })

  test('what toJSON() gives is what counts', () => {
    expect(said({ a: integer() }, { a: { toJSON: () => 'x' } })).toEqual(['a must be an integer, got "x"'])
  })
})

describe('limits', () => {
  test('count the characters of a text as people do', () => {
    const shape = { a: string({ min: 2, max: 3 }) }
    expect(said(shape, { a: '中文字' })).toEqual([])
    expect(said(shape, { a: '😀😀😀' })).toEqual([])
    expect(said(shape, { a: '😀' })).toEqual(['a must have at least 2 characters, has 1'])
    expect(said(shape, { a: '中文字多' })).toEqual(['a must have at most 3 characters, has 4'])
  })

  test('bound the size of numbers, limits included', () => {
    const shape = { a: integer({ min: 1, max: 5 }), b: number({ max: 0.5 }) }
    expect(said(shape, { a: 1, b: 0.5 })).toEqual([])
    expect(said(shape, { a: 0, b: 0.6 })).toEqual([
      'a must be 1 or more, got 0',
      'b must be 0.5 or less, got 0.6',
    ])
    expect(said(shape, { a: 6, b: 0 })).toEqual(['a must be 5 or less, got 6'])
  })

  test('bound the number of items, and the items are checked all the same', () => {
    const shape = { a: array(integer(), { min: 1, max: 2 }) }
    expect(said(shape, { a: [1, 2] })).toEqual([])
    expect(said(shape, { a: [] })).toEqual(['a must have at least 1 item, has 0'])
    expect(said(shape, { a: [1, 2, 'x'] })).toEqual([
      'a must have at most 2 items, has 3',
      'a[2] must be an integer, got "x"',
    ])
  })
})

describe('files', () => {
  const shape = { img: media() }
  const problem = 'img must be a file, { contentType: string, value: Buffer }'

  test('have a type and bytes', () => {
    expect(said(shape, { img: { contentType: 'image/png', value: new Uint8Array(1) } })).toEqual([])
    expect(said(shape, { img: Buffer.from('x') })).toEqual([`${problem}, got bytes`])
    expect(said(shape, { img: { contentType: 'image/png', value: 'x' } })).toEqual([
      `${problem}, got an object`,
    ])
    expect(said(shape, { img: './a.png' })).toEqual([`${problem}, got "./a.png"`])
  })

  test('have a name that is text, if any', () => {
    const file = { contentType: 'image/png', value: new Uint8Array(1), fileName: 5 }
    expect(said(shape, { img: file })).toEqual(['img must have a string as fileName, got 5'])
  })
})

describe('names', () => {
  test('that are unknown get the nearest known name that is still free', () => {
    const shape = {
      openid: optional(string()),
      tagidList: optional(string()),
      cargo: optional(object({ spaceX: number() })),
    }
    expect(said(shape, { tag_id_list: 'a', opnid: 'b' })).toEqual([
      'tag_id_list is unknown; did you mean tagidList?',
      'opnid is unknown; did you mean openid?',
    ])
    expect(said(shape, { openid: 'a', openId: 'b' })).toEqual(['openId is unknown'])
    expect(said(shape, { cargo: { spacex: 1 } })).toEqual([
      'cargo.spaceX is missing',
      'cargo.spacex is unknown; did you mean spaceX?',
    ])
  })

  test('of the language itself are unknown like any other', () => {
    const given = JSON.parse('{"__proto__":{"a":1},"constructor":1}')
    expect(said({ a: optional(string()) }, given)).toEqual(['__proto__ is unknown', 'constructor is unknown'])
    expect(said({ constructor: string() }, {})).toEqual(['constructor is missing'])
  })

  test('that are the client’s to fill are not missed and not proposed', () => {
    const shape = { appid: credential('appid'), secret: credential('secret'), grantType: fixed('code') }
    expect(said(shape, {})).toEqual([])
    expect(said(shape, { apid: 'x' })).toEqual(['apid is unknown'])
  })

  test('with convertCase: false are WeChat’s', () => {
    const shape = {
      orderId: string(),
      goods: object({ goodsId: wire('goodsId', integer()), goodsName: string() }),
    }
    expect(said(shape, { order_id: 'a', goods: { goodsId: 1, goods_name: 'b' } }, false)).toEqual([])
    expect(said(shape, { orderId: 'a', goods: { goodsId: 1, goods_name: 2 } }, false)).toEqual([
      'order_id is missing',
      'goods.goods_name must be a string, got 2',
      'orderId is unknown; did you mean order_id?',
    ])
  })
})

describe('messages', () => {
  test('show values that may be secret by their kind only', () => {
    const shape = { password: string(), sessionKey: integer(), auth: object({ accessToken: integer() }) }
    expect(said(shape, { password: 123456, sessionKey: 'abc', auth: { accessToken: 'abc' } })).toEqual([
      'password must be a string, got a number',
      'sessionKey must be an integer, got a string',
      'auth.accessToken must be an integer, got a string',
    ])
  })

  test('cut long values and keep to one line', () => {
    expect(said({ a: integer() }, { a: `${'x'.repeat(1000)}` })).toEqual([
      `a must be an integer, got "${'x'.repeat(40)}…"`,
    ])
    expect(said({ a: integer() }, { a: 'one\ntwo' })).toEqual(['a must be an integer, got "one\\ntwo"'])
  })
})

test('an open union takes other values of its types, and no others', () => {
  const params = { state: oneOf.open('a', 1) }
  expect(said(params, { state: 'later' })).toEqual([])
  expect(said(params, { state: 7 })).toEqual([])
  expect(said(params, { state: true })).toEqual(["state must be 'a' or 1, got true"])
  expect(said({ state: oneOf.open('a') }, { state: 7 })).toEqual(["state must be 'a', got 7"])
})

test('a cycle does no harm', () => {
  const cycle: Record<string, unknown> = {}
  cycle.a = cycle
  expect(said({ a: object({ a: object({ a: json() }) }) }, cycle)).toEqual([])
  expect(said({ a: object({ b: optional(string()) }) }, cycle)).toEqual(['a.a is unknown; did you mean b?'])
})
