import { createOpenapi, type Openapi } from '../../../shared'
import { memoryStore } from '../../../shared/stores'
import { type Arrived, type Reply, type StubServer, startStub } from '../../support/stub-server'

const secret = 'a-secret-of-32-letters'
let answerToken: (count: number, request: Arrived) => Reply | undefined
let answerCall: (token: string | null, count: number) => Reply | undefined
let stub: StubServer
let openapi: Openapi

beforeEach(async () => {
  answerToken = () => undefined
  answerCall = () => undefined
  stub = await startStub((request, count) =>
    request.path.includes('token')
      ? answerToken(count, request)
      : answerCall(request.query.get('access_token'), count),
  )
  openapi = createOpenapi({ appid: 'wx1', secret, baseUrl: stub.url })
})
afterEach(() => stub.close())

const read = () => openapi.logistics.getAllDelivery(undefined, { timeoutMs: 300_000 })
const outcomes = (calls: Promise<unknown>[]) =>
  Promise.all(
    calls.map(call =>
      call.then(
        () => 'ok',
        error => error,
      ),
    ),
  )
const usedTokens = () => stub.calls().map(({ query }) => query.get('access_token'))

test('building a client asks nothing of WeChat', async () => {
  await new Promise(resolve => setImmediate(resolve))
  expect(stub.arrived).toHaveLength(0)
})

test('the secret travels in the body of stable_token, not in a URL', async () => {
  await read()
  const [token] = stub.tokens()
  expect([token.verb, token.path, token.query.toString(), token.body.toString()]).toEqual([
    'POST',
    '/cgi-bin/stable_token',
    '',
    `{"grant_type":"client_credential","appid":"wx1","secret":"${secret}"}`,
  ])
})

test('with auth: classic the token comes from cgi-bin/token', async () => {
  await createOpenapi({ appid: 'wx1', secret, baseUrl: stub.url, auth: 'classic' }).logistics.getAllDelivery()
  const [token] = stub.tokens()
  expect([token.verb, token.path, Object.fromEntries(token.query)]).toEqual([
    'GET',
    '/cgi-bin/token',
    { grant_type: 'client_credential', appid: 'wx1', secret },
  ])
})

test('however many calls wait, one token is asked for', async () => {
  expect(new Set(await outcomes(Array.from({ length: 300 }, read)))).toEqual(new Set(['ok']))
  expect(stub.tokens()).toHaveLength(1)
})

test('clients that share a store share its token', async () => {
  const store = memoryStore()
  for (const client of [1, 2, 3].map(() =>
    createOpenapi({ appid: 'wx1', secret, baseUrl: stub.url, store }),
  )) {
    await client.logistics.getAllDelivery()
  }
  expect(stub.tokens()).toHaveLength(1)
})

test.each([40001, 40014, 42001, 41001])(
  'after %i the token is replaced once and the call sent once more',
  async errcode => {
    answerCall = token => (token === 'token-1' ? { errcode, errmsg: 'no' } : undefined)
    expect(await outcomes([read()])).toEqual(['ok'])
    expect(usedTokens()).toEqual(['token-1', 'token-2'])
    expect(stub.tokens()).toHaveLength(2)
  },
)

test('a write is sent again after a refused token, for it was not done', async () => {
  answerCall = token => (token === 'token-1' ? { errcode: 40001, errmsg: 'no' } : undefined)
  expect(await outcomes([openapi.logistics.updatePrinter({ openid: 'o', updateType: 'bind' })])).toEqual([
    'ok',
  ])
})

test('100 calls with a revoked token replace it once, and none fails', async () => {
  await read()
  answerCall = token => (token === 'token-1' ? { errcode: 40001, errmsg: 'no' } : undefined)
  expect(new Set(await outcomes(Array.from({ length: 100 }, read)))).toEqual(new Set(['ok']))
  expect(stub.tokens()).toHaveLength(2)
})

test('a late refusal of the old token costs no new one', async () => {
  let release: (() => void) | undefined
  answerCall = (token, count) => {
    if (token !== 'token-1') return undefined
    if (count > 1) return { errcode: 40001, errmsg: 'no' }
    return response => {
      release = () => response.end('{"errcode":40001,"errmsg":"no"}')
    }
  }
  const slow = read()
  while (!release) await new Promise(resolve => setImmediate(resolve))
  await read()
  release()
  await slow
  expect(usedTokens()).toEqual(['token-1', 'token-1', 'token-2', 'token-2'])
  expect(stub.tokens()).toHaveLength(2)
})

