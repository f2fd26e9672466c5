import { inherits } from 'node:util'
import { API } from '../../../shared/wechat-api'
import { oldNames } from './old-names'
import { called, inAnHour, type Opened, open, rejection } from './opened'

type Loose = { [name: string]: (...args: unknown[]) => unknown }

let opened: Opened
beforeEach(async () => {
  opened = await open(() => undefined)
})
afterEach(() => opened.close())

const added: string[] = []
const extra = (name: string) => {
  added.push(name, `_${name}`)
  return name
}
afterAll(() => {
  for (const name of added) delete (API.prototype as unknown as Loose)[name]
})

test('every old name is there, as what it was', () => {
  const members = opened.api as unknown as Loose
  expect(oldNames.length).toBe(297)
  expect(oldNames.filter(name => typeof members[name] !== 'function')).toEqual([])
})

test.each([
  ['createQr', [{ action_name: 'QR_CARD' }], '/card/qrcode/create'],
  ['addExpress', [{ delivery_template: {} }], '/merchant/express/add'],
  ['getAllShelf', [], '/merchant/shelf/getall'],
  ['memberBatchtagging', [134, ['oA']], '/cgi-bin/tags/members/batchtagging'],
  ['memberBatchuntagging', [134, ['oA']], '/cgi-bin/tags/members/batchuntagging'],
])('%s, which was promised and never there, works', async (name, args, path) => {
  await (opened.api as unknown as Loose)[name]!(...args)
  expect(opened.server.calls()[0]!.path).toBe(path)
})

describe('a value of a token', () => {
  test('is made with and without new, and has two members', () => {
    const token = API.AccessToken('token', inAnHour())
    expect(token).toBeInstanceOf(API.AccessToken)
    expect(Object.keys(token)).toEqual(['accessToken', 'expireTime'])
    expect([token.isValid(), new API.AccessToken('token', 0).isValid()]).toEqual([true, false])
    expect(new API.AccessToken('', inAnHour()).isValid()).toBe(false)
  })
})

describe('mixin', () => {
  test('adds methods that use preRequest, request and the token as they always could', async () => {
    API.mixin({
      [extra('getShopName')](this: API, callback: () => void) {
        this.preRequest((this as unknown as Loose)._getShopName as () => void, [callback])
      },
      [extra('_getShopName')](this: API, callback: () => void) {
        const url = `${this.endpoint}/shop/name?access_token=${this.token!.accessToken}`
        this.request(url, { dataType: 'json' }, callback)
      },
    })
    const [error, data] = await called(callback => (opened.api as unknown as Loose).getShopName!(callback))
    expect([error, data]).toEqual([null, { errcode: 0, errmsg: 'ok' }])
    expect(opened.server.calls()[0]!.query.get('access_token')).toBe('token-1')
  })

  test('refuses a name that both libraries had', () => {
    expect(() => API.mixin({ sendText: () => undefined })).toThrow(
      "Don't allow override existed prototype method. method: sendText",
    )
  })

  test('lets a program keep a method that its library did not have', async () => {
    const before = API.prototype.sendMiniProgram
    API.mixin({ sendMiniProgram: () => 'own' })
    expect((opened.api as unknown as Loose).sendMiniProgram!()).toBe('own')
    expect(() => API.mixin({ sendMiniProgram: () => 'again' })).toThrow('sendMiniProgram')
    API.prototype.sendMiniProgram = before
  })

  test('a method of one’s own is called again with another token when the first is refused', async () => {
    await opened.close()
    opened = await open(({ query }) =>
      query.get('access_token') === 'token-1' ? { errcode: 42001, errmsg: 'expired' } : undefined,
    )
    await opened.api.getLatestToken()
    const own = function (this: API, callback: () => void) {
      this.request(
        `${this.endpoint}/own?access_token=${this.token!.accessToken}`,
        { dataType: 'json' },
        callback,
      )
    }
    const [, data] = await called(callback => opened.api.preRequest(own, [callback]))
    expect(data).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(opened.server.calls().map(({ query }) => query.get('access_token'))).toEqual([
      'token-1',
      'token-2',
    ])
  })
})

describe('patch and ext', () => {
  test('add a method that posts JSON with the token', async () => {
    API.patch(extra('addWidget'), `${opened.server.url}/card/widget/add?kind=1`)
    const data = await (opened.api as unknown as Loose).addWidget!({ name: '名' })
    expect(data).toEqual({ errcode: 0, errmsg: 'ok' })
    const [sent] = opened.server.calls()
    expect([sent!.verb, sent!.path, Object.fromEntries(sent!.query)]).toEqual([
      'POST',
      '/card/widget/add',
      { kind: '1', access_token: 'token-1' },
    ])
    expect(JSON.parse(sent!.body.toString())).toEqual({ name: '名' })
  })

  test('call back as every method does', async () => {
    API.ext(extra('addGadget'), `${opened.server.url}/card/gadget/add`)
    const [error, data] = await called(callback => (opened.api as unknown as Loose).addGadget!({}, callback))
    expect([error, data]).toEqual([null, { errcode: 0, errmsg: 'ok' }])
  })

  test('follow the instance when they name a host of WeChat', async () => {
    API.patch(extra('addTool'), 'https://api.weixin.qq.com/card/tool/add')
    await (opened.api as unknown as Loose).addTool!({})
    expect(opened.server.calls()[0]!.path).toBe('/card/tool/add')
  })

  test('refuse what is no text, and a name that is taken', () => {
    const loose = API.patch as unknown as (...args: unknown[]) => void
    expect(() => loose('name')).toThrow('the second argument')
    expect(() => loose(1, 'https://a.b/')).toThrow('the first argument')
    expect(() => API.patch('sendText', 'https://a.b/')).toThrow('[sendText]')
  })

  test('take the documented example, whose name is there by now', () => {
    const { createQr } = API.prototype
    expect(() => API.patch('createQr', 'https://api.weixin.qq.com/card/qrcode/create')).not.toThrow()
    Object.assign(API.prototype, { createQr })
  })
})

