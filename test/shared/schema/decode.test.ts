import { AnswerError } from '../../../shared/errors/answer-error'
import { decode } from '../../../shared/schema/decode'
import {
  array,
  bigInteger,
  integer,
  json,
  jsonString,
  number,
  object,
  record,
  type Shape,
  string,
  wire,
} from '../../../shared/schema/fields'
import { processorMs } from '../../support/processor-time'

const method = 'shop.look'
const read = (shape: Shape | undefined, answer: object, more: object = {}) =>
  decode(shape, answer, { method, ...more })
const text = (value: unknown) => JSON.stringify(value)

describe('names', () => {
  test('snake_case becomes camelCase, down to the last member', () => {
    const shape = { orderList: array(object({ orderId: string(), goods: object({ goodsName: string() }) })) }
    expect(read(shape, { order_list: [{ order_id: 'a', goods: { goods_name: 'b' } }] })).toEqual({
      orderList: [{ orderId: 'a', goods: { goodsName: 'b' } }],
    })
  })

  test('keys that no row knows follow the rule, wherever they stand', () => {
    const shape = { list: array(object({})) }
    expect(
      read(shape, { new_key: { deep_key: [[{ a_b: 1 }]] }, list: [{ new_key: 1 }], thing_01: 2, MsgId: 3 }),
    ).toEqual({
      newKey: { deepKey: [[{ aB: 1 }]] },
      list: [{ newKey: 1 }],
      thing_01: 2,
      MsgId: 3,
    })
    expect(read(undefined, { a_b: 1 })).toEqual({ aB: 1 })
  })

  test('a name that the row knows is given as the row says it', () => {
    const shape = {
      userList: array(object({ unionid: wire('union_id', string()), is3d: wire('is_3d', integer()) })),
      requestId: wire('RequestId', string()),
    }
    expect(read(shape, { user_list: [{ union_id: 'u', is_3d: 1 }], RequestId: 'r' })).toEqual({
      userList: [{ unionid: 'u', is3d: 1 }],
      requestId: 'r',
    })
  })

  test('the order of keys is WeChat’s', () => {
    expect(text(read({ b: string() }, { z_z: 1, b: '2', a_a: 3, c: 4 }))).toBe(
      '{"zZ":1,"b":"2","aA":3,"c":4}',
    )
  })

  test('convertCase: false gives every key as it came', () => {
    const shape = { orderId: string(), text: jsonString(json()) }
    expect(read(shape, { order_id: { a_b: 1 }, text: '{}', errcode: 0 }, { convertCase: false })).toEqual({
      order_id: { a_b: 1 },
      text: '{}',
    })
  })

  test('errcode and errmsg of the top level are the caller’s; deeper ones are data', () => {
    const answer = { errcode: 0, errmsg: 'ok', list: [{ errcode: 1, errmsg: 'no' }] }
    expect(read({}, answer)).toEqual({ list: [{ errcode: 1, errmsg: 'no' }] })
  })

  test('an answer that is a list becomes an object of its items', () => {
    expect(read({}, [{ a_b: 1 }, 2])).toEqual({ 0: { aB: 1 }, 1: 2 })
  })
})

describe('two keys that would become one', () => {
  test.each([
    [{ a_b: 1, aB: 2 }, '{"a_b":1,"aB":2}'],
    [{ aB: 1, a_b: 2 }, '{"aB":1,"a_b":2}'],
    [{ a_bC: 1, aB_c: 2, a_b_c: 3 }, '{"aBC":1,"aB_c":2,"a_b_c":3}'],
  ])('%j loses nothing', (answer, kept) => {
    expect(text(read({}, answer))).toBe(kept)
    expect(text(read({}, { list: [answer] }))).toBe(`{"list":[${kept}]}`)
  })

  test('no value is lost when the row says one of the names', () => {
    const shape = { goods: wire('goods_list', string()) }
    expect(Object.values(read(shape, { goods: 'x', goods_list: 'y' })).sort()).toEqual(['x', 'y'])
  })
})

describe('what is not ours to rename', () => {
  test('the keys of a record() stay, the members of its values are renamed', () => {
    const shape = { map: record(object({ theValue: wire('TheValue', string()) })) }
    expect(read(shape, { map: { my_key: { TheValue: 'a', other_one: 1 } } })).toEqual({
      map: { my_key: { theValue: 'a', otherOne: 1 } },
    })
  })

  test('json() stays untouched, as the very same value', () => {
    const value = { a_b: [{ c_d: 1 }] }
    const shape = { dataList: array(object({ json: json() })) }
    const given = read(shape, { data_list: [{ json: value }] }) as { dataList: [{ json: unknown }] }
    expect(given.dataList[0].json).toBe(value)
  })

  test('values are never changed', () => {
    expect(read({ a: number() }, { a: '1', b_b: 'c_d', n: null, f: 0.5 })).toEqual({
      a: '1',
      bB: 'c_d',
      n: null,
      f: 0.5,
    })
  })
})

