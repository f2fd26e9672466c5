import { readdirSync, readFileSync } from 'node:fs'
import { Agent, type ClientRequest } from 'node:http'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { createOpenapi, type OpenapiOptions } from '../../shared'
import { fixedToken } from '../../shared/auth/sources/own-token'
import { listEndpoints } from '../../shared/catalog'
import { memoryStore } from '../../shared/stores'
import { leaksOf, spellingsOf } from './support/spellings'
import { startWeChat, type WeChat } from './support/we-chat'

const secret = 'c4n4ry-s3cr3t+/=&%c4n4ry-s3cr3t!'
const token = 'c4n4ry-t0k3n+/=&c4n4ry'
const sessionKey = 'c4n4ry/s3ss10n+k3y=='
const appKey = 'c4n4ry-4pp-k3y-0123456789'
let weChat: WeChat

beforeEach(async () => {
  weChat = await startWeChat()
})
afterEach(() => weChat.close())

const client = (options: OpenapiOptions = {}) =>
  createOpenapi({ appid: 'wx1', secret, baseUrl: weChat.url, sessionKey, payAppKey: appKey, ...options })

const spellings = [secret, token, sessionKey, appKey].flatMap(spellingsOf)
const leaks = (text: string) => leaksOf([secret, token, sessionKey, appKey], text)

function shown(error: unknown, level = 0): string {
  const { stack, message, cause } = error as Error & { cause?: unknown }
  return [
    inspect(error, { depth: 20, showHidden: true, getters: true }),
    JSON.stringify(error),
    String(error),
    stack,
    message,
    cause && level < 5 ? shown(cause, level + 1) : '',
  ].join('\n')
}

const faults: [string, (quoting: string) => object | string | 'break'][] = [
  ['an errcode', quoting => ({ errcode: 47001, errmsg: quoting })],
  ['a refused token', quoting => ({ errcode: 40001, errmsg: quoting })],
  ['a page', quoting => `<html>${quoting}</html>`],
  ['a broken connection', () => 'break'],
]

test.each(faults)(
  'X1 no byte of a secret is in any error, log or event of any row after %s',
  async (_, fault) => {
    const said: string[] = []
    const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map(name =>
      jest.spyOn(console, name).mockImplementation((...args) => void said.push(inspect(args))),
    )
    const note = (event: unknown) => void said.push(inspect(event, { depth: 9 }), JSON.stringify(event))
    const quoting = `${spellings.join(' ')} https://x/?access_token=${encodeURIComponent(token)}`
    weChat.answerToken = () => ({ access_token: token, expires_in: 7200 })
    const isAlive = jest.spyOn(weChat, 'isAlive')
    weChat.answerAny = () => {
      const answer = fault(quoting)
      return answer === 'break' ? (__, socket) => socket.destroy() : answer
    }
    const openapi = client({
      retries: 0,
      store: memoryStore(),
      onRequest: note,
      onResponse: note,
      onRetry: note,
      onTokenRefresh: note,
      onWarning: note,
    })
    let failed = 0
    for (const { name } of listEndpoints()) {
      const error = await openapi.call(name, { openid: 'o1', env: 0 }).then(
        () => undefined,
        error => error,
      )
      if (!error) continue
      failed += 1
      said.push(shown(error))
    }
    for (const spy of [...consoles, isAlive]) spy.mockRestore()
    expect(failed).toBeGreaterThan(400)
    expect(leaks(said.join('\n'))).toEqual([])
  },
  60_000,
)

test('X1 the token endpoint may quote the secret as it likes', async () => {
  weChat.answerToken = () => ({ errcode: 40125, errmsg: `bad ${spellingsOf(secret).join(' ')}` })
  const error = await client()
    .logistics.getAllDelivery()
    .catch(error => error)
  expect(leaks(shown(error))).toEqual([])
})

test('X1 an agent that fails with the URL of a token request in its text tells nobody', async () => {
  class Failing extends Agent {
    addRequest({ path }: ClientRequest) {
      throw new Error(`no proxy for ${path}`)
    }
  }
  const error = await client({ auth: 'classic', agent: new Failing() })
    .logistics.getAllDelivery()
    .catch(error => error)
  expect(error).toMatchObject({ name: 'ConfigError', maybeExecuted: false })
  expect(leaks(shown(error))).toEqual([])
})

