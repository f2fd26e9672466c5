import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOpenapi, type OpenapiOptions } from '../../shared'
import { fixedToken, fromFile, tokenFrom } from '../../shared/auth/sources/own-token'
import { memoryStore } from '../../shared/stores'
import { type OpenTelemetryApi, openTelemetry } from '../../shared/telemetry'
import { comeBack, elapse } from './support/travel'
import { startWeChat, type WeChat } from './support/we-chat'

let weChat: WeChat
beforeEach(async () => {
  weChat = await startWeChat()
})
afterEach(async () => {
  comeBack()
  await weChat.close()
})

const client = (options: OpenapiOptions = {}) =>
  createOpenapi({
    appid: 'wx1',
    secret: 'a-secret-of-32-letters-012345678',
    baseUrl: weChat.url,
    ...options,
  })
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    error => error,
  )

describe('hooks', () => {
  test('tell each attempt, each retry and each token, in their order', async () => {
    weChat.answerCall = ({ nth }) => (nth === 1 ? { errcode: -1, errmsg: 'busy rid: 65a1-b2' } : undefined)
    const told: [string, object][] = []
    const note = (name: string) => (event: object) => void told.push([name, event])
    await client({
      onRequest: note('request'),
      onResponse: note('response'),
      onRetry: note('retry'),
      onTokenRefresh: note('token'),
    }).logistics.getAllDelivery()
    const about = { method: 'logistics.getAllDelivery', appid: 'wx1' }
    const sent = { ...about, verb: 'GET', path: expect.stringMatching(/^\/[\w/-]+$/) }
    const durationMs = expect.any(Number)
    expect(told).toEqual([
      ['token', { appid: 'wx1', from: 'source', forced: false, durationMs }],
      ['request', { ...sent, attempt: 1 }],
      ['response', { ...sent, attempt: 1, durationMs, errCode: -1, rid: '65a1-b2' }],
      ['retry', { ...about, attempt: 1, errCode: -1, delayMs: expect.any(Number) }],
      ['request', { ...sent, attempt: 2 }],
      ['response', { ...sent, attempt: 2, durationMs, errCode: 0 }],
    ])
  })

  test('tell a token that could not be had', async () => {
    weChat.answerToken = () => ({ errcode: 40125, errmsg: 'no' })
    const told: object[] = []
    await failure(client({ onTokenRefresh: event => told.push(event) }).logistics.getAllDelivery())
    expect(told).toMatchObject([{ from: 'source', errCode: 40125 }])
  })

  test('that throw, or reject, touch no call', async () => {
    const throws = () => {
      throw new Error('mine')
    }
    const rejects = async () => throws()
    const hooks = { onRequest: throws, onResponse: rejects, onTokenRefresh: throws } as OpenapiOptions
    expect((await client(hooks).logistics.getAllDelivery()).errCode).toBe(0)
  })

  test('of OpenTelemetry make a span of each attempt and count the rest', async () => {
    const spans: object[] = []
    const counted: { [name: string]: number } = {}
    const count = (name: string) => () => {
      counted[name] = (counted[name] ?? 0) + 1
    }
    const api: OpenTelemetryApi = {
      trace: {
        getTracer: () => ({
          startSpan(name, options) {
            const span = { name, ...options, status: 0, ended: false }
            spans.push(span)
            return {
              setStatus: ({ code }) => {
                span.status = code
              },
              end: () => {
                span.ended = true
              },
            }
          },
        }),
      },
      metrics: {
        getMeter: () => ({
          createHistogram: name => ({ record: count(name) }),
          createCounter: name => ({ add: count(name) }),
        }),
      },
    }
    weChat.answerCall = ({ nth }) => (nth === 1 ? { errcode: -1, errmsg: 'busy' } : undefined)
    await client(openTelemetry(api)).logistics.getAllDelivery()
    expect(spans).toMatchObject([
      { name: 'openapi.logistics.getAllDelivery', status: 2, ended: true, attributes: { 'wx.errcode': -1 } },
      { status: 0, ended: true, attributes: { 'wx.errcode': 0, 'http.request.resend_count': 1 } },
    ])
    expect(counted).toEqual({
      'wx_openapi.request.duration': 2,
      'wx_openapi.retries': 1,
      'wx_openapi.token_refreshes': 1,
    })
  })
})

