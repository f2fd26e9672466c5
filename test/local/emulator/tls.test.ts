import { request } from 'node:https'
import { connect } from 'node:tls'
import { type Emulator, startEmulator, type TlsKind } from '../../../local/emulator'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ tls: true })
})
afterAll(() => emulator.close())

interface Outcome {
  status?: number
  text?: string
  code?: string
}

function get(
  kind: TlsKind,
  options: { ca?: string; host?: string; headers?: object } = {},
): Promise<Outcome> {
  const { host = '127.0.0.1', ca = emulator.ca, headers } = options
  return new Promise(resolve => {
    const asking = request(
      {
        host,
        port: emulator.tls[kind]!.port,
        path: '/cgi-bin/token',
        agent: false,
        ca,
        // Else node would take the name to verify from the Host header.
        servername: headers ? 'localhost' : undefined,
        headers: { ...headers },
      },
      response => {
        let text = ''
        response.on('data', chunk => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode, text }))
      },
    )
    asking.on('error', (error: NodeJS.ErrnoException) => resolve({ code: error.code }))
    asking.end()
  })
}

test.each(['127.0.0.1', 'localhost'])(
  'the good listener serves who trusts its authority, as %s',
  async host => {
    const { status, text } = await get('good', { host })
    expect([status, JSON.parse(text!).errcode]).toEqual([200, 41002])
  },
)

test.each([
  ['good', undefined, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['self-signed', 'trusted', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['expired', 'trusted', 'CERT_HAS_EXPIRED'],
  ['wrong-name', 'trusted', 'ERR_TLS_CERT_ALTNAME_INVALID'],
] as const)('%s, with its authority %s, is refused by a careful client as %s', async (kind, trust, code) => {
  const other = await startEmulator({ tls: 'good' })
  try {
    expect(await get(kind, { ca: trust ? emulator.ca : other.ca })).toEqual({ code })
  } finally {
    await other.close()
  }
})

test('stalled takes the connection and never says a word', async () => {
  const socket = connect({ host: '127.0.0.1', port: emulator.tls.stalled!.port, ca: emulator.ca })
  socket.on('error', () => {})
  await new Promise(resolve => socket.once('connect', resolve))
  let heard = 0
  socket.on('secureConnect', () => {
    heard += 1
  })
  // Whole conversations with the neighbour come and go meanwhile.
  for (let others = 0; others < 3; others += 1) expect((await get('good')).status).toBe(200)
  expect([heard, socket.bytesRead, socket.destroyed]).toEqual([0, 0, false])
  socket.destroy()
})

test('the rules of local servers hold over TLS, with https as their scheme', async () => {
  const { port } = emulator.tls.good!
  expect((await get('good', { headers: { host: 'evil.example' } })).status).toBe(403)
  expect((await get('good', { headers: { origin: `http://127.0.0.1:${port}` } })).status).toBe(403)
  expect((await get('good', { headers: { origin: `https://127.0.0.1:${port}` } })).status).toBe(200)
})

test('both listeners have the same state', async () => {
  const answer = await get('good')
  expect(answer.status).toBe(200)
  const log = (await (await fetch(`${emulator.url}/__emu/log`)).json()) as { path: string }[]
  expect(log.some(({ path }) => path === '/cgi-bin/token')).toBe(true)
})

test('each start has an authority of its own', async () => {
  const other = await startEmulator({ tls: ['good'] })
  expect([other.ca === emulator.ca, Object.keys(other.tls)]).toEqual([false, ['good']])
  await other.close()
})

test('without the option there is none, and an unknown kind is refused', async () => {
  const plain = await startEmulator()
  expect([plain.tls, plain.ca]).toEqual([{}, ''])
  await plain.close()
  await expect(startEmulator({ tls: 'best' as TlsKind })).rejects.toThrow('tls must be one of good')
})

test('closing ends a connection that stalls', async () => {
  const one = await startEmulator({ tls: 'stalled' })
  const socket = connect({ host: '127.0.0.1', port: one.tls.stalled!.port })
  socket.on('error', () => {})
  const closed = new Promise(resolve => socket.once('close', resolve))
  await new Promise(resolve => socket.once('connect', resolve))
  await one.close()
  await closed
})
