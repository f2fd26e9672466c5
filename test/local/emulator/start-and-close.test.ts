import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { startEmulator } from '../../../local/emulator'
import { endsWithin } from '../../support/ends-within'
import { ask, withEmulator } from './plain-client'

test('takes a free port by default and says where it is', async () => {
  await withEmulator({}, async emulator => {
    expect(emulator.url).toBe(`http://127.0.0.1:${emulator.port}`)
    expect((await ask(emulator.port, 'GET', '/__emu/')).status).toBe(200)
  })
})

test('the demo account is obviously not real', async () => {
  await withEmulator({}, async emulator => {
    expect(emulator.appid).toBe('wxdemo0000000000')
    expect(emulator.secret).not.toMatch(/^[0-9a-f]{32}$/)
  })
})

test('a taken port is refused with its number and the code EADDRINUSE', async () => {
  await withEmulator({}, async first => {
    await expect(startEmulator({ port: first.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: expect.stringContaining(String(first.port)),
    })
  })
})

test.each(['0.0.0.0', '::', '192.168.1.2', 'example.com', '', 'constructor'])(
  'X7 refuses to listen on %p, where other machines could ask',
  async host => {
    await expect(startEmulator({ host })).rejects.toThrow('this machine only')
  },
)

test.each(['127.0.0.1', 'localhost'])('listens on %s', async host => {
  await withEmulator({ host }, async emulator => {
    expect((await ask(emulator.port, 'GET', '/__emu/')).status).toBe(200)
  })
})

// A machine without IPv6 has no such address.
const hasSix = Object.values(networkInterfaces()).some(all => all!.some(({ address }) => address === '::1'))

const reached = (port: number, host: string) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, host)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

test.each([
  [undefined, '127.0.0.1', true, hasSix],
  ['localhost', '127.0.0.1', true, hasSix],
  ['127.0.0.1', '127.0.0.1', true, false],
])(
  'for host %p the URL has %s, and ::1 answers only where it may mean that',
  async (host, named, four, six) => {
    await withEmulator({ host }, async ({ url, port }) => {
      expect(new URL(url).hostname).toBe(named)
      expect([await reached(port, '127.0.0.1'), await reached(port, '::1')]).toEqual([four, six])
    })
  },
)

const six = hasSix ? test : test.skip

six('what answers on ::1 is the same emulator, and it is closed with the other', async () => {
  const emulator = await startEmulator({ tls: true })
  const { port } = emulator
  const log = async (host: string) => (await fetch(`http://${host}:${port}/__emu/log`)).json()
  await fetch(`http://[::1]:${port}/cgi-bin/token`)
  expect(await log('127.0.0.1')).toHaveLength(1)
  expect(await reached(emulator.tls.good!.port, '::1')).toBe(true)
  const waiting = connect(port, '::1').on('error', () => {})
  const ended = new Promise(resolve => waiting.once('close', resolve))
  await new Promise(resolve => waiting.once('connect', resolve))
  await emulator.close()
  await ended
  expect([await reached(port, '::1'), await reached(emulator.tls.stalled!.port, '::1')]).toEqual([
    false,
    false,
  ])
  // Both addresses are free again.
  await withEmulator({ port }, async again => expect(again.port).toBe(port))
})

six('a port that is taken on ::1 alone is refused, else localhost would lead to somebody else', async () => {
  await withEmulator({ host: '::1' }, async first => {
    await expect(startEmulator({ port: first.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: expect.stringContaining('::1'),
    })
    expect(await reached(first.port, '127.0.0.1')).toBe(false)
  })
})

test.each([
  ['no account', []],
  ['an account without a secret', [{ appid: 'wx1', secret: '' }]],
  [
    'an appid that comes twice',
    [
      { appid: 'wx1', secret: 'a' },
      { appid: 'wx1', secret: 'b' },
    ],
  ],
])('refuses %s', async (_, accounts) => {
  await expect(startEmulator({ accounts })).rejects.toThrow('account')
})

test.each([-1, 0.5, Number.NaN, 2_000_000])('refuses a log of %p entries', async logSize => {
  await expect(startEmulator({ logSize })).rejects.toThrow('logSize')
})

test('keeps no log when its size is 0', async () => {
  await withEmulator({ logSize: 0 }, async emulator => {
    await ask(emulator.port, 'GET', '/path')
    expect((await ask(emulator.port, 'GET', '/__emu/log')).json).toEqual([])
  })
})

/** A connection that says something and then waits. */
async function hold(port: number, bytes: string) {
  const socket = connect(port, '127.0.0.1')
  const closed = new Promise<void>(resolve => socket.on('close', () => resolve()))
  socket.on('error', () => {})
  socket.resume()
  await new Promise<void>(resolve => socket.on('connect', resolve))
  if (bytes) await new Promise(resolve => socket.write(bytes, resolve))
  return { closed }
}

test('close ends silent, idle and half-sent connections at once, and may be called again', async () => {
  await withEmulator({}, async emulator => {
    const host = `Host: 127.0.0.1:${emulator.port}`
    const held = [
      await hold(emulator.port, ''),
      await hold(emulator.port, 'GET /'),
      await hold(emulator.port, `GET /__emu/ HTTP/1.1\r\n${host}\r\n\r\n`),
      await hold(
        emulator.port,
        `POST /cgi-bin/stable_token HTTP/1.1\r\n${host}\r\nContent-Length: 9\r\n\r\n`,
      ),
    ]
    // Answered after the others were made, so that the server knows of them all.
    await ask(emulator.port, 'GET', '/__emu/')
    const ended = Promise.all([emulator.close(), ...held.map(({ closed }) => closed)])
    // Node itself ends silent connections only after minutes; a busy machine may need seconds.
    expect(await endsWithin(20_000, ended)).toBe(true)
  })
})
