import { inspect } from 'node:util'
import { API } from '../../../shared/wechat-api'
import { called, inAnHour, type Opened, open, rejection, secret } from './opened'

let opened: Opened | undefined
afterEach(() => opened?.close())

/** An instance whose calls get this answer. */
async function answering(...[answer]: Parameters<typeof open>) {
  opened = await open((request, count) =>
    request.path === '/cgi-bin/token' ? undefined : answer(request, count),
  )
  return opened.api
}

describe('F5 an errcode', () => {
  const refusal = { errcode: 40003, errmsg: 'invalid openid hint: [abc]' }

  test('is an error with the old name, WeChat’s words and the number', async () => {
    const api = await answering(() => refusal)
    const error = await rejection(api.sendText('oA', 'hello'))
    expect(error).toBeInstanceOf(Error)
    expect({ ...error }).toEqual({ name: 'WeChatAPIError', code: 40003 })
    expect(error.message).toBe('invalid openid hint: [abc]')
  })

  test('comes with the answer as second and third argument', async () => {
    const api = await answering(() => refusal)
    const [error, data, res] = await called(callback => api.sendText('oA', 'hello', callback))
    expect((error as Error).name).toBe('WeChatAPIError')
    expect(data).toEqual(refusal)
    expect(res).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': expect.stringContaining('json') },
    })
  })

  test('is an error for streams too, where it used to be a success', async () => {
    const api = await answering(() => ({ errcode: 40004, errmsg: 'invalid media type' }))
    const { Readable } = await import('node:stream')
    const body = Object.assign(Readable.from([Buffer.from('--b--')]), {
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    })
    expect((await rejection(api.uploadMediaStream(body, 'image'))).code).toBe(40004)
  })

  test('is an error for setLotterySwitch too, where it used to be bytes', async () => {
    const api = await answering(() => ({ errcode: 9001001, errmsg: 'invalid' }))
    expect((await rejection(api.setLotterySwitch('lottery', 1))).code).toBe(9001001)
  })

  test.each(['getMedia', 'getMaterial'] as const)(
    'in an answer to %s whose content type has a suffix is an error with its code',
    async name => {
      const api = await answering(() => ({ errcode: 40007, errmsg: 'invalid media_id' }))
      const error = await rejection(api[name]('gone'))
      expect([error.name, error.code, error.message]).toEqual(['WeChatAPIError', 40007, 'invalid media_id'])
    },
  )
})

describe('what answers, but not as WeChat does', () => {
  test('nothing at all keeps its old words and its code', async () => {
    const api = await answering(() => '')
    const error = await rejection(api.getIp())
    expect([error.name, error.code, error.message]).toEqual(['WeChatAPIError', -1, 'No data received.'])
  })

  test('a page of HTML is named as it was', async () => {
    const api = await answering(() => response => {
      response.setHeader('content-type', 'text/html')
      response.end('<html>busy</html>')
    })
    expect((await rejection(api.getIp())).name).toBe('WeChatAPIJSONResponseFormatError')
  })

  test('an errcode under HTTP 500 is WeChat’s answer, as it always was', async () => {
    const api = await answering(() => response => {
      response.statusCode = 500
      response.end('{"errcode":48001,"errmsg":"api unauthorized"}')
    })
    expect(await rejection(api.getIp())).toMatchObject({ name: 'WeChatAPIError', code: 48001 })
  })

  test('JSON without an errcode under HTTP 500 is not an answer', async () => {
    const api = await answering(() => response => {
      response.statusCode = 500
      response.end('{"ip_list":["127.0.0.1"]}')
    })
    expect((await rejection(api.getIp())).name).toBe('WeChatAPIJSONResponseFormatError')
  })

  test('a redirect is not followed', async () => {
    const api = await answering(() => response => {
      response.writeHead(302, { location: 'http://127.0.0.1:9/' })
      response.end()
    })
    expect((await rejection(api.getIp())).name).toBe('WeChatAPIJSONResponseFormatError')
    expect(opened!.server.calls()).toHaveLength(1)
  })

  test('bytes where JSON is due are no success', async () => {
    const api = await answering(() => response => {
      response.setHeader('content-type', 'image/png')
      response.end(Buffer.from([1, 2, 3]))
    })
    expect((await rejection(api.getIp())).name).toBe('WeChatAPIJSONResponseFormatError')
  })
})

