import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, type Functions, startEmulator, startFunctions } from '../../../local/emulator'
import { ask } from './plain-client'

const lines: string[] = []
let root: string
let functions: Functions
let emulator: Emulator

function write(name: string, config: object | string, source = recording): void {
  mkdirSync(join(root, name), { recursive: true })
  writeFileSync(join(root, name, 'index.js'), source)
  writeFileSync(
    join(root, name, 'config.json'),
    typeof config === 'string' ? config : JSON.stringify({ triggers: [config] }),
  )
}

/** Writes down what it was called with, and when. */
const recording = `
  const calls = []
  exports.main = async event => {
    if (event.show) return calls.splice(0)
    const clock = await (await fetch(process.env.WX_OPENAPI_BASE_URL + '/__emu/clock')).json()
    const { WX_OPENID, TCB_SOURCE, TRIGGER_SRC, WX_TRIGGER_API_TOKEN_V0 } = process.env
    calls.push({ event, iso: clock.iso.slice(0, 16), WX_OPENID, TCB_SOURCE, TRIGGER_SRC, token: !!WX_TRIGGER_API_TOKEN_V0 })
  }`

interface StartOptions {
  liveTimers?: boolean
  onLog?(line: string): void
  /** What the functions write. */
  onOutput?(line: string): void
}

const start = async ({ onOutput, ...options }: StartOptions = {}) => {
  emulator = await startEmulator({
    functions: { invoke: call => functions.invoke(call), timers: () => functions.timers() },
    clock: '2026-11-30T00:00:00Z',
    onLog: line => lines.push(line),
    ...options,
  })
  const onWarning = (line: string) => lines.push(line)
  functions = startFunctions({ root, environment: emulator.env, onWarning, onLog: onOutput })
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wx-openapi-timers-'))
  lines.length = 0
})
afterEach(async () => {
  await emulator.close()
  await functions.close()
  rmSync(root, { recursive: true })
})

const clock = async (json: object) => (await ask(emulator.port, 'POST', '/__emu/clock', { json })).json
const callsOf = (name: string) => functions.invoke({ name, data: { show: true } }) as Promise<Recorded[]>
interface Recorded {
  event: { Time: string; TriggerName: string }
  iso: string
}
const hour = 3_600_000

test('a timer runs as the clock is advanced, without a user, as the cloud runs it', async () => {
  write('daily', { name: 'report', type: 'timer', config: '0 0 9 * * * *' })
  await start()
  const { timers } = await clock({ advanceMs: 2 * hour })
  expect(timers).toEqual([{ functionName: 'daily', name: 'report', ran: 1, failed: 0, leftOut: 0 }])
  expect(await callsOf('daily')).toEqual([
    {
      event: {
        Type: 'Timer',
        TriggerName: 'report',
        Time: '2026-11-30T01:00:00Z',
        Message: '',
        userInfo: { appId: 'wxdemo0000000000' },
      },
      iso: '2026-11-30T01:00',
      TCB_SOURCE: 'wx_trigger',
      TRIGGER_SRC: 'timer',
      token: true,
    },
  ])
})

test('what a timer tells its function is gone with the next call', async () => {
  write(
    'daily',
    { name: 'report', type: 'timer', config: '0 0 9 * * * *' },
    'exports.main = () => process.env.TRIGGER_SRC ?? "none"',
  )
  await start()
  await clock({ advanceMs: 2 * hour })
  expect(await functions.invoke({ name: 'daily' })).toBe('none')
})

test('timers run in the order of their times, and again as the clock is advanced again', async () => {
  write('both', {}, recording)
  writeFileSync(
    join(root, 'both/config.json'),
    JSON.stringify({
      triggers: [
        { name: 'odd', type: 'timer', config: '0 0 9,11 * * * *' },
        { name: 'even', type: 'timer', config: '0 0 10,12 * * * *' },
      ],
    }),
  )
  await start()
  await clock({ advanceMs: 3.5 * hour })
  const namesOf = (calls: Recorded[]) => calls.map(({ event }) => event.TriggerName)
  expect(namesOf(await callsOf('both'))).toEqual(['odd', 'even', 'odd'])
  await clock({ set: '2026-11-30T05:00:00Z' })
  expect(namesOf(await callsOf('both'))).toEqual(['even'])
  expect((await clock({ set: '2026-11-30T04:00:00Z' })).timers).toBeUndefined()
})

test('one advance runs a timer at most a hundred times, the last ones, and says how many it left out', async () => {
  write(
    'often',
    { name: 'tick', type: 'timer', config: '* * * * * * *' },
    `const calls = []
    exports.main = event => (event.show ? calls : void calls.push({ event }))`,
  )
  await start()
  const { timers } = await clock({ set: '2026-11-30T00:05:00Z' })
  expect(timers[0].ran).toBe(100)
  // The clock ran on by itself since its start.
  expect(timers[0].leftOut).toBeGreaterThanOrEqual(195)
  expect(timers[0].leftOut).toBeLessThanOrEqual(200)
  const calls = await callsOf('often')
  expect(calls).toHaveLength(100)
  expect([calls[0]!.event.Time, calls[99]!.event.Time]).toEqual([
    '2026-11-30T00:03:21Z',
    '2026-11-30T00:05:00Z',
  ])
  expect(lines.join('\n')).toMatch(
    /often: timer tick was due \d+ times; only the last 100 are run, \d+ left out/,
  )
})

