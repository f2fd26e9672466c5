import { Agent } from 'node:http'
import { API, type RequestView } from '../../../shared/wechat-api'
import { endsWithin } from '../../support/ends-within'
import { called, inAnHour, type Opened, open, rejection } from './opened'

let opened: Opened
beforeEach(async () => {
  opened = await open(() => undefined)
})
afterEach(() => opened.close())

describe('beforeRequest', () => {
  test('sees each request last, and what it changes is sent', async () => {
    const seen: string[] = []
    opened.api.setHook(request => {
      seen.push(`${request.method} ${request.path.split('?')[0]}`)
      request.path += '&traced=1'
      return undefined
    })
    await opened.api.sendText('oA', 'hello')
    expect(seen).toEqual(['GET /cgi-bin/token', 'POST /cgi-bin/message/custom/send'].slice(-1))
    expect(opened.server.calls()[0]!.query.get('traced')).toBe('1')
  })

  test('may give another request, as in the successor', async () => {
    opened.api.setOpts({ beforeRequest: (request: RequestView) => ({ ...request, path: '/elsewhere' }) })
    await opened.api.getIp()
    expect(opened.server.calls()[0]!.path).toBe('/elsewhere')
  })

  test('that throws fails the call', async () => {
    opened.api.setHook(() => {
      throw new Error('of the hook')
    })
    expect((await rejection(opened.api.getIp())).message).toBe('of the hook')
  })
})

describe('setOpts', () => {
  test('replaces what was set before', () => {
    opened.api.setOpts({ timeout: 15000 })
    opened.api.setOpts({ custom: true })
    expect(opened.api.defaults).toEqual({ custom: true })
  })

  test('with headers leaks none of one call into another, and a GET after a POST does not hang', async () => {
    const headers = {}
    opened.api.setOpts({ headers })
    await opened.api.sendText('oA', 'hello')
    await opened.api.getIp()
    const last = opened.server.calls()[1]!
    expect([last.headers['content-type'], last.headers['content-length']]).toEqual([undefined, undefined])
    expect(headers).toEqual({})
  })

  test('takes an agent', async () => {
    const agent = new Agent()
    const used = jest.spyOn(
      agent as unknown as { createConnection(...args: unknown[]): unknown },
      'createConnection',
    )
    opened.api.setOpts({ agent })
    await opened.api.getIp()
    expect(used).toHaveBeenCalled()
    agent.destroy()
  })

  test('takes connect and answer times as a list, and their sum counts', async () => {
    await opened.close()
    opened = await open(({ path }) => (path === '/cgi-bin/token' ? undefined : () => undefined))
    opened.api.setOpts({ timeout: [40, 40] })
    // Far from the ten seconds of a call without a time of its own.
    expect(await endsWithin(5000, rejection(opened.api.getIp()))).toBe(true)
  })
})

describe('where calls go', () => {
  test('setEndpoint names a host, always over https', () => {
    opened.api.setEndpoint('sh.api.weixin.qq.com')
    expect(opened.api.endpoint).toBe('https://sh.api.weixin.qq.com')
  })

  test('the environment counts as long as the instance names no place of its own', async () => {
    process.env.WX_OPENAPI_BASE_URL = opened.server.url
    const api = new API('wxappid', 'secret')
    expect(await api.getIp()).toEqual({ errcode: 0, errmsg: 'ok' })
    delete process.env.WX_OPENAPI_BASE_URL
    expect(api.endpoint).toBe('https://api.weixin.qq.com')
  })

  test('one instance that moves takes its next call along', async () => {
    const other = await open(() => undefined)
    await opened.api.getIp()
    opened.api.endpoint = other.server.url
    await opened.api.getIp()
    expect([opened.server.calls().length, other.server.calls().length]).toEqual([1, 1])
    await other.close()
  })
})

describe('request', () => {
  const url = (query: string) => `${opened.server.url}/own/path?${query}`

  test('gives an errcode to a callback as it came', async () => {
    await opened.close()
    opened = await open(() => ({ errcode: 40003, errmsg: 'invalid openid' }))
    const answer = await called(callback => opened.api.request(url('a=1'), { dataType: 'json' }, callback))
    expect(answer.slice(0, 2)).toEqual([null, { errcode: 40003, errmsg: 'invalid openid' }])
  })

  test('makes an errcode a rejection, as in the successor', async () => {
    await opened.close()
    opened = await open(() => ({ errcode: 40003, errmsg: 'invalid openid' }))
    const error = await rejection(opened.api.request(url('a=1')))
    expect([error.name, error.code]).toEqual(['WeChatAPIError', 40003])
  })

  test('sends text as it is and objects as JSON', async () => {
    await opened.api.request(url('body=in the URL'), { type: 'POST', data: '{"a": 1}' })
    await opened.api.request(url('b=2'), { method: 'POST', data: { a: 1 } })
    expect(opened.server.calls().map(({ body }) => body.toString())).toEqual(['{"a": 1}', '{"a":1}'])
    expect(opened.server.calls()[0]!.query.get('body')).toBe('in the URL')
  })

  test('puts the data of a GET into the URL', async () => {
    await opened.api.request(url('a=1'), { data: { b: '&' } })
    expect(Object.fromEntries(opened.server.calls()[0]!.query)).toEqual({ a: '1', b: '&' })
  })

  test('turns the old file host to the host of the instance', async () => {
    await opened.api.request('http://file.api.weixin.qq.com/cgi-bin/media/get?media_id=m')
    expect(opened.server.calls()[0]!.path).toBe('/cgi-bin/media/get')
  })
})

test('an instance shows neither its inner state nor its tokens’ keeper', () => {
  const api = new API('wxappid', 'secret', async () => ({ accessToken: 'kept', expireTime: inAnHour() }))
  expect(Object.keys(api).sort()).toEqual(
    [
      'appid',
      'appsecret',
      'customservicePrefix',
      'defaults',
      'endpoint',
      'fileServerPrefix',
      'getTicketToken',
      'getToken',
      'merchantPrefix',
      'mpPrefix',
      'payPrefix',
      'prefix',
      'saveTicketToken',
      'saveToken',
      'snsPrefix',
      'ticketStore',
      'tokenFromCustom',
      'wxaPrefix',
    ].sort(),
  )
})
