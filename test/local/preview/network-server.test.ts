import { gzipSync } from 'node:zlib'
import { isWeChat } from '../../../local/functions/fence/fence'
import { type Preview, startPreview } from '../../../local/preview/server'
import { deadlineOf, type Sender } from '../../../local/preview/server/network/send'
import { ByteServer, closed, PageClient, sentBytes } from './network-client'
import { copyFixture, removeFolders } from './project-folder'

const lines: string[] = []
const servers: ByteServer[] = []
let preview: Preview
let client: PageClient
/** Stands for a port of the emulator. */
let ours: ByteServer
/** What the name allowed.example leads to. */
let outside: ByteServer

const megabyte = 1024 * 1024

beforeAll(async () => {
  ours = await server().replying(answer('ours'))
  outside = await server().listen((text, socket) => {
    const to = /^GET \/to\?(\S*)/.exec(text)?.[1]
    if (text.includes('\r\n\r\n'))
      socket.end(to === undefined ? answer('outside') : redirect(decodeURIComponent(to)))
  })
  preview = await startPreview({
    project: copyFixture(),
    callFunction: async () => ({}),
    log: line => lines.push(line),
    network: {
      allow: [
        `allowed.example:${outside.port}`,
        `127.0.0.1:${outside.port}`,
        'bent.example',
        'hanging.example',
      ],
      isWeChat,
      ownPorts: () => [ours.port],
      lookup: async name => (name === 'hanging.example' ? new Promise(() => {}) : [{ address: '127.0.0.1' }]),
    },
  })
  client = await new PageClient(preview).begin()
})

afterAll(async () => {
  await preview.close()
  for (const one of servers) one.close()
  removeFolders()
})

beforeEach(() => lines.splice(0))

function server(): ByteServer {
  const made = new ByteServer()
  servers.push(made)
  return made
}

const answer = (body: string, status = '200 OK', headers: string[] = []): string =>
  [`HTTP/1.1 ${status}`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers, '', body].join('\r\n')

const redirect = (to: string, status = '302 Found') => answer('', status, [`Location: ${to}`])

const at = ({ port }: ByteServer, path = '/') => `http://127.0.0.1:${port}${path}`

test.each([
  ['without a token', { 'x-preview-token': undefined }, 403],
  ['with another token', { 'x-preview-token': 'x'.repeat(32) }, 403],
  ['from a foreign Origin', { origin: 'http://evil.example' }, 403],
  ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['under a foreign Host', { host: 'evil.example' }, 403],
  ['as a form could send it', { 'content-type': 'text/plain' }, 415],
])('a request %s is refused, and goes nowhere', async (_, headers, status) => {
  const target = await server().replying(answer('hello'))
  const told = await client.send({ url: at(target) }, '', headers)
  expect(told.status).toBe(status)
  expect((await client.open({ url: at(target).replace('http', 'ws') }, { ...headers })).status).toBe(
    status === 415 ? 415 : 403,
  )
  expect(target.heard).toEqual([])
})

test('what is no request of ours is refused', async () => {
  expect((await fetch(new URL('/__net/send', preview.url))).status).toBe(405)
  expect((await client.post('/__net/send', 'x')).statusCode).toBe(400)
  expect((await client.post('/__net/other', '{}')).statusCode).toBe(404)
})

test('a server of this machine is reached, and hears who asks as a phone would say it', async () => {
  const target = await server().replying(
    answer('{"a":1}', '201 Created', ['X-A: 1', 'x-a: 2', 'Set-Cookie: a=1', 'set-cookie: b=2']),
  )
  const told = await client.send(
    {
      url: at(target, '/p?q=1#f'),
      method: 'POST',
      header: {
        'X-Mine': '值',
        Cookie: 'sid=1',
        Referer: 'http://evil.example',
        Host: 'evil.example',
        Connection: 'upgrade',
        'Content-Length': '99',
        'Transfer-Encoding': 'chunked',
        'Proxy-Authorization': 'x',
      },
    },
    'body',
    { 'user-agent': 'Browser/1' },
  )
  expect(told).toMatchObject({
    head: { statusCode: 201, header: { 'X-A': '1,2', 'Set-Cookie': 'a=1,b=2' }, cookies: ['a=1', 'b=2'] },
    body: '{"a":1}',
    sent: [[4, 4]],
  })
  const [head = '', body] = target.heard[0]!.split('\r\n\r\n')
  const [line, ...headers] = head.split('\r\n').map(one => Buffer.from(one, 'latin1').toString('utf8'))
  expect([line, body]).toEqual(['POST /p?q=1 HTTP/1.1', 'body'])
  expect(headers.sort()).toEqual(
    [
      'Accept-Encoding: gzip, deflate, br',
      'Accept: */*',
      'Connection: close',
      'Content-Length: 4',
      'Cookie: sid=1',
      `Host: 127.0.0.1:${target.port}`,
      'Referer: https://servicewechat.com//devtools/page-frame.html',
      'User-Agent: Browser/1',
      'X-Mine: 值',
    ].sort(),
  )
})

