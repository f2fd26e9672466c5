import { createDecipheriv, createHash } from 'node:crypto'
import { demoOpenids, type Emulator, startEmulator } from '../../../local/emulator'
import { ask } from './plain-client'

let emulator: Emulator

beforeAll(async () => {
  const guest = {
    appid: 'wx00000000000000ab',
    secret: 'demo',
    sessionKeys: { oABC: 'AAAAAAAAAAAAAAAAAAAAAA==', oBAD: 'k' },
  }
  emulator = await startEmulator({ accounts: [{ appid: 'wxdemo0000000000', secret: 'demo' }, guest] })
})
afterAll(() => emulator.close())

const [, operator, customer] = demoOpenids as [string, string, string]
const forUser = async (openid: string, wants: string, more = {}) =>
  ask(emulator.port, 'POST', '/__emu/users', { json: { openid, wants, ...more } })
const codeOf = async (openid: string, wants = 'login'): Promise<string> =>
  (await forUser(openid, wants)).json.code

const signIn = async (code: string, appid = 'wxdemo0000000000') => {
  const query = new URLSearchParams({
    appid,
    secret: 'demo',
    js_code: code,
    grant_type: 'authorization_code',
  })
  return (await ask(emulator.port, 'GET', `/sns/jscode2session?${query}`)).json
}

const numberOf = async (code: string, more = {}) => {
  const query = 'grant_type=client_credential&appid=wxdemo0000000000&secret=demo'
  const { json } = await ask(emulator.port, 'GET', `/cgi-bin/token?${query}`)
  const path = `/wxa/business/getuserphonenumber?access_token=${json.access_token}`
  return (await ask(emulator.port, 'POST', path, { json: { code, ...more } })).json
}

const opened = (sessionKey: string, { encryptedData, iv }: { encryptedData: string; iv: string }) => {
  const [key, start] = [sessionKey, iv].map(text => Buffer.from(text, 'base64'))
  const decipher = createDecipheriv('aes-128-cbc', key!, start!)
  return JSON.parse(decipher.update(encryptedData, 'base64', 'utf8') + decipher.final('utf8'))
}

test('the code of a page signs its user in, once', async () => {
  const code = await codeOf(customer)
  expect(code).toMatch(/^\w{32}$/)
  expect(await signIn(code)).toMatchObject({ openid: customer, session_key: expect.any(String) })
  expect(await signIn(code)).toMatchObject({
    errcode: 40163,
    errmsg: expect.stringMatching(/^code been used/),
  })
})

test('a code of elsewhere, of another kind or of six minutes ago is 40029', async () => {
  const [old, phoneCode] = [await codeOf(customer), await codeOf(customer, 'phoneCode')]
  await ask(emulator.port, 'POST', '/__emu/clock', { json: { advanceMs: 6 * 60_000 } })
  for (const code of [old, phoneCode, '0a3xAM000KJGjT1x2S000ZRFEk1xAM0c'])
    expect(await signIn(code)).toMatchObject({
      errcode: 40029,
      errmsg: expect.stringMatching(/^invalid code/),
    })
})

test('what people type signs in: the openid of a user, and a code that begins with demo-', async () => {
  expect(await signIn(customer)).toMatchObject({ openid: customer })
  expect(await signIn('demo-code')).toMatchObject({ openid: operator })
})

test('the code of a number gives the number of its user, once, and to no other user', async () => {
  const code = await codeOf(customer, 'phoneCode')
  const wanted = { phoneNumber: '13800000002', purePhoneNumber: '13800000002', countryCode: '86' }
  expect((await numberOf(code)).phone_info).toMatchObject(wanted)
  expect(await numberOf(code)).toMatchObject({ errcode: 40029 })
  const other = await codeOf(customer, 'phoneCode')
  expect(await numberOf(other, { openid: operator })).toMatchObject({ errcode: 40029 })
})

test('what a page gets of its user opens with the session_key, and its text is signed', async () => {
  const { session_key } = await signIn(await codeOf(customer))
  const { json } = await forUser(customer, 'user')
  const { openId, watermark, ...profile } = opened(session_key, json)
  expect([openId, watermark.appid, JSON.stringify(profile)]).toEqual([
    customer,
    'wxdemo0000000000',
    json.rawData,
  ])
  expect(json.signature).toBe(
    createHash('sha1')
      .update(json.rawData + session_key)
      .digest('hex'),
  )
  expect(Object.keys(json)).not.toContain('session_key')
})

test('it is sealed for the account that the user signed in to, before that for the one of the project', async () => {
  const project = { appid: 'wx00000000000000ab' }
  const before = (await forUser('oABC', 'run', project)).json
  const { watermark, stepInfoList } = opened('AAAAAAAAAAAAAAAAAAAAAA==', before)
  expect([watermark.appid, stepInfoList.length]).toEqual([project.appid, 30])
  const { session_key } = await signIn(await codeOf('oABC'))
  const after = (await forUser('oABC', 'group', project)).json
  expect(opened(session_key, after).watermark.appid).toBe('wxdemo0000000000')
})

test.each([
  [{ openid: 'oABC', wants: 'money' }, 'wants must be one of'],
  [{ wants: 'login' }, 'openid must be a text'],
  [{ openid: 'oBAD', wants: 'user', appid: 'wx00000000000000ab' }, 'not 16 bytes'],
])('%j is refused with the reason', async (json, reason) => {
  const refused = await ask(emulator.port, 'POST', '/__emu/users', { json })
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining(reason)])
})
