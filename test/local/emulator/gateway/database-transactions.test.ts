import { type Emulator, startEmulator } from '../../../../local/emulator'
import { ask, reset } from '../plain-client'
import { runChild, withCloud } from './run-child'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ collections: ['t'] })
})
beforeEach(() => reset(emulator))
afterAll(() => emulator.close())

const run = (program: string) =>
  runChild(emulator.env, withCloud(`const db = cloud.database(); const t = db.collection('t'); ${program}`))
const control = (path: string, json: object) => ask(emulator.port, 'POST', `/__emu/${path}`, { json })
const start = async () =>
  (await ask(emulator.port, 'POST', '/__cloud', { json: { action: 'database.startTransaction' } })).json
const second = 1_000

const writeInTransaction = `
  await attempt('outcome', async () => {
    const transaction = await db.startTransaction()
    await transaction.collection('t').doc('1').update({ data: { n: 2 } })
    await transaction.commit()
  })
  await attempt('after', () => t.doc('1').get())`

test('what a killed process was writing is free again after 30 seconds, and nothing of it is kept', async () => {
  const moment = Date.parse('2030-01-01T00:00:00Z')
  await control('clock', { set: moment })
  const killed = run(`
    await t.add({ data: { _id: '1', n: 1 } })
    const transaction = await db.startTransaction()
    await transaction.collection('t').doc('1').update({ data: { n: 7 } })
    process.kill(process.pid, 'SIGKILL')`)
  await expect(killed).rejects.toThrow('the child ended')

  await control('clock', { set: moment })
  const early = await run(writeInTransaction)
  expect(`${early.outcome.error!.code} ${early.outcome.error!.message}`).toContain('TransactionBusy')
  expect(early.after.result.data.n).toBe(1)

  // A busy machine may have begun it some seconds after the moment.
  await control('clock', { advanceMs: 90 * second })
  const late = await run(writeInTransaction)
  expect(late.outcome.error).toBeUndefined()
  expect(late.after.result.data.n).toBe(2)
})

test('a clock that is set back frees them too', async () => {
  await expect(
    run(`
      await t.add({ data: { _id: '1', n: 1 } })
      const transaction = await db.startTransaction()
      await transaction.collection('t').doc('1').update({ data: { n: 7 } })
      process.kill(process.pid, 'SIGKILL')`),
  ).rejects.toThrow('the child ended')
  await control('clock', { advanceMs: -3_600 * second })
  expect((await run(writeInTransaction)).after.result.data.n).toBe(2)
})

test('whoever comes back to a transaction after 30 seconds hears the same as after its end', async () => {
  const { ended, read, written, committed, after } = await run(`
    const { request } = require('node:http')
    const moveOn = () => new Promise((resolve, reject) => {
      const { port } = new URL(process.env.WX_OPENAPI_BASE_URL)
      const headers = { 'content-type': 'application/json' }
      request({ port, host: '127.0.0.1', path: '/__emu/clock', method: 'POST', headers }, resolve)
        .on('error', reject).end(JSON.stringify({ advanceMs: 31000 }))
    })
    await t.add({ data: { _id: '1', n: 1 } })
    const done = await db.startTransaction()
    await done.commit()
    await attempt('ended', () => done.collection('t').doc('1').get())
    const old = await db.startTransaction()
    await old.collection('t').doc('1').update({ data: { n: 7 } })
    await moveOn()
    await attempt('read', () => old.collection('t').doc('1').get())
    await attempt('written', () => old.collection('t').doc('1').update({ data: { n: 8 } }))
    await attempt('committed', () => old.commit())
    await attempt('after', () => t.doc('1').get())`)
  expect(ended.error!.errMsg).toContain('there is no such transaction')
  expect(read.error).toEqual(ended.error)
  expect(written.error!.errMsg).toContain('there is no such transaction')
  expect(committed.error!.message).toContain('there is no such transaction')
  expect(after.result.data.n).toBe(1)
})

test('a thousand transactions that nobody ends are in the way for 30 seconds only', async () => {
  for (let count = 0; count < 1_000; count += 50) await Promise.all(Array.from({ length: 50 }, start))
  expect((await start()).code).toBe('ResourceUnavailable.TransactionBusy')
  await control('clock', { advanceMs: 31 * second })
  expect((await start()).transactionId).toMatch(/^[0-9a-f]{32}$/)
})
