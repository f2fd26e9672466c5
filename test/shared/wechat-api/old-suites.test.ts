import { type Emulator, startEmulator } from '../../../local/emulator'
import { API } from '../../../shared/wechat-api'
import { called, rejection } from './opened'

// What the test suites of the two libraries check and no other test here does: the class against an emulator that
// answers as WeChat answered them.

const account = ['wx0123456789abcdef', '0123456789abcdef0123456789abcdef'] as const

let emulator: Emulator
let api: API
beforeAll(async () => {
  emulator = await startEmulator({ profile: 'wechat-api' })
})
beforeEach(() => {
  process.env.WX_OPENAPI_BASE_URL = emulator.url
  process.env.WX_OPENAPI_RETIRED_WARNINGS = 'off'
  api = new API(...account)
})
afterEach(() => {
  delete process.env.WX_OPENAPI_BASE_URL
  delete process.env.WX_OPENAPI_RETIRED_WARNINGS
})
afterAll(() => emulator.close())

type Loose = { [name: string]: (...args: unknown[]) => unknown }
const loose = () => api as unknown as Loose

test('one variable of the environment is all that the class needs to call the emulator', async () => {
  expect(await api.getLatestToken()).toEqual({
    accessToken: expect.stringMatching(/^EMU_/),
    expireTime: expect.any(Number),
  })
})

describe('an account that is none', () => {
  test('gets no token, in WeChat’s words alone', async () => {
    const error = await rejection(new API('appid', 'secret').getAccessToken() as Promise<unknown>)
    expect([error.name, error.message, error.code]).toEqual(['WeChatAPIError', 'invalid credential', 40001])
  })

  test('is asked for once: the words of a bad appid are no reason to ask again', async () => {
    const before = await requests()
    await rejection(new API('appid', 'secret').getIp())
    expect((await requests()) - before).toBe(1)
  })

  test('hears that its secret is wrong, although the secret is called like what it stands for', async () => {
    const error = await rejection(new API(account[0], 'appsecret').getAccessToken() as Promise<unknown>)
    expect(error.message).toBe('invalid appsecret')
  })

  async function requests(): Promise<number> {
    return (await (await fetch(`${emulator.url}/__emu/log`)).json()).length
  }
})

describe('a method that the account has no right to', () => {
  test.each([
    ['createGoods', [{ product_base: { name: 'a' } }]],
    ['deleteGoods', ['an id']],
    ['getSubCats', ['an id']],
    ['updateStock', [-1, 'an id', 'sku']],
    ['createGoodsGroup', ['a group', []]],
    ['updateGoodsForGroup', ['a group', ['one'], ['other']]],
    ['createShelf', [{ shelf_name: 'a' }]],
    ['addExpressTemplate', [{ delivery_template: {} }]],
    ['setExpressForOrder', ['an id', 'a company', 'a number']],
    ['getOrdersByStatus', []],
    ['getOrdersByStatus', [2, new Date(0)]],
    ['deliverNotify', ['{}']],
    ['orderQuery', ['{}']],
    ['updateFeedback', ['oA', 'an id']],
    ['shorturl', ['https://example.com/']],
    ['semantic', ['oA', { query: 'a flight', category: 'flight' }]],
    ['uploadPicture', [__filename]],
  ])('%s says so in the error and in the answer beside it', async (name, given) => {
    const [error, data] = await called(callback => loose()[name]!(...given, callback))
    expect(error).toMatchObject({ name: 'WeChatAPIError', code: 48001, message: 'api unauthorized' })
    expect(data).toEqual({ errcode: 48001, errmsg: 'api unauthorized' })
  })
})

describe('a mass message', () => {
  test('of words is accepted in WeChat’s words', async () => {
    expect(await api.massSendText('hello', ['oA'])).toMatchObject({
      errcode: 0,
      errmsg: 'send job submission success',
    })
  })

  test('of a video that was given as an object travels, and is refused by WeChat', async () => {
    const video = { media_id: 'an id', title: 'a title' }
    const error = await rejection(loose().massSendVideo!(video, ['oA']) as Promise<unknown>)
    expect([error.code, error.message]).toEqual([40007, 'invalid media_id'])
  })

  test('to a tag is refused in WeChat’s words', async () => {
    const error = await rejection(api.massSendNews('an id', 'no tag'))
    expect([error.code, error.message]).toEqual([40050, 'invalid timeline type'])
  })

  test('goes through a massSend and an uploadMPVideo that somebody put on the instance', async () => {
    loose().uploadMPVideo = (_, callback) =>
      (callback as (...args: unknown[]) => void)(null, { media_id: 'B' })
    const sent = jest.fn()
    loose().massSend = (...args) => {
      sent(args.slice(0, 2))
      ;(args.pop() as (...given: unknown[]) => void)(null, { errcode: 0 })
    }
    await loose().massSendMPVideo!({ media_id: 'A' }, ['oA'])
    expect(sent.mock.calls).toEqual([[[{ mpvideo: { media_id: 'B' }, msgtype: 'mpvideo' }, ['oA']]]])
  })
})

test('a follower, followers and addresses come as WeChat gives them, without an errcode', async () => {
  expect(Object.keys(await api.getUser('oA'))).toHaveLength(12)
  expect(Object.keys(await api.getFollowers())).not.toContain('errcode')
  expect(Object.keys(await api.getIp())).toEqual(['ip_list'])
})

test('a menu that was given as JSON text is made and shown', async () => {
  await loose().createMenu!(JSON.stringify({ button: [{ name: 'one' }, { name: 'two' }] }))
  expect(await api.getMenu()).toEqual({ menu: { button: [{ name: 'one' }, { name: 'two' }] } })
})
