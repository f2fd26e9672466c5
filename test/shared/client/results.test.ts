import { createOpenapi, type Openapi } from '../../../shared'
import { type Reply, type StubServer, startStub } from '../../support/stub-server'

let reply: Reply
let stub: StubServer
let openapi: Openapi

beforeAll(async () => {
  stub = await startStub(({ path }) => (path.includes('token') ? undefined : reply))
  openapi = createOpenapi({
    appid: 'wx1',
    secret: 'a-secret-of-32-letters',
    baseUrl: stub.url,
    maxAnswerBytes: 200_000,
  })
})
afterAll(() => stub.close())

const raw =
  (contentType: string | undefined, body: string | Buffer, status = 200): Reply =>
  response => {
    if (contentType) response.setHeader('content-type', contentType)
    response.statusCode = status
    response.end(body)
  }

const getOrder = () =>
  openapi.logistics.getOrder({ orderId: '1', deliveryId: 'SF' }) as Promise<unknown> as Promise<
    Record<string, unknown>
  >
const failure = async () => getOrder().catch(error => error)

test('the two examples of the mission, to the letter', async () => {
  reply = { errcode: 0, errmsg: 'ok' }
  expect(
    await openapi.logistics.updatePrinter({ openid: 'o1', updateType: 'bind', tagidList: '123,456' }),
  ).toEqual({
    errCode: 0,
    errMsg: 'openapi.logistics.updatePrinter:ok',
  })
  const sent = stub.arrived[stub.arrived.length - 1]
  expect([sent.verb, sent.path, sent.body.toString()]).toEqual([
    'POST',
    '/cgi-bin/express/business/printer/update',
    '{"openid":"o1","update_type":"bind","tagid_list":"123,456"}',
  ])

  reply = {
    count: 1,
    list: [
      {
        biz_id: '123456789',
        delivery_id: 'YUNDA',
        create_time: 1555482786,
        status_code: 0,
        quota_num: 55,
        service_type: [{ service_type: 1, service_name: '标准快递' }],
      },
    ],
  }
  expect(await openapi.logistics.getAllAccount({})).toEqual({
    count: 1,
    list: [
      {
        bizId: '123456789',
        deliveryId: 'YUNDA',
        createTime: 1555482786,
        statusCode: 0,
        quotaNum: 55,
        serviceType: [{ serviceType: 1, serviceName: '标准快递' }],
      },
    ],
    errMsg: 'openapi.logistics.getAllAccount:ok',
    errCode: 0,
  })
  const asked = stub.arrived[stub.arrived.length - 1]
  expect([asked.verb, asked.path, asked.body.length]).toEqual([
    'GET',
    '/cgi-bin/express/business/account/getall',
    0,
  ])
})

test('integers beyond 2^53-1 arrive exact, as strings, wherever they stand', async () => {
  reply =
    '{"order_id":9007199254740993,"list":[271781022721654784,1],"deep":{"msg_id":-9007199254740993,"text":"9007199254740993"},"safe":9007199254740991}'
  expect(await getOrder()).toMatchObject({
    orderId: '9007199254740993',
    list: ['271781022721654784', 1],
    deep: { msgId: '-9007199254740993', text: '9007199254740993' },
    safe: 9007199254740991,
  })
})

test('control characters that WeChat leaves in strings are read', async () => {
  reply = '{"print_html":"a\u0001b\tc\nd"}'
  expect((await getOrder()).printHtml).toBe('a\u0001b\tc\nd')
})

test('a key called __proto__ is data and changes no prototype', async () => {
  reply = '{"__proto__":{"polluted":true},"list":[{"__proto__":1}]}'
  const result = await getOrder()
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype)
  // The mechanical rule renames this key like any other.
  expect(result._Proto__).toEqual({ polluted: true })
  const asItIs = await openapi({ convertCase: false }).call('logistics.getOrder', { order_id: '1' })
  expect(Object.getPrototypeOf(asItIs)).toBe(Object.prototype)
  expect(Object.getOwnPropertyDescriptor(asItIs, '__proto__')?.value).toEqual({ polluted: true })
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

test('an answer nested 10,000 levels deep is a typed error, not a RangeError', async () => {
  reply = `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`
  const error = await failure()
  expect(error).toMatchObject({ name: 'AnswerError', errCode: -604103 })
  expect(error.errMsg).toContain('nested more than 1000 levels')
})

test.each(['text/plain', 'text/html', 'application/octet-stream', 'image/jpeg', undefined])(
  'JSON labelled %s is read as JSON',
  async type => {
    reply = raw(type, '\ufeff {"order_id":"a"}')
    expect((await getOrder()).orderId).toBe('a')
  },
)

test('an errcode labelled as a picture is an error', async () => {
  reply = raw('image/jpeg', '{"errcode":40159,"errmsg":"bad path"}')
  expect(await failure()).toMatchObject({ name: 'WeChatError', errCode: 40159 })
})

test('bytes come back byte for byte with their content type', async () => {
  const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255])
  reply = raw('image/png', bytes)
  expect(await openapi.wxacode.getUnlimited({ scene: 'a' })).toEqual({
    contentType: 'image/png',
    buffer: bytes,
    errMsg: 'openapi.wxacode.getUnlimited:ok',
    errCode: 0,
  })
})

test.each([
  ['a page of a proxy', raw('text/html', '<html>Bad Gateway</html>', 502), 'HTTP 502'],
  ['an empty answer', raw('application/json', ''), 'empty'],
  ['no content', raw(undefined, '', 204), 'empty'],
  ['plain text', raw('text/plain; charset=utf-8', 'success'), 'not JSON'],
  ['a list', '[{"order_id":"a"}]', 'a list'],
  ['half a JSON', raw('application/json', '{"order_id":'), 'not JSON'],
  ['an errcode that is no number', { errcode: {} } as Reply, 'errcode'],
])('%s is an AnswerError', async (_, answer, said) => {
  reply = answer
  const error = await failure()
  expect(error).toMatchObject({ name: 'AnswerError', errCode: -604103, retryable: true })
  expect(error.errMsg).toContain(said)
})

test.each(['0', 0.0])('errcode %p is success', async errcode => {
  reply = { errcode, errmsg: 'ok', order_id: 'a' }
  expect(await getOrder()).toEqual({ orderId: 'a', errMsg: 'openapi.logistics.getOrder:ok', errCode: 0 })
})

test('an errcode that comes as digits in a string is an error with a numeric code', async () => {
  reply = { errcode: '40003', errmsg: 'invalid openid' }
  expect(await failure()).toMatchObject({ errCode: 40003 })
})

test('an answer above the cap is refused', async () => {
  reply = { print_html: 'x'.repeat(200_001) }
  expect((await failure()).errMsg).toContain('larger than 200000 bytes')
})

test('with convertCase: false keys travel as they are, both ways', async () => {
  reply = { order_id: 'a', nested: [{ waybill_id: 'w' }] }
  const result = await openapi({ convertCase: false }).call('logistics.getOrder', {
    order_id: '1',
    anyKey: { innerKey: 1 },
  })
  expect(result).toEqual({
    order_id: 'a',
    nested: [{ waybill_id: 'w' }],
    errMsg: 'openapi.logistics.getOrder:ok',
    errCode: 0,
  })
  expect(stub.arrived[stub.arrived.length - 1].body.toString()).toBe(
    '{"order_id":"1","anyKey":{"innerKey":1}}',
  )
})
