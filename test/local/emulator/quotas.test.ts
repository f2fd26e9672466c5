import { type Emulator, type EmulatorOptions, startEmulator } from '../../../local/emulator'
import { ask, minutes, withEmulator, withToken } from './plain-client'

const path = '/cgi-bin/express/business/account/getall'
const printers = '/cgi-bin/express/business/printer/getall'
const tight: EmulatorOptions = {
  // 20:00 in China, at the start of a minute.
  clock: '2030-01-01T12:00:00Z',
  quota: { methods: { 'logistics.getAllAccount': { daily: 3 }, 'logistics.getPrinter': { perMinute: 2 } } },
}

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
const open = async (options: EmulatorOptions) => {
  emulator = await startEmulator(options)
  client = await withToken(emulator)
}
afterEach(() => emulator.close())

const call = async (at = path) => (await client.get(at)).errcode

test('after the calls of a day every one is 45009, until midnight in China', async () => {
  await open(tight)
  expect([await call(), await call(), await call(), await call()]).toEqual([0, 0, 0, 45009])
  await client.advance(minutes(239))
  expect(await call()).toBe(45009)
  await client.advance(minutes(1))
  expect(await call()).toBe(0)
})

test('after the calls of a minute every one is 45011, until the next minute', async () => {
  await open(tight)
  expect([await call(printers), await call(printers), await call(printers)]).toEqual([0, 0, 45011])
  await client.advance(minutes(1))
  expect(await call(printers)).toBe(0)
})

test('a refused call does nothing and does not count', async () => {
  await open({ ...tight, quota: { methods: { 'logistics.updatePrinter': { perMinute: 1 } } } })
  const bind = () =>
    client.post('/cgi-bin/express/business/printer/update', { openid: 'oABC', update_type: 'bind' })
  await bind()
  expect((await bind()).errcode).toBe(45011)
  const done = (await client.effects()).filter(({ what }: { what: string }) => what === 'printer bound')
  expect(done).toHaveLength(1)
})

test('the limits for all hold for each method by itself', async () => {
  await open({ ...tight, quota: { daily: 1 } })
  expect([await call(), await call(printers), await call()]).toEqual([0, 0, 45009])
})

test('limits can be changed while it runs, and are shown', async () => {
  await open({})
  await ask(emulator.port, 'POST', '/__emu/quota', {
    json: { methods: { 'logistics.getAllAccount': { daily: 0 } } },
  })
  expect(await call()).toBe(45009)
  const { methods } = (await ask(emulator.port, 'GET', '/__emu/quota')).json
  expect(methods['logistics.getAllAccount']).toEqual({ daily: 0 })
  expect(methods['auth.getAccessToken']).toEqual({ daily: 2000 })
})

test.each([
  [[], 'must be an object'],
  [{ daily: -1 }, 'whole numbers from 0'],
  [{ weekly: 1 }, 'has "weekly"'],
  [
    { methods: { 'logistics.nothing': { daily: 1 } } },
    'the quota names logistics.nothing, which is not a method',
  ],
])('refuses the limits %j and says why', async (json, words) => {
  await open({})
  const reply = await ask(emulator.port, 'POST', '/__emu/quota', { json })
  expect([reply.status, reply.text]).toEqual([400, expect.stringContaining(words)])
})

test('cgi-bin/token is given 2000 times a day', async () => {
  await open({ clock: tight.clock })
  const { appid, secret, port } = emulator
  const query = new URLSearchParams({ grant_type: 'client_credential', appid, secret })
  const fetch = async () => (await ask(port, 'GET', `/cgi-bin/token?${query}`)).json
  for (let count = 0; count < 2000; count += 50) {
    await Promise.all(Array.from({ length: 50 }, fetch))
  }
  expect((await fetch()).errcode).toBe(45009)
})

