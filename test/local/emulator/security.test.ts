import { type Emulator, startEmulator } from '../../../local/emulator'
import { ask, withToken } from './plain-client'

let emulator: Emulator
let token: string
beforeAll(async () => {
  emulator = await startEmulator({ accounts: [{ appid: 'wx1', secret: '1' }] })
  token = (await withToken(emulator)).token
})
afterAll(() => emulator.close())

async function post(path: string, body: object) {
  return (await ask(emulator.port, 'POST', `${path}?access_token=${token}`, { body: JSON.stringify(body) }))
    .json
}
const check = (body: object) => post('/wxa/msg_sec_check', body)
const risky = '好 特3456书yuuo莞6543李zxcz蒜7782法fgnv级 好'
const second = { version: 2, scene: 2, openid: 'oABC' }

test('plain text passes, and the text of WeChat for trials is risky', async () => {
  const passed = await check({ ...second, content: '你好' })
  expect([passed.errcode, passed.result]).toEqual([0, { suggest: 'pass', label: 100 }])
  const refused = await check({ ...second, content: risky })
  expect([refused.errcode, refused.result]).toEqual([0, { suggest: 'risky', label: 20001 }])
})

test('the first version takes content alone, and answers risky text with 87014', async () => {
  expect(await check({ content: '你好' })).toEqual({ errcode: 0, errmsg: 'ok' })
  expect((await check({ content: risky })).errcode).toBe(87014)
  expect((await check({})).errcode).toBe(47001)
})

test('the second version needs the user and the scene', async () => {
  expect((await check({ version: 2, content: '你好' })).errmsg).toMatch(/scene is missing/)
})

test('the first version of the check of media takes an address and a type', async () => {
  const media = { media_url: 'https://example.com/a.png', media_type: 2 }
  expect((await post('/wxa/media_check_async', media)).errcode).toBe(0)
  expect((await post('/wxa/media_check_async', { ...media, version: 2 })).errmsg).toMatch(/scene is missing/)
})