describe('JSON text inside the JSON', () => {
  const shape = { data: jsonString(object({ theList: array(object({ poiId: wire('PoiId', string()) })) })) }

  test('is parsed and its members are named as the row says', () => {
    expect(read(shape, { data: '{"the_list":[{"PoiId":"a","b_c":1}]}' })).toEqual({
      data: { theList: [{ poiId: 'a', bC: 1 }] },
    })
  })

  test('keeps every digit of a large integer', () => {
    expect(
      read(
        { data: jsonString(object({ poiId: bigInteger() })) },
        { data: '{"poi_id":12345678901234567890}' },
      ),
    ).toEqual({
      data: { poiId: '12345678901234567890' },
    })
  })

  test.each(['', 'not JSON', '{"open":'])('stays text when it is no JSON: %j', value => {
    expect(read(shape, { data: value })).toEqual({ data: value })
  })

  test('is read as well when WeChat sends the object itself', () => {
    expect(read(shape, { data: { the_list: [{ PoiId: 'a' }] } })).toEqual({
      data: { theList: [{ poiId: 'a' }] },
    })
  })

  test('stays text when it is nested absurdly deep', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    expect(read(shape, { data: deep })).toEqual({ data: deep })
  })
})

describe('hostile answers', () => {
  test('"__proto__" is data wherever nothing is renamed, and changes no prototype', () => {
    const answer = JSON.parse(
      '{"map":{"__proto__":{"polluted":1}},"__proto__":{"polluted":2},"raw":{"__proto__":3}}',
    )
    const shape = { map: record(json()), raw: json() }
    for (const convertCase of [true, false]) {
      const given = read(shape, answer, { convertCase }) as Record<string, object>
      expect(Object.keys(given.map!)).toEqual(['__proto__'])
      for (const part of [given, given.map!, given.raw!])
        expect(Object.getPrototypeOf(part)).toBe(Object.prototype)
      expect((given as { polluted?: unknown }).polluted).toBeUndefined()
      expect(text(given)).toContain('{"polluted":2}')
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test('keys that are names of the language are data', () => {
    const answer = { constructor: 1, to_string: 2, has_own_property: { value_of: 3 } }
    expect(text(read({}, answer))).toBe('{"constructor":1,"toString":2,"hasOwnProperty":{"valueOf":3}}')
  })

  test('10,000 levels are a typed error, not a full stack', () => {
    expect.assertions(3)
    for (const [open, close] of [
      ['{"a":', '}'],
      ['[', ']'],
    ]) {
      const answer = JSON.parse(`{"x":${open!.repeat(10_000)}1${close!.repeat(10_000)}}`)
      try {
        read({}, answer)
      } catch (error) {
        expect(error).toBeInstanceOf(AnswerError)
      }
    }
    expect(() => read({}, JSON.parse(`{"x":${'['.repeat(900)}${']'.repeat(900)}}`))).not.toThrow()
  })

  test('1000 levels are read, whatever they are made of, and one more is an error that says so', () => {
    const nested = (levels: number, open: string, close: string) =>
      JSON.parse(`${open.repeat(levels)}1${close.repeat(levels)}`)
    const shape = { map: record(object({})) }
    for (const [open, close] of [
      ['{"a":', '}'],
      ['[', ']'],
    ] as const) {
      expect(() => read({}, { x: nested(1000, open, close) })).not.toThrow()
      expect(() => read(shape, { map: { key: nested(999, open, close) } })).not.toThrow()
      for (const answer of [{ x: nested(1001, open, close) }, { map: { key: nested(1000, open, close) } }]) {
        expect(() => read(shape, answer)).toThrow(
          expect.objectContaining({
            errMsg: 'openapi.shop.look:fail the response is nested more than 1000 levels deep',
            retryable: false,
            maybeExecuted: true,
          }),
        )
      }
    }
  })

  test('100,000 keys take time in proportion', async () => {
    const answer: Record<string, number> = {}
    for (let key = 0; key < 100_000; key += 1) answer[`the_key_${key}`] = key
    let keys: string[] = []
    const took = await processorMs(() => {
      keys = Object.keys(read({}, answer))
    })
    expect(keys).toHaveLength(100_000)
    expect(took).toBeLessThan(3000)
  })

  test('the answer itself is not changed', () => {
    const answer = { a_b: { c_d: [1] } }
    const before = text(answer)
    read({ aB: object({}) }, answer)
    expect(text(answer)).toBe(before)
  })
})
