import { called, type Opened, open } from './opened'

let opened: Opened
afterEach(() => opened.close())

async function answering(answer: string | Buffer, contentType = 'application/json') {
  opened = await open(({ path }) =>
    path === '/cgi-bin/token'
      ? undefined
      : response => {
          response.setHeader('content-type', contentType)
          response.end(answer)
        },
  )
  return opened.api
}

test('an answer keeps the names and the status that WeChat sent', async () => {
  const api = await answering('{"errcode":0,"errmsg":"ok","tag":{"id":134,"name":"广东"}}')
  expect(await api.createTag('广东')).toEqual({ errcode: 0, errmsg: 'ok', tag: { id: 134, name: '广东' } })
})

test('an id beyond 2^53 keeps every digit', async () => {
  const api = await answering('{"errcode":0,"msg_id":34182634182634182634}')
  expect(await api.massSendText('hello', ['oA', 'oB'])).toMatchObject({ msg_id: '34182634182634182634' })
})

test('control characters inside a text are read', async () => {
  const api = await answering('{"openid":"oA","remark":"line\u0001break\ttab"}')
  expect(await api.getUser('oA')).toEqual({ openid: 'oA', remark: 'line\u0001break\ttab' })
})

test('pretty-printed JSON with a new line at its end is read', async () => {
  const api = await answering('{\n  "ip_list": [\n    "127.0.0.1"\n  ]\n}\n', 'text/plain')
  expect(await api.getIp()).toEqual({ ip_list: ['127.0.0.1'] })
})

test('a picture comes as its bytes, and the third argument tells what it is', async () => {
  const api = await answering(Buffer.from([0xff, 0xd8, 0xff]), 'image/jpeg')
  const [error, data, res] = await called(callback => api.getMedia('media', callback))
  expect(error).toBeNull()
  expect(data).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
  expect(res).toEqual({ status: 200, statusCode: 200, headers: { 'content-type': 'image/jpeg' }, size: 3 })
})

test.each(['application/json; charset=utf-8', 'text/plain', 'video/mp4'])(
  'articles of a material come as an object, although they are labelled %s',
  async contentType => {
    const api = await answering('{"news_item":[{"title":"a"}]}', contentType)
    expect(await api.getMaterial('media')).toEqual({ news_item: [{ title: 'a' }] })
  },
)

test('a code for a mini program comes as its bytes', async () => {
  const api = await answering(Buffer.from([0x89, 0x50]), 'image/png')
  expect(await api.getWXACodeUnlimit('a=1', 'pages/index')).toEqual(Buffer.from([0x89, 0x50]))
})

test('a method without a callback gives a promise, one with a callback nothing', async () => {
  const api = await answering('{"ip_list":[]}')
  expect(api.getIp()).toBeInstanceOf(Promise)
  await called(callback => expect(api.getIp(callback)).toBeUndefined())
})

test('the second call with a callback has all its arguments, as the first had', async () => {
  const api = await answering('{"errcode":0}')
  await called(callback => api.sendText('oA', 'first', callback))
  await api.sendText('oA', 'second')
  const texts = opened.server.calls().map(({ body }) => JSON.parse(body.toString()).text.content)
  expect(texts).toEqual(['first', 'second'])
})

describe('the caller’s own objects stay as they are', () => {
  test.each([
    ['massSend', (opts: object) => [opts, ['oA', 'oB']]],
    ['semantic', (opts: object) => ['oA', opts]],
    ['getRecords', (opts: object) => [opts]],
  ] as const)('%s', async (name, args) => {
    const api = await answering('{"errcode":0}')
    const opts = Object.freeze({ query: 'a', category: 'flight', starttime: 1, endtime: 2, msgtype: 'text' })
    await (api[name] as (...given: unknown[]) => Promise<unknown>)(...args(opts))
    expect(opened.server.calls()).toHaveLength(1)
  })
})

describe('what goes into a URL is escaped', () => {
  test.each(['a&b=c', 'a#b', '客服@账号', 'a b+c'])('%s', async account => {
    const api = await answering('{"errcode":0}')
    await api.deleteKfAccount(account)
    expect(opened.server.calls()[0]!.query.get('kf_account')).toBe(account)
  })

  test('the ticket of a QR code too', async () => {
    const api = await answering('{}')
    expect(api.showQRCodeURL('gQ+/8=')).toBe(
      'https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=gQ%2B%2F8%3D',
    )
  })
})
