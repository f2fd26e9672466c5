import { encode } from '../../../shared/schema/encode'
import { type Endpoint, endpoint } from '../../../shared/schema/endpoint'
import {
  array,
  boolean,
  credential,
  fixed,
  integer,
  json,
  jsonString,
  number,
  object,
  optional,
  query,
  record,
  type Shape,
  string,
  wire,
} from '../../../shared/schema/fields'

const method = 'shop.tidy'
const post = (params: Shape, more: Partial<Endpoint> = {}) =>
  endpoint({ http: 'POST /shop/tidy', effect: 'write', params, result: {}, ...more })
const get = (params: Shape) => endpoint({ http: 'GET /shop/tidy', effect: 'read', params, result: {} })

/** What goes over the wire as the JSON body. */
const sent = (params: Shape, given: unknown, more: { convertCase?: boolean } = {}) =>
  JSON.stringify(encode(post(params), given, { method, ...more }).json)

describe('names', () => {
  test('camelCase becomes snake_case, down to the last member', () => {
    const shape = {
      orderId: string(),
      detailList: array(object({ goodsName: string(), goodsCount: integer() })),
    }
    expect(sent(shape, { orderId: 'a', detailList: [{ goodsName: 'b', goodsCount: 1 }] })).toBe(
      '{"order_id":"a","detail_list":[{"goods_name":"b","goods_count":1}]}',
    )
  })

  test('unknown keys travel too, renamed by the rule, wherever they stand', () => {
    const shape = { cargo: object({ count: integer() }), list: array(object({})) }
    expect(
      sent(shape, {
        newKey: 1,
        cargo: { count: 1, newKey: { deepKey: 2 } },
        list: [{ newKey: [[{ aB: 3 }]] }],
      }),
    ).toBe('{"new_key":1,"cargo":{"count":1,"new_key":{"deep_key":2}},"list":[{"new_key":[[{"a_b":3}]]}]}')
  })

  test('the order of keys is the caller’s', () => {
    const shape = { a: string(), b: string() }
    expect(sent(shape, { z: 1, b: '2', y: 3, a: '4' })).toBe('{"z":1,"b":"2","y":3,"a":"4"}')
  })

  test('wire() sends the name that it says, at any depth', () => {
    const shape = {
      roomId: wire('roomId', integer()),
      list: array(object({ goodsId: wire('goodsId', optional(integer())) })),
    }
    expect(sent(shape, { roomId: 1, list: [{ goodsId: 2 }] })).toBe('{"roomId":1,"list":[{"goodsId":2}]}')
  })

  test('a wire() inside an array of arrays is found', () => {
    const shape = { grid: array(array(object({ cellId: wire('cellID', integer()) }))) }
    expect(sent(shape, { grid: [[{ cellId: 1 }]] })).toBe('{"grid":[[{"cellID":1}]]}')
  })

  test('names that a caller already writes as WeChat does arrive the same', () => {
    expect(sent({ orderId: string() }, { order_id: 'a', thing_01: 'b' })).toBe(
      '{"order_id":"a","thing_01":"b"}',
    )
  })

  test('convertCase: false sends every key as given', () => {
    const shape = { orderId: string(), cargo: object({ spaceX: number() }) }
    expect(sent(shape, { orderId: 'a', cargo: { spaceX: 1, space_y: 2 } }, { convertCase: false })).toBe(
      '{"orderId":"a","cargo":{"spaceX":1,"space_y":2}}',
    )
  })

  test('with convertCase: false the fields are found by their names on the wire, at any depth', () => {
    const inner = object({ goodsId: wire('goods-id', json()), theText: jsonString(json()) })
    const shape = { first: string(), theList: array(inner), kfInfo: jsonString(json()) }
    const given = {
      kf_info: { a: 1 },
      the_list: [{ the_text: [1], theText: [2], 'goods-id': 3 }],
      kfInfo: { b: 2 },
    }
    expect(sent(shape, given, { convertCase: false })).toBe(
      '{"kf_info":"{\\"a\\":1}","the_list":[{"the_text":"[1]","theText":[2],"goods-id":3}],"kfInfo":{"b":2}}',
    )
  })
})

