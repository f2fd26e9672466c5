import { Readable } from 'node:stream'
import { API } from '../../../shared/wechat-api'
import { type Opened, open, rejection } from './opened'

type Loose = { [name: string]: (...args: unknown[]) => unknown }
type Request = (
  url: string,
  options: Record<string, unknown>,
  callback: (...args: unknown[]) => void,
) => unknown

let opened: Opened
let refused: Set<string>
beforeEach(async () => {
  refused = new Set()
  opened = await open(({ query, path }) => {
    if (path === '/cgi-bin/ticket/getticket') return { errcode: 0, ticket: 'ours', expires_in: 7200 }
    return refused.has(query.get('access_token') ?? '') ? { errcode: 40001, errmsg: 'invalid' } : undefined
  })
})
afterEach(() => opened.close())

const loose = () => opened.api as unknown as Loose
const tokensOf = () => opened.server.calls().map(({ query }) => query.get('access_token'))

describe('a member of a user’s own may call ours', () => {
  test.each([
    'ensureAccessToken',
    'getAccessToken',
    'getLatestToken',
    'preRequest',
    'request',
    'getIp',
    '_getIp',
  ])('%s, by a saved reference', async name => {
    const ours = loose()[name]!
    let calls = 0
    loose()[name] = function (this: unknown, ...args: unknown[]) {
      calls += 1
      return ours.apply(this, args)
    }
    await loose()[name === 'getLatestToken' ? name : 'getIp']!()
    expect(calls).toBeGreaterThan(0)
    expect(calls).toBeLessThan(4)
    expect(opened.server.tokens()).toHaveLength(1)
  })

  test('by super', async () => {
    class Shop extends API {
      ensured = 0
      override async ensureAccessToken() {
        this.ensured += 1
        return super.ensureAccessToken()
      }
      override async ensureTicket(type?: string) {
        return super.ensureTicket(type)
      }
    }
    const shop = new Shop('wxappid', 'appsecret-0123456789abcdef')
    shop.endpoint = opened.server.url
    await shop.getIp()
    await shop.getJsConfig({ url: 'https://a.b/' })
    expect(shop.ensured).toBe(2)
    expect(shop.jsTicket!.ticket).toBe('ours')
  })

  test('by a wrapper round every member, also for a token that is refused', async () => {
    let depth = 0
    let deepest = 0
    for (const name of Object.keys(API.prototype)) {
      const ours = loose()[name]!
      loose()[name] = function (this: unknown, ...args: unknown[]) {
        depth += 1
        deepest = Math.max(deepest, depth)
        try {
          return ours.apply(this, args)
        } finally {
          depth -= 1
        }
      }
    }
    refused.add('token-1')
    expect(await opened.api.getIp()).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(tokensOf()).toEqual(['token-1', 'token-2'])
    expect(deepest).toBeLessThan(6)
  })
})

test('an own ensureAccessToken is asked again for a refused token, and nothing is fetched beside it', async () => {
  const given = ['central-1', 'central-2']
  opened.api.ensureAccessToken = (async () => ({ accessToken: given.shift()!, expireTime: 9e15 })) as never
  refused.add('central-1')
  await opened.api.getIp()
  expect(tokensOf()).toEqual(['central-1', 'central-2'])
  expect(opened.server.tokens()).toEqual([])
})

describe('with a preRequest of the user’s own', () => {
  test('that brings its token, 40001 reaches the caller and nothing is fetched', async () => {
    opened.api.preRequest = function (this: API, method: (...args: never[]) => unknown, args: never[]) {
      this.token = { accessToken: 'central', expireTime: 9e15 }
      method.apply(this, args)
    } as never
    refused.add('central')
    expect((await rejection(opened.api.getIp())).code).toBe(40001)
    expect(opened.server.arrived).toHaveLength(1)
  })

  test('that calls ours, a refused token is replaced', async () => {
    const ours = opened.api.preRequest
    opened.api.preRequest = function (this: API, ...args: unknown[]) {
      return (ours as (...all: unknown[]) => void).apply(this, args)
    } as never
    refused.add('token-1')
    expect(await opened.api.getIp()).toEqual({ errcode: 0, errmsg: 'ok' })
  })
})

test('an own ensureTicket signs, in whatever form it gives its ticket', async () => {
  const asked: unknown[] = []
  opened.api.ensureTicket = (async (type: string) => {
    asked.push(type)
    return { ticket: 'mine', expireTime: 9e15 }
  }) as never
  await opened.api.getCardExt({ card_id: 'c' })
  expect(asked).toEqual(['wx_card'])
  expect(opened.api.wxCardTicket!.ticket).toBe('mine')
  expect(opened.server.arrived).toEqual([])
})

describe('an own request', () => {
  const seen: [string, Record<string, unknown>][] = []
  const watch = () => {
    seen.length = 0
    const ours = opened.api.request as unknown as Request
    opened.api.request = function (this: API, url: string, options: object, callback: () => void) {
      seen.push([url, options as Record<string, unknown>])
      return ours.call(this, url, options as never, callback)
    } as never
  }

  test('makes the token request too, and may send it by ours', async () => {
    watch()
    await opened.api.getIp()
    expect(seen.map(([url]) => new URL(url).pathname)).toEqual(['/cgi-bin/token', '/cgi-bin/getcallbackip'])
    expect(seen[0]![1]).toEqual({ dataType: 'json' })
    expect(tokensOf()).toEqual(['token-1'])
  })

  test('gets an upload as a stream with its headers, and ours sends it byte for byte', async () => {
    watch()
    await opened.api.uploadMedia(Buffer.from('ffd8ffe0', 'hex'), 'image', 'a.jpg')
    const [, options] = seen[1]!
    expect(options).toMatchObject({ type: 'POST', timeout: 60_000, stream: expect.any(Readable) })
    const { headers, body } = opened.server.calls()[0]!
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(headers['content-length']).toBe(String(body.length))
    expect(body.includes(Buffer.from('ffd8ffe0', 'hex'))).toBe(true)
  })

  test('whose call is refused for its token is called again with another', async () => {
    watch()
    refused.add('token-1')
    expect(await opened.api.getIp()).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(tokensOf()).toEqual(['token-1', 'token-2'])
  })

  test('serves the methods of patch too', async () => {
    watch()
    API.patch('addThing', `${opened.server.url}/card/thing/add`)
    expect(await loose().addThing!({ a: 1 })).toEqual({ errcode: 0, errmsg: 'ok' })
    delete (API.prototype as unknown as Loose).addThing
    delete (API.prototype as unknown as Loose)._addThing
    expect(seen.at(-1)![1]).toMatchObject({ type: 'POST', data: { a: 1 } })
  })
})

test('a method of one’s own may be called anything', async () => {
  class Shop extends API {}
  Object.assign(Shop.prototype, { invoke: () => 'mine', toJSON: () => 'mine' })
  const shop = new Shop('wxappid', 'appsecret-0123456789abcdef')
  shop.endpoint = opened.server.url
  expect(await shop.massSendText('hi', ['a', 'b'])).toEqual({ errcode: 0, errmsg: 'ok' })
})
