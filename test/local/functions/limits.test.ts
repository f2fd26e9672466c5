import { Warnings } from '../../../local/functions/function-runner'
import type { Functions } from '../../../local/functions/start-functions'
import { Project, rejection } from './project'

let project: Project
beforeEach(() => {
  project = new Project().write({
    'shop/limit/index.js': 'exports.main = async (event, context) => context.time_limit_in_ms',
    'shop/hangs/index.js': 'exports.main = () => new Promise(() => setInterval(() => {}, 1000))',
    'shop/size/index.js': 'exports.main = async event => JSON.stringify(event).length',
  })
})
afterEach(() => project.remove())

const start = (functions: object[] = [], eventTimeoutMs?: number) => {
  project.write({ 'cloudbaserc.json': JSON.stringify({ functions }, undefined, 2) })
  return project.start({
    root: project.path('shop'),
    settings: project.path('cloudbaserc.json'),
    eventTimeoutMs,
  })
}

test('a function has the time-out of cloudbaserc.json, else the given one, else 20 s', async () => {
  const said = [{ name: 'limit', timeout: 7 }]
  expect(await start(said, 9_000).invoke({ name: 'limit' })).toBe(7_000)
  expect(await start([], 9_000).invoke({ name: 'limit' })).toBe(9_000)
  expect(await start().invoke({ name: 'limit' })).toBe(20_000)
})

test('the time-out is the one that the file says now', async () => {
  const functions = start([{ name: 'limit', timeout: 7 }])
  await functions.invoke({ name: 'limit' })
  start([{ name: 'limit', config: { timeout: 60 } }])
  expect(await functions.invoke({ name: 'limit' })).toBe(60_000)
})

test('a function that takes longer is ended with -504003', async () => {
  const { errCode, errMsg } = await rejection(
    start([{ name: 'hangs', timeout: 1 }]).invoke({ name: 'hangs' }),
  )
  expect([errCode, errMsg]).toEqual([-504003, expect.stringContaining('did not answer within 1 s')])
})

test.each([0, 901, '20', null])('a time-out of %j is named with its place', async timeout => {
  const { errCode, errMsg } = await rejection(start([{ name: 'limit', timeout }]).invoke({ name: 'limit' }))
  expect(errCode).toBe(-504002)
  expect(errMsg).toMatch(
    /cloudbaserc\.json:5:18: timeout of function limit must be a number of seconds, 1 to 900/,
  )
})

test('the terminal warns of a function that takes longer than a new one may in the cloud', async () => {
  start()
  const begin = Date.now()
  const warnings: string[] = []
  let functions!: Functions
  const warned = new Promise<void>(resolve => {
    const onWarning = (line: string) => resolve(void warnings.push(line))
    functions = project.start({
      root: project.path('shop'),
      settings: project.path('cloudbaserc.json'),
      onWarning,
    })
  })
  const call = functions.invoke({ name: 'hangs' }).catch(() => undefined)
  await warned
  expect(Date.now() - begin).toBeGreaterThan(2_900)
  await functions.close()
  await call
  expect(warnings).toEqual([
    'hangs: takes longer than 3 s, which is all that a new function has in the cloud; write "timeout" for it in cloudbaserc.json, or set it in the cloud console',
  ])
})

test('it warns once for each function, and never of an event that was quick', () => {
  jest.useFakeTimers()
  try {
    const lines: string[] = []
    const warnings = new Warnings('shop', line => lines.push(line))
    const quick = warnings.watch()
    jest.advanceTimersByTime(2_999)
    quick()
    for (let event = 1; event <= 2; event += 1) warnings.watch()
    expect(lines).toEqual([])
    jest.advanceTimersByTime(3_000)
    expect(lines).toEqual([expect.stringMatching(/^shop: takes longer than 3 s/)])
  } finally {
    jest.useRealTimers()
  }
})

test('an event above 100 KB runs, with a warning; one above 6 MB does not', async () => {
  start()
  const warnings: string[] = []
  const functions = project.start({
    root: project.path('shop'),
    onWarning: line => warnings.push(line),
    // A busy machine may be slow.
    eventTimeoutMs: 60_000,
  })
  const invoke = (kilobytes: number) =>
    functions.invoke({ name: 'size', data: { text: 'x'.repeat(kilobytes * 1024) } })
  expect(await invoke(200)).toBeGreaterThan(200 * 1024)
  expect(warnings).toContainEqual(expect.stringMatching(/^size: gets an event of more than 100 KB/))
  const { errCode, errMsg } = await rejection(invoke(7 * 1024))
  expect([errCode, errMsg]).toEqual([-501001, expect.stringContaining('EXCEED_MAX_PAYLOAD_SIZE')])
})

test('who calls can hear what a function writes for this event alone, and how long it took', async () => {
  project.write({ 'shop/talks/index.js': 'exports.main = async ({ say }) => console.log(say)' })
  const functions = start()
  const heard: unknown[] = []
  const onEnd = (milliseconds: number) => heard.push(typeof milliseconds)
  await functions.invoke({
    name: 'talks',
    data: { say: 'one\ntwo' },
    onLine: line => heard.push(line),
    onEnd,
  })
  await functions.invoke({ name: 'talks', data: { say: 'other' } })
  expect(heard).toEqual(['one', 'two', 'number'])
  expect(project.lines).toEqual(['talks: one', 'talks: two', 'talks: other'])
})
