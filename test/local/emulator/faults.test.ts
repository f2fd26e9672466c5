import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { ask, getBySocket, withEmulator, withToken } from './plain-client'

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
beforeEach(async () => {
  emulator = await startEmulator()
  client = await withToken(emulator)
})
afterEach(() => emulator.close())

const path = '/cgi-bin/express/business/account/getall'
const method = 'logistics.getAllAccount'
const faults = async (...rules: object[]) =>
  (await ask(emulator.port, 'POST', '/__emu/faults', { json: rules })).json.ids
const call = (headers: Record<string, string> = {}) =>
  getBySocket(emulator.port, `${path}?access_token=${client.token}`, headers)
const errcode = async (headers?: Record<string, string>) => (await call(headers)).json.errcode

describe('an answer in the place of WeChat’s', () => {
  test('errcode, with WeChat’s words and a rid', async () => {
    await faults({ match: { path }, action: { errcode: 45011 } })
    const { status, json } = await call()
    expect([status, json.errcode]).toEqual([200, 45011])
    expect(json.errmsg).toMatch(/^api minute-quota reach limit.* rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/)
  })

  test('errcode with an errmsg of one’s own', async () => {
    await faults({ action: { errcode: -1, errmsg: 'system busy' } })
    expect((await call()).text).toBe('{"errcode":-1,"errmsg":"system busy"}')
  })

  test('it comes before the token is looked at, and nothing is executed', async () => {
    await faults({ match: { path: '/cgi-bin/express/business/printer/update' }, action: { errcode: 40001 } })
    const body = { openid: 'oABC', update_type: 'bind' }
    const reply = await ask(emulator.port, 'POST', '/cgi-bin/express/business/printer/update', { json: body })
    expect(reply.json.errcode).toBe(40001)
    expect((await client.effects()).map((effect: { what: string }) => effect.what)).toEqual(['token made'])
  })

  test('an HTTP status with the page of a broken server', async () => {
    await faults({ action: { http: 502 } })
    const { status, headers, text } = await call()
    expect([status, headers['content-type']]).toEqual([502, 'text/html'])
    expect(text).toContain('<h1>502</h1>')
  })

  test.each([
    [200, '0'],
    [204, undefined],
  ])('an empty HTTP %d', async (http, length) => {
    await faults({ action: { http } })
    const { status, headers, body } = await call()
    expect([status, headers['content-length'], body.length]).toEqual([http, length, 0])
  })

  test('a body as text, and as bytes', async () => {
    await faults(
      { match: { times: 1 }, action: { rawBody: 'errcode: "0"' } },
      { action: { rawBody: { base64: 'AP8A' }, contentType: 'image/jpeg', http: 201 } },
    )
    expect((await call()).text).toBe('errcode: "0"')
    const { status, headers, body } = await call()
    expect([status, headers['content-type'], body.toString('hex')]).toEqual([201, 'image/jpeg', '00ff00'])
  })

  test.each([
    [undefined, 302],
    [307, 307],
  ])('a redirect with status %p', async (http, status) => {
    await faults({ action: { redirectTo: 'http://127.0.0.1:9/elsewhere', http } })
    const reply = await call()
    expect([reply.status, reply.headers.location]).toEqual([status, 'http://127.0.0.1:9/elsewhere'])
  })
})

describe('the true answer, spoilt', () => {
  test('another content type, or none', async () => {
    await faults(
      { match: { times: 1 }, action: { contentType: 'image/jpeg' } },
      { action: { contentType: null } },
    )
    const other = await call()
    expect([other.headers['content-type'], other.json.errcode]).toEqual(['image/jpeg', 0])
    const none = await call()
    expect([none.headers['content-type'], none.json.errcode]).toEqual([undefined, 0])
  })

  test('a chain of encodings, in their order', async () => {
    await faults({ action: { encoding: ['gzip', 'br', 'x-unknown'] } })
    const { headers, body } = await call()
    expect(headers['content-encoding']).toBe('gzip, br, x-unknown')
    expect(JSON.parse(gunzipSync(brotliDecompressSync(body)).toString()).errcode).toBe(0)
  })

  test('two hundred links', async () => {
    await faults({ action: { encoding: Array(200).fill('gzip') } })
    const { headers } = await call()
    expect(String(headers['content-encoding']).split(', ')).toHaveLength(200)
  })

  test('gzip that lacks its end', async () => {
    await faults({ action: { truncateGzipBy: 20 } })
    const { headers, body } = await call()
    expect(headers['content-encoding']).toBe('gzip')
    expect(Number(headers['content-length'])).toBe(body.length)
    expect(() => gunzipSync(body)).toThrow('unexpected end of file')
  })

  test('headers of one’s own', async () => {
    await faults({ action: { headers: { 'content-encoding': 'gzip', 'x-seen': 'yes' } } })
    const { headers, text } = await call()
    expect([headers['content-encoding'], headers['x-seen'], text[0]]).toEqual(['gzip', 'yes', '{'])
  })
})

