import { cpSync, symlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { type Preview, startPreview } from '../../../local/preview/server'
import { fixture, removeFolders, writeFolder } from './project-folder'

const calls: unknown[] = []
let preview: Preview
let port: number
let token: string

beforeAll(async () => {
  preview = await startPreview({
    project: projectBesidePicture(),
    async callFunction({ name, data, caller }) {
      calls.push({ name, data, caller })
      if (name === 'broken') throw new Error('boom')
      if (name === 'absent') throw { errCode: -501000, errMsg: 'FunctionName parameter could not be found' }
      const seen = {
        verb: 'POST',
        path: '/cgi-bin/x?access_token=SECRET&type=1',
        body: '{"secret":"SECRET","biz":{"password":"SECRET","id":"1"}}',
        status: 200,
        answer: { access_token: 'SECRET', expires_in: 7200 },
      }
      return { result: { items: [] }, seen: [seen] }
    },
  })
  port = Number(new URL(preview.url).port)
  token = /"token":"([^"]+)"/.exec((await ask('GET / HTTP/1.1')).body)![1]
})

afterAll(async () => {
  await preview.close()
  removeFolders()
})

beforeEach(() => calls.splice(0))

interface Answer {
  status: number
  head: string
  body: string
}

/** A project whose mini program has a picture beside it, and a link that leads to it. */
function projectBesidePicture(): string {
  const config = JSON.stringify({ miniprogramRoot: 'mp/', appid: 'wx1' })
  const folder = writeFolder({ 'project.config.json': config, 'outside.svg': '<svg />' })
  cpSync(fixture, join(folder, 'mp'), { recursive: true })
  symlinkSync(join(folder, 'outside.svg'), join(folder, 'mp/link.svg'))
  return folder
}