test('the preview’s own port and those of the emulator are refused, and the terminal says so once for each', async () => {
  const own = Number(new URL(preview.url).port)
  for (const url of [
    `http://127.0.0.1:${own}/`,
    `http://localhost:${own}/__net/send`,
    at(ours),
    at(ours, '/__emu/log'),
  ]) {
    expect((await client.send({ url })).failure).toEqual({
      reason: 'url not in domain list',
      errno: 600002,
      refused: expect.objectContaining({ why: 'ours' }),
    })
  }
  expect(ours.heard).toEqual([])
  expect(lines).toEqual([
    expect.stringContaining(`127.0.0.1:${own}, which is refused`),
    expect.stringContaining(`localhost:${own}, which is refused`),
    expect.stringContaining(`127.0.0.1:${ours.port}, which is refused`),
  ])
})

test('a host that is not allowed is refused, and the terminal says what allows it', async () => {
  const { failure } = await client.send({ url: 'https://api.example.com/?token=SECRET' })
  expect(failure).toMatchObject({ reason: 'url not in domain list', errno: 600002 })
  expect(lines).toEqual([
    'preview: a page asked for api.example.com, which is refused; start with --allow api.example.com to let it through',
  ])
})

test.each([
  'ftp://127.0.0.1/',
  'file:///etc/passwd',
  'data:,x',
  'ws://127.0.0.1/',
  '/path',
  'http://user:secret@127.0.0.1/',
  undefined,
])('%s is not an address', async url =>
  expect((await client.send({ url })).failure).toEqual({ reason: 'invalid url', errno: 600009 }),
)

test.each([
  ['a host that is not allowed', () => 'https://evil.example/'],
  ['WeChat', () => 'https://api.weixin.qq.com/cgi-bin/token'],
  ['a port of ours', () => at(ours)],
  ['a port of ours, by another spelling', () => `http://[::ffff:7f00:1]:${ours.port}/`],
  ['an address beside it on the network', () => 'http://169.254.169.254/latest/meta-data'],
  ['an allowed name that was bent to this machine', () => 'http://bent.example/'],
])('a redirect of an allowed host to %s is not followed', async (_, to) => {
  const url = `http://allowed.example:${outside.port}/to?${encodeURIComponent(to())}`
  const heard = ours.heard.length
  expect(await client.send({ url })).toMatchObject({
    failure: { reason: 'url not in domain list' },
    body: '',
  })
  expect(outside.heard.at(-1)).toContain(`Host: allowed.example:${outside.port}`)
  expect(ours.heard.length).toBe(heard)
})

test('an allowed host is reached, at the address that was judged', async () => {
  const told = await client.send({ url: `http://allowed.example:${outside.port}/` })
  expect(told.body).toBe('outside')
})

test('no page waits longer than the preview does', () => {
  const sender = { deadlineMs: 60_000 } as Sender
  expect([120_000, 0, 'x', undefined, 50].map(ms => deadlineOf(ms, sender))).toEqual([
    60_000, 60_000, 60_000, 60_000, 50,
  ])
})

test('a redirect to a file is not followed', async () => {
  const target = await server().replying(redirect('file:///etc/passwd'))
  expect((await client.send({ url: at(target) })).failure).toEqual({ reason: 'invalid url', errno: 600009 })
})

test('redirects are followed, ten at most, unless the page wants to see them', async () => {
  const ring = server()
  await ring.listen((text, socket) => {
    const left = Number(/^GET \/(\d+)/.exec(text)?.[1])
    socket.end(left === 0 ? answer('there') : redirect(`/${left - 1}`))
  })
  expect((await client.send({ url: at(ring, '/10') })).body).toBe('there')
  expect((await client.send({ url: at(ring, '/11') })).failure?.reason).toBe('net::ERR_TOO_MANY_REDIRECTS')
  const seen = await client.send({ url: at(ring, '/3'), followsRedirects: false })
  expect(seen.head).toMatchObject({ statusCode: 302, header: { Location: '/2' } })
})

test.each([
  ['301 Moved Permanently', 'POST', 'GET', ''],
  ['303 See Other', 'PUT', 'GET', ''],
  ['307 Temporary Redirect', 'POST', 'POST', 'body'],
  ['308 Permanent Redirect', 'PUT', 'PUT', 'body'],
])('%s leads a %s on as a %s, without what opens the first server', async (status, method, then, body) => {
  const second = await server().replying(answer('second'))
  const first = await server().replying(redirect(at(second, '/next'), status))
  const header = {
    Authorization: 'Bearer SECRET',
    cookie: 'sid=SECRET',
    'X-Kept': '1',
    'Content-Type': 'text/plain',
  }
  await client.send({ url: at(first), method, header }, 'body')
  const [heard = ''] = second.heard
  expect(heard).toMatch(new RegExp(`^${then} /next HTTP`))
  expect(heard.split('\r\n\r\n')[1]).toBe(body)
  expect(heard).toContain('X-Kept: 1')
  expect(heard).not.toContain('SECRET')
  expect(first.heard[0]).toContain('SECRET')
})

