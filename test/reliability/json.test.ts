import { createOpenapi } from '../../shared'
import { listEndpoints } from '../../shared/catalog'
import type { Field, Shape } from '../../shared/schema/fields'
import { fromWire, toWire } from '../../shared/schema/names'
import { processorMs } from '../support/processor-time'
import { startWeChat, type WeChat } from './support/we-chat'

let weChat: WeChat
beforeAll(async () => {
  weChat = await startWeChat()
})
afterAll(() => weChat.close())
beforeEach(() => {
  weChat.calls.length = 0
})

type Any = Record<string, any>
const openapi = () =>
  createOpenapi({ appid: 'wx1', secret: 'a-secret-of-32-letters-012345678', baseUrl: weChat.url })
/** What a caller gets of an answer, or the error. */
const answered = (text: string, method = 'logistics.getAllDelivery'): Promise<Any> => {
  weChat.answerCall = () => text
  return openapi()
    .call(method)
    .catch(error => error)
}
/** The body that some parameters become. */
const sent = async (params: object): Promise<string> => {
  weChat.answerCall = () => ({ errcode: 0 })
  weChat.calls.length = 0
  await openapi().call('logistics.addOrder', params)
  return weChat.calls[0].body
}
const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth)

test('J1 control characters, line ends and escaped slashes are read as they were sent', async () => {
  const result = await answered('{\n  "count": 1,\n  "remark": "a\tb\u0001c\\/d\ne"\n}')
  expect(result).toMatchObject({ count: 1, remark: 'a\tb\u0001c/d\ne' })
})

test('J2 numbers that a number cannot hold come as their digits', async () => {
  const result = await answered(
    '{"a":9007199254740993,"b":271781022721654784,"c":1e400,"d":-0,"e":9007199254740991}',
  )
  expect(result).toMatchObject({
    a: '9007199254740993',
    b: '271781022721654784',
    c: '1e400',
    e: 9007199254740991,
  })
  expect(result.d + 0).toBe(0)
})

test('J3 keys of an object’s own machinery stay data, coming in', async () => {
  const result = await answered(
    '{"__proto__":{"polluted":1},"a":{"constructor":{"prototype":{"polluted":1}},"__proto__":{"polluted":1}}}',
  )
  expect(({} as Any).polluted).toBeUndefined()
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype)
  expect(Object.getPrototypeOf(result.a)).toBe(Object.prototype)
  // By the rule of wx-server-sdk, which writes an underscore before a letter as a capital.
  expect(Object.keys(result)).toEqual(['_Proto__', 'a', 'errMsg', 'errCode'])
  expect(Object.keys(result.a)).toEqual(['constructor', '_Proto__'])
})

test('J3 keys of an object’s own machinery stay data, going out', async () => {
  const body = await sent(JSON.parse('{"shop":{"__proto__":{"polluted":1},"constructor":1,"prototype":2}}'))
  expect(({} as Any).polluted).toBeUndefined()
  expect(body).toBe('{"shop":{"__proto__":{"polluted":1},"constructor":1,"prototype":2}}')
})

test.each([
  ['arrays', nested(10_000, '[', ']')],
  ['objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
])('J4 ten thousand nested %s are a typed error, in no time, in both directions', async (_, text) => {
  const took = await processorMs(async () => {
    expect(await answered(`{"list":${text}}`)).toMatchObject({ name: 'AnswerError', errCode: -604103 })
    const error = await sent({ shop: JSON.parse(text) }).catch(error => error)
    expect(error).toMatchObject({ name: 'InvalidParamsError', errCode: -501007 })
  })
  expect(took).toBeLessThan(1000)
})

test('J5 of two equal keys the last one counts, and keys that would become one both stay', async () => {
  expect((await answered('{"count":1,"count":2}')).count).toBe(2)
  const result = await answered('{"some_key":1,"someKey":2}')
  expect([result.some_key, result.someKey].sort()).toEqual([1, 2])
})

test('J5 parameters that would become one name are an error that names them', async () => {
  const error = await sent({ someKey: 1, some_key: 2 }).catch(error => error)
  expect(error).toMatchObject({ name: 'InvalidParamsError' })
  expect(error.errMsg).toContain('some_key')
  expect(weChat.calls).toHaveLength(0)
})

test('J6 broken UTF-8, half of a pair and NUL have an outcome that is always the same', async () => {
  weChat.answerCall = () => response =>
    response.end(Buffer.concat([Buffer.from('{"remark":"'), Buffer.from([0xff, 0x00]), Buffer.from('"}')]))
  expect((await openapi().call('logistics.getAllDelivery')).remark).toBe('\ufffd\u0000')
  expect(await sent({ remark: '\ud800' })).toBe('{"remark":"\ufffd"}')
})

test('J7 the name of every field of the catalogue survives the way to WeChat and back', () => {
  const lost: string[] = []
  let seen = 0
  const walk = (shape: Shape, where: string) => {
    for (const [name, field] of Object.entries(shape)) {
      seen += 1
      // A field that does not follow the rule says its wire name, which is then looked up.
      if (field.wire === undefined && fromWire(toWire(name)) !== name) lost.push(`${where}.${name}`)
      look(field, `${where}.${name}`)
    }
  }
  const look = (field: Field<unknown>, where: string): void => {
    if (field.fields) walk(field.fields, where)
    if (field.item) look(field.item, where)
  }
  for (const { name, params, result } of listEndpoints()) {
    walk(params, name)
    if (!('kind' in result && typeof result.kind === 'string')) walk(result as Shape, name)
  }
  expect(lost).toEqual([])
  expect(seen).toBeGreaterThan(3000)
})

const cyclic: Any = {}
cyclic.self = cyclic
test.each<[string, unknown]>([
  ['a cycle', cyclic],
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['a Map', new Map([[1, 2]])],
])('J8 %s is refused before anything is sent', async (_, value) => {
  const error = await sent({ shop: value }).catch(error => error)
  expect(error).toMatchObject({ name: 'InvalidParamsError' })
  expect(weChat.calls).toHaveLength(0)
})
