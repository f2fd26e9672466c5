import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { createOpenapi, type Openapi } from '../../../shared'

interface Reply {
  readonly status?: number
  readonly body: string | Buffer
  readonly headers?: Record<string, string>
}

let server: Server
let reply: Reply
let arrived: { readonly url: string; readonly body: string }[]
let openapi: Openapi

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const isToken = request.url!.includes('token?') || request.url!.endsWith('/stable_token')
      if (!isToken || !isGoodToken)
        arrived.push({ url: request.url!, body: Buffer.concat(chunks).toString() })
      if (isToken && isGoodToken) return response.end('{"access_token":"T","expires_in":7200}')
      response.writeHead(reply.status ?? 200, reply.headers)
      response.end(reply.body)
    })
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
})
afterAll(() => server.close())

let isGoodToken: boolean
beforeEach(() => {
  arrived = []
  isGoodToken = true
  const { port } = server.address() as AddressInfo
  openapi = createOpenapi({
    appid: 'wx1',
    secret: 'secret-secret',
    baseUrl: `http://127.0.0.1:${port}`,
    retries: 1,
  })
})

const send = () => openapi.subscribeMessage.send({ touser: 'o', templateId: 't', data: {} })
const read = () => openapi.logistics.getAllAccount({})
const picture = () => openapi.wxacode.getUnlimited({ scene: 'a' })
const raw = () => openapi.request({ verb: 'POST', path: '/a/b', body: {} })
const failure = (call: Promise<unknown>) =>
  call.then(
    value => ({ resolved: value }),
    error => error,
  )

const noSuccess = ['{"message":"no upstream"}', '{}', '[]', '{"errcode":0}', '', 'Bad Gateway', '<html>']

describe.each([401, 403, 404, 412, 429, 500, 502, 503])('HTTP %i without an errcode', status => {
  test.each(noSuccess)('and %s is an error: of a read it is retried, a write is ambiguous', async body => {
    reply = { status, body }
    expect(await failure(read())).toMatchObject({ name: 'AnswerError', attempts: 2 })
    expect(await failure(picture())).toMatchObject({ name: 'AnswerError', attempts: 2 })
    arrived = []
    expect(await failure(send())).toMatchObject({ name: 'AmbiguousError', maybeExecuted: true })
    expect(await failure(raw())).toMatchObject({ name: 'AmbiguousError', maybeExecuted: true })
    expect(arrived).toHaveLength(2)
  })

  test('gives no token', async () => {
    isGoodToken = false
    reply = { status, body: '{"access_token":"T","expires_in":7200}' }
    expect(await failure(send())).toMatchObject({ name: 'AnswerError', maybeExecuted: false })
    expect(arrived.every(({ url }) => url.endsWith('/stable_token'))).toBe(true)
  })
})

test.each(['null', '""', 'false', '{}'])('the errcode %s is no success', async errcode => {
  reply = { body: `{"errcode":${errcode},"errmsg":"ok"}` }
  expect(await failure(read())).toMatchObject({ name: 'AnswerError' })
  expect(await failure(send())).toMatchObject({ name: 'AmbiguousError' })
})

test('an errcode that is missing is a success of the shape', async () => {
  reply = { body: '{"count":0,"list":[]}' }
  expect(await read()).toEqual({
    count: 0,
    list: [],
    errCode: 0,
    errMsg: 'openapi.logistics.getAllAccount:ok',
  })
})

test('members that would become our own status keep their spelling', async () => {
  reply = { body: '{"err_code":10001,"err_msg":"no right"}' }
  expect(await send()).toEqual({
    err_code: 10001,
    err_msg: 'no right',
    errCode: 0,
    errMsg: 'openapi.subscribeMessage.send:ok',
  })
})

test.each([
  ['{"openid":"o1","nickname":"a\\x14b"}', { nickname: 'a\\x14b' }],
  ['{"openid":"o1","nickname":"a\\vb\\0c\\\'d"}', { nickname: "a\\vb\\0c\\'d" }],
  ['{"openid":"o1","city":"y?v\\","province":"l?S"}', { city: 'y?v\\', province: 'l?S' }],
  ['{"openid":"o1","city":"a\\/b\\n"}', { city: 'a/b\n' }],
  ['{"openid":"o1","city":"a"}\0\0', { city: 'a' }],
])('%s is read', async (body, expected) => {
  reply = { body }
  expect(await openapi.officialAccount.user.getInfo({ openid: 'o1' })).toMatchObject({
    openid: 'o1',
    ...expected,
  })
})

const ok = '{"errcode":0,"count":3}'
test.each<[string, string | Buffer]>([
  ['Identity', ok],
  ['none', ok],
  ['', ok],
  ['UTF-8', ok],
  ['zstd9', ok],
  ['GZIP', gzipSync(ok)],
  ['identity, gzip', gzipSync(ok)],
  ['deflate', deflateSync(ok)],
  ['Deflate', deflateRawSync(ok)],
])('JSON under the content-encoding "%s" is read', async (coding, body) => {
  reply = { body, headers: { 'content-encoding': coding } }
  expect(await read()).toMatchObject({ count: 3 })
})

test('bytes come byte for byte under the label of text, with their name', async () => {
  const body = Buffer.from([0xff, 0xfe, 0x00, 0x0d, 0x0a])
  const headers = { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a.jpg"' }
  reply = { body, headers }
  expect(await picture()).toMatchObject({ buffer: body, contentType: 'text/plain', fileName: 'a.jpg' })
})

test('half of a surrogate pair travels as U+FFFD, in a body and in a query', async () => {
  reply = { body: '{"errcode":0}' }
  await openapi.subscribeMessage.send({
    touser: 'o',
    templateId: 't',
    data: { thing1: { value: 'a\ud83d' } },
  })
  await openapi.officialAccount.user.getInfo({ openid: 'o\ude00' })
  expect(arrived[0]!.body).toContain('"value":"a\ufffd"')
  expect(arrived[1]!.url).toContain('openid=o%EF%BF%BD')
})

test('strict names the field that holds one', async () => {
  const { port } = server.address() as AddressInfo
  const strict = createOpenapi({
    appid: 'wx1',
    secret: 'x',
    baseUrl: `http://127.0.0.1:${port}`,
    strict: true,
  })
  expect(await failure(strict.officialAccount.user.getInfo({ openid: 'o\ude00' }))).toMatchObject({
    name: 'InvalidParamsError',
    faults: [
      {
        path: 'openid',
        problem: 'contains half of a surrogate pair; cut text between characters, not inside one',
      },
    ],
  })
})

test('a number that JavaScript has rounded is refused before anything is sent', async () => {
  const error = await failure(openapi.liveBroadcast.getFollowers({ pageBreak: 2 ** 53 } as never))
  expect(error).toMatchObject({ name: 'InvalidParamsError' })
  expect(arrived).toEqual([])
})