test.each([
  '//evil.example/x',
  'https://evil.example/x',
  '/a/..%2fb',
  '/a/../b',
  '\\\\evil.example',
  '/\\evil.example',
  '/a@evil.example',
  '@evil.example/a',
  '/a?x=1',
  '/a#b',
  '/a\r\nX-Evil: 1',
  '/a/\u2024\u2024/b',
  '/a b',
  '',
  'a/b',
])('X2 the path %j is refused before a token is asked for', async path => {
  const error = await client()
    .request({ verb: 'POST', path, body: {} })
    .catch(error => error)
  expect(error).toMatchObject({ name: 'InvalidParamsError' })
  expect([weChat.fetches.length, weChat.calls.length]).toEqual([0, 0])
})

test('X3 a parameter never takes the place of the client’s own', async () => {
  const openapi = client()
  for (const params of [{ access_token: 'evil' }, { accessToken: 'evil' }]) {
    const error = await openapi.call('logistics.getAllAccount', params).catch(error => error)
    expect(error.errMsg).toContain('is set by the client')
  }
  const stolen = { appid: 'wx-evil', secret: 'evil', jsCode: 'c' }
  const error = await openapi.call('auth.code2Session', stolen).catch(error => error)
  expect(error).toMatchObject({ name: 'InvalidParamsError' })
  const query = { access_token: 'evil' }
  const raw = await openapi.request({ verb: 'GET', path: '/a/b', query }).catch(error => error)
  expect(raw).toMatchObject({ name: 'InvalidParamsError' })
  expect(weChat.calls).toHaveLength(0)
})

test('X3 a row whose own parameter is called appid keeps it', async () => {
  const own = listEndpoints().find(({ params }) => params.appid && params.appid.kind !== 'credential')!
  expect(own).toBeDefined()
  await client()
    .call(own.name, { appid: 'wx-of-somebody' })
    .catch(() => undefined)
  const [call] = weChat.calls
  expect(`${call.path}${call.body}${call.search}`).toContain('wx-of-somebody')
})

test.each(['constructor', '__proto__', 'toString', 'then', 'valueOf', 'hasOwnProperty', 'toJSON', 'inspect'])(
  'X4 %s is no method',
  async name => {
    const error = await client()
      .call(`logistics.${name}`)
      .catch(error => error)
    expect(error).toMatchObject({ name: 'UnknownMethodError', errCode: -604100 })
    expect([weChat.fetches.length, weChat.calls.length]).toEqual([0, 0])
  },
)

test('X4 awaiting, printing and serialising the client or a namespace asks nothing', async () => {
  const openapi = client()
  for (const part of [openapi, openapi.logistics]) {
    await part
    String(part)
    inspect(part, { depth: 5, showHidden: true, getters: true })
    JSON.stringify(part)
    Object.prototype.toString.call(part)
    ;(part as unknown as Record<symbol, unknown>)[Symbol.iterator]
  }
  // What they had asked would have come before this call, which has a token of its own.
  await client({ auth: fixedToken('t') })
    .logistics.getAllDelivery()
    .catch(() => undefined)
  expect([weChat.fetches.length, weChat.calls.map(({ token }) => token)]).toEqual([0, ['t']])
})

test.each(['nothing', 'logistics.nothing', 'x'.repeat(1000), '物流.下单', 'logistics.getAllDelivery.x', ''])(
  'X5 the method %j is a typed error and no request',
  async name => {
    const error = await client()
      .call(name)
      .catch(error => error)
    expect(error).toMatchObject({ name: 'UnknownMethodError', errCode: -604100 })
    expect(error.errMsg.length).toBeLessThan(400)
    expect([weChat.fetches.length, weChat.calls.length]).toEqual([0, 0])
  },
)

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)],
  )

test('X6 the mini program holds no secret, no token, no list of operators and no address of a stand-in', () => {
  const forbidden =
    /(?<![0-9a-fA-F])[0-9a-f]{32}(?![0-9a-fA-F])|(secret|token|session_?key|operators)['"]?\s*[:=]\s*['"][\w+/=-]{6,}|127\.0\.0\.1|localhost|api\.weixin\.qq\.com/i
  // What is made from the catalogue names parameters, not values.
  const files = sources('miniprogram').filter(file => !/\/generated\/|\.(png|jpg)$/.test(file))
  expect(files.length).toBeGreaterThan(20)
  expect(files.filter(file => forbidden.test(readFileSync(file, 'utf8')))).toEqual([])
})
