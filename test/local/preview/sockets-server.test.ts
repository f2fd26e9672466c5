import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import { isWeChat } from '../../../local/functions/fence/fence'
import { type Preview, startPreview } from '../../../local/preview/server'
import { ByteServer, closed, PageClient } from './network-client'
import { copyFixture, removeFolders } from './project-folder'

const servers: ByteServer[] = []
const lines: string[] = []
let preview: Preview
let client: PageClient

beforeAll(async () => {
  preview = await open()
  client = await new PageClient(preview).begin()
})

afterAll(async () => {
  await preview.close()
  for (const one of servers) one.close()
  removeFolders()
})

const open = () =>
  startPreview({
    project: copyFixture(),
    callFunction: async () => ({}),
    log: line => lines.push(line),
    network: { allow: [], isWeChat, ownPorts: () => [] },
  })

const acceptOf = (key: string) =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')

/** A server that shakes hands with these lines beside, then says `after`, and hears the rest. */
async function socketServer(more: (key: string) => string[], after = ''): Promise<ByteServer> {
  const made = new ByteServer()
  servers.push(made)
  return made.listen((text, socket) => {
    if (!text.endsWith('\r\n\r\n')) return
    const key = /sec-websocket-key: (\S+)/i.exec(text)![1]!
    socket.write(
      [
        'HTTP/1.1 101 Switching Protocols',
        'Upgrade: websocket',
        'Connection: Upgrade',
        ...more(key),
        '',
        after,
      ].join('\r\n'),
    )
  })
}

const right = (key: string) => [`Sec-WebSocket-Accept: ${acceptOf(key)}`, 'X-Server: 1']
const at = ({ port }: ByteServer) => `ws://127.0.0.1:${port}/chat?room=1`

/** The example of RFC 6455. */
const sampleKey = 'dGhlIHNhbXBsZSBub25jZQ=='
const sampleAccept = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='

interface Upgraded {
  response: IncomingMessage
  socket?: Socket
  head: Buffer
}

/** Asks for the page's end, as a browser does. */
function upgrade(path: string, given: Record<string, string | undefined> = {}): Promise<Upgraded> {
  const all = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    origin: preview.url.replace(/\/$/, ''),
    'sec-websocket-key': sampleKey,
    'sec-websocket-version': '13',
    ...given,
  }
  const headers = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
  return new Promise((resolve, reject) => {
    request(new URL(path, preview.url), { headers: headers as never, agent: false })
      .on('upgrade', (response, socket: Socket, head) => resolve({ response, socket, head }))
      .on('response', response => resolve({ response, head: Buffer.alloc(0) }))
      .on('error', reject)
      .end()
  })
}

const ticketPath = (ticket: string) => `/__net/socket?ticket=${ticket}`

test('what the server says and what the page says pass as they are, until one of them ends', async () => {
  const target = await socketServer(key => [...right(key), 'Sec-WebSocket-Protocol: chat.2'], 'early')
  const opened = await client.open({
    url: at(target),
    protocols: ['chat.1', 'chat.2'],
    header: { 'X-Mine': '1', 'Sec-WebSocket-Key': 'mine', Referer: 'http://evil.example' },
  })
  expect(opened).toEqual({
    ticket: expect.stringMatching(/^[\w-]{32}$/),
    protocol: 'chat.2',
    header: expect.objectContaining({ 'X-Server': '1' }),
  })
  const handshake = target.heard[0]!
  expect(handshake).toMatch(/^GET \/chat\?room=1 HTTP\/1\.1\r\n/)
  expect(handshake).toContain('X-Mine: 1')
  expect(handshake).toContain('Sec-WebSocket-Protocol: chat.1, chat.2')
  expect(handshake).not.toMatch(/mine\r\n|evil|sec-websocket-extensions/i)
  const { response, socket, head } = await upgrade(ticketPath(opened.ticket))
  expect(response.headers).toMatchObject({
    'sec-websocket-accept': sampleAccept,
    'sec-websocket-protocol': 'chat.2',
  })
  let heard = head.toString()
  socket!.on('data', data => {
    heard += data
  })
  while (heard !== 'early') await once(socket!, 'data')
  socket!.write('from the page')
  const [far] = [...target.sockets]
  while (!target.heard[0]!.endsWith('from the page')) await once(far!, 'data')
  far!.end('last words')
  await once(socket!, 'end')
  expect(heard).toBe('earlylast words')
})