describe('a token that somebody else made die', () => {
  const warned = (): [string[], OpenapiOptions] => {
    const warnings: string[] = []
    return [warnings, { onWarning: ({ kind, message }) => warnings.push(`${kind}: ${message}`) }]
  }

  test('is told once, with what to do, when another one worked in its place', async () => {
    const [warnings, hooks] = warned()
    const openapi = client({ auth: 'classic', store: memoryStore(), ...hooks })
    await openapi.logistics.getAllDelivery()
    weChat.policy = 'classic-strict'
    weChat.issue()
    await Promise.all([1, 2, 3].map(() => openapi.logistics.getAllDelivery()))
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(
      /^rival: an access token with 7\d\d\d s left was revoked at 20\d\d-.*stable_token/,
    )
  })

  test('is told by the error of a call that fails for it', async () => {
    const openapi = client({ auth: 'classic' })
    weChat.policy = 'classic-strict'
    await openapi.logistics.getAllDelivery()
    weChat.issue()
    await openapi.logistics.getAllDelivery()
    weChat.answerCall = () => {
      weChat.issue()
      return { errcode: 40001, errmsg: 'not latest' }
    }
    const error = await failure(openapi.logistics.getAllAccount())
    expect(error.warning).toContain('somebody else uses this account')
  })

  test('is no suspicion when one who shares the store replaced it', async () => {
    const [warnings, hooks] = warned()
    const store = memoryStore()
    const publish = jest.spyOn(store, 'publish')
    weChat.policy = 'classic-strict'
    const [one, other] = [1, 2].map(() => client({ auth: 'classic', store, ...hooks }))
    await one.logistics.getAllDelivery()
    await other.logistics.getAllDelivery()
    elapse(7200_000 - 200_000)
    await one.logistics.getAllDelivery()
    while (publish.mock.results.length < 2) await new Promise(resolve => setImmediate(resolve))
    expect(await publish.mock.results[1]!.value).toBe(true)
    await other.logistics.getAllDelivery()
    expect(weChat.fetches).toHaveLength(2)
    expect(warnings).toEqual([])
  })

  test('is no suspicion when a method refuses every token', async () => {
    const [warnings, hooks] = warned()
    const openapi = client({ auth: 'classic', ...hooks })
    await openapi.logistics.getAllDelivery()
    weChat.answerCall = ({ path }) =>
      path.endsWith('delivery/getall') ? { errcode: 40001, errmsg: 'no' } : undefined
    await failure(openapi.logistics.getAllDelivery())
    await openapi.logistics.getAllAccount()
    expect(warnings).toEqual([])
  })
})

describe('a token source of the user’s own', () => {
  const sent = () => weChat.calls.map(({ token }) => token)
  beforeEach(() => {
    weChat.answerAny = ({ token, search }) =>
      token === 'dead' ? { errcode: 40001, errmsg: 'dead' } : { errcode: 0, search }
  })

  test('fixedToken is sent as it is, needs no secret, and is never renewed', async () => {
    const openapi = createOpenapi({ appid: 'wx1', baseUrl: weChat.url, auth: fixedToken('mine') })
    await openapi.logistics.getAllDelivery()
    expect(sent()).toEqual(['mine'])
    const dead = createOpenapi({ appid: 'wx1', baseUrl: weChat.url, auth: fixedToken('dead') })
    expect((await failure(dead.logistics.getAllDelivery())).errCode).toBe(40001)
    expect(weChat.fetches).toHaveLength(0)
  })

  test('tokenFrom is asked once a minute, and at once for another when a token was refused', async () => {
    const asked: object[] = []
    const tokens = ['dead', 'good', 'better']
    const auth = tokenFrom(async request => {
      asked.push(request)
      return tokens.shift()!
    })
    const openapi = client({ auth })
    await openapi.logistics.getAllDelivery()
    await openapi.logistics.getAllDelivery()
    expect(asked).toEqual([{ appid: 'wx1' }, { appid: 'wx1', refused: 'dead' }])
    elapse(61_000)
    await openapi.logistics.getAllDelivery()
    expect(sent()).toEqual(['dead', 'good', 'good', 'better'])
  })

  test('tokenFrom may say how long a token lives', async () => {
    let asked = 0
    const auth = tokenFrom(async () => {
      asked += 1
      return { token: 'good', expiresIn: 7200 }
    })
    const openapi = client({ auth })
    await openapi.logistics.getAllDelivery()
    elapse(3600_000)
    await openapi.logistics.getAllDelivery()
    expect(asked).toBe(1)
  })

  test('tokenFrom that fails is an error without its words', async () => {
    const auth = tokenFrom(async () => {
      throw new RangeError('canary')
    })
    const error = await failure(client({ auth }).logistics.getAllDelivery())
    expect(error).toMatchObject({ name: 'TransportError', maybeExecuted: false })
    expect(error.errMsg).toContain('the token source failed (RangeError)')
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('canary')
  })

  test('the mounted token of cloud hosting travels as cloudbase_access_token and is read again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-mounted-'))
    const file = join(folder, 'cloudbase_access_token')
    writeFileSync(file, 'mounted-1\n')
    const openapi = createOpenapi({ appid: 'wx1', baseUrl: weChat.url, auth: fromFile(file) })
    await openapi.logistics.getAllDelivery()
    writeFileSync(file, 'mounted-2')
    elapse(61_000)
    await openapi.logistics.getAllDelivery()
    expect(weChat.calls.map(({ search }) => search)).toEqual([
      '?cloudbase_access_token=mounted-1',
      '?cloudbase_access_token=mounted-2',
    ])
    rmSync(folder, { recursive: true })
    elapse(61_000)
    expect((await failure(openapi.logistics.getAllDelivery())).errMsg).toContain('is mounted here')
  })
})
