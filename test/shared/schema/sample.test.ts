import type { Field } from '../../../shared/schema/fields'
import {
  array,
  bigInteger,
  binary,
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
  string,
  wire,
} from '../../../shared/schema/fields'
import { sample, sampleField } from '../../../shared/schema/sample'

const camel = (shape: Record<string, Field<unknown>>) => sample(shape, { names: 'camel' })

test('is the same every time', () => {
  const shape = { openid: string(), createTime: number(), list: array(object({ name: string() })) }
  expect(camel(shape)).toEqual(camel(shape))
})

test('another seed gives other values', () => {
  const shape = { orderId: string() }
  const values = [1, 2, 3].map(seed => sample(shape, { names: 'camel', seed }).orderId)
  expect(new Set(values).size).toBe(3)
})

test('has a value of the right type for every kind', () => {
  const made = camel({
    text: string(),
    whole: integer(),
    any: number(),
    id: bigInteger(),
    yes: boolean(),
    choice: oneOf('b', 'a'),
    constant: fixed('text'),
    inner: object({ deep: string() }),
    list: array(string()),
    map: record(object({ value: string() })),
    free: json(),
  })
  expect(made).toEqual({
    text: expect.any(String),
    whole: expect.any(Number),
    any: expect.any(Number),
    id: expect.stringMatching(/^90071992547409\d\d$/),
    yes: true,
    choice: 'b',
    constant: 'text',
    inner: { deep: expect.any(String) },
    list: [expect.any(String), expect.any(String)],
    map: { keyword1: { value: expect.any(String) } },
    free: expect.any(Object),
  })
})

test('a big integer is one that a double cannot hold', () => {
  const { id } = camel({ id: bigInteger() })
  expect(String(Number(id))).not.toBe(id)
  const { id: exact } = sample({ id: bigInteger() }, { names: 'wire', bigIntegers: 'bigint' })
  expect(String(exact)).toBe(id)
})

test.each([
  ['openid', /^o[\w-]{27}$/],
  ['openId', /^o[\w-]{27}$/],
  ['touser', /^o[\w-]{27}$/],
  ['wxAppid', /^wxdemo\d{12}$/],
  ['mobile', /^1\d{10}$/],
  ['goodsImgUrl', /^https:\/\/example\.com\//],
  ['wxaPath', /^pages\//],
  ['beginDate', /^\d{8}$/],
  ['province', /省$/],
  ['errmsg', /^ok$/],
  ['orderId', /^demo-order-id-1$/],
])('text called %s looks like one', (name, pattern) => {
  expect(camel({ [name]: string() })[name]).toMatch(pattern)
})

test('a time is in seconds, a code of success is 0', () => {
  expect(camel({ createTime: number(), deliveryResultcode: number(), errcode: integer() })).toEqual({
    createTime: 1_700_000_001,
    deliveryResultcode: 0,
    errcode: 0,
  })
})

test('a count says how long the list beside it is', () => {
  expect(camel({ count: number(), list: array(string()) })).toMatchObject({ count: 2 })
  expect(camel({ list: array(string(), { min: 3 }), total: integer() })).toMatchObject({ total: 3 })
})

test('keeps to the limits of a field', () => {
  const made = camel({
    short: string({ max: 4 }),
    long: string({ min: 40 }),
    low: integer({ max: 0 }),
    high: number({ min: 500 }),
    few: array(string(), { max: 1 }),
  })
  expect([String(made.short).length, String(made.long).length]).toEqual([4, 40])
  expect([made.low, made.high]).toEqual([0, 500])
  expect(made.few).toHaveLength(1)
})

describe('names', () => {
  const shape = {
    orderId: string(),
    goods: wire('goodsId', string()),
    deepList: array(object({ innerName: string() })),
    userData: record(object({ myValue: string() })),
    asText: jsonString(object({ pageNum: integer() })),
  }

  test('on the wire follow the rule, but for those that the row says otherwise and keys of the user', () => {
    const made = sample(shape, { names: 'wire' })
    expect(Object.keys(made)).toEqual(['order_id', 'goodsId', 'deep_list', 'user_data', 'as_text'])
    expect(made.deep_list).toEqual([{ inner_name: expect.any(String) }, { inner_name: expect.any(String) }])
    expect(made.user_data).toEqual({ keyword1: { my_value: expect.any(String) } })
    expect(made.as_text).toBe('{"page_num":1}')
  })

  test('are those of the row in camel, and JSON text is the value that it stands for', () => {
    const made = camel(shape)
    expect(Object.keys(made)).toEqual(['orderId', 'goods', 'deepList', 'userData', 'asText'])
    expect(made.asText).toEqual({ pageNum: 1 })
  })
})

test('credentials are left out, since the client sends them by itself', () => {
  expect(camel({ appid: credential('appid'), code: string() })).toEqual({ code: expect.any(String) })
})

test('requiredOnly leaves out what may be left out, but on the wire not what must travel', () => {
  const shape = { must: string(), may: optional(string()), kind: fixed('text') }
  expect(Object.keys(sample(shape, { names: 'camel', requiredOnly: true }))).toEqual(['must'])
  expect(Object.keys(sample(shape, { names: 'wire', requiredOnly: true }))).toEqual(['must', 'kind'])
})

test('a file is a real PNG, as parameter and as answer', () => {
  const { media: file } = camel({ media: media() }) as { media: { value: Buffer; fileName: string } }
  expect(file.fileName).toBe('media.png')
  const answer = sampleField(binary(), '', { names: 'wire' }) as { contentType: string; buffer: Buffer }
  expect(answer.contentType).toBe('image/png')
  for (const bytes of [file.value, answer.buffer]) expect(bytes.toString('latin1', 1, 4)).toBe('PNG')
})
