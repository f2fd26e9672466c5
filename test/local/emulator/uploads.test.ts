import type { Emulator } from '../../../local/emulator'
import { startEmulatorOf } from '../../../local/emulator/start-emulator'
import { auth } from '../../../shared/catalogue/auth'
import { endpoint } from '../../../shared/schema/endpoint'
import {
  array,
  bigInteger,
  binary,
  fixed,
  integer,
  jsonString,
  media,
  object,
  optional,
  query,
  record,
  string,
  wire,
} from '../../../shared/schema/fields'
import { ask, rawAsk, withToken } from './plain-client'

const rows = {
  auth,
  demo: {
    upload: endpoint({
      http: 'POST /demo/upload',
      effect: 'write',
      body: 'multipart',
      params: {
        type: query(string()),
        media: media(),
        title: optional(string()),
        count: optional(integer()),
      },
      result: { mediaId: string() },
    }),
    raw: endpoint({
      http: 'POST /demo/raw',
      effect: 'write',
      body: 'raw',
      params: { file: media() },
      result: {},
    }),
    picture: endpoint({
      http: 'POST /demo/picture',
      effect: 'read',
      params: { scene: string() },
      result: binary(),
    }),
    sendText: endpoint({
      http: 'POST /demo/send',
      effect: 'write',
      params: { msgtype: fixed('text'), text: object({ content: string() }) },
      result: {},
    }),
    sendImage: endpoint({
      http: 'POST /demo/send',
      effect: 'write',
      params: { msgtype: fixed('image'), image: object({ mediaId: string() }) },
      result: {},
    }),
    open: endpoint({
      http: 'POST /demo/door',
      effect: 'write',
      params: { action: fixed('open') },
      result: {},
    }),
    close: endpoint({
      http: 'POST /demo/door',
      effect: 'write',
      params: { action: fixed('close') },
      result: {},
    }),
    shapes: endpoint({
      http: 'POST /demo/shapes',
      effect: 'write',
      params: {
        id: bigInteger(),
        goods: wire('goodsId', array(integer(), { max: 2 })),
        inner: jsonString(object({ pageNum: integer() })),
        data: record(object({ value: string() })),
      },
      result: { id: bigInteger(), list: array(bigInteger()) },
    }),
  },
}

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
beforeAll(async () => {
  emulator = await startEmulatorOf(rows)
  client = await withToken(emulator)
})
afterAll(() => emulator.close())

const file = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10])
const part = (head: string, body: Buffer | string) =>
  Buffer.concat([Buffer.from(`--b0\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')])
const filePart = part(
  'Content-Disposition: form-data; name="media"; filename="a.png"\r\nContent-Type: image/png',
  file,
)
const end = Buffer.from('--b0--\r\n')
const multipart = { 'content-type': 'multipart/form-data; boundary=b0' }
const upload = (
  body: Buffer,
  headers: Record<string, string> = multipart,
  path = '/demo/upload?type=image',
) => ask(emulator.port, 'POST', `${path}&access_token=${client.token}`, { body, headers })

describe('multipart', () => {
  test('a file and texts arrive whole', async () => {
    const texts = [
      part('content-disposition: form-data; name="title"', '标题'),
      part('Content-Disposition: form-data; name="count"', '3'),
    ]
    expect((await upload(Buffer.concat([...texts, filePart, end]))).json.errcode).toBe(0)
    const { facts } = (await client.effects()).pop()
    expect(facts).toEqual({
      title: '标题',
      count: 3,
      media: { fileName: 'a.png', contentType: 'image/png', bytes: 8 },
      type: 'image',
    })
  })

  test.each([
    ['without an end', Buffer.concat([filePart])],
    ['without a beginning', Buffer.from('hello')],
    ['of nothing', Buffer.alloc(0)],
    ['with a part without headers', Buffer.concat([Buffer.from('--b0\r\nhello\r\n'), end])],
    ['with a part without a name', Buffer.concat([part('Content-Disposition: form-data', 'x'), end])],
    ['with something behind a boundary', Buffer.concat([filePart, Buffer.from('--b0xx')])],
    ['with too many parts', Buffer.concat([...Array(101).fill(filePart), end])],
  ])('%s is 47001', async (_, body) => {
    expect((await upload(body)).json.errcode).toBe(47001)
  })

  test('without a boundary in the content type is 47001', async () => {
    expect(
      (await upload(Buffer.concat([filePart, end]), { 'content-type': 'multipart/form-data' })).json.errcode,
    ).toBe(47001)
  })

  test('without the file is 41005, with an empty one 44001', async () => {
    expect(
      (await upload(Buffer.concat([part('Content-Disposition: form-data; name="title"', 'x'), end]))).json
        .errcode,
    ).toBe(41005)
    const empty = part('Content-Disposition: form-data; name="media"; filename="a.png"', '')
    expect((await upload(Buffer.concat([empty, end]))).json.errcode).toBe(44001)
  })

  test('that is absent, where nothing but a file is due, is 41005 as in the cloud', async () => {
    expect((await upload(Buffer.alloc(0), {})).json.errcode).toBe(41005)
  })

  test('a text where a file is due is 41005', async () => {
    expect(
      (await upload(Buffer.concat([part('Content-Disposition: form-data; name="media"', 'x'), end]))).json
        .errcode,
    ).toBe(41005)
  })

  test('a parameter of the query is missed there', async () => {
    const reply = await upload(Buffer.concat([filePart, end]), multipart, '/demo/upload?x=1')
    expect(reply.json).toMatchObject({ errcode: 47001, errmsg: expect.stringContaining('type is missing') })
  })

  test('in chunks is HTTP 412, as of WeChat', async () => {
    const lines = [
      `POST /demo/upload?type=image&access_token=${client.token} HTTP/1.1`,
      `Host: 127.0.0.1:${emulator.port}`,
      'Content-Type: multipart/form-data; boundary=b0',
      'Transfer-Encoding: chunked',
      'Connection: close',
    ]
    expect(await rawAsk(emulator.port, `${lines.join('\r\n')}\r\n\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 412 /)
    expect((await client.log()).pop()).toMatchObject({ method: 'demo.upload', status: 412 })
  })
})

