import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, type Functions, startEmulator, startFunctions } from '../../../local/emulator'
import { openFunctionServer } from '../../../local/emulator/http/function-server'
import type { Serving } from '../../../local/emulator/server/serving'
import { ask, rawAsk } from './plain-client'

let root: string
let functions: Functions
/** For the one function that takes too long. */
let hasty: Functions
let emulator: Emulator
let port: number
const page = 'http://localhost:5173'

const sources = {
  echo: 'exports.main = event => ({ event, user: process.env.WX_OPENID, source: process.env.TCB_SOURCE })',
  text: 'exports.main = () => "hello"',
  nothing: 'exports.main = () => {}',
  page: `exports.main = () => ({
    statusCode: 201,
    headers: { 'Content-Type': 'text/html', 'Set-Cookie': ['a=1', 'b=2'], 'Transfer-Encoding': 'chunked',
      'Access-Control-Allow-Origin': '*' },
    body: Buffer.from('<p>hi').toString('base64'),
    isBase64Encoded: true,
  })`,
  empty: 'exports.main = () => ({ statusCode: 204 })',
  odd: 'exports.main = () => ({ statusCode: 99 })',
  split: 'exports.main = () => ({ statusCode: 200, headers: { a: "1\\r\\nb: 2" } })',
  broken: 'exports.main = () => { throw new Error("no stock") }',
  slow: 'exports.main = () => new Promise(() => {})',
  large: 'exports.main = () => "a".repeat(2 << 20)',
  scf: 'exports.main_handler = async (event, context) => ({ path: event.path, is: context.function_name })',
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'wx-openapi-http-'))
  for (const [name, source] of Object.entries(sources)) {
    mkdirSync(join(root, name))
    writeFileSync(join(root, name, 'index.js'), source)
  }
  emulator = await startEmulator({
    functions: { invoke: call => (call.name === 'slow' ? hasty : functions).invoke(call) },
    http: { origins: [page] },
  })
  functions = startFunctions({ root, environment: emulator.env })
  hasty = startFunctions({ root, environment: emulator.env, eventTimeoutMs: 3_000 })
  port = Number(new URL(emulator.httpUrl!).port)
})
afterAll(async () => {
  await emulator.close()
  await functions.close()
  await hasty.close()
  rmSync(root, { recursive: true })
})

test('a request arrives as the event that the cloud makes of it, and an object goes back as JSON', async () => {
  const { status, headers, json } = await ask(port, 'POST', '/echo/a/%E4%B8%AD?x=1&y=2&y=3', {
    body: 'a=1',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Own': 'yes' },
  })
  expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8'])
  expect(json.event).toEqual({
    path: '/a/%E4%B8%AD',
    httpMethod: 'POST',
    headers: {
      host: `127.0.0.1:${port}`,
      connection: 'close',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '3',
      'x-own': 'yes',
    },
    queryStringParameters: { x: '1', y: '3' },
    requestContext: {
      requestId: expect.stringMatching(/^[\w-]{36}$/),
      envId: 'local',
      appId: expect.any(Number),
      uin: expect.any(Number),
    },
    body: 'a=1',
    isBase64Encoded: false,
  })
  expect([json.user, json.source]).toEqual([undefined, 'wx_http'])
})

test('a body that is no text arrives in base64', async () => {
  const bytes = Buffer.from([0xff, 0x00, 0xd8])
  const { json } = await ask(port, 'POST', '/echo', { body: bytes })
  expect(json.event).toMatchObject({ path: '/', body: bytes.toString('base64'), isBase64Encoded: true })
})

test('an integration response is sent as it says, but for what is of the connection', async () => {
  const { status, headers, text } = await ask(port, 'GET', '/page')
  expect([status, text, headers['set-cookie']]).toEqual([201, '<p>hi', ['a=1', 'b=2']])
  expect(headers).toMatchObject({ 'content-type': 'text/html', 'content-length': '5' })
  expect(headers).not.toHaveProperty('transfer-encoding')
  expect(headers).not.toHaveProperty('access-control-allow-origin')
})

