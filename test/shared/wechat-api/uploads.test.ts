import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { called, type Opened, open, rejection } from './opened'

let opened: Opened
const folder = mkdtempSync(join(tmpdir(), 'wechat-api-'))
const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
beforeEach(async () => {
  opened = await open(() => undefined)
})
afterEach(() => opened.close())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const stream = (
  body: string | Buffer,
  headers: { [name: string]: string } = { 'content-type': 'multipart/form-data; boundary=b' },
) => Object.assign(Readable.from([Buffer.from(body)]), { headers })

describe('a file', () => {
  test('that is not there gives node’s own error, with the path', async () => {
    const missing = join(folder, 'none.png')
    const [error] = await called(callback => opened.api.uploadMedia(missing, 'image', callback))
    expect(error).toMatchObject({ name: 'Error', code: 'ENOENT', path: missing })
    expect(opened.server.calls()).toEqual([])
  })

  test('keeps its name as it is, but for quotes, which would end it', async () => {
    await opened.api.uploadImage(file('报"告".png', 'bytes'))
    const body = opened.server.calls()[0]!.body.toString('utf8')
    expect(body).toContain('filename="报%22告%22.png"')
  })

  test('has its length in the headers, so nothing is sent in chunks', async () => {
    await opened.api.uploadLogo(file('logo.png', Buffer.alloc(1000, 1)))
    const { headers, body } = opened.server.calls()[0]!
    expect(headers['content-length']).toBe(String(body.length))
    expect(headers['transfer-encoding']).toBeUndefined()
  })

  test('may be given as bytes with a name and a type', async () => {
    await opened.api.uploadMedia(Buffer.from('bytes'), 'image', 'a.gif', 'image/gif')
    const body = opened.server.calls()[0]!.body.toString()
    expect(body).toMatch(/name="media"; filename="a\.gif"\r\nContent-Type: image\/gif\r\n\r\nbytes\r\n/)
  })

  test('larger than allowed is refused with the way out', async () => {
    opened.api.setOpts({ maxUploadBytes: 10 })
    const error = await rejection(opened.api.uploadImage(file('large.png', Buffer.alloc(11))))
    expect(error.message).toMatch(/larger than 10 bytes; setOpts\(\{ maxUploadBytes \}\) allows more$/)
    expect(opened.server.calls()).toEqual([])
  })

  test('is sent again with another token when the first is refused', async () => {
    await opened.close()
    opened = await open(({ query }) =>
      query.get('access_token') === 'token-1' ? { errcode: 40001, errmsg: 'invalid credential' } : undefined,
    )
    await opened.api.uploadImage(file('twice.png', 'the bytes'))
    const sent = opened.server.calls().map(({ body }) => body.toString().includes('the bytes'))
    expect(sent).toEqual([true, true])
  })
})

describe('a stream', () => {
  test('of a server’s own request is passed on with its type and without its host', async () => {
    const shop = createServer((request, response) => {
      opened.api.uploadMediaStream(request, 'image').then(
        () => response.end(),
        () => response.end(),
      )
    })
    await new Promise<void>(resolve => shop.listen(0, '127.0.0.1', resolve))
    await new Promise<void>(resolve => {
      const headers = { 'content-type': 'multipart/form-data; boundary=shop' }
      const { port } = shop.address() as AddressInfo
      httpRequest({ port, method: 'POST', headers }, response => response.resume().on('end', resolve)).end(
        '--shop--',
      )
    })
    shop.close()
    const [sent] = opened.server.calls()
    expect(sent!.headers['content-type']).toBe('multipart/form-data; boundary=shop')
    expect(sent!.headers.host).toBe(`127.0.0.1:${opened.server.port}`)
    expect([sent!.body.toString(), sent!.query.get('type')]).toEqual(['--shop--', 'image'])
  })

  test('keeps the headers of the caller’s object', async () => {
    const headers = { host: 'shop.example', 'content-type': 'multipart/form-data; boundary=b' }
    await opened.api.uploadImageStream(stream('--b--', headers))
    expect(headers).toEqual({ host: 'shop.example', 'content-type': 'multipart/form-data; boundary=b' })
  })

  test('N16 without a length is read to its end, up to the largest size, and sent with its length', async () => {
    opened.api.setOpts({ maxUploadBytes: 100 })
    await opened.api.uploadVoiceStream(stream(Buffer.alloc(100)))
    const { headers } = opened.server.calls()[0]!
    expect(headers['content-length']).toBe('100')
    expect(headers['transfer-encoding']).toBeUndefined()
    expect((await rejection(opened.api.uploadVoiceStream(stream(Buffer.alloc(101))))).message).toMatch(
      /^the stream is larger than 100 bytes/,
    )
  })

  test('that says a length beyond the largest size is refused before it is read', async () => {
    opened.api.setOpts({ maxUploadBytes: 100 })
    const large = stream('', { 'content-type': 'multipart/form-data; boundary=b', 'content-length': '101' })
    expect((await rejection(opened.api.uploadImageStream(large))).message).toMatch(/larger than 100 bytes/)
  })

  test.each([
    ['without a type', {} as { [name: string]: string }],
    ['of another type', { 'content-type': 'image/png' }],
    ['without a boundary', { 'content-type': 'multipart/form-data' }],
  ])('%s is refused with the reason', async (_, headers) => {
    expect((await rejection(opened.api.uploadImageStream(stream('', headers)))).message).toMatch(
      /no content-type multipart\/form-data with a boundary/,
    )
  })

  test('that breaks off fails the call', async () => {
    const broken = Object.assign(new PassThrough(), {
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    })
    const failing = rejection(opened.api.uploadImageStream(broken))
    broken.write('--b')
    setImmediate(() => broken.destroy())
    expect((await failing).message).toBe('the stream was cut off')
  })

  test('that was read before is refused', async () => {
    const read = stream('--b--')
    for await (const _ of read);
    expect((await rejection(opened.api.uploadImageStream(read))).message).toBe('the stream was already read')
  })
})

test('a picture of the shop travels bare, its name in the URL', async () => {
  await opened.api.uploadPicture(file('a b&c.png', Buffer.from([1, 2, 3])))
  const { body, query, headers } = opened.server.calls()[0]!
  expect([body, query.get('filename')]).toEqual([Buffer.from([1, 2, 3]), 'a b&c.png'])
  expect(headers['content-type']).toBeUndefined()
})