test('when stable_token keeps giving the refused token, another is forced, once', async () => {
  answerToken = (_, request) =>
    request.body.includes('"force_refresh":true')
      ? { access_token: 'fresh', expires_in: 7200 }
      : { access_token: 'same', expires_in: 7200 }
  answerCall = token => (token === 'same' ? { errcode: 40001, errmsg: 'no' } : undefined)
  expect(await outcomes([read()])).toEqual(['ok'])
  expect(stub.tokens().map(({ body }) => body.includes('force_refresh'))).toEqual([false, false, true])
})

test('a method that always answers 40001 causes no storm of token requests and no recursion', async () => {
  answerCall = () => ({ errcode: 40001, errmsg: 'no' })
  // 250 calls share one processor: a busy machine may need longer than a call waits by default.
  for (let wave = 0; wave < 4; wave += 1) {
    const errors = await outcomes(Array.from({ length: 250 }, read))
    expect(new Set(errors.map(error => error.errCode))).toEqual(new Set([40001]))
  }
  // The first token, and two replacements in thirty seconds.
  expect(stub.tokens()).toHaveLength(3)
})

test.each([
  [40125, 'invalid appsecret', 'check WX_SECRET'],
  [40013, 'invalid appid', 'check WX_APPID'],
  [40001, 'invalid credential', 'check WX_SECRET'],
  [
    40164,
    'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist',
    'add 203.0.113.7 to the IP allow-list',
  ],
  [40243, 'secret frozen', 'unfreeze it'],
])(
  '%i from the token endpoint names the fix and is not asked again for a minute',
  async (errcode, errmsg, fix) => {
    answerToken = () => ({ errcode, errmsg })
    const first = await outcomes(Array.from({ length: 20 }, read))
    const later = await outcomes([openapi.logistics.updatePrinter({ openid: 'o', updateType: 'bind' })])
    expect(first[0]).toMatchObject({
      name: 'TokenError',
      errCode: errcode,
      retryable: false,
      maybeExecuted: false,
    })
    expect(first[0].fix).toContain(fix)
    expect(later[0]).toMatchObject({
      name: 'TokenError',
      errCode: errcode,
      method: 'logistics.updatePrinter',
    })
    expect(later[0].errMsg).toBe(`openapi.logistics.updatePrinter:fail no access token: ${errmsg}`)
    expect(stub.tokens()).toHaveLength(1)
    expect(stub.calls()).toHaveLength(0)
  },
)

test.each([
  {},
  { access_token: '', expires_in: 7200 },
  { access_token: 'a\nb', expires_in: 7200 },
  { access_token: 'x'.repeat(600) },
  { access_token: 7 },
])('a token endpoint that answers %j gives no token', async answer => {
  answerToken = () => answer
  expect((await outcomes([read()]))[0].errMsg).toContain('no usable token')
  expect(stub.calls()).toHaveLength(0)
})

test('a token is escaped in the URL', async () => {
  answerToken = () => ({ access_token: 'a&b=c#d', expires_in: 7200 })
  await read()
  expect(usedTokens()).toEqual(['a&b=c#d'])
})

test('a missing secret is said by the call, by name, before anything is sent', async () => {
  const bare = createOpenapi({ appid: 'wx1', baseUrl: stub.url })
  const error = await bare.logistics.getAllDelivery().catch(error => error)
  expect(error).toMatchObject({ name: 'ConfigError', errCode: -604904 })
  expect(error.errMsg).toContain('WX_SECRET')
  expect(stub.arrived).toHaveLength(0)
})

test('another account is called with its own secret and token', async () => {
  const client = createOpenapi({
    appid: 'wx1',
    secret,
    accounts: { wx2: { secret: 'the-second-secret' } },
    baseUrl: stub.url,
  })
  await client.logistics.getAllDelivery()
  await client({ appid: 'wx2' }).logistics.getAllDelivery()
  expect(stub.tokens().map(({ body }) => JSON.parse(body.toString()).appid)).toEqual(['wx1', 'wx2'])
  await expect(client({ appid: 'wx3' }).logistics.getAllDelivery()).rejects.toThrow(
    'no secret for the appid wx3',
  )
})
