import { type Emulator, startEmulator } from '../../../local/emulator'
import { ask, minutes, withEmulator, withToken } from './plain-client'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator({ logSize: 5 })
})
afterEach(() => emulator.close())

const printers = '/cgi-bin/express/business/printer/update'
const printer = { openid: 'oABC', update_type: 'bind' }

test('the greeting says what it is and that nothing is real', async () => {
  for (const path of ['/__emu/', '/__emu']) {
    const { status, headers, text } = await ask(emulator.port, 'GET', path)
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(text).toContain('It is not WeChat')
  }
})

test('an unknown control route is 404, a wrong verb 405 with those that are right', async () => {
  for (const path of ['/__emu/nothing', '/__emu/constructor', '/__emu/__proto__', '/__emu/log/x']) {
    expect((await ask(emulator.port, 'GET', path)).status).toBe(404)
  }
  const reply = await ask(emulator.port, 'POST', '/__emu/log', { json: {} })
  expect([reply.status, reply.headers.allow]).toEqual([405, 'GET'])
})

describe('the log', () => {
  test('tells in their order what arrived and what was answered', async () => {
    const client = await withToken(emulator)
    await ask(emulator.port, 'POST', `${printers}?access_token=${client.token}&debug=1`, {
      json: printer,
      headers: { 'x-caller': 'worker-7' },
    })
    await ask(emulator.port, 'GET', '/nowhere')
    const [, call, lost] = await client.log()
    expect(call).toEqual({
      seq: 2,
      time: expect.any(Number),
      verb: 'POST',
      path: printers,
      method: 'logistics.updatePrinter',
      appid: emulator.appid,
      query: { debug: '1' },
      body: printer,
      status: 200,
      errcode: 0,
      errmsg: 'ok',
      caller: 'worker-7',
    })
    expect(lost).toMatchObject({ seq: 3, path: '/nowhere', errcode: 40066 })
    expect(lost).not.toHaveProperty('method')
  })

  test('never shows a token, a secret or a password', async () => {
    const client = await withToken(emulator)
    const { port, secret, appid } = emulator
    const bind = {
      type: 'bind',
      biz_id: '1',
      delivery_id: 'ZTO',
      password: 'hunter2',
      remark_content: secret,
    }
    await client.post('/cgi-bin/express/business/account/bind', bind)
    await ask(port, 'GET', `/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`)
    await ask(port, 'POST', `${printers}?access_token=${client.token}`, {
      body: `no JSON ${secret} ${client.token}`,
    })
    await ask(port, 'GET', `/${secret}/${client.token}?${secret}=${client.token}`)
    const shown = JSON.stringify([await client.log(), await client.effects()])
    for (const hidden of [secret, client.token, 'hunter2', client.token.slice(20, 60)]) {
      expect(shown).not.toContain(hidden)
    }
    expect(await client.log()).toHaveLength(5)
  })

  test.each([
    ['a form', 'appid=wx1&secret=@&grant_type=client_credential'],
    ['a form with odd characters', 'secret=@,;%26"x&appid=wx1'],
    ['JSON with a comma too many', '{"secret": "@","appid":"wx1",}'],
    ['JSON with an escaped quote in the secret', '{"session_key":"x\\"@","appid":"wx1",}'],
    ['JSON that is cut off', '{"appid":"wx1","password":"@'],
    ['JSON inside a text', JSON.stringify(JSON.stringify({ component_access_token: '@', appid: 'wx1' }))],
    ['single quotes and no quotes', "{'component_appsecret': '@', secret: @ , appid: wx1}"],
    ['parts', '--b\r\nContent-Disposition: form-data; name="access_token"\r\n\r\n@\r\n--b wx1'],
  ])('hides the secrets of a body that cannot be read: %s', async (_, form) => {
    const body = form.replaceAll('@', 'hunter2')
    await ask(emulator.port, 'POST', '/cgi-bin/stable_token', { body })
    const [entry] = (await ask(emulator.port, 'GET', '/__emu/log')).json
    expect(entry.errcode).toBe(47001)
    expect(entry.body).not.toContain('hunter2')
    expect(entry.body).toContain('***')
    expect(entry.body).toContain('wx1')
  })

  test('hides the secrets of a component by their names', async () => {
    const secrets = { component_verify_ticket: 'hunter2', authorizer_refresh_token: 'hunter2' }
    await ask(emulator.port, 'POST', '/cgi-bin/stable_token', {
      json: { ...secrets, component_appid: 'wx1' },
    })
    const [{ body }] = (await ask(emulator.port, 'GET', '/__emu/log')).json
    expect(body).toEqual({
      component_verify_ticket: '***',
      authorizer_refresh_token: '***',
      component_appid: 'wx1',
    })
  })

  test('is a ring: the oldest are forgotten', async () => {
    for (let at = 1; at <= 8; at += 1) await ask(emulator.port, 'GET', `/path/${at}`)
    const log = (await ask(emulator.port, 'GET', '/__emu/log')).json
    expect(log.map(({ seq, path }: { seq: number; path: string }) => [seq, path])).toEqual([
      [4, '/path/4'],
      [5, '/path/5'],
      [6, '/path/6'],
      [7, '/path/7'],
      [8, '/path/8'],
    ])
  })

  test('keeps only the beginning of a huge body', async () => {
    const client = await withToken(emulator)
    await client.post(printers, { ...printer, more: 'x'.repeat(5_000_000), list: Array(100_000).fill(1) })
    expect(JSON.stringify(await client.log()).length).toBeLessThan(100_000)
  })

  test('shows a key that is called __proto__', async () => {
    const client = await withToken(emulator)
    const path = `${printers}?access_token=${client.token}`
    await ask(emulator.port, 'POST', path, {
      body: '{"__proto__":{"a":1},"openid":"oABC","update_type":"bind"}',
    })
    const { text } = await ask(emulator.port, 'GET', '/__emu/log')
    expect(text).toContain('"__proto__":{"a":1}')
  })

  test('does not hold the control routes themselves', async () => {
    await ask(emulator.port, 'GET', '/__emu/effects')
    expect((await ask(emulator.port, 'GET', '/__emu/log')).json).toEqual([])
  })
})

