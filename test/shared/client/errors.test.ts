import { inspect } from 'node:util'
import {
  createOpenapi,
  fixedToken,
  isOpenapiError,
  isWeChatError,
  maybeExecuted,
  mayRetry,
  type Openapi,
} from '../../../shared'
import { type Reply, type StubServer, startStub } from '../../support/stub-server'

const secret = 'c4n4ry0secret0c4n4ry0secret0c4n4'
let reply: Reply
let tokenReply: Reply | undefined
let stub: StubServer
let openapi: Openapi

beforeEach(async () => {
  tokenReply = undefined
  stub = await startStub(({ path }) => (path.includes('token') ? tokenReply : reply))
  openapi = createOpenapi({ appid: 'wx1', secret, baseUrl: stub.url })
})
afterEach(() => stub.close())

const bind = (updateType = 'bind') =>
  (openapi.logistics.updatePrinter as (params: object) => Promise<any>)({
    openid: 'o1',
    updateType,
  }).catch(error => error)

test('an errcode is thrown with WeChat’s code and words, the method, the rid, what it means and what to do', async () => {
  reply = { errcode: 9300517, errmsg: 'invalid update_type rid: 65a1b2c3-0a1b2c3d-4e5f6071' }
  const error = await bind('bnd')
  expect(error).toBeInstanceOf(Error)
  expect({ ...error }).toEqual({
    errCode: 9300517,
    errMsg: 'openapi.logistics.updatePrinter:fail invalid update_type rid: 65a1b2c3-0a1b2c3d-4e5f6071',
    method: 'logistics.updatePrinter',
    rid: '65a1b2c3-0a1b2c3d-4e5f6071',
    meaning: 'the updateType is not valid',
    fix: "give 'bind' or 'unbind'",
    retryable: false,
    maybeExecuted: false,
  })
  expect(error.message).toBe(
    'errCode: 9300517 the updateType is not valid | errMsg: openapi.logistics.updatePrinter:fail invalid update_type rid: 65a1b2c3-0a1b2c3d-4e5f6071',
  )
  expect(isWeChatError(error, 9300517)).toBe(true)
  expect(isWeChatError(error, 9300518)).toBe(false)
})

test('a function may return the error: its JSON has errCode and errMsg', async () => {
  reply = { errcode: 40003, errmsg: 'invalid openid' }
  expect(JSON.parse(JSON.stringify(await bind()))).toMatchObject({
    errCode: 40003,
    errMsg: 'openapi.logistics.updatePrinter:fail invalid openid',
  })
})

test('a write whose connection breaks before the answer is ambiguous and was sent once', async () => {
  reply = (_, socket) => socket.destroy()
  const error = await bind()
  expect(error).toMatchObject({
    name: 'AmbiguousError',
    errCode: -604902,
    maybeExecuted: true,
    retryable: false,
  })
  expect(maybeExecuted(error)).toBe(true)
  expect(mayRetry(error)).toBe(false)
  expect(stub.calls()).toHaveLength(1)
})

test('a write answered by a page of a proxy is ambiguous too', async () => {
  reply = response => {
    response.statusCode = 502
    response.setHeader('content-type', 'text/html')
    response.end('<html></html>')
  }
  expect(await bind()).toMatchObject({ name: 'AmbiguousError', maybeExecuted: true })
})

test('-1 on a write says that it may have been done', async () => {
  reply = { errcode: -1, errmsg: 'system error' }
  expect(await bind()).toMatchObject({ errCode: -1, retryable: true, maybeExecuted: true })
  expect(stub.calls()).toHaveLength(1)
})

test('a read whose connection breaks is no ambiguity', async () => {
  reply = (_, socket) => socket.destroy()
  const error = await openapi.logistics.getAllAccount().catch(error => error)
  expect(error).toMatchObject({ name: 'TransportError', errCode: -604901, retryable: true })
})

test('a server that does not listen was surely not reached', async () => {
  // A port that nothing takes: the one of a closed server may be somebody else's a moment later.
  openapi = createOpenapi({ appid: 'wx1', secret, baseUrl: 'http://127.0.0.1:1', auth: fixedToken('t') })
  const error = await bind()
  expect(error).toMatchObject({
    name: 'TransportError',
    errCode: -604901,
    retryable: true,
    maybeExecuted: false,
  })
  expect(error.errMsg).toContain('ECONNREFUSED')
})

test('a redirect is refused and not followed', async () => {
  const other = await startStub(() => ({}))
  reply = response => {
    response.writeHead(307, { location: `${other.url}/elsewhere` })
    response.end()
  }
  const error = await bind()
  expect(error.errMsg).toContain('redirect')
  expect(other.arrived).toHaveLength(0)
  await other.close()
})

/** The spellings in which a secret could leak. */
const spellings = (text: string) => [text, encodeURIComponent(text), Buffer.from(text).toString('base64')]

test.each<[string, Reply, Reply | undefined]>([
  [
    'an errcode that quotes token and secret',
    { errcode: 40003, errmsg: `bad token-1 ${secret} ${Buffer.from(secret).toString('base64')}` },
    undefined,
  ],
  ['a broken connection', (_, socket) => socket.destroy(), undefined],
  ['a page that quotes the URL', response => response.end(`<html>token-1 ${secret}</html>`), undefined],
  [
    'a token refused for good',
    { errcode: 40001, errmsg: 'invalid credential, access_token token-1' },
    undefined,
  ],
  ['a token endpoint that quotes the secret', {}, { errcode: 40125, errmsg: `invalid appsecret ${secret}` }],
  ['a token endpoint that breaks', {}, (_, socket) => socket.destroy()],
])('no token and no secret in the error after %s', async (_, answer, token) => {
  reply = answer
  tokenReply = token
  const error = await bind()
  expect(isOpenapiError(error)).toBe(true)
  const shown = [
    inspect(error, { depth: 20, showHidden: true, getters: true }),
    JSON.stringify(error),
    String(error),
    error.stack,
    inspect(error.cause, { showHidden: true }),
  ].join('\n')
  for (const text of [...spellings(secret), 'token-1', 'token-2', 'access_token=', stub.url])
    expect(shown).not.toContain(text)
})

test.each([
  ['a parameter', (secret: string) => openapi.officialAccount.device.verifyQrcode({ ticket: secret })],
  ['one in the URL', (secret: string) => openapi.auth.code2Session({ jsCode: secret })],
  [
    'one inside of others',
    (secret: string) =>
      openapi.request({ verb: 'POST', path: '/a', body: { list: [{ sessionKey: secret }], count: 1 } }),
  ],
])('a secret that was given as %s is not repeated by the error', async (_, call) => {
  const given = 'a-secret-that-was-given'
  reply = { errcode: 40029, errmsg: `invalid: ${given}` }
  const error = await (call(given) as Promise<any>).catch(error => error)
  expect(error.errMsg).toMatch(/:fail invalid: \[redacted\]$/)
  expect(inspect(error)).not.toContain(given)
})
