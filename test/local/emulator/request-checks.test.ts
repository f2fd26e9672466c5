import { type Emulator, startEmulator } from '../../../local/emulator'
import { ask, withToken } from './plain-client'

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>

beforeAll(async () => {
  emulator = await startEmulator()
  client = await withToken(emulator)
})
afterAll(() => emulator.close())

const printers = '/cgi-bin/express/business/printer/update'
const good = { openid: 'oABC', update_type: 'bind', tagid_list: '123,456' }
const send = (body: string | Buffer) =>
  ask(emulator.port, 'POST', `${printers}?access_token=${client.token}`, { body })

test('a good call is answered with errcode 0, compact, as JSON of WeChat', async () => {
  const reply = await send(JSON.stringify(good))
  expect(reply.text).toBe('{"errcode":0,"errmsg":"ok"}')
  expect(reply.headers['content-type']).toBe('application/json; encoding=utf-8')
})

test('every answer says that it is an emulator', async () => {
  expect((await send('')).headers['x-emulator']).toContain('not WeChat')
  expect((await ask(emulator.port, 'GET', '/__emu/none')).headers['x-emulator']).toContain('not WeChat')
})

test('a refusal ends with a rid whose first group is the time', async () => {
  const { errmsg } = await client.get('/cgi-bin/express/business/printer/getal')
  const rid = / rid: ([0-9a-f]{8})-[0-9a-f]{8}-[0-9a-f]{8}$/.exec(errmsg)
  expect(Math.abs(Number.parseInt(rid![1]!, 16) - Date.now() / 1000)).toBeLessThan(60)
})

test('an unknown path is 40066 inside HTTP 200', async () => {
  const reply = await ask(emulator.port, 'GET', '/cgi-bin/nothing')
  expect([reply.status, reply.json.errcode]).toEqual([200, 40066])
})

test('names of the prototype are unknown paths', async () => {
  expect((await ask(emulator.port, 'GET', '/__proto__')).json.errcode).toBe(40066)
})

test('the wrong verb is told before the token', async () => {
  expect((await ask(emulator.port, 'GET', printers)).json.errcode).toBe(43002)
  expect((await ask(emulator.port, 'POST', '/cgi-bin/express/business/printer/getall')).json.errcode).toBe(
    43001,
  )
})

test('no token is 41001, an unknown one 40001', async () => {
  expect((await ask(emulator.port, 'POST', printers, { json: good })).json.errcode).toBe(41001)
  expect(
    (await ask(emulator.port, 'POST', `${printers}?access_token=nobody`, { json: good })).json.errcode,
  ).toBe(40001)
})

test('the token is looked at before the body', async () => {
  const reply = await ask(emulator.port, 'POST', `${printers}?access_token=nobody`, { body: 'no JSON' })
  expect(reply.json.errcode).toBe(40001)
})

describe('a body', () => {
  test.each([
    ['that is no JSON', '{"openid"'],
    ['that is a list', '[]'],
    ['that is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ])('%s is 47001', async (_, body) => {
    expect((await send(body)).json.errcode).toBe(47001)
  })

  test('that is empty, where fields are due, is 44002', async () => {
    expect((await send('')).json.errcode).toBe(44002)
  })

  test('nested ten thousand levels deep is answered, and the emulator stays up', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
    expect((await send(`{"openid":"oABC","update_type":"bind","more":${deep}}`)).json.errcode).toBe(0)
    expect((await client.log()).length).toBeGreaterThan(0)
  })
})