describe('the effects', () => {
  test('tell what was done, not what was refused or only read', async () => {
    const client = await withToken(emulator)
    await client.post(printers, printer)
    await client.post(printers, { ...printer, update_type: 'nothing' })
    await client.get('/cgi-bin/express/business/printer/getall')
    expect((await client.effects()).map((effect: { what: string }) => effect.what)).toEqual([
      'token made',
      'printer bound',
    ])
  })

  test('tell of writes that have no state of their own', async () => {
    const client = await withToken(emulator)
    const params = { token: 'courier-token', fee: 100 }
    await client.post('/cgi-bin/express/delivery/single_waybill/refund_order', params)
    expect((await client.effects())[1]).toEqual({
      seq: 2,
      time: expect.any(Number),
      method: 'logistics.scatterRefundOrder',
      appid: emulator.appid,
      what: 'accepted',
      facts: params,
    })
  })
})

describe('the clock', () => {
  const clock = async (json?: unknown) =>
    ask(
      emulator.port,
      json === undefined ? 'GET' : 'POST',
      '/__emu/clock',
      json === undefined ? {} : { json },
    )

  test('shows the time of the machine until it is moved', async () => {
    const { now, iso, offsetMs } = (await clock()).json
    expect(Math.abs(now - Date.now())).toBeLessThan(5_000)
    expect([Date.parse(iso), offsetMs]).toEqual([now, 0])
  })

  test('moves on and back', async () => {
    await clock({ advanceMs: minutes(90) })
    expect((await clock({ advanceMs: -minutes(30) })).json.offsetMs).toBe(minutes(60))
  })

  test('goes to a moment, given as text or as milliseconds, and runs on', async () => {
    for (const set of ['2030-01-01T00:00:00Z', 1_893_456_000_000]) {
      const { now } = (await clock({ set })).json
      expect(now - 1_893_456_000_000).toBeGreaterThanOrEqual(0)
      expect(now - 1_893_456_000_000).toBeLessThan(5_000)
    }
  })

  test.each([
    ['nothing', {}],
    ['both', { advanceMs: 1, set: 1 }],
    ['words', { advanceMs: 'soon' }],
    ['no date', { set: 'tomorrow' }],
    ['a time before 1970', { set: -1 }],
    ['a time beyond all dates', { advanceMs: 1e300 }],
    ['the last moment of all, from which it could not run on', { set: 8.64e15 }],
    ['a list', [1]],
  ])('refuses %s', async (_, json) => {
    expect((await clock(json)).status).toBe(400)
    expect((await clock()).json.offsetMs).toBe(0)
  })

  test('a body that is no JSON is 400', async () => {
    const reply = await ask(emulator.port, 'POST', '/__emu/clock', {
      body: '{',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    })
    expect(reply.status).toBe(400)
  })
})

test('a reset brings back the state of the start: clock, log, effects, tokens, printers', async () => {
  const client = await withToken(emulator)
  await client.post(printers, printer)
  await client.advance(minutes(1))
  await ask(emulator.port, 'POST', '/__emu/reset', { json: {} })
  expect(await client.log()).toEqual([])
  expect(await client.effects()).toEqual([])
  expect((await ask(emulator.port, 'GET', '/__emu/clock')).json.offsetMs).toBe(0)
  expect((await client.get('/cgi-bin/express/business/printer/getall')).errcode).toBe(40001)
  const again = await withToken(emulator)
  expect((await again.get('/cgi-bin/express/business/printer/getall')).count).toBe(0)
})

test('two emulators know nothing of each other', async () => {
  await withEmulator({}, async other => {
    const client = await withToken(emulator)
    await client.post(printers, printer)
    const there = await withToken(other)
    expect((await there.get('/cgi-bin/express/business/printer/getall')).count).toBe(0)
    const path = `/cgi-bin/express/business/printer/getall?access_token=${client.token}`
    expect((await ask(other.port, 'GET', path)).json.errcode).toBe(40001)
  })
})