test.each([
  ['text', 200, 'text/plain; charset=utf-8', 'hello'],
  ['nothing', 200, 'text/plain; charset=utf-8', ''],
  ['empty', 204, 'text/plain; charset=utf-8', ''],
])('what function %s returns is sent with status %s', async (name, status, contentType, text) => {
  const reply = await ask(port, 'GET', `/${name}`)
  expect([reply.status, reply.headers['content-type'], reply.text]).toEqual([status, contentType, text])
})

test('a function that exports main_handler runs', async () => {
  expect((await ask(port, 'GET', '/scf/x')).json).toEqual({ path: '/x', is: 'scf' })
})

test.each([
  ['tex', 404, 'FUNCTION_NOT_FOUND', /did you mean text\?/],
  ['broken', 500, 'FUNCTION_INVOCATION_FAILED', /no stock/],
  ['slow', 504, 'FUNCTIONS_TIME_LIMIT_EXCEEDED', /within 3 s/],
  ['large', 502, 'EXCEED_MAX_RESPONSE_SIZE', /2\.0 MB/],
  ['odd', 502, 'INVALID_RESPONSE', /statusCode 99/],
  ['split', 502, 'INVALID_RESPONSE', /header that HTTP cannot hold/],
])('what goes wrong in %s is said with status %s and the code %s', async (name, status, code, message) => {
  const reply = await ask(port, 'GET', `/${name}`)
  expect([reply.status, reply.json]).toEqual([
    status,
    { code, message: expect.stringMatching(message), requestId: expect.any(String) },
  ])
})

test('a body above 6 MB is refused before the function runs', async () => {
  const { status, json } = await ask(port, 'POST', '/echo', { body: Buffer.alloc((6 << 20) + 1) })
  expect([status, json.code]).toEqual([413, 'EXCEED_MAX_PAYLOAD_SIZE'])
})

test.each([
  ['another host', { host: 'evil.example' }],
  ['a page from elsewhere', { origin: 'https://evil.example' }],
  ['a page that hides its origin', { origin: 'null' }],
  ['a page of another port of this machine', { origin: 'http://localhost:1' }],
  ['a link or a picture elsewhere', { 'sec-fetch-site': 'cross-site' }],
  ['a link or a picture on another port', { 'sec-fetch-site': 'same-site' }],
])('a request of %s is refused', async (_, headers) => {
  const reply = await ask(port, 'GET', '/echo', { headers: headers as unknown as Record<string, string> })
  expect([reply.status, reply.text]).toEqual([403, expect.stringMatching(/^Refused: /)])
})

test('a request without a Host is refused', async () => {
  expect(await rawAsk(port, 'GET /echo HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /)
})

test('a page of the origin that was let in may ask and read, it alone', async () => {
  const headers = { origin: page, 'sec-fetch-site': 'cross-site' }
  const preflight = await ask(port, 'OPTIONS', '/page', {
    headers: {
      ...headers,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'x-own',
    },
  })
  expect(preflight.status).toBe(204)
  expect(preflight.headers).toMatchObject({
    'access-control-allow-origin': page,
    'access-control-allow-methods': expect.stringContaining('PUT'),
    'access-control-allow-headers': 'x-own',
  })
  const { status, headers: got } = await ask(port, 'GET', '/page', { headers })
  expect([status, got['access-control-allow-origin'], got.vary]).toEqual([201, page, 'Origin'])
})

test('a page that a function answers with cannot drive the emulator', async () => {
  const reply = await ask(emulator.port, 'GET', '/__emu/log', { headers: { origin: emulator.httpUrl! } })
  expect(reply.status).toBe(403)
})

test('where the port two above the emulator’s is taken, another is used', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port: wanted } = taken.address() as { port: number }
  const opened = await openFunctionServer({} as Serving, {}, { addresses: ['127.0.0.1'], beside: wanted })
  await opened.close()
  taken.close()
  expect(new URL(opened.url).port).not.toBe(String(wanted))
})