describe('programs of that time inherit', () => {
  test('with util.inherits and a call of the function', async () => {
    function Shop(this: API, appid: string) {
      ;(API as unknown as (this: API, ...args: unknown[]) => void).call(this, appid, 'secret')
    }
    inherits(Shop, API as unknown as new () => object)
    const shop = new (Shop as unknown as new (appid: string) => API)('wxshop')
    shop.endpoint = opened.server.url
    await shop.getIp()
    expect(opened.server.tokens()[0]!.query.get('appid')).toBe('wxshop')
  })

  test('with class and super', async () => {
    class Shop extends API {
      shopName = 'tea'
    }
    const shop = new Shop('wxshop', 'secret')
    shop.endpoint = opened.server.url
    expect([shop.shopName, await shop.getIp()]).toEqual(['tea', { errcode: 0, errmsg: 'ok' }])
  })
})

describe('a method with an underscore', () => {
  test('takes the token of the instance as it is, and asks nobody for one', async () => {
    opened.api.token = { accessToken: 'mine', expireTime: 0 }
    await called(callback => opened.api._uploadNews({ articles: [] }, callback))
    expect(opened.server.arrived.map(({ path, query }) => [path, query.get('access_token')])).toEqual([
      ['/cgi-bin/media/uploadnews', 'mine'],
    ])
  })

  test('is what the method without it calls, on the instance', async () => {
    opened.api._getIp = ((callback: (error: null, data: unknown) => void) =>
      callback(null, { ip_list: ['own'] })) as never
    expect(await opened.api.getIp()).toEqual({ ip_list: ['own'] })
  })
})

describe('members of an instance that a program replaces take part', () => {
  const failing = (...args: unknown[]) => (args.pop() as (error: Error) => void)(new Error('own'))

  test('preRequest', async () => {
    opened.api.preRequest = ((_: unknown, args: unknown[]) => failing(...args)) as never
    expect((await rejection(opened.api.getIp())).message).toBe('own')
  })

  test('getAccessToken, in either style', async () => {
    opened.api.getAccessToken = failing as never
    expect((await rejection(opened.api.getIp())).message).toBe('own')
    opened.api.getAccessToken = (async () => ({ accessToken: 'mine', expireTime: inAnHour() })) as never
    await opened.api.getIp()
    expect(opened.server.calls()[0]!.query.get('access_token')).toBe('mine')
  })

  test('ensureAccessToken', async () => {
    opened.api.ensureAccessToken = async () => new API.AccessToken('ensured', inAnHour())
    await opened.api.getIp()
    expect(opened.server.calls()[0]!.query.get('access_token')).toBe('ensured')
  })

  test('massSend, for all the messages that go through it', async () => {
    opened.api.massSend = failing as never
    const [error] = await called(callback => opened.api.massSendText('text', true, callback))
    expect((error as Error).message).toBe('own')
    opened.api.massSend = (async (opts: object) => opts) as never
    expect(await opened.api.massSendText('text', true)).toEqual({
      msgtype: 'text',
      text: { content: 'text' },
    })
  })

  test('uploadMPVideo, in massSendMPVideo', async () => {
    opened.api.uploadMPVideo = failing as never
    const send = () => opened.api.massSendMPVideo({ mediaId: 'm' } as never, ['oA', 'oB'])
    expect((await rejection(send())).message).toBe('own')
    expect(opened.server.calls()).toEqual([])
  })

  test('request, which gets URL and options of every call', async () => {
    const seen: unknown[] = []
    opened.api.token = { accessToken: 'mine', expireTime: 0 }
    opened.api.request = ((url: string, options: object, callback: (error: null, data: object) => void) => {
      seen.push(url, options)
      callback(null, { errcode: 40003, errmsg: 'invalid openid' })
    }) as never
    const error = await rejection(opened.api._sendText('oA', 'hello'))
    expect([error.name, error.code]).toEqual(['WeChatAPIError', 40003])
    expect(seen[0]).toBe(`${opened.server.url}/cgi-bin/message/custom/send?access_token=mine`)
    expect(seen[1]).toEqual({
      dataType: 'json',
      type: 'POST',
      method: 'POST',
      data: { touser: 'oA', msgtype: 'text', text: { content: 'hello' } },
      headers: { 'Content-Type': 'application/json' },
    })
  })
})
