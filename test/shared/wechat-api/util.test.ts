import { type API, make, postJSON, wrapper } from '../../../shared/wechat-api'
import { called, type Opened, open } from './opened'

type Loose = { [name: string]: (...args: unknown[]) => unknown }

let opened: Opened
let reply: Parameters<typeof open>[0]
beforeEach(async () => {
  reply = () => undefined
  opened = await open((request, count) =>
    request.path === '/cgi-bin/token' ? undefined : reply(request, count),
  )
  make(opened.api, 'addWidget', function (this: API, widget: object, callback: never) {
    const url = `${this.endpoint}/widget/add?access_token=${this.token!.accessToken}`
    this.request(url, postJSON(widget), wrapper(callback) as never)
  })
})
afterEach(() => opened.close())

const addWidget = () => called(callback => (opened.api as unknown as Loose).addWidget!({ a: 1 }, callback))

test('make, postJSON and wrapper build a method as the old library did', async () => {
  expect((await addWidget()).slice(0, 2)).toEqual([null, { errcode: 0, errmsg: 'ok' }])
  const [call] = opened.server.calls()
  expect([call!.verb, call!.query.get('access_token'), call!.body.toString()]).toEqual([
    'POST',
    'token-1',
    '{"a":1}',
  ])
  expect(await (opened.api as unknown as Loose).addWidget!({})).toEqual({ errcode: 0, errmsg: 'ok' })
})

test('wrapper makes an errcode an error with name and code', async () => {
  reply = () => ({ errcode: 40003, errmsg: 'invalid openid' })
  const [error, data] = await addWidget()
  expect({ ...(error as object) }).toEqual({ name: 'WeChatAPIError', code: 40003 })
  expect(data).toEqual({ errcode: 40003, errmsg: 'invalid openid' })
})

test('the name of an error has its prefix once', async () => {
  reply = () => '<html>'
  expect(((await addWidget())[0] as Error).name).toBe('WeChatAPIJSONResponseFormatError')
  const named = Object.assign(new Error('x'), { name: 'WeChatAPIRequestError' })
  wrapper((error: unknown) => expect((error as Error).name).toBe('WeChatAPIRequestError'))(named)
  expect.assertions(2)
})

test('the wrapper of the old package, which puts its prefix always, gives the same name', async () => {
  const { wrapper: old } = jest.requireActual<{ wrapper: typeof wrapper }>('wechat-api/lib/util')
  reply = () => '<html>'
  const [error] = await called(callback =>
    opened.api.request(`${opened.server.url}/own`, { dataType: 'json' }, old(callback as never) as never),
  )
  expect((error as Error).name).toBe('WeChatAPIJSONResponseFormatError')
})

test('wrapper says that nothing came', () => {
  wrapper((error: unknown) => expect(error).toMatchObject({ code: -1, message: 'No data received.' }))(
    null,
    null,
  )
  expect.assertions(1)
})
