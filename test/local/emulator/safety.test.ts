import { connect } from 'node:net'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { ask, rawAsk } from './plain-client'

let emulator: Emulator
const megabyte = 1024 * 1024

beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

/** Status line of a request that is written by hand. */
async function statusOf(verb: string, path: string, headers: string[], body = ''): Promise<number> {
  const lines = [
    `${verb} ${path} HTTP/1.1`,
    ...headers,
    'Connection: close',
    `Content-Length: ${body.length}`,
  ]
  const answer = await rawAsk(emulator.port, `${lines.join('\r\n')}\r\n\r\n${body}`)
  return Number(answer.split(' ')[1])
}

const host = () => `Host: 127.0.0.1:${emulator.port}`
const routes: [string, string][] = [
  ['GET', '/cgi-bin/express/business/account/getall'],
  ['POST', '/cgi-bin/stable_token'],
  ['GET', '/__emu/'],
  ['GET', '/__emu/log'],
  ['GET', '/__emu/effects'],
  ['POST', '/__emu/clock'],
  ['POST', '/__emu/reset'],
]

describe.each(routes)('%s %s', (verb, path) => {
  const json = 'Content-Type: application/json'

  test('X7 refuses a foreign Host, the way in of DNS rebinding', async () => {
    expect(await statusOf(verb, path, ['Host: evil.example', json])).toBe(403)
    expect(await statusOf(verb, path, [`Host: evil.example:${emulator.port}`, json])).toBe(403)
    expect(await statusOf(verb, path, [`Host: 127.0.0.1.evil.example:${emulator.port}`, json])).toBe(403)
    expect(await statusOf(verb, path, ['Host: 127.0.0.1:1', json])).toBe(403)
  })

  test('refuses a foreign Origin', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      'http://127.0.0.1:1',
      `https://127.0.0.1:${emulator.port}`,
    ]) {
      expect(await statusOf(verb, path, [host(), json, `Origin: ${origin}`])).toBe(403)
    }
  })

  test('refuses what a browser sends for another site', async () => {
    for (const site of ['cross-site', 'same-site', 'anything']) {
      expect(await statusOf(verb, path, [host(), json, `Sec-Fetch-Site: ${site}`])).toBe(403)
    }
  })

  test('serves its own names, its own origin and its own pages', async () => {
    for (const name of ['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST']) {
      expect(await statusOf(verb, path, [`Host: ${name}:${emulator.port}`, json], '{"advanceMs":0}')).toBe(
        200,
      )
    }
    const own = [host(), json, `Origin: http://127.0.0.1:${emulator.port}`, 'Sec-Fetch-Site: same-origin']
    expect(await statusOf(verb, path, own, '{"advanceMs":0}')).toBe(200)
    expect(await statusOf(verb, path, [host(), json, 'Sec-Fetch-Site: none'], '{"advanceMs":0}')).toBe(200)
  })

  test('gives no page of another origin leave to read', async () => {
    const lines = [`${verb} ${path} HTTP/1.1`, host(), 'Connection: close', 'Content-Length: 0']
    expect(await rawAsk(emulator.port, `${lines.join('\r\n')}\r\n\r\n`)).not.toMatch(/access-control/i)
  })
})

describe.each([
  ['POST', '/__emu/faults'],
  ['DELETE', '/__emu/faults'],
  ['POST', '/__emu/token-policy'],
  ['POST', '/__emu/revoke'],
  ['POST', '/__emu/quota'],
  ['POST', '/__emu/account'],
  ['POST', '/__emu/database'],
])('%s %s', (verb, path) => {
  test('takes JSON only', async () => {
    for (const type of ['Content-Type: text/plain', 'Content-Type: multipart/form-data; boundary=x']) {
      expect(await statusOf(verb, path, [host(), type], '{}')).toBe(415)
    }
  })
})

describe.each([
  ['POST', '/__emu/faults'],
  ['DELETE', '/__emu/faults'],
  ['POST', '/__emu/revoke'],
  ['GET', '/__emu/page.js'],
  ['POST', '/__cloud'],
  ['POST', '/__cloud/logistics'],
])('%s %s', (verb, path) => {
  test('is for this machine’s own programs and pages', async () => {
    const json = 'Content-Type: application/json'
    for (const foreign of [
      ['Host: evil.example'],
      [host(), 'Origin: https://evil.example'],
      [host(), 'Origin: null'],
      [host(), 'Sec-Fetch-Site: cross-site'],
    ]) {
      expect(await statusOf(verb, path, [...foreign, json], '{}')).toBe(403)
    }
  })
})