test('a body of more than 10 MB is sent nowhere', async () => {
  const target = await server().replying(answer(''))
  const told = await client.send({ url: at(target), method: 'POST' }, Buffer.alloc(10 * megabyte + 1))
  expect(told.failure?.reason).toContain('10 MB')
  const huge = sentBytes({ url: at(target), method: 'POST' }, Buffer.alloc(12 * megabyte))
  // The server may close before all is written.
  const status = await client.post('/__net/send', huge).then(
    ({ statusCode }) => statusCode,
    () => 413,
  )
  expect(status).toBe(413)
  expect(target.heard).toEqual([])
})

test('10 MB arrive whole, and the page hears how far they are', async () => {
  const target = server()
  await target.listen((text, socket) => {
    if (text.length > 10 * megabyte) socket.end(answer('got it'))
  })
  const told = await client.send({ url: at(target), method: 'POST' }, Buffer.alloc(10 * megabyte))
  expect(told.body).toBe('got it')
  expect(told.sent.at(-1)).toEqual([10 * megabyte, 10 * megabyte])
  expect(told.sent.length).toBe(160)
})

test('a response that does not end is cut after 10 MB, also where it is packed', async () => {
  const endless = server()
  const piece = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(megabyte), Buffer.from('\r\n')])
  await endless.listen((_, socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
    const more = () => {
      while (!socket.destroyed && socket.write(piece));
    }
    socket.on('drain', more)
    more()
  })
  const told = await client.send({ url: at(endless) })
  expect(told.failure?.reason).toContain('10 MB')
  for (const socket of endless.sockets) await closed(socket)
  const bomb = gzipSync(Buffer.alloc(40 * megabyte))
  const packed = server()
  await packed.replying(
    Buffer.concat([
      Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`),
      bomb,
    ]),
  )
  expect((await client.send({ url: at(packed) })).failure?.reason).toContain('10 MB')
})

test('a packed response is unpacked, and a broken one is a failure', async () => {
  const zipped = gzipSync('中文')
  const packed = (bytes: Buffer) =>
    Buffer.concat([
      Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: GZIP\r\nContent-Length: ${bytes.length}\r\n\r\n`),
      bytes,
    ])
  expect((await client.send({ url: at(await server().replying(packed(zipped))) })).body).toBe('中文')
  const broken = await client.send({ url: at(await server().replying(packed(Buffer.from('not zipped')))) })
  expect(broken.failure?.reason).toBe('net::ERR_CONTENT_DECODING_FAILED')
  expect((await client.send({ url: at(await server().replying(packed(zipped))), method: 'HEAD' })).body).toBe(
    '',
  )
})

test('servers that say nothing, stop in the middle or have no address end with the timeout of the page', async () => {
  const silent = await server().listen(() => undefined)
  const halting = await server().listen((_, socket) =>
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'),
  )
  for (const url of [at(silent), at(halting), 'https://hanging.example/']) {
    expect((await client.send({ url, timeoutMs: 50 })).failure).toEqual({ reason: 'timeout', errno: 5 })
  }
  for (const one of [silent, halting]) for (const socket of one.sockets) await closed(socket)
})

test('a page that goes away ends what it asked for', async () => {
  const silent = server()
  const connected = new Promise<void>(resolve => {
    void silent.listen(() => resolve())
  })
  await new Promise(resolve => setImmediate(resolve))
  const posted = client.post('/__net/send', sentBytes({ url: at(silent) }))
  const response = await posted
  await connected
  response.destroy()
  for (const socket of silent.sockets) await closed(socket)
  expect(silent.sockets.size).toBe(0)
})

test.each([
  ['no HTTP', 'hello\r\n\r\n', 'net::ERR_INVALID_HTTP_RESPONSE'],
  [
    'headers that never end',
    `HTTP/1.1 200 OK\r\n${'X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(1_000)}`,
    'net::ERR_INVALID_HTTP_RESPONSE',
  ],
  ['nothing', '', 'net::ERR_CONNECTION_RESET'],
  ['less than it promises', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc', 'net::ERR_CONNECTION_RESET'],
])('%s is a failure with the name that a browser has for it', async (_, bytes, reason) => {
  const target = await server().replying(bytes)
  expect((await client.send({ url: at(target) })).failure).toEqual({ reason, errno: 600001 })
})

test('where nobody listens the connection is refused', async () => {
  const gone = await server().replying('')
  gone.close()
  expect((await client.send({ url: at(gone) })).failure?.reason).toBe('net::ERR_CONNECTION_REFUSED')
})

test('a header that would begin another one is not sent', async () => {
  const target = await server().replying(answer(''))
  const told = await client.send({ url: at(target), header: { 'X-A': 'a\r\nX-B: b' } })
  expect(told.failure?.reason).toBe('net::ERR_INVALID_ARGUMENT')
  expect(target.heard.join('')).toBe('')
})