test('a raw body is the file', async () => {
  const path = `/demo/raw?access_token=${client.token}`
  expect((await ask(emulator.port, 'POST', path, { body: file })).json.errcode).toBe(0)
  expect((await client.effects()).pop().facts).toEqual({ file: { contentType: '', bytes: 8 } })
  expect((await ask(emulator.port, 'POST', path, { body: '' })).json.errcode).toBe(41005)
})

test('a picture is a real PNG of 64 by 64', async () => {
  const reply = await ask(emulator.port, 'POST', `/demo/picture?access_token=${client.token}`, {
    json: { scene: 'a' },
  })
  expect(reply.headers['content-type']).toBe('image/png')
  expect(reply.body.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  expect([reply.body.readUInt32BE(16), reply.body.readUInt32BE(20)]).toEqual([64, 64])
  // The checksum of an empty IEND chunk is the same in every PNG.
  expect(reply.body.subarray(-12).toString('hex')).toBe('0000000049454e44ae426082')
})

describe('rows that share a path', () => {
  const methodOf = async (body: object, path = '/demo/send') => {
    const { errcode } = await client.post(path, body)
    return [(await client.log()).pop().method, errcode]
  }

  test('are told apart by their fixed value', async () => {
    expect(await methodOf({ msgtype: 'text', text: { content: 'a' } })).toEqual(['demo.sendText', 0])
    expect(await methodOf({ action: 'open' }, '/demo/door')).toEqual(['demo.open', 0])
    expect(await methodOf({ action: 'close' }, '/demo/door')).toEqual(['demo.close', 0])
    expect(await methodOf({ msgtype: 'image', image: { media_id: 'a' } })).toEqual(['demo.sendImage', 0])
  })

  test('refuse a value that none of them has', async () => {
    expect((await methodOf({ msgtype: 'voice', image: { media_id: 'a' } }))[1]).toBe(40097)
    expect((await methodOf({ text: { content: 'a' } }))[1]).toBe(40097)
  })
})

describe('shapes', () => {
  const good = { id: 1, goodsId: [1], inner: '{"page_num":1}', data: { keyword1: { value: 'a' } } }

  test('integers beyond 2^53-1 come as JSON numbers, exact', async () => {
    const path = `/demo/shapes?access_token=${client.token}`
    const { text } = await ask(emulator.port, 'POST', path, { json: good })
    expect(text).toMatch(/"id":90071992547409\d\d[,}]/)
  })

  test('integers beyond 2^53-1 are read exact', async () => {
    const body = JSON.stringify(good).replace('"id":1', '"id":9007199254740993')
    const path = `/demo/shapes?access_token=${client.token}`
    expect((await ask(emulator.port, 'POST', path, { body })).json.errcode).toBe(0)
    expect((await client.effects()).pop().facts.id).toBe('9007199254740993')
  })

  test.each([
    ['a list that is too long', { ...good, goodsId: [1, 2, 3] }, 40097, 'goodsId must be at most 2 items'],
    ['a list of other things', { ...good, goodsId: [1, '2'] }, 47001, 'goodsId[1] must be an integer'],
    [
      'our name where another travels',
      { ...good, goodsId: undefined, goods_id: [1] },
      47001,
      'goodsId is missing',
    ],
    ['text that is no JSON', { ...good, inner: '{' }, 47001, 'inner must be JSON as text'],
    [
      'an object where JSON text is due',
      { ...good, inner: { page_num: 1 } },
      47001,
      'inner must be JSON as text',
    ],
    [
      'JSON text with a wrong member',
      { ...good, inner: '{"page_num":"1"}' },
      47001,
      'inner.page_num must be an integer',
    ],
    [
      'a wrong value under a key of the user',
      { ...good, data: { myKey: { value: 1 } } },
      47001,
      'data.myKey.value must be a string',
    ],
    ['a fraction where an integer is due', { ...good, id: 1.5 }, 47001, 'id must be an integer'],
  ])('%s', async (_, body, errcode, hint) => {
    expect(await client.post('/demo/shapes', body)).toEqual({
      errcode,
      errmsg: expect.stringContaining(hint),
    })
  })
})