test('a run that fails is told, and does not keep the next one', async () => {
  write(
    'broken',
    { name: 'tick', type: 'timer', config: '0 0 * * * * *' },
    'exports.main = () => { throw new Error("no stock") }',
  )
  await start()
  const { timers, iso } = await clock({ advanceMs: 2 * hour })
  expect(timers).toEqual([{ functionName: 'broken', name: 'tick', ran: 2, failed: 2, leftOut: 0 }])
  expect(iso.slice(0, 16)).toBe('2026-11-30T02:00')
  expect(lines.filter(line => /^broken: timer tick failed: .*no stock/.test(line))).toHaveLength(2)
})

test.each([
  [
    'a bad field',
    { name: 'a', type: 'timer', config: '0 0 25 * * * *' },
    /config\.json:1:\d+: config of trigger a: field 3 \(hour\)/,
  ],
  ['another type', { name: 'a', type: 'cron', config: '0 0 2 * * * *' }, /type of trigger a must be "timer"/],
  ['no name', { type: 'timer', config: '0 0 2 * * * *' }, /name of a trigger must be a text/],
  ['no config', { name: 'a', type: 'timer' }, /config of trigger a must be a text/],
  ['no list', '{ "triggers": {} }', /triggers must be a list/],
  ['no JSON', '{ "triggers": [,] }', /is not JSON/],
])('a timer with %s is named once, and the others run', async (_, config, words) => {
  write('wrong', config)
  write('right', { name: 'tick', type: 'timer', config: '0 0 9 * * * *' })
  await start()
  expect((await clock({ advanceMs: 2 * hour })).timers).toMatchObject([{ functionName: 'right', ran: 1 }])
  await clock({ advanceMs: hour })
  expect(lines.filter(line => line.startsWith('wrong: wrong/config.json:'))).toEqual([
    expect.stringMatching(words),
  ])
})

test('a config.json that is saved counts from the next advance on', async () => {
  write('daily', { name: 'report', type: 'timer', config: '0 0 9 * * * *' })
  await start()
  write('daily', { name: 'report', type: 'timer', config: '0 30 9 * * * *' })
  await clock({ advanceMs: 2 * hour })
  expect((await callsOf('daily')).map(({ event }) => event.Time)).toEqual(['2026-11-30T01:30:00Z'])
})

test('after a reset timers count from the clock of the start', async () => {
  write('daily', { name: 'report', type: 'timer', config: '0 0 9 * * * *' })
  await start()
  await clock({ advanceMs: 2 * hour })
  await ask(emulator.port, 'POST', '/__emu/reset', { json: {} })
  expect((await clock({ advanceMs: 2 * hour })).timers).toMatchObject([{ ran: 1 }])
})

test('with live timers they fire by themselves', async () => {
  write(
    'often',
    { name: 'tick', type: 'timer', config: '* * * * * * *' },
    'exports.main = () => console.log("ticked")',
  )
  const line = await new Promise(onOutput => void start({ liveTimers: true, onOutput }))
  expect(line).toBe('often: ticked')
})

test('a timer that still runs when it is due again is left out, which is said once', async () => {
  const everySecond = { name: 'tick', type: 'timer', config: '* * * * * * *' }
  write('slow', everySecond, 'exports.main = () => new Promise(() => {})')
  write('often', everySecond, 'exports.main = () => console.log("ticked")')
  const told: string[] = []
  let ticks = 0
  await new Promise<void>(resolve => {
    void start({
      liveTimers: true,
      onLog(line) {
        if (line.startsWith('slow: timer tick is due again')) told.push(line)
      },
      onOutput() {
        // The other one shows that the timer was due some more times after it was said.
        if (told.length > 0) ticks += 1
        if (ticks === 3) resolve()
      },
    })
  })
  expect(told).toEqual(['slow: timer tick is due again while it still runs: such runs are left out'])
})

test('the control route calls a function as its timer does, and names the timers there are', async () => {
  write('daily', { name: 'report', type: 'timer', config: '0 0 9 * * * *' }, 'exports.main = event => event')
  await start()
  const call = (json: object) => ask(emulator.port, 'POST', '/__emu/functions', { json })
  const { result } = (await call({ name: 'daily', timer: 'report' })).json
  expect(result).toMatchObject({ Type: 'Timer', TriggerName: 'report' })
  expect(result.Time).toMatch(/^2026-11-30T00:0\d:\d\d/)
  const { status, text } = await call({ name: 'daily', timer: 'reports' })
  expect([status, text]).toEqual([400, expect.stringContaining('its config.json has: report.')])
  expect((await call({ name: 'daily', timer: 'report', data: {} })).status).toBe(400)
})
