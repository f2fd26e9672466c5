import { type Emulator, startEmulator } from '../../../../local/emulator'
import { ask, reset } from '../plain-client'
import { runChild, withCloud } from './run-child'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
beforeEach(() => reset(emulator))
afterAll(() => emulator.close())

const ways = ['cloud.openapi', 'cloud.callOpenAPI', 'tcb.callCompatibleWxOpenApi', 'tcb.callWxOpenApi']

/** Binds a printer through every way that the two SDKs have, each of them under the same fault. */
async function bindWith(action: object) {
  await ask(emulator.port, 'POST', '/__emu/faults', {
    json: { match: { method: 'logistics.updatePrinter' }, action },
  })
  const outcomes = await runChild(
    emulator.env,
    withCloud(`
      const tcb = require('tcb-admin-node')
      tcb.init({ env: 'local' })
      const apiName = 'logistics.updatePrinter'
      const data = { openid: 'oABC', update_type: 'bind' }
      // Field 2 of the message holds pairs, each of a key and of JSON text.
      const field = (id, ...parts) => {
        const bytes = Buffer.concat(parts.map(part => Buffer.from(part)))
        return Buffer.concat([Buffer.from([id * 8 + 2, bytes.length]), bytes])
      }
      const pair = key => field(1, field(1, key), field(2, JSON.stringify(data[key])))
      const message = field(2, pair('openid'), pair('update_type'))
      const calls = [
        () => cloud.openapi.logistics.updatePrinter(data),
        async () => (await cloud.callOpenAPI({ api: apiName, data })).result,
        async () => JSON.parse(/\\{.*?\\}/.exec(await tcb.callCompatibleWxOpenApi({ apiName, requestData: message }))[0]),
        async () => (await tcb.callWxOpenApi({ apiName, requestData: data })).result,
      ]
      for (const [at, call] of calls.entries()) {
        await attempt(at, async () => {
          const began = performance.now()
          const { errcode, errCode = errcode } = await call()
          return [errCode, performance.now() - began]
        })
      }`),
  )
  const read = async (path: string): Promise<any[]> =>
    (await ask(emulator.port, 'GET', `/__emu/${path}`)).json
  return { outcomes: Object.values(outcomes), done: (await read('effects')).length, log: await read('log') }
}

const isLost = /ECONNRESET|socket hang up|aborted/

test.each([
  ['executeThenReset: it is done, and the answer is lost', { executeThenReset: true }, 1],
  ['dropBeforeRead: nothing is done', { dropBeforeRead: true }, 0],
  ['resetAfterRequestBytes: nothing is done', { resetAfterRequestBytes: 5 }, 0],
  ['resetAfterBytes: it is done, and its answer is cut at once', { resetAfterBytes: 0 }, 1],
  ['resetAfterBytes: it is done, and its answer is cut in the middle', { resetAfterBytes: 10 }, 1],
  ['shortContentLength below 0: the end of the answer never comes', { shortContentLength: -5 }, 1],
])('%s, whichever way a call takes', async (_, action, doneByEach) => {
  const { outcomes, done, log } = await bindWith(action)
  expect(outcomes.map(({ error }) => error?.message)).toEqual(ways.map(() => expect.stringMatching(isLost)))
  expect(done).toBe(doneByEach * ways.length)
  expect(log.map(({ method, fault }) => [method, fault])).toEqual(
    ways.map(() => ['logistics.updatePrinter', 1]),
  )
})

test('shortContentLength: more comes than was announced, whichever way a call takes', async () => {
  const { outcomes, done } = await bindWith({ shortContentLength: 5 })
  expect(outcomes.map(({ error }) => error?.message)).toEqual(
    ways.map(() => expect.stringContaining('Parse Error')),
  )
  expect(done).toBe(ways.length)
})

test.each([
  ['delayMs: the answer waits', { delayMs: 120 }, 110],
  // 50 bytes at a time, and 50 ms between: each answer has more than 150 bytes, and so at least 3 pauses.
  ['dripBytesPerSec: the answer comes slowly', { dripBytesPerSec: 1_000 }, 145],
])('%s, and comes whole, whichever way a call takes', async (_, action, least) => {
  const { outcomes, done } = await bindWith(action)
  expect(outcomes.map(({ result }) => result?.[0])).toEqual(ways.map(() => 0))
  for (const { result } of outcomes) expect(result[1]).toBeGreaterThan(least)
  expect(done).toBe(ways.length)
})

test('a fault of the answer and one of the connection act together, whichever way a call takes', async () => {
  const { outcomes, done } = await bindWith({ errcode: 45011, delayMs: 120 })
  const [typed, ...others] = outcomes
  expect(typed!.error).toMatchObject({ errCode: 45011 })
  expect(others.map(({ result }) => result?.[0])).toEqual([45011, 45011, 45011])
  for (const { result } of others) expect(result[1]).toBeGreaterThan(110)
  expect(done).toBe(0)
})

test.each(['subscribeMessage.getTemplateList', 'officialAccount.newtmpl.getTemplate'])(
  'a fault for %s acts on a cloud call by any name of the method',
  async method => {
    const json = { match: { method }, action: { errcode: 45009 } }
    await ask(emulator.port, 'POST', '/__emu/faults', { json })
    const { seen } = await runChild(
      emulator.env,
      withCloud(`await attempt('seen', () => cloud.openapi.subscribeMessage.getTemplateList())`),
    )
    expect(seen!.error!.errMsg).toContain('reach max api daily quota limit')
  },
)