describe('maps and JSON of the user’s own', () => {
  test('the keys of a record() are never renamed, the members of its values are', () => {
    const shape = { data: record(object({ fontColor: optional(string()), value: string() })) }
    expect(sent(shape, { data: { thing01: { value: 'a' }, myKey: { fontColor: '#fff', value: 'b' } } })).toBe(
      '{"data":{"thing01":{"value":"a"},"myKey":{"font_color":"#fff","value":"b"}}}',
    )
  })

  test('below json() nothing is renamed', () => {
    const value = { aB: { cD: [{ eF: 1 }] } }
    expect(sent({ theData: json() }, { theData: value })).toBe('{"the_data":{"aB":{"cD":[{"eF":1}]}}}')
  })

  test('a json() that is a list keeps the keys of its items', () => {
    expect(sent({ data: json() }, { data: [{ aB: 1 }, [{ cD: 2 }]] })).toBe('{"data":[{"aB":1},[{"cD":2}]]}')
  })

  test('json() inside a record() or an array() keeps its keys', () => {
    expect(sent({ map: record(json()) }, { map: { kE: [{ yS: 1 }] } })).toBe('{"map":{"kE":[{"yS":1}]}}')
    expect(sent({ list: array(json()) }, { list: [{ aB: 1 }] })).toBe('{"list":[{"aB":1}]}')
  })

  test('jsonString() travels as JSON text with its members renamed', () => {
    const shape = { kfInfo: jsonString(object({ openKf: boolean(), kfName: wire('KfName', string()) })) }
    expect(sent(shape, { kfInfo: { openKf: true, kfName: 'a' } })).toBe(
      String.raw`{"kf_info":"{\"open_kf\":true,\"KfName\":\"a\"}"}`,
    )
  })

  test('jsonString() of a list of objects finds their fields', () => {
    const shape = { picList: jsonString(array(object({ picUrl: wire('picUrl', string()) }))) }
    expect(sent(shape, { picList: [{ picUrl: 'a', newKey: 1 }] })).toBe(
      String.raw`{"pic_list":"[{\"picUrl\":\"a\",\"new_key\":1}]"}`,
    )
  })

  test('jsonString(json()) and jsonString(record()) keep the keys', () => {
    expect(sent({ text: jsonString(json()) }, { text: [{ aB: 1 }] })).toBe(
      String.raw`{"text":"[{\"aB\":1}]"}`,
    )
    expect(sent({ text: jsonString(json()) }, { text: { aB: 1 } })).toBe(String.raw`{"text":"{\"aB\":1}"}`)
    expect(sent({ text: jsonString(record(string())) }, { text: { aB: 'c' } })).toBe(
      String.raw`{"text":"{\"aB\":\"c\"}"}`,
    )
  })

  test('jsonString() given as text is sent as it is; a number or a boolean becomes text', () => {
    expect(sent({ text: jsonString(object({})) }, { text: '{"aB": 1}' })).toBe(
      String.raw`{"text":"{\"aB\": 1}"}`,
    )
    expect(sent({ a: jsonString(json()), b: jsonString(json()) }, { a: 5, b: true })).toBe(
      '{"a":"5","b":"true"}',
    )
  })
})

