import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { type Emulator, startEmulator } from '../../../../local/emulator'
import { ask, rawAsk } from '../plain-client'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

const gateway = '/__cloud'
const form = (fields: Record<string, string | Buffer>) => {
  const parts = Object.entries(fields).flatMap(([name, value]) => [
    Buffer.from(`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ])
  return {
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: Buffer.concat([...parts, Buffer.from('--b--\r\n')]),
  }
}
const call = (requestData: Buffer) =>
  ask(
    emulator.port,
    'POST',
    gateway,
    form({ action: 'wx.openApi', apiName: 'logistics.getPrinter', requestData }),
  )
const code = async (asking: object) => (await ask(emulator.port, 'POST', gateway, asking)).json?.code

// The exact content type by which the SDKs tell an error from a message.
const errorType = 'application/json; charset=utf-8'

test.each([
  ['a length beyond the end', '1260'],
  ['a string that is no message', '12036162'],
  ['an endless number', 'ffffffffffffffffffff01'],
  ['a group that never ends', '0b'],
  ['field number 0', '00'],
  ['a pair cut in the middle', '12080a06'],
])('a message with %s is a clear error', async (_, hex) => {
  const { status, headers, json } = await call(Buffer.from(hex, 'hex'))
  expect([status, headers['content-type'], json.code]).toEqual([200, errorType, 'INVALID_PARAM'])
  expect(json.message).toContain('not a message of wx-server-sdk')
})

test('a thousand random messages end none of them in a fault of the emulator', async () => {
  for (let count = 0; count < 1_000; count += 50) {
    const replies = await Promise.all(Array.from({ length: 50 }, (_, at) => call(randomBytes(count + at))))
    for (const { status, json } of replies) {
      expect(status).toBe(200)
      expect(json?.message ?? '').not.toContain('the emulator failed')
    }
  }
})

test('an unknown action is named', async () => {
  const { json } = await ask(emulator.port, 'POST', gateway, { json: { action: 'storage.getUrl' } })
  expect(json).toMatchObject({ code: 'INVALID_PARAM', message: expect.stringContaining('storage.getUrl') })
})

test.each([
  ['no action', { json: {} }],
  ['an action that is a number', { json: { action: 7 } }],
  ['an action of the prototype', { json: { action: 'database.constructor' } }],
  ['a list', { json: [] }],
  ['no JSON', { body: '{', headers: { 'content-type': 'application/json' } }],
  [
    'a form without an end',
    { body: '--b\r\n\r\n', headers: { 'content-type': 'multipart/form-data; boundary=b' } },
  ],
  ['a form without a boundary', { body: 'x', headers: { 'content-type': 'multipart/form-data' } }],
  ['a collection without a name', { json: { action: 'database.getDocument' } }],
  ['a query that is no JSON', { json: { action: 'database.getDocument', collectionName: 't', query: '{' } }],
  [
    'parameters that are no JSON',
    { json: { action: 'wx.api', apiName: 'logistics.getPrinter', requestData: '{' } },
  ],
  [
    'an event that is no JSON',
    { json: { action: 'functions.invokeFunction', function_name: 'x', request_data: '{' } },
  ],
])('%s is a clear error', async (_, asking) => {
  expect(await code(asking)).toBe('INVALID_PARAM')
})

test('kinds of message that are not methods are -604100, not a failure', async () => {
  const { body } = await call(Buffer.from('0803', 'hex'))
  // Field 3, the error code: -604100 as a 64 bit number in groups of seven bits; field 4, HTTP 200.
  expect(body.toString('hex')).toBe('18bc90dbffffffffffff0120c801')
  const log = (await ask(emulator.port, 'GET', '/__emu/log')).json
  expect(log.pop()).toMatchObject({ errcode: -604100 })
})

test('GET is not spoken', async () => {
  expect((await ask(emulator.port, 'GET', gateway)).status).toBe(405)
})

test.each([
  // The limit is 20 MB; the system buffers some on the way.
  ['with', 20],
  ['without', 50],
])(
  '100 MB %s a length are refused with words before they are taken, and the emulator stays up',
  async (how, megabytes) => {
    const megabyte = Buffer.alloc(1024 * 1024, 1)
    const length: Record<string, number> = how === 'with' ? { 'content-length': 100 * megabyte.length } : {}
    let taken = Number.POSITIVE_INFINITY
    const text = await new Promise<string>((resolve, reject) => {
      const options = {
        port: emulator.port,
        host: '127.0.0.1',
        path: gateway,
        method: 'POST',
        headers: length,
      }
      const sending = request(options, response => {
        let heard = ''
        response.on('data', chunk => {
          heard += chunk
        })
        response.on('end', () => {
          const socket = sending.socket!
          taken = socket.bytesWritten - socket.writableLength
          sending.destroy()
          resolve(`${response.statusCode} ${heard}`)
        })
      })
      sending.on('error', reject)
      Readable.from(Array(100).fill(megabyte)).pipe(sending)
    })
    expect(text).toBe('413 The body is larger than 20 MB.\n')
    expect(taken).toBeLessThan(megabytes * megabyte.length)
    expect((await call(Buffer.alloc(0))).status).toBe(200)
  },
)

test('who writes a whole URL reaches the cloud’s hosts only, and no page of a browser does', async () => {
  const body = '{"action":"none"}'
  const send = (url: string, ...headers: string[]) =>
    rawAsk(
      emulator.port,
      [
        `POST ${url} HTTP/1.1`,
        'Host: tcb-admin.tencentyun.com',
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        'Connection: close',
        ...headers,
        '',
        body,
      ].join('\r\n'),
    )
  expect(await send('http://tcb-admin.tencentyun.com/admin?seqId=1')).toContain('INVALID_PARAM')
  expect(await send('http://tcb-open.tencentyun.com/admin')).toContain('INVALID_PARAM')
  for (const url of [
    'http://evil.example/admin',
    'http://tcb-admin.tencentyun.com/other',
    '/__cloud',
    '/admin',
  ]) {
    expect((await send(url)).slice(9, 12)).toBe('403')
  }
  expect(
    (await send('http://tcb-admin.tencentyun.com/admin', 'Origin: http://tcb-admin.tencentyun.com')).slice(
      9,
      12,
    ),
  ).toBe('403')
})