describe('the network', () => {
  test('that refuses keeps its name and node’s code', async () => {
    const api = await answering(() => undefined)
    // A port that nothing takes: the one of a closed server may be somebody else's a moment later.
    api.endpoint = 'http://127.0.0.1:1'
    api.getToken = async () => ({ accessToken: 'kept', expireTime: inAnHour() })
    const error = await rejection(api.getIp())
    expect([error.name, error.code]).toEqual(['WeChatAPIRequestError', 'ECONNREFUSED'])
  })

  test('that does not answer in time is named as it was', async () => {
    const api = await answering(() => () => undefined)
    api.setOpts({ timeout: 80 })
    await api.getLatestToken()
    expect((await rejection(api.getIp())).name).toBe('WeChatAPIResponseTimeoutError')
  })
})

describe('F5 no error holds a secret', () => {
  const spoken = (error: unknown) => inspect(error, { depth: 9, showHidden: true })

  test.each([
    ['WeChat repeats it', (told: string) => ({ errcode: 40001, errmsg: `bad secret ${told}` })],
    ['WeChat sends rubbish', (told: string) => `<html>${told}</html>`],
    ['the connection breaks', () => (_: unknown, socket: { destroy(): void }) => socket.destroy()],
  ])('when a token is fetched and %s', async (_, answer) => {
    opened = await open(({ query }) => answer(query.get('secret') ?? '') as never)
    const error = await rejection(opened.api.getAccessToken())
    expect(spoken(error)).not.toContain(secret)
  })

  test('when a call breaks, its access token', async () => {
    const api = await answering(() => (_: unknown, socket: { destroy(): void }) => socket.destroy())
    const error = await rejection(api.sendText('oA', 'hello'))
    expect(spoken(error)).not.toContain('token-1')
    expect(spoken(error)).not.toContain('access_token')
  })

  test('when WeChat repeats the access token', async () => {
    const api = await answering(({ query }) => ({
      errcode: 40003,
      errmsg: `refused for ${query.get('access_token')}`,
    }))
    const error = await rejection(api.sendText('oA', 'hello'))
    expect(error.message).toBe('refused for [redacted]')
    expect(spoken(error)).not.toContain('token-1')
  })

  test('when a URL of the user’s own cannot be read', async () => {
    opened = await open(() => undefined)
    const error = await rejection(opened.api.request('no url?access_token=hidden-token') as Promise<unknown>)
    expect(spoken(error)).not.toContain('hidden-token')
  })
})

describe('a missing argument', () => {
  test('names itself before anything is sent, not even for a token', async () => {
    const api = await answering(() => undefined)
    const loose = api as unknown as { sendText(...args: unknown[]): Promise<unknown> }
    const error = await rejection(loose.sendText('oA'))
    expect([error.name, error.message]).toEqual(['WeChatAPIError', 'sendText: text is missing'])
    expect(opened!.server.arrived).toEqual([])
  })

  test('is called back where there is a callback', async () => {
    const api = await answering(() => undefined)
    const loose = api as unknown as { getJsConfig(...args: unknown[]): void }
    const [error] = await called(callback => loose.getJsConfig(callback))
    expect((error as Error).message).toBe('getJsConfig: param is missing')
  })

  test('of a wrong kind is no uncaught exception', async () => {
    const api = await answering(() => undefined)
    const loose = api as unknown as { getOrdersByStatus(...args: unknown[]): Promise<unknown> }
    expect((await rejection(loose.getOrdersByStatus('2'))).message).toBe(
      'getOrdersByStatus: first parameter must be Number or Date',
    )
    expect(opened!.server.arrived).toEqual([])
  })

  test.each([
    [['2'], 'first parameter must be Number or Date'],
    [['2', 'today'], 'first parameter must be Number and second parameter must be Date'],
    [[2, 'today'], 'first parameter must be Number and second parameter must be Date'],
    [[new Date(), new Date()], 'first parameter must be Number and second parameter must be Date'],
    [[2, new Date(), 'today'], 'first parameter must be Number, the others must be Date'],
  ])(
    'of a wrong kind is thrown where there is a callback, at the call and with no token yet: %j',
    async (given, words) => {
      const api = await answering(() => undefined)
      const loose = api as unknown as { [name: string]: (...args: unknown[]) => void }
      const callback = jest.fn()
      expect(() => loose.getOrdersByStatus!(...given, callback)).toThrow(words)
      expect([callback.mock.calls, opened!.server.arrived]).toEqual([[], []])
    },
  )
})

test('a plain http address of somewhere else is refused before a token travels there', async () => {
  const api = new API('wxappid', secret, async () => ({ accessToken: 'kept', expireTime: inAnHour() }))
  api.endpoint = 'http://wechat.example'
  expect((await rejection(api.getIp())).message).toMatch(/https/)
})