describe('a field', () => {
  test('that is missing is 47001 and named', async () => {
    const { openid, ...rest } = good
    const { errcode, errmsg } = await client.post(printers, rest)
    expect([errcode, errmsg]).toEqual([47001, expect.stringContaining('openid is missing')])
  })

  test('of a wrong type is 47001 and named', async () => {
    const { errcode, errmsg } = await client.post(printers, { ...good, openid: 1 })
    expect([errcode, errmsg]).toEqual([47001, expect.stringContaining('openid must be a string')])
  })

  test("with a value that is not allowed is the row's own errcode where it has one", async () => {
    expect((await client.post(printers, { ...good, update_type: 'bond' })).errcode).toBe(9300517)
  })

  test('with a value that is not allowed is 40097 where the row has none', async () => {
    const ref = { order_id: '1', delivery_id: 'SF', print_type: 7 }
    expect((await client.post('/cgi-bin/express/business/order/get', ref)).errcode).toBe(40097)
  })

  test('that is unknown is passed over', async () => {
    expect((await client.post(printers, { ...good, brand_new: 1 })).errcode).toBe(0)
  })

  test('that is null counts as missing', async () => {
    expect((await client.post(printers, { ...good, openid: null })).errcode).toBe(47001)
    expect((await client.post(printers, { ...good, tagid_list: null })).errcode).toBe(0)
  })

  test('deep inside is named by its way', async () => {
    const list = { order_list: [{ order_id: 'a', delivery_id: 'SF' }, { order_id: 'b' }] }
    const { errmsg } = await client.post('/cgi-bin/express/business/order/batchget', list)
    expect(errmsg).toContain('order_list[1].delivery_id is missing')
  })

  test('no refusal repeats the value that was sent', async () => {
    const { errmsg } = await client.post(printers, { ...good, update_type: 'secret-value' })
    expect(errmsg).not.toContain('secret-value')
  })
})

test('a call signed by a user must carry the signature', async () => {
  const bare = '/wxa/checksession?openid=oABC'
  expect((await client.get(bare)).errcode).toBe(87009)
  expect((await client.get(`${bare}&signature=abc&sig_method=hmac_sha256`)).errcode).toBe(87009)
})

test('a call with the secret needs no token and answers without errcode', async () => {
  const { appid, secret } = emulator
  const query = new URLSearchParams({ appid, secret, js_code: 'demo-c', grant_type: 'authorization_code' })
  const { json } = await ask(emulator.port, 'GET', `/sns/jscode2session?${query}`)
  expect(Object.keys(json)).toEqual(['session_key', 'unionid', 'openid'])
})

describe('JSON of the body', () => {
  const send = (body: string) =>
    ask(emulator.port, 'POST', `${printers}?access_token=${client.token}`, { body })
  const received = async (more: string) => {
    const reply = await send(`{"openid":"oABC","update_type":"bind","more":${more}}`)
    expect(reply.json.errcode).toBe(0)
    return (await client.log()).pop().body.more
  }

  test.each([
    ['decimals of a double', '0.30000000000000004', 0.1 + 0.2],
    ['sixteen decimals', '-1.1234567890123457', -1.1234567890123457],
    ['an exponent', '1234567890123456500e-3', 1234567890123456.5],
    ['the largest exact integer', '9007199254740991', 9007199254740991],
    ['a longer one, kept to the digit', '12345678901234567890', '12345678901234567890'],
    ['a longer one below zero', '[-9007199254740993]', ['-9007199254740993']],
    ['digits in a text', '"1234567890123456789"', '1234567890123456789'],
    ['digits behind an escaped quote', '"\\\\\\" 1234567890123456789"', '\\" 1234567890123456789'],
    ['a text that ends with a backslash', '["\\\\",12345678901234567890]', ['\\', '12345678901234567890']],
  ])('%s is read', async (_, json, value) => {
    expect(await received(json)).toEqual(value)
  })

  test('a long integer does not mend what is no JSON', async () => {
    for (const broken of ['{12345678901234567890:1}', '{"openid":00012345678901234567890}']) {
      expect((await send(broken)).json.errcode).toBe(47001)
    }
  })

  test.each([
    ['letters', 'x'],
    ['escapes', '\\n'],
    ['escaped quotes', '\\"'],
  ])('a text of 19 MB is read, of %s', async (_, piece) => {
    const text = piece.repeat((19 * 1024 * 1024) / piece.length)
    const more = `,"id":12345678901234567890,"text":"${text}"`
    expect((await send(`{"openid":"oABC","update_type":"bind"${more}}`)).json.errcode).toBe(0)
    expect((await client.log()).pop().body.id).toBe('12345678901234567890')
  })
})
