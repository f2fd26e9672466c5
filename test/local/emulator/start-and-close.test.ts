import { connect } from 'node:net'
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
    expect(await endsWithin(2_000, ended)).toBe(true)
  })
})
