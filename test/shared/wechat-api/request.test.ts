import { Readable } from 'node:stream'
import { called, inAnHour, type Opened, open, rejection } from './opened'

let opened: Opened
let answer: Parameters<typeof open>[0] = () => undefined
beforeEach(async () => {
  answer = () => undefined
  opened = await open((request, count) => answer(request, count))
})
afterEach(() => opened.close())

const url = (query = '') => `${opened.server.url}/own/path${query}`
const sent = () => opened.server.arrived[0]!

test('a GET puts its data into the URL, an access_token too', async () => {
  await opened.api.request(url('?a=1'), { data: { access_token: 'T', openid: 'o&' } })
  expect([...sent().query]).toEqual([
    ['a', '1'],
    ['access_token', 'T'],
    ['openid', 'o&'],
  ])
})

test('repeated values of a query are all sent', async () => {
  await opened.api.request(url('?a=1&a=2'), { data: { b: ['3', '4'] } })
  expect([...sent().query.getAll('a'), ...sent().query.getAll('b')]).toEqual(['1', '2', '3', '4'])
})

test.each(['PUT', 'DELETE', 'PATCH'])('%s is sent', async verb => {
  await opened.api.request(url(), {
    type: verb,
    data: '{"a":1}',
    headers: { 'Content-Type': 'application/json' },
  })
  expect([sent().verb, sent().body.toString(), sent().headers['content-type']]).toEqual([
    verb,
    '{"a":1}',
    'application/json',
  ])
})

test('content is sent as it is, before data', async () => {
  await opened.api.request(url(), { method: 'POST', content: '<xml/>', data: { a: 1 } })
  expect(sent().body.toString()).toBe('<xml/>')
})

test('headers, auth and a stream go out as they are given', async () => {
  await opened.api.request(url(), {
    type: 'POST',
    auth: 'user:pass',
    headers: { 'X-Own': '1', 'Content-Type': 'image/png' },
    stream: Readable.from([Buffer.from([1, 2]), Buffer.from([3])]),
  })
  expect(sent().headers).toMatchObject({
    authorization: `Basic ${Buffer.from('user:pass').toString('base64')}`,
    'x-own': '1',
    'content-type': 'image/png',
    'content-length': '3',
  })
  expect(sent().body).toEqual(Buffer.from([1, 2, 3]))
})

test('an object goes to a host of one’s own as a form, unless JSON is said', async () => {
  const other = await open(() => undefined)
  await opened.api.request(`${other.server.url}/own`, { type: 'POST', data: { a: '1 2' } })
  await opened.api.request(`${other.server.url}/own`, { type: 'POST', data: { a: 1 }, contentType: 'json' })
  expect(other.server.arrived.map(({ body }) => body.toString())).toEqual(['a=1%202', '{"a":1}'])
  await other.close()
})

describe('what a callback gets', () => {
  const get = (options: { dataType?: string }) =>
    called(callback => opened.api.request(url(), options, callback))

  test('text by dataType text, bytes by none', async () => {
    expect((await get({ dataType: 'text' }))[1]).toBe('{"errcode":0,"errmsg":"ok"}')
    expect((await get({}))[1]).toEqual(Buffer.from('{"errcode":0,"errmsg":"ok"}'))
  })

  test('an error under the name that a wrapper puts its prefix before', async () => {
    answer = () => '<html>'
    const [error] = await get({ dataType: 'json' })
    expect((error as Error).name).toBe('JSONResponseFormatError')
    expect((await rejection(opened.api.request(url(), { dataType: 'json' }))).name).toBe(
      'WeChatAPIJSONResponseFormatError',
    )
  })

  test('an errcode as it came, whatever HTTP says', async () => {
    answer = () => response => {
      response.statusCode = 500
      response.end('{"errcode":40003}')
    }
    expect((await get({ dataType: 'json' })).slice(0, 2)).toEqual([null, { errcode: 40003 }])
  })

  test('no success when WeChat’s host says none', async () => {
    answer = () => response => {
      response.statusCode = 503
      response.end('{"message":"no upstream"}')
    }
    const [error, data] = await get({ dataType: 'json' })
    expect([(error as Error).name, data]).toEqual(['JSONResponseFormatError', undefined])
  })
})

test('a write whose answer was lost says so', async () => {
  answer = () => (_, socket) => socket.destroy()
  const error = await rejection(opened.api.request(url(), { type: 'POST', data: {} }))
  expect(error.message).toMatch(/^sent, but the response was lost/)
})

test('a timeout may be text', async () => {
  answer = () => () => undefined
  opened.api.setOpts({ timeout: '80' })
  const started = Date.now()
  expect((await rejection(opened.api.request(url()))).name).toBe('WeChatAPIResponseTimeoutError')
  expect(Date.now() - started).toBeLessThan(5000)
})

describe('a token request that breaks', () => {
  test('is sent again, and the call goes through', async () => {
    answer = ({ path }, count) =>
      path === '/cgi-bin/token' && count === 1 ? (_, socket) => socket.destroy() : undefined
    expect(await opened.api.sendText('o', 'x')).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(opened.server.tokens()).toHaveLength(2)
  })

  test('for good is an error of the network, and not a lost write', async () => {
    answer = () => (_, socket) => socket.destroy()
    const error = await rejection(opened.api.sendText('o', 'x'))
    expect(error.name).toBe('WeChatAPIRequestError')
    expect(`${error.message} ${error.fix}`).not.toMatch(/sent, but|look whether/)
    expect(opened.server.tokens()).toHaveLength(3)
  })

  test('but WeChat’s refusal of the account is not asked for again', async () => {
    answer = ({ path }) =>
      path === '/cgi-bin/token' ? { errcode: 40125, errmsg: 'invalid appsecret' } : undefined
    expect((await rejection(opened.api.getIp())).code).toBe(40125)
    expect(opened.server.arrived).toHaveLength(1)
  })
})

test('a token of the user’s own is enough for a URL of his own', async () => {
  const api = opened.another(async () => ({ accessToken: 'kept', expireTime: inAnHour() }))
  await api.request(url('?access_token=mine'), {})
  expect(sent().query.get('access_token')).toBe('mine')
})