describe('values', () => {
  test('jsonString() without a value is null, not the text of it', () => {
    expect(sent({ a: jsonString(json()) }, { a: null })).toBe('{"a":null}')
  })

  test('undefined is dropped from objects and is null in lists', () => {
    expect(sent({ a: optional(string()) }, { a: undefined, b: { c: undefined }, d: [undefined, 1] })).toBe(
      '{"b":{},"d":[null,1]}',
    )
  })

  test('null, false, zero and empty text are values like any other', () => {
    expect(sent({}, { a: null, b: false, c: 0, d: '', e: [], f: {} })).toBe(
      '{"a":null,"b":false,"c":0,"d":"","e":[],"f":{}}',
    )
  })

  test('what cannot be wrong for sure is not refused: types are WeChat’s to judge', () => {
    expect(sent({ count: integer() }, { count: '3' })).toBe('{"count":"3"}')
  })

  test('toJSON() is honoured', () => {
    expect(sent({}, { a: { toJSON: () => ({ bC: 1 }) } })).toBe('{"a":{"b_c":1}}')
  })

  test('what is given is not changed, frozen or not', () => {
    const given = Object.freeze({ aB: Object.freeze({ cD: Object.freeze([1]) }) })
    const before = JSON.stringify(given)
    encode(post({}), given, { method })
    expect(JSON.stringify(given)).toBe(before)
  })

  test('the same object in two places is no cycle', () => {
    const shared = { aB: 1 }
    expect(sent({}, { x: shared, y: [shared, shared] })).toBe('{"x":{"a_b":1},"y":[{"a_b":1},{"a_b":1}]}')
  })

  test('"__proto__" is data: it travels and changes no prototype', () => {
    const given = JSON.parse('{"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":2}}}')
    expect(sent({ a: object({}) }, given)).toBe(
      '{"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":2}}}',
    )
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test('names of the language itself are data', () => {
    const given = { constructor: 1, valueOf: 2, hasOwnProperty: 3, a: { constructor: 4, toString: 5 } }
    const wire = '{"constructor":1,"value_of":2,"has_own_property":3,"a":{"constructor":4,"to_string":5}}'
    expect(sent({}, given)).toBe(wire)
    expect(encode(get({}), { constructor: 1, __proto__: null }, { method }).query).toEqual([
      ['constructor', '1'],
    ])
  })

  test('params may be left out', () => {
    expect(encode(post({}), undefined, { method }).json).toEqual({})
    expect(encode(get({}), null, { method }).query).toEqual([])
  })
})

describe('places', () => {
  test('a GET sends everything in the query, as text, in order', () => {
    const shape = { openid: string(), pageSize: integer(), all: boolean() }
    const request = encode(
      get(shape),
      { openid: 'o', pageSize: 10, all: false, newKey: ['a'], gone: undefined },
      { method },
    )
    expect(request).toEqual({
      verb: 'GET',
      path: '/shop/tidy',
      query: [
        ['openid', 'o'],
        ['page_size', '10'],
        ['all', 'false'],
        ['new_key', '["a"]'],
      ],
    })
  })

  test('query() sends a parameter of a POST in the query', () => {
    const request = encode(
      post({ traceId: wire('traceId', query(string())), b: string() }),
      { b: 'x', traceId: 't' },
      { method },
    )
    expect(request.query).toEqual([['traceId', 't']])
    expect({ ...request.json }).toEqual({ b: 'x' })
  })

  test('a fixed() value is sent by itself, and may be written too', () => {
    const shape = { action: fixed('apply'), version: query(fixed(2)) }
    for (const given of [{}, { action: 'apply' }, { version: 2, action: 'apply' }]) {
      const request = encode(post(shape), given, { method })
      expect({ ...request.json }).toEqual({ action: 'apply' })
      expect(request.query).toEqual([['version', '2']])
    }
  })

  test('a fixed() value written in WeChat’s spelling is not sent twice', () => {
    const shape = { grantType: fixed('code') }
    expect(encode(get(shape), { grant_type: 'code' }, { method }).query).toEqual([['grant_type', 'code']])
    expect(encode(get(shape), { grant_type: 'code' }, { method, convertCase: false }).query).toEqual([
      ['grant_type', 'code'],
    ])
  })

  test('credential() comes from the client, and is left out where the client has none', () => {
    const shape = { appid: credential('appid'), secret: credential('secret'), jsCode: string() }
    expect(
      encode(get(shape), { jsCode: 'c' }, { method, credentials: { appid: 'wx1', secret: 's1' } }).query,
    ).toEqual([
      ['js_code', 'c'],
      ['appid', 'wx1'],
      ['secret', 's1'],
    ])
    expect(encode(post(shape), { jsCode: 'c' }, { method }).json).toEqual({ js_code: 'c' })
  })

  test('credential() of a client that has none does not stand in the URL', () => {
    expect(encode(get({ appid: credential('appid') }), {}, { method }).query).toEqual([])
  })

  test('credential() may be written by the caller if it is the client’s own', () => {
    const options = { method, credentials: { appid: 'wx1' } }
    expect(encode(get({ appid: credential('appid') }), { appid: 'wx1' }, options).query).toEqual([
      ['appid', 'wx1'],
    ])
  })
})