/** Sends these very bytes and reads the answer: no client that would mend the request. */
function ask(line: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  const all = { Host: `127.0.0.1:${port}`, Connection: 'close', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  if (body) lines.push(`Content-Length: ${Buffer.byteLength(body)}`)
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${[line, ...lines].join('\r\n')}\r\n\r\n${body}`),
    )
    let text = ''
    socket.on('data', data => {
      text += data
    })
    socket.on('error', reject)
    socket.on('close', () => {
      const [head, ...rest] = text.split('\r\n\r\n')
      resolve({ status: Number(head.split(' ')[1]), head: head.toLowerCase(), body: rest.join('\r\n\r\n') })
    })
  })
}

function call(name: string, headers: Record<string, string> = {}, more: object = {}): Promise<Answer> {
  const body = JSON.stringify({
    name,
    data: { method: 'list' },
    caller: 'oDEMO_user_00000000000000001',
    ...more,
  })
  const all = { 'Content-Type': 'application/json', 'X-Preview-Token': token, ...headers }
  return ask('POST /__cloud/call HTTP/1.1', all, body)
}

test('two Host headers are refused, whichever comes first', async () => {
  for (const [first, second] of [
    ['evil.example', `127.0.0.1:${port}`],
    [`127.0.0.1:${port}`, 'evil.example'],
    [`127.0.0.1:${port}`, `127.0.0.1:${port}`],
  ] as const) {
    expect((await ask('GET / HTTP/1.1', { Host: first, HOST: second })).status).toBe(400)
  }
})

test.each(['http://[', '//['])('GET %s is refused, and the next request is served', async url => {
  expect((await ask(`GET ${url} HTTP/1.1`)).status).toBe(400)
  expect((await ask('GET / HTTP/1.1')).status).toBe(200)
})

test('the page comes without leave for other sites', async () => {
  const { status, head } = await ask('GET / HTTP/1.1')
  expect(status).toBe(200)
  expect(head).not.toContain('access-control')
  expect(head).toContain("default-src 'none'")
})

test.each([
  ['a foreign Host', { Host: 'evil.example' }],
  ['our name with another port', { Host: '127.0.0.1:1' }],
  ['a foreign Origin', { Origin: 'http://evil.example' }],
  ['the Origin of a sandbox', { Origin: 'null' }],
  ['another port of this machine as Origin', { Origin: 'http://127.0.0.1:1' }],
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['another server of this machine', { 'Sec-Fetch-Site': 'same-site' }],
])('%s is refused, for the page and for a call', async (_, headers) => {
  expect((await ask('GET / HTTP/1.1', headers as Record<string, string>)).status).toBe(403)
  expect((await call('logistics', headers as Record<string, string>)).status).toBe(403)
  expect(calls).toEqual([])
})

test('a request that names no Host is refused', async () => {
  expect((await ask('GET / HTTP/1.0', { Host: '' })).status).toBe(403)
})

test('a call needs the token of the page', async () => {
  expect((await call('logistics', { 'X-Preview-Token': '' })).status).toBe(403)
  expect((await call('logistics', { 'X-Preview-Token': token.replace(/.$/, '!') })).status).toBe(403)
  expect(calls).toEqual([])
})

test.each(['text/plain', 'application/x-www-form-urlencoded', ''])(
  'a call as "%s" is refused',
  async type => {
    expect((await call('logistics', { 'Content-Type': type })).status).toBe(415)
    expect(calls).toEqual([])
  },
)

test('a call cannot be made by GET, and the page not be sent to', async () => {
  expect((await ask('GET /__cloud/call HTTP/1.1', { 'X-Preview-Token': token })).status).toBe(405)
  expect((await ask('POST / HTTP/1.1', { 'Content-Type': 'application/json' }, '{}')).status).toBe(405)
})

test('a body that is no call, or over 2 MB, is refused in words', async () => {
  const headers = { 'Content-Type': 'application/json', 'X-Preview-Token': token }
  expect(await ask('POST /__cloud/call HTTP/1.1', headers, '{')).toMatchObject({ status: 400 })
  expect((await call('logistics', {}, { data: 'x'.repeat(2_100_000) })).status).toBe(413)
})

test('only known people can be calling', async () => {
  expect((await call('logistics', {}, { caller: 'oSomebody' })).status).toBe(400)
  expect(calls).toEqual([])
})

test('a call reaches the function with who is calling, and the report hides what is secret', async () => {
  const { status, body } = await call('logistics', {}, { caller: 'oDEMO_user_00000000000000002' })
  expect(status).toBe(200)
  expect(calls).toEqual([
    {
      name: 'logistics',
      data: { method: 'list' },
      caller: { openid: 'oDEMO_user_00000000000000002', appid: 'wx1', source: 'wx_client' },
    },
  ])
  expect(JSON.parse(body)).toEqual({
    result: { items: [] },
    seen: [
      {
        verb: 'POST',
        path: '/cgi-bin/x?access_token=…&type=1',
        body: { secret: '…', biz: { password: '…', id: '1' } },
        status: 200,
        answer: { access_token: '…', expires_in: 7200 },
      },
    ],
    milliseconds: expect.any(Number),
  })
})

test('a function that throws, and one that is not deployed, are reported with WeChat’s codes', async () => {
  expect(JSON.parse((await call('broken')).body).failure).toEqual({
    errCode: -504002,
    errMsg: 'errCode: -504002 functions execute fail | errMsg: boom',
  })
  expect(JSON.parse((await call('absent')).body).failure).toEqual({
    errCode: -501000,
    errMsg: 'FunctionName parameter could not be found',
  })
})

test('pictures of the mini program are served, its source and other files are not', async () => {
  expect((await ask('GET /files/assets/dot.svg HTTP/1.1')).status).toBe(200)
  const others = [
    'app.ts',
    'app.json',
    'none.svg',
    'link.svg',
    '../outside.svg',
    '..%2foutside.svg',
    '%2e%2e%2foutside.svg',
  ]
  for (const path of others) expect((await ask(`GET /files/${path} HTTP/1.1`)).status).toBe(404)
})

test('the server listens on this machine’s own address only', async () => {
  expect(new URL(preview.url).hostname).toBe('127.0.0.1')
  await expect(
    new Promise((resolve, reject) =>
      connect(port, '127.0.0.2', () => resolve('connected')).on('error', reject),
    ),
  ).rejects.toThrow('ECONNREFUSED')
})
