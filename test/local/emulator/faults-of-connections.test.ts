import { connect } from 'node:net'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { ask, withToken } from './plain-client'

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
beforeEach(async () => {
  emulator = await startEmulator()
  client = await withToken(emulator)
})
afterEach(() => emulator.close())

const path = '/cgi-bin/express/business/printer/update'
const body = JSON.stringify({ openid: 'oABC', update_type: 'bind' })
const fault = (action: object) => ask(emulator.port, 'POST', '/__emu/faults', { json: { action } })
const whatWasDone = async () =>
  (await client.effects())
    .map(({ what }: { what: string }) => what)
    .filter((what: string) => what !== 'token made')

interface Heard {
  bytes: string
  error?: string
  /** Milliseconds from the first byte to the end. */
}

/** Sends a call by a plain socket, and listens until the connection is over, in whatever way. */
function call(sent: string = body, length = Buffer.byteLength(body)): Promise<Heard> {
  const head = [
    `POST ${path}?access_token=${client.token}&debug=1 HTTP/1.1`,
    `Host: 127.0.0.1:${emulator.port}`,
    'Content-Type: application/json',
    'Connection: close',
    `Content-Length: ${length}`,
  ]
  return new Promise(resolve => {
    const heard: Heard = { bytes: '' }
    const socket = connect(emulator.port, '127.0.0.1', () =>
      socket.write(`${head.join('\r\n')}\r\n\r\n${sent}`),
    )
    socket.setEncoding('latin1')
    socket.on('data', chunk => {
      heard.bytes += chunk
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      heard.error = error.code
    })
    socket.on('close', () => resolve(heard))
  })
}
const bodyOf = (bytes: string) => bytes.slice(bytes.indexOf('\r\n\r\n') + 4)
const answer = '{"errcode":0,"errmsg":"ok"}'

test('without a fault the plain socket sees the answer', async () => {
  const { bytes, error } = await call()
  expect([bodyOf(bytes), error]).toEqual([answer, undefined])
})

test('executeThenReset: it is done, and the answer is lost', async () => {
  await fault({ executeThenReset: true })
  expect(await call()).toMatchObject({ bytes: '', error: 'ECONNRESET' })
  expect(await whatWasDone()).toEqual(['printer bound'])
})

test('dropBeforeRead: nothing is done, and the log has the request', async () => {
  await fault({ dropBeforeRead: true })
  expect(await call()).toMatchObject({ bytes: '', error: 'ECONNRESET' })
  expect(await whatWasDone()).toEqual([])
  expect((await client.log()).pop()).toEqual({
    seq: 2,
    time: expect.any(Number),
    verb: 'POST',
    path,
    method: 'logistics.updatePrinter',
    query: { debug: '1' },
    status: 0,
    fault: 1,
  })
})

test.each([0, 1, 20, Buffer.byteLength(body)])(
  'resetAfterRequestBytes: the connection ends after %d bytes of the body, and nothing is done',
  async bytes => {
    await fault({ resetAfterRequestBytes: bytes })
    expect(await call(body.slice(0, Math.max(1, bytes)))).toMatchObject({ bytes: '', error: 'ECONNRESET' })
    expect(await whatWasDone()).toEqual([])
  },
)

test.each([0, 1, 10])(
  'resetAfterBytes: the answer ends with a reset after %d bytes of its body',
  async bytes => {
    await fault({ resetAfterBytes: bytes })
    const heard = await call()
    expect(heard.bytes).toContain(`Content-Length: ${answer.length}`)
    expect([bodyOf(heard.bytes), heard.error]).toEqual([answer.slice(0, bytes), 'ECONNRESET'])
    expect(await whatWasDone()).toEqual(['printer bound'])
  },
)

// Elsewhere nothing tells what has arrived.
const onLinux = process.platform === 'linux' ? test : test.skip

onLinux('resetAfterBytes: also of a large answer so many bytes come before the reset', async () => {
  await fault({ rawBody: 'A'.repeat(8_000_000), resetAfterBytes: 6_000_000 })
  const heard = await call()
  expect(heard.bytes).toContain('Content-Length: 8000000')
  expect(bodyOf(heard.bytes)).toHaveLength(6_000_000)
})

onLinux('resetAfterBytes: a client that reads slowly gets all of them too', async () => {
  await fault({ rawBody: 'A'.repeat(8_000_000), resetAfterBytes: 6_000_000 })
  let count = 0
  const bare = `GET /slow HTTP/1.1\r\nHost: 127.0.0.1:${emulator.port}\r\n\r\n`
  await new Promise<void>(resolve => {
    const socket = connect(emulator.port, '127.0.0.1', () => socket.write(bare))
    socket.on('data', ({ length }) => {
      count += length
      socket.pause()
      setTimeout(() => socket.resume(), 5)
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve())
  })
  expect(count).toBeGreaterThan(6_000_000)
  expect(count).toBeLessThan(6_001_000)
})

test('shortContentLength: fewer bytes are announced than come', async () => {
  await fault({ shortContentLength: 5 })
  const { bytes } = await call()
  expect(bytes).toContain(`Content-Length: ${answer.length - 5}`)
  expect(bodyOf(bytes)).toBe(answer)
})

test('shortContentLength below 0: more bytes are announced than come, and then it ends', async () => {
  await fault({ shortContentLength: -5 })
  const { bytes, error } = await call()
  expect(bytes).toContain(`Content-Length: ${answer.length + 5}`)
  expect([bodyOf(bytes), error]).toEqual([answer, undefined])
})

test('dripBytesPerSec: headers and body come slowly, and whole', async () => {
  await fault({ dripBytesPerSec: 1_000 })
  const began = performance.now()
  const { bytes } = await call()
  expect(bodyOf(bytes)).toBe(answer)
  // 50 bytes at a time, and 50 ms between: a message of more than 150 bytes has at least 3 pauses.
  expect(performance.now() - began).toBeGreaterThan(145)
  expect(bytes.length).toBeGreaterThan(150)
})

test('delayMs: the answer waits, and comes whole', async () => {
  await fault({ delayMs: 120 })
  const began = performance.now()
  expect(bodyOf((await call()).bytes)).toBe(answer)
  expect(performance.now() - began).toBeGreaterThan(110)
})

test('a client that goes away in the middle of a slow answer harms nobody', async () => {
  await fault({ dripBytesPerSec: 1 })
  const socket = connect(emulator.port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${emulator.port}\r\n\r\n`)
  await new Promise(resolve => socket.once('data', resolve))
  socket.destroy()
  await ask(emulator.port, 'DELETE', '/__emu/faults', { json: {} })
  expect(bodyOf((await call()).bytes)).toBe(answer)
})

test('closing does not wait for a delayed answer', async () => {
  await fault({ delayMs: 600_000 })
  const heard = call()
  await client.log()
  await emulator.close()
  expect((await heard).bytes).toBe('')
})