test.each(routes)('%s %s refuses two Host headers, whichever comes first', async (verb, path) => {
  for (const other of ['Host: evil.example', `host: 127.0.0.1:${emulator.port}`]) {
    expect(await statusOf(verb, path, [host(), other])).toBe(400)
    expect(await statusOf(verb, path, [other, host()])).toBe(400)
  }
})

test.each(['http://[', 'http://', 'x', '*'])(
  'GET %s is refused, and the next request is served',
  async url => {
    expect(await statusOf('GET', url, [host()])).toBe(400)
    expect(await statusOf('GET', '/__emu/log', [host()])).toBe(200)
  },
)

test('a preflight is given nothing', async () => {
  const lines = ['OPTIONS /__emu/reset HTTP/1.1', host(), 'Origin: https://evil.example', 'Connection: close']
  const answer = await rawAsk(emulator.port, `${lines.join('\r\n')}\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 403 /)
  expect(answer).not.toMatch(/access-control/i)
})

test.each([
  ['text/plain'],
  ['application/x-www-form-urlencoded'],
  ['multipart/form-data; boundary=x'],
  ['application/jsonp'],
  ['text/plain; application/json'],
])('a control route that changes the state refuses %s', async type => {
  const set = '{"set":0}'
  expect(await statusOf('POST', '/__emu/clock', [host(), `Content-Type: ${type}`], set)).toBe(415)
  expect((await ask(emulator.port, 'GET', '/__emu/clock')).json.now).toBeGreaterThan(1e12)
})

test('a body above 20 MB is refused, with and without a length', async () => {
  const { port } = emulator
  const body = Buffer.alloc(20 * megabyte + 1, 0x20)
  expect((await ask(port, 'POST', '/cgi-bin/stable_token', { body })).status).toBe(413)
  const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(megabyte, 0x20), Buffer.from('\r\n')])
  const head = `POST /cgi-bin/stable_token HTTP/1.1\r\n${host()}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`
  const chunked = Buffer.concat([Buffer.from(head), ...Array(21).fill(chunk), Buffer.from('0\r\n\r\n')])
  expect(await rawAsk(port, chunked)).toMatch(/^HTTP\/1\.1 413 /)
  const method = 'auth.getStableAccessToken'
  const entry = { verb: 'POST', path: '/cgi-bin/stable_token', method, status: 413, query: {} }
  expect((await ask(port, 'GET', '/__emu/log?last=2')).json).toMatchObject([entry, entry])
  expect((await ask(port, 'POST', '/__emu/clock', { body })).status).toBe(413)
  expect((await ask(port, 'GET', '/__emu/log?last=1')).json).toMatchObject([entry])
})

test('a body of 20 MB is read', async () => {
  const body = Buffer.alloc(20 * megabyte, 0x20)
  expect((await ask(emulator.port, 'POST', '/cgi-bin/stable_token', { body })).json.errcode).toBe(47001)
})

describe('what is no HTTP', () => {
  test.each([
    ['words', 'hello there\r\n\r\n'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nnonsense\r\n\r\n'],
    [
      'two different lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\na',
    ],
    ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ])('%s is answered with 400', async (_, bytes) => {
    const answer = await rawAsk(emulator.port, bytes)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('X-Emulator: ')
  })

  test('an Expect that nobody knows is answered with 417', async () => {
    const lines = ['POST / HTTP/1.1', host(), 'Expect: banana', 'Connection: close', 'Content-Length: 0']
    const answer = await rawAsk(emulator.port, `${lines.join('\r\n')}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 417 /)
    expect(answer).toContain('X-Emulator: ')
  })

  test('endless headers are answered with 431', async () => {
    const bytes = `GET / HTTP/1.1\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`
    expect(await rawAsk(emulator.port, bytes)).toMatch(/^HTTP\/1\.1 431 /)
  })

  test('a whole URL as the target is answered with 400', async () => {
    const lines = ['GET http://evil.example/__emu/log HTTP/1.1', host(), 'Connection: close']
    expect(await rawAsk(emulator.port, `${lines.join('\r\n')}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('a client that leaves in the middle of its body ends nobody else', async () => {
    await new Promise<void>(resolve => {
      const socket = connect(emulator.port, '127.0.0.1', () => {
        socket.write(
          `POST /cgi-bin/stable_token HTTP/1.1\r\n${host()}\r\nContent-Length: 100\r\n\r\n{"a"`,
          () => {
            socket.destroy()
            resolve()
          },
        )
      })
    })
    expect((await ask(emulator.port, 'GET', '/__emu/')).status).toBe(200)
  })
})

test('a path that begins with // is a path, not a host', async () => {
  expect((await ask(emulator.port, 'GET', '//evil.example/__emu/log')).json.errcode).toBe(40066)
})
