import type { API } from '../../../shared/wechat-api'
import { called, inAnHour, type Opened, open, rejection, secret } from './opened'

let opened: Opened
let refused: Set<string>
beforeEach(async () => {
  refused = new Set()
  opened = await open(({ query }) => {
    const token = query.get('access_token')
    return token && refused.has(token) ? { errcode: 40001, errmsg: 'invalid credential' } : undefined
  })
})
afterEach(() => opened.close())

const tokensOf = ({ server }: Opened) => server.calls().map(({ query }) => query.get('access_token'))
const hundred = (api: API) => {
  api.setOpts({ timeout: 300_000 })
  return Promise.all(Array.from({ length: 100 }, () => api.getIp()))
}

describe('a token in memory', () => {
  test('is asked for with appid and secret, by the old path', async () => {
    await opened.api.getIp()
    const [asked] = opened.server.tokens()
    expect(`${asked!.verb} ${asked!.path}`).toBe('GET /cgi-bin/token')
    expect(Object.fromEntries(asked!.query)).toEqual({
      grant_type: 'client_credential',
      appid: 'wxappid',
      secret,
    })
  })

  test('is fetched once by a hundred calls that find none', async () => {
    await hundred(opened.api)
    expect(opened.server.tokens()).toHaveLength(1)
    expect(opened.server.calls()).toHaveLength(100)
  })

  test('is replaced once for a hundred calls whose token was revoked, and none of them fails', async () => {
    await opened.api.getIp()
    refused.add('token-1')
    await hundred(opened.api)
    expect(opened.server.tokens()).toHaveLength(2)
    expect(new Set(tokensOf(opened).slice(-100))).toContain('token-2')
  })

  test('is kept on the instance, where old programs look for it', async () => {
    await opened.api.getIp()
    expect(opened.api.store).toEqual({ accessToken: 'token-1', expireTime: expect.any(Number) })
    expect(opened.api.token!.accessToken).toBe('token-1')
  })

  test('ends ten seconds before WeChat lets it end', async () => {
    const before = Date.now()
    const { expireTime } = await opened.api.getLatestToken()
    expect(expireTime).toBeGreaterThanOrEqual(before + 7190_000)
    expect(expireTime).toBeLessThanOrEqual(Date.now() + 7190_000)
  })

  test('whose lifetime WeChat did not tell serves for some minutes, not for one call', async () => {
    await opened.close()
    opened = await open(({ path }) =>
      path === '/cgi-bin/token' ? { access_token: 'short', expires_in: undefined } : undefined,
    )
    await opened.api.getIp()
    await opened.api.getIp()
    expect(opened.server.tokens()).toHaveLength(1)
  })
})

describe('a refused token', () => {
  test('is never sent again: the retry has another one', async () => {
    await opened.api.getIp()
    refused.add('token-1')
    await opened.api.getIp()
    expect(tokensOf(opened)).toEqual(['token-1', 'token-1', 'token-2'])
  })

  test('is replaced for 40014 and 42001 too', async () => {
    await opened.close()
    opened = await open(({ query, path }) =>
      path === '/cgi-bin/getcallbackip' && query.get('access_token') === 'token-1'
        ? { errcode: 42001, errmsg: 'access_token expired' }
        : undefined,
    )
    await opened.api.getIp()
    expect(tokensOf(opened)).toEqual(['token-1', 'token-2'])
  })

  test('does not make a storm when WeChat refuses every token', async () => {
    for (let number = 1; number < 50; number += 1) refused.add(`token-${number}`)
    const errors = await Promise.all(Array.from({ length: 20 }, () => rejection(opened.api.getIp())))
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set([40001]))
    expect(opened.server.tokens().length).toBeLessThanOrEqual(4)
  })

  test('at the token endpoint ends the call after one request', async () => {
    await opened.close()
    opened = await open(({ path }) =>
      path === '/cgi-bin/token' ? { errcode: 40001, errmsg: 'invalid credential' } : undefined,
    )
    const error = await rejection(opened.api.getIp())
    expect([error.name, error.code, error.message]).toEqual(['WeChatAPIError', 40001, 'invalid credential'])
    expect(opened.server.arrived).toHaveLength(1)
  })

  test('is looked for in the store before another is fetched, where somebody may have left one', async () => {
    let shared = { accessToken: 'old', expireTime: inAnHour() }
    const api = opened.another(
      async () => shared,
      async () => undefined,
    )
    await api.getIp()
    refused.add('old')
    const reads = [shared, { accessToken: 'left by another process', expireTime: inAnHour() }]
    api.getToken = async () => {
      shared = reads.shift() ?? shared
      return shared
    }
    await api.getIp()
    expect(tokensOf(opened)).toEqual(['old', 'old', 'left by another process'])
    expect(opened.server.tokens()).toEqual([])
  })

  test('that the store goes on giving is not tried by every call', async () => {
    const api = opened.another(
      async () => ({ accessToken: 'stuck', expireTime: inAnHour() }),
      async () => undefined,
    )
    refused.add('stuck')
    for (let call = 0; call < 5; call += 1) await api.getIp()
    expect(tokensOf(opened).filter(token => token === 'stuck')).toHaveLength(1)
    expect(opened.server.tokens()).toHaveLength(1)
  })
})

describe('with a token of the user alone (tokenFromCustom)', () => {
  test('one that has ended is an error, and nothing is fetched', async () => {
    const api = opened.another(async () => undefined, undefined, true)
    const error = await rejection(api.getIp())
    expect([error.name, error.code]).toEqual(['WeChatAPIError', 40001])
    expect(opened.server.arrived).toEqual([])
  })

  test('one that WeChat refuses is not replaced', async () => {
    refused.add('mine')
    const api = opened.another(async () => ({ accessToken: 'mine', expireTime: inAnHour() }), undefined, true)
    expect((await rejection(api.getIp())).code).toBe(40001)
    expect(opened.server.arrived).toHaveLength(1)
  })

  test('no secret is needed', async () => {
    const api = opened.another(async () => ({ accessToken: 'mine', expireTime: inAnHour() }), undefined, true)
    api.appsecret = undefined as never
    expect(await api.getIp()).toEqual({ errcode: 0, errmsg: 'ok' })
  })
})

describe('tokens on their own', () => {
  test('getAccessToken always fetches, saves and gives the instance back', async () => {
    await opened.api.getIp()
    const [error, token] = await called(callback => {
      expect(opened.api.getAccessToken(callback)).toBe(opened.api)
    })
    expect(error).toBeNull()
    expect(Object.keys(token as object)).toEqual(['accessToken', 'expireTime'])
    expect(opened.api.store!.accessToken).toBe('token-2')
  })

  test('getLatestToken and ensureAccessToken give the kept one while it is good', async () => {
    const first = await opened.api.getLatestToken()
    const [, second] = await called(callback => opened.api.getLatestToken(callback))
    expect([first.accessToken, (second as typeof first).accessToken]).toEqual(['token-1', 'token-1'])
    expect((await opened.api.ensureAccessToken()).accessToken).toBe('token-1')
    expect(first.isValid()).toBe(true)
  })

  test('a missing secret is said before anything is sent', async () => {
    opened.api.appsecret = ''
    expect((await rejection(opened.api.getIp())).message).toBe('getAccessToken: appsecret is missing')
    expect(opened.server.arrived).toEqual([])
  })
})