describe('clear_quota', () => {
  const clear = async () => (await client.post('/cgi-bin/clear_quota', { appid: emulator.appid })).errcode
  const clearBySecret = () => {
    const { appid, secret, port } = emulator
    return ask(port, 'POST', '/cgi-bin/clear_quota/v2', { json: { appid, appsecret: secret } })
  }

  test('gives the calls of the day back', async () => {
    await open({ ...tight, quota: { methods: { 'logistics.getAllAccount': { daily: 1 } } } })
    expect([await call(), await call(), await clear(), await call()]).toEqual([0, 45009, 0, 0])
  })

  test('also by the secret alone', async () => {
    await open({ ...tight, quota: { methods: { 'logistics.getAllAccount': { daily: 1 } } } })
    await call()
    expect((await clearBySecret()).json).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await call()).toBe(0)
  })

  test('ten times a month, then 48006', async () => {
    await open(tight)
    for (let time = 1; time <= 10; time += 1) expect(await clear()).toBe(0)
    expect([await clear(), (await clearBySecret()).json.errcode]).toEqual([48006, 48006])
    await client.advance(minutes(31 * 24 * 60))
    expect(await clear()).toBe(0)
  })

  test('of one path, and what is left of it', async () => {
    await open(tight)
    const left = async () => (await client.post('/cgi-bin/openapi/quota/get', { cgi_path: path })).quota
    await call()
    expect(await left()).toEqual({ daily_limit: 3, used: 1, remain: 2 })
    await client.post('/cgi-bin/openapi/quota/clear', { cgi_path: path })
    expect(await left()).toEqual({ daily_limit: 3, used: 0, remain: 3 })
    expect((await client.post('/cgi-bin/openapi/quota/get', { cgi_path: '/none' })).errcode).toBe(76021)
  })
})

describe('the secret', () => {
  const fetch = async (secret: string, headers: Record<string, string> = {}) => {
    const json = { grant_type: 'client_credential', appid: emulator.appid, secret }
    return (await ask(emulator.port, 'POST', '/cgi-bin/stable_token', { json, headers })).json
  }
  const change = (json: object) => ask(emulator.port, 'POST', '/__emu/account', { json })

  test('is refused from an address that is not on the allow-list, with the address', async () => {
    await withEmulator(
      { accounts: [{ appid: 'wx1', secret: 's', ipAllowList: ['10.1.2.3'] }] },
      async one => {
        emulator = one
        const { errcode, errmsg } = await fetch('s')
        expect([errcode, errmsg]).toEqual([40164, expect.stringContaining('invalid ip 127.0.0.1 ')])
        expect((await fetch('s', { 'x-emulated-ip': '10.9.9.9' })).errmsg).toContain('invalid ip 10.9.9.9 ')
        expect((await fetch('s', { 'x-emulated-ip': '10.1.2.3' })).access_token).toMatch(/^EMU_/)
      },
    )
  })

  test('is taken from everywhere again once the allow-list is lifted with null', async () => {
    await open({})
    await change({ ipAllowList: ['10.1.2.3'] })
    expect((await fetch(emulator.secret)).errcode).toBe(40164)
    expect((await change({ ipAllowList: null })).status).toBe(200)
    expect((await fetch(emulator.secret)).access_token).toMatch(/^EMU_/)
  })

  test('frozen is 40243, while tokens that were given live on', async () => {
    await open({})
    await change({ secretFrozen: true })
    expect((await fetch(emulator.secret)).errcode).toBe(40243)
    expect(await call()).toBe(0)
    await change({ secretFrozen: false })
    expect((await fetch(emulator.secret)).access_token).toMatch(/^EMU_/)
  })

  test('can be rotated, and is never given out', async () => {
    await open({})
    const { text } = await change({ secret: 'another-secret' })
    expect(text).not.toContain('another-secret')
    expect((await fetch(emulator.secret)).errcode).toBe(40125)
    expect((await fetch('another-secret')).access_token).toMatch(/^EMU_/)
  })

  test.each([
    [{ appid: 'wxnone' }, 'no account'],
    [{ secret: '' }, 'secret of an account must be a string'],
    [{ colour: 'red' }, 'has "colour"'],
    [{ ipAllowList: 'all' }, 'ipAllowList'],
  ])('a change %j is refused with the reason', async (json, words) => {
    await open({})
    const reply = await change(json)
    expect([reply.status, reply.text]).toEqual([400, expect.stringContaining(words)])
  })
})
