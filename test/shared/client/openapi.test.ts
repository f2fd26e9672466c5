import { inspect } from 'node:util'
import { createOpenapi, type Openapi } from '../../../shared'
import { type StubServer, startStub } from '../../support/stub-server'

let stub: StubServer
let openapi: Openapi
beforeAll(async () => {
  stub = await startStub(() => undefined)
  openapi = createOpenapi({ appid: 'wx1', secret: 'a-secret-of-32-letters', baseUrl: stub.url })
})
beforeEach(() => {
  stub.arrived.length = 0
})
afterAll(() => stub.close())

const last = () => stub.arrived[stub.arrived.length - 1]
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    error => error,
  )

test('awaiting, printing and serialising openapi or a namespace calls nothing', async () => {
  expect(await openapi).toBe(openapi)
  expect(await openapi.logistics).toBe(openapi.logistics)
  inspect(openapi, { depth: 5, getters: true })
  expect(JSON.stringify({ namespace: openapi.logistics })).toBe('{"namespace":{}}')
  expect(`${openapi.logistics}`).toBe('[object Object]')
  expect(stub.arrived).toHaveLength(0)
})

test('a namespace is made once, when it is touched', () => {
  expect(openapi.logistics).toBe(openapi.logistics)
  expect(Object.keys(openapi)).toContain('logistics')
})

test('a method can be called by its dotted name', async () => {
  expect(await openapi.call('logistics.getQuota', { deliveryId: 'SF', bizId: '1' })).toEqual({
    errMsg: 'openapi.logistics.getQuota:ok',
    errCode: 0,
  })
  expect(last().body.toString()).toBe('{"delivery_id":"SF","biz_id":"1"}')
})

test('an unknown name is -604100 with the nearest method, and nothing is sent', async () => {
  expect(await failure(openapi.call('logistics.updatePrnter', {}))).toMatchObject({
    name: 'UnknownMethodError',
    errCode: -604100,
    errMsg: 'openapi.logistics.updatePrnter:fail API not found; did you mean logistics.updatePrinter?',
  })
  expect(stub.arrived).toHaveLength(0)
})

test.each([
  'constructor',
  '__proto__',
  'toString',
  'then',
  'logistics',
  'logistics.constructor',
  'logistics.__proto__',
  '',
  '.',
  'x'.repeat(1000),
  '物流.添加',
  'a\nb',
])('the name %j is no method', async name => {
  expect(await failure(openapi.call(name, {}))).toMatchObject({ errCode: -604100 })
  expect(stub.arrived).toHaveLength(0)
})

test('an endpoint that the catalogue lacks can be requested', async () => {
  const result = await openapi.request({
    verb: 'POST',
    path: '/wxa/new/thing',
    query: { pageSize: 2 },
    body: { bizId: '1', list: [{ innerKey: 1 }] },
  })
  expect(result).toEqual({ errMsg: 'openapi.request:ok', errCode: 0 })
  expect([last().path, last().query.get('page_size'), last().body.toString()]).toEqual([
    '/wxa/new/thing',
    '2',
    '{"biz_id":"1","list":[{"inner_key":1}]}',
  ])
})

test('with convertCase: false a request travels as it is given', async () => {
  await openapi.request({
    verb: 'POST',
    path: '/wxa/new',
    query: { pageSize: 2 },
    body: { bizId: '1' },
    convertCase: false,
  })
  expect([last().query.get('pageSize'), last().body.toString()]).toEqual(['2', '{"bizId":"1"}'])
})

test.each([
  '//evil.example',
  'https://evil.example',
  '/..%2f',
  '/a/../b',
  '\\evil',
  '@evil',
  '/a?x=1',
  '/a#b',
  '/a\r\nb',
  '/a\u2024\u2024/b',
  '',
  'a',
  '/a//b',
  '/a/',
  `/${'a'.repeat(300)}`,
])('the path %j is refused before a token is asked for', async path => {
  expect(await failure(openapi.request({ verb: 'POST', path, body: {} }))).toMatchObject({
    name: 'InvalidParamsError',
    errCode: -501007,
  })
  expect(stub.arrived).toHaveLength(0)
})

test('a parameter called access_token never overrides the client’s', async () => {
  for (const key of ['access_token', 'accessToken']) {
    expect(await failure(openapi.call('logistics.getQuota', { [key]: 'mine' }))).toMatchObject({
      errMsg: `openapi.logistics.getQuota:fail ${key} is set by the client; leave it out`,
    })
    expect(
      await failure(openapi.request({ verb: 'GET', path: '/a', query: { [key]: 'mine' } })),
    ).toMatchObject({ errCode: -501007 })
  }
  expect(stub.calls()).toHaveLength(0)
})

test('a file travels as a multipart part with its name, its type and a known length', async () => {
  await openapi.request({
    verb: 'POST',
    path: '/wxa/upload',
    body: { media: { contentType: 'image/jpeg', value: Buffer.from([1, 2, 255]) }, note: '文' },
  })
  const { headers, body } = last()
  expect(headers['content-length']).toBe(String(body.length))
  const boundary = /boundary=(.+)$/.exec(String(headers['content-type']))?.[1]
  expect(body.toString('latin1').split(`--${boundary}`)).toEqual([
    '',
    `\r\nContent-Disposition: form-data; name="note"\r\n\r\n${Buffer.from('文').toString('latin1')}\r\n`,
    '\r\nContent-Disposition: form-data; name="media"; filename="media.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\u0001\u0002\u00ff\r\n',
    '--\r\n',
  ])
})

test('strict names every fault with its path, before anything is sent', async () => {
  const strict = createOpenapi({
    appid: 'wx1',
    secret: 'a-secret-of-32-letters',
    baseUrl: stub.url,
    strict: true,
  })
  const error = await failure(
    strict.call('logistics.updatePrinter', { openid: 7, updateType: 'bnd', tagIdList: '1' }),
  )
  expect(error).toMatchObject({ name: 'InvalidParamsError', errCode: -501007 })
  expect((error as { faults: { path: string }[] }).faults.map(({ path }) => path).sort()).toEqual([
    'openid',
    'tagIdList',
    'updateType',
  ])
  expect(stub.arrived).toHaveLength(0)
})

test('without strict a call that WeChat may accept is sent', async () => {
  await openapi.call('logistics.updatePrinter', {
    openid: 7,
    updateType: 'brandNew',
    someNewField: { innerKey: true },
  })
  expect(last().body.toString()).toBe(
    '{"openid":7,"update_type":"brandNew","some_new_field":{"inner_key":true}}',
  )
})