test('a page that goes away ends the far end', async () => {
  const target = await socketServer(right)
  const { ticket } = await client.open({ url: at(target) })
  const { socket } = await upgrade(ticketPath(ticket))
  const [far] = [...target.sockets]
  socket!.destroy()
  await closed(far!)
})

test('without a ticket, with one that was used, and from elsewhere, there is no socket', async () => {
  const target = await socketServer(right)
  const { ticket } = await client.open({ url: at(target) })
  const statusOf = async (path: string, headers: Record<string, string | undefined> = {}) =>
    (await upgrade(path, headers)).response.statusCode
  expect(await statusOf('/__net/socket')).toBe(403)
  expect(await statusOf(ticketPath('x'.repeat(32)))).toBe(403)
  expect(await statusOf('/')).toBe(403)
  expect(await statusOf(ticketPath(ticket), { origin: 'http://evil.example' })).toBe(403)
  expect(await statusOf(ticketPath(ticket), { origin: undefined })).toBe(403)
  expect(await statusOf(ticketPath(ticket), { origin: 'null' })).toBe(403)
  expect(await statusOf(ticketPath(ticket), { host: 'evil.example' })).toBe(403)
  expect(await statusOf(ticketPath(ticket), { 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await statusOf(ticketPath(ticket))).toBe(101)
  expect(await statusOf(ticketPath(ticket))).toBe(403)
})

test.each([
  ['without a token', { 'x-preview-token': undefined }, 403],
  ['from a foreign Origin', { origin: 'http://evil.example' }, 403],
  ['as a form could send it', { 'content-type': 'text/plain' }, 415],
])('a far end asked for %s is not opened', async (_, headers, status) => {
  const target = await socketServer(right)
  expect((await client.open({ url: at(target) }, headers)).status).toBe(status)
  expect(target.heard).toEqual([])
})

test.each([
  ['wss://api.example.com/', 'notAllowed'],
  ['wss://api.weixin.qq.com/', 'wechat'],
])('%s is refused', async (url, why) => {
  expect((await client.open({ url })).failure).toMatchObject({
    reason: 'url not in domain list',
    errno: 600002,
    refused: { why },
  })
})

test('the preview’s own port is refused', async () => {
  const url = preview.url.replace('http', 'ws')
  expect((await client.open({ url })).failure.refused.why).toBe('ours')
})

test.each(['http://127.0.0.1:1/', 'ws://user:secret@127.0.0.1:1/', '/chat', undefined])(
  '%s is not an address of a socket',
  async url => expect((await client.open({ url })).failure).toEqual({ reason: 'invalid url', errno: 600009 }),
)

test.each<[string, (key: string) => string[]]>([
  ['that proves nothing', () => []],
  ['that proves it for another key', () => [`Sec-WebSocket-Accept: ${sampleAccept}`]],
  ['that chooses what nobody offered', key => [...right(key), 'Sec-WebSocket-Protocol: other']],
  [
    'that packs though nobody offered it',
    key => [...right(key), 'Sec-WebSocket-Extensions: permessage-deflate'],
  ],
])('a server %s is left', async (_, more) => {
  const target = await socketServer(more)
  const { failure } = await client.open({ url: at(target), protocols: ['chat'] })
  expect(failure).toEqual({ reason: 'Error during WebSocket handshake' })
})

test('a server that speaks HTTP alone is said to', async () => {
  const plain = new ByteServer()
  servers.push(plain)
  await plain.replying('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')
  expect((await client.open({ url: at(plain) })).failure).toEqual({ reason: 'Invalid HTTP status.' })
})

test('a server that does not shake hands ends with the timeout of the page', async () => {
  const silent = new ByteServer()
  servers.push(silent)
  await silent.listen(() => undefined)
  const { failure } = await client.open({ url: at(silent), timeoutMs: 50 })
  expect(failure).toEqual({ reason: 'timeout', errno: 5 })
})

test('a preview that closes takes its sockets with it', async () => {
  const other = await open()
  const target = await socketServer(right)
  await (await new PageClient(other).begin()).open({ url: at(target) })
  const [far] = [...target.sockets]
  const ending = closed(far!)
  await other.close()
  await ending
})
