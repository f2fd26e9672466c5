import { createHmac } from 'node:crypto'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { ask, withToken } from './plain-client'

const user = 'oDEMO_user_00000000000000002'
const account = {
  appid: 'wxpay',
  secret: 'pay-secret',
  payAppKey: 'live-key',
  sandboxPayAppKey: 'sandbox-key',
  sessionKeys: { [user]: 'session-of-user' },
  sessionKey: 'session-of-others',
}
let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
beforeAll(async () => {
  emulator = await startEmulator({ accounts: [account] })
  client = await withToken(emulator)
})
afterAll(() => emulator.close())

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex')
const post = async (path: string, query: Record<string, string>, body: string) => {
  const all = new URLSearchParams({ access_token: client.token, ...query })
  return (await ask(emulator.port, 'POST', `${path}?${all}`, { body })).json
}

describe('pay_sig', () => {
  const path = '/xpay/query_order'
  // Spaces and order belong to what is signed: the very bytes count.
  const body = (env: number) => `{ "openid":"${user}", "env":${env}, "order_id":"1" }`
  const sign = (key: string, text: string) => hmac(key, `${path}&${text}`)

  test('made with the app key over path and body is taken', async () => {
    expect((await post(path, { pay_sig: sign('live-key', body(0)) }, body(0))).errcode).toBe(0)
  })

  test('of the sandbox is made with the key of the sandbox', async () => {
    expect((await post(path, { pay_sig: sign('sandbox-key', body(1)) }, body(1))).errcode).toBe(0)
    expect((await post(path, { pay_sig: sign('live-key', body(1)) }, body(1))).errcode).toBe(268490003)
  })

  test.each([
    ['missing', {}],
    ['made with another key', { pay_sig: sign('other', body(0)) }],
    ['made over another body', { pay_sig: sign('live-key', '{}') }],
    ['shorter', { pay_sig: sign('live-key', body(0)).slice(1) }],
  ])('%s is 268490003', async (_, query) => {
    expect((await post(path, query as Record<string, string>, body(0))).errcode).toBe(268490003)
  })

  test('of b2b is refused with the errcode of b2b', async () => {
    expect((await post('/retail/B2b/getorder', { pay_sig: 'x' }, '{"mchid":"1"}')).errcode).toBe(9403200)
  })

  test('is looked at after the token', async () => {
    expect((await ask(emulator.port, 'POST', path, { body: body(0) })).json.errcode).toBe(41001)
  })
})

describe('signature of a user', () => {
  const check = (openid: string, query: Record<string, string>) =>
    client.get(`/wxa/checksession?${new URLSearchParams({ openid, sig_method: 'hmac_sha256', ...query })}`)

  test('made with the session_key over nothing is taken', async () => {
    expect((await check(user, { signature: hmac('session-of-user', '') })).errcode).toBe(0)
    expect((await check('oABC', { signature: hmac('session-of-others', '') })).errcode).toBe(0)
  })

  test('of another user, or none, is 87009', async () => {
    expect((await check(user, { signature: hmac('session-of-others', '') })).errcode).toBe(87009)
    expect((await check(user, {})).errcode).toBe(87009)
  })

  test('by another method than hmac_sha256 is 87008', async () => {
    const signature = hmac('session-of-user', '')
    expect((await check(user, { signature, sig_method: 'md5' })).errcode).toBe(87008)
  })

  test('signing in gives the session_key, and after a reset only the new one is taken', async () => {
    const { appid, secret, port } = emulator
    const openid = 'oDEMO_user_00000000000000001'
    const query = new URLSearchParams({ appid, secret, js_code: openid, grant_type: 'authorization_code' })
    const { json } = await ask(port, 'GET', `/sns/jscode2session?${query}`)
    expect(json).toMatchObject({ openid, session_key: 'session-of-others' })
    const old = hmac(json.session_key, '')
    const reset = new URLSearchParams({ openid, signature: old, sig_method: 'hmac_sha256' })
    const { session_key } = await client.get(`/wxa/resetusersessionkey?${reset}`)
    expect((await check(openid, { signature: old })).errcode).toBe(87009)
    expect((await check(openid, { signature: hmac(session_key, '') })).errcode).toBe(0)
  })
})

describe('both signatures', () => {
  const path = '/xpay/query_user_balance'
  const body = `{"openid":"${user}","env":0,"user_ip":"127.0.0.1"}`
  const good = { pay_sig: hmac('live-key', `${path}&${body}`), signature: hmac('session-of-user', body) }

  test('are taken together', async () => {
    expect((await post(path, good, body)).errcode).toBe(0)
  })

  test('each is missed and found wrong', async () => {
    expect((await post(path, { ...good, pay_sig: 'x' }, body)).errcode).toBe(268490003)
    expect((await post(path, { ...good, signature: 'x' }, body)).errcode).toBe(87009)
  })
})

describe('mini games', () => {
  const path = '/cgi-bin/midas/getbalance'
  const members = {
    appid: 'wxpay',
    offer_id: '12',
    openid: user,
    pf: 'android',
    ts: 1507530737,
    zone_id: '1',
  }
  // Written out, so that the order and the form are seen.
  const text = `appid=wxpay&offer_id=12&openid=${user}&pf=android&ts=1507530737&zone_id=1`
  const place = (at: string) => `org_loc=${at}&method=POST`
  const sig = hmac('live-key', `${text}&${place(path)}&secret=live-key`)
  const send = (more: object, at = path) => post(at, {}, JSON.stringify({ ...members, ...more }))

  test('sig over the sorted members is taken', async () => {
    expect((await send({ sig })).errcode).toBe(0)
  })

  test('a wrong sig is 90011', async () => {
    expect((await send({ sig: 'x' })).errcode).toBe(90011)
    expect((await send({})).errcode).toBe(90011)
  })

  test('mp_sig, where it is sent, is looked at too', async () => {
    const all = `access_token=${client.token}&${text.replace('&pf=android', '&pf=android')}`
    const [before, after] = [all.slice(0, all.indexOf('&ts=')), all.slice(all.indexOf('&ts='))]
    const mp_sig = hmac(
      'session-of-user',
      `${before}&sig=${sig}${after}&${place(path)}&session_key=session-of-user`,
    )
    expect((await send({ sig, mp_sig })).errcode).toBe(0)
    expect((await send({ sig, mp_sig: 'x' })).errcode).toBe(90009)
  })

  test('the sandbox has a key of its own', async () => {
    const at = '/cgi-bin/midas/sandbox/getbalance'
    const sandbox = hmac('sandbox-key', `${text}&${place(at)}&secret=sandbox-key`)
    expect((await send({ sig: sandbox }, at)).errcode).toBe(0)
    expect((await send({ sig }, at)).errcode).toBe(90011)
  })
})

test('no key appears in the log', async () => {
  const log = JSON.stringify(await client.log())
  for (const key of ['live-key', 'sandbox-key', 'session-of-user', 'session-of-others', 'pay-secret']) {
    expect(log).not.toContain(key)
  }
})