describe('which requests', () => {
  test('path, also by its beginning', async () => {
    await faults({ match: { path: '/cgi-bin/express/*' }, action: { errcode: -1 } })
    expect(await errcode()).toBe(-1)
    expect(await client.get('/cgi-bin/getcallbackip')).toHaveProperty('ip_list')
  })

  test('verb and method of the catalogue', async () => {
    await faults(
      { match: { method: 'POST' }, action: { errcode: -1 } },
      { match: { method: 'logistics.updatePrinter' }, action: { errcode: -2 } },
      { match: { method }, action: { errcode: -3 } },
    )
    expect(await errcode()).toBe(-3)
  })

  test('the n-th, once', async () => {
    await faults({ match: { method, nth: 2 }, action: { errcode: -1 } })
    expect([await errcode(), await errcode(), await errcode()]).toEqual([0, -1, 0])
  })

  test('from the n-th on, so many times', async () => {
    await faults({ match: { method, nth: 2, times: 2 }, action: { errcode: -1 } })
    expect([await errcode(), await errcode(), await errcode(), await errcode()]).toEqual([0, -1, -1, 0])
  })

  test('the caller that names itself', async () => {
    await faults({ match: { caller: 'worker-2' }, action: { errcode: -1 } })
    expect([await errcode({ 'x-caller': 'worker-1' }), await errcode({ 'x-caller': 'worker-2' })]).toEqual([
      0, -1,
    ])
  })

  test('the token', async () => {
    await faults({ match: { token: 'another' }, action: { errcode: -1 } })
    expect(await errcode()).toBe(0)
    await faults({ match: { token: client.token }, action: { errcode: -1 } })
    expect(await errcode()).toBe(-1)
  })

  test('the first rule that fits acts, and a later one counts what is left to it', async () => {
    await faults(
      { match: { times: 1 }, action: { errcode: -1 } },
      { match: { nth: 2 }, action: { errcode: -2 } },
    )
    expect([await errcode(), await errcode(), await errcode(), await errcode()]).toEqual([-1, 0, -2, 0])
  })

  test('an unknown path, too', async () => {
    await faults({ match: { path: '/nowhere' }, action: { http: 503 } })
    expect((await ask(emulator.port, 'GET', '/nowhere')).status).toBe(503)
  })

  test('the emulator’s own routes are never meant', async () => {
    await faults({ action: { http: 502 } })
    expect((await ask(emulator.port, 'GET', '/__emu/log')).status).toBe(200)
  })
})

test.each(['officialAccount.newtmpl.getCategory', 'subscribeMessage.getCategory', 'get', 'GET'])(
  'a rule for %s acts on a method with two names',
  async method => {
    await faults({ match: { method }, action: { errcode: -7 } })
    expect((await client.get('/wxaapi/newtmpl/getcategory')).errcode).toBe(-7)
  },
)

describe('the list', () => {
  test('says what each rule saw and did', async () => {
    const [id] = await faults({ match: { method, nth: 2 }, action: { errcode: -1 } })
    await call()
    await call()
    await call()
    expect((await ask(emulator.port, 'GET', '/__emu/faults')).json).toEqual([
      { id, match: { method, nth: 2 }, action: { errcode: -1 }, seen: 3, used: 1 },
    ])
  })

  test('one rule can be taken away, or all', async () => {
    const json = {}
    const [first] = await faults({ action: { errcode: -1 } }, { action: { errcode: -2 } })
    expect((await ask(emulator.port, 'DELETE', `/__emu/faults?id=${first}`, { json })).json.removed).toBe(1)
    expect(await errcode()).toBe(-2)
    await ask(emulator.port, 'DELETE', '/__emu/faults', { json })
    expect(await errcode()).toBe(0)
    expect((await ask(emulator.port, 'DELETE', '/__emu/faults?id=x', { json })).status).toBe(400)
  })

  test('a reset takes those away that were sent, and keeps those of the start', async () => {
    await withEmulator({ faults: [{ match: { path }, action: { http: 503 } }] }, async ({ port }) => {
      await ask(port, 'POST', '/__emu/faults', { json: { action: { http: 504 } } })
      await ask(port, 'POST', '/__emu/reset', { json: {} })
      expect((await ask(port, 'GET', '/')).status).toBe(200)
      expect((await ask(port, 'GET', path)).status).toBe(503)
    })
  })

  test('the log names the fault of a request', async () => {
    const [id] = await faults({ action: { errcode: -1 } })
    await call()
    expect((await client.log()).pop()).toMatchObject({ fault: id, errcode: -1, path, method })
  })

  test.each([
    [{ action: {} }, 'does nothing'],
    [{ action: { errcode: '1' } }, 'errcode in action of rule 1 must be a whole number'],
    [{ action: { http: 99 } }, 'http in action'],
    [{ action: { explode: true } }, 'has "explode"'],
    [{ match: { nth: 0 }, action: { http: 500 } }, 'nth in match'],
    [{ match: [], action: { http: 500 } }, 'must be an object'],
    [{ action: { redirectTo: 'a\r\nb' } }, 'redirectTo in action'],
    [{ action: { headers: { 'a b': '' } } }, 'headers in action'],
    [{ when: {}, action: { http: 500 } }, 'has "when"'],
    [7, 'must be an object'],
    [{ match: { method: 'logistics.addOrdr' }, action: { http: 500 } }, 'neither an HTTP verb nor a method'],
    [{ match: { method: 'PSOT' }, action: { http: 500 } }, 'the method "PSOT"'],
    [{ match: { method: '' }, action: { http: 500 } }, 'the method ""'],
  ])('refuses %j and says why', async (rule, words) => {
    const reply = await ask(emulator.port, 'POST', '/__emu/faults', { json: [rule] })
    expect(reply.status).toBe(400)
    expect(reply.text).toContain(words)
    expect((await ask(emulator.port, 'GET', '/__emu/faults')).json).toEqual([])
  })
})
