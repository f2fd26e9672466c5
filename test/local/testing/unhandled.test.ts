import { rmSync } from 'node:fs'
import { startEmulator } from '../../../local/emulator'
import { type Project, startProject } from '../../../local/testing'
import { createOpenapi } from '../../../shared'
import { makeProject } from './project-folder'

const folder = makeProject()
afterAll(() => rmSync(folder, { recursive: true }))

const failure = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing failed',
    error => error.message,
  )

const message = { touser: 'o', templateId: 't', data: {} }
const send = (we: Project) => createOpenapi(we.options).subscribeMessage.send(message)

describe("onUnhandled: 'error'", () => {
  let we: Project
  beforeAll(async () => {
    we = await startProject({ folder, onUnhandled: 'error' })
  })
  afterAll(() => we.close())

  test('refuses a call that has only a sample, and the reset after it fails with its name, once', async () => {
    expect(await failure(send(we))).toContain('no behaviour for subscribeMessage.send, only a sample')
    expect(await we.effects()).toEqual([expect.objectContaining({ method: 'auth.getStableAccessToken' })])
    await send(we).catch(() => undefined)
    expect(await failure(we.reset())).toContain('only a sample for subscribeMessage.send (2 times)')
    expect(await failure(we.reset())).toBe('nothing failed')
    await send(we).catch(() => undefined)
    expect(await failure(we.reset())).toContain('only a sample for subscribeMessage.send;')
  })

  test('what check has told, reset does not tell again', async () => {
    await send(we).catch(() => undefined)
    expect(await failure(we.check())).toContain("we.answer('subscribeMessage.send'")
    expect(await failure(we.check())).toBe('nothing failed')
    expect(await failure(we.reset())).toBe('nothing failed')
  })

  test('lets pass what has behaviour, an answer or a fault', async () => {
    await createOpenapi(we.options).logistics.getAllAccount({})
    await we.answer('subscribeMessage.send', {})
    await send(we)
    const { lift } = await we.fault({ method: 'subscribeMessage.send', errcode: 43101 })
    expect(await failure(send(we))).toContain('43101')
    await lift()
    expect(await failure(we.reset())).toBe('nothing failed')
  })

  test('a close after such a call fails with its name, when all has ended', async () => {
    const other = await startProject({ folder, onUnhandled: 'error' })
    await send(other).catch(() => undefined)
    expect(await failure(other.close())).toContain('only a sample for subscribeMessage.send')
    expect(await failure(fetch(other.url))).not.toBe('nothing failed')
  })
})

test("'warn' answers with the sample and says so once for a method; 'bypass' says nothing", async () => {
  const told: Record<string, string[]> = {}
  for (const onUnhandled of ['warn', 'bypass'] as const) {
    const lines: string[] = []
    told[onUnhandled] = lines
    const we = await startProject({ folder, onUnhandled, onLog: line => lines.push(line) })
    await send(we)
    await send(we)
    await we.reset()
    await we.close()
  }
  expect(told).toEqual({ warn: [expect.stringContaining('subscribeMessage.send')], bypass: [] })
})

test('seed calls are not held against the choice, and a wrong choice is refused', async () => {
  const calls = [{ method: 'subscribeMessage.send', params: { touser: 'o', template_id: 't', data: {} } }]
  const { close } = await startEmulator({ onUnhandled: 'error', calls })
  await close()
  expect(await failure(startEmulator({ onUnhandled: 'eror' as never }))).toBe(
    'onUnhandled must be one of bypass, warn, error',
  )
})
