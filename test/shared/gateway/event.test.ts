import { customerServiceMessage } from '../../../shared/catalogue/customerServiceMessage'
import { logistics } from '../../../shared/catalogue/logistics'
import { serve } from '../../../shared/gateway'
import { processorMs } from '../../support/processor-time'
import { type StubServer, startStub } from '../../support/stub-server'
import { handle, operator, user } from './serving'

let stub: StubServer
beforeAll(async () => {
  stub = await startStub(() => undefined)
})
afterAll(() => stub.close())
beforeEach(() => {
  stub.arrived.length = 0
})

const all = (names: string[]) => ({ permissions: { openapi: names } })
const method = 'logistics.getPath'
const plain = () =>
  serve({ logistics }, all([method]), {
    openapi: { appid: 'wx1', secret: 's3cret-s3cret', baseUrl: stub.url },
  })
const withMedia = () =>
  serve({ logistics, customerServiceMessage }, all([method, 'customerServiceMessage.uploadTempMedia']), {
    openapi: { appid: 'wx1', secret: 's3cret-s3cret', baseUrl: stub.url },
  })

const shapes: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['text', method],
  ['a list', [{ method }]],
  ['no method', { params: {} }],
  ['a condition for a method', { method: { $ne: null } }],
  ['a pattern for a method', { method: { $regex: '.*' } }],
  ['a list for a method', { method: [method] }],
  ['a number for a method', { method: 1 }],
  ['text for params', { method, params: '{}' }],
  ['a list for params', { method, params: [] }],
  ['a number for params', { method, params: 1 }],
  ['an inherited method', Object.create({ method })],
  ['a timer', { Type: 'Timer', TriggerName: 'nightly', Time: '2026-01-01T00:00:00Z' }],
]

test.each(shapes)('C4 an event that is %s is refused, for operators and users alike', async (_, event) => {
  const replies = [await handle(plain(), operator, event), await handle(plain(), user, event)]
  expect(replies[0]).toMatchObject({ errCode: -604905, retryable: false })
  expect(replies[1]).toEqual(replies[0])
  expect(stub.arrived).toEqual([])
})

test.each([
  ['absent', { method }],
  ['null', { method, params: null }],
  ['empty', { method, params: {} }],
])('params may be %s', async (_, event) => {
  expect((await handle(plain(), operator, event)).errCode).toBe(0)
})

/** An event of exactly so many bytes. */
function eventOf(bytes: number, letter = 'x'): { params: { text: string } } {
  const event = { method, params: { text: '' } }
  const width = Buffer.byteLength(letter)
  event.params.text = letter.repeat((bytes - JSON.stringify(event).length) / width)
  return event
}

test.each([
  ['letters', 'x', 102400],
  // The rest of the event has 51 bytes, so 102349 are left for text: one more than a multiple of three.
  ['characters of three bytes', '中', 102399],
])('an event of 100 KB in %s passes, one letter more does not', async (_, letter, bytes) => {
  const passing = eventOf(bytes, letter)
  const refused = { method, params: { text: `${passing.params.text}${letter}` } }
  expect(Buffer.byteLength(JSON.stringify(passing))).toBe(bytes)
  expect((await handle(plain(), operator, passing)).errCode).toBe(0)
  expect(await handle(plain(), operator, refused)).toMatchObject({
    errCode: -604905,
    errMsg: 'openapi:fail the event is larger than 100 KB',
  })
})

test('what JSON escapes counts as it is escaped', async () => {
  const event = { method, params: { text: '\n'.repeat(60_000) } }
  expect(JSON.stringify(event).length).toBeGreaterThan(102400)
  expect((await handle(plain(), operator, event)).errCode).toBe(-604905)
})

test('everything in an event counts, also what is ignored', async () => {
  const event = { method, params: {}, junk: 'x'.repeat(103_000) }
  expect((await handle(plain(), operator, event)).errCode).toBe(-604905)
})

describe('where a served method takes a file', () => {
  test('a method without files is still refused above 100 KB, by name', async () => {
    const reply = await handle(withMedia(), operator, eventOf(102401))
    expect(reply).toMatchObject({
      errCode: -604905,
      errMsg: 'openapi.logistics.getPath:fail the event is larger than 100 KB',
    })
    expect(stub.arrived).toEqual([])
  })

  test('a user with such an event hears what every user hears', async () => {
    const known = await handle(withMedia(), user, eventOf(500_000))
    const unknown = await handle(withMedia(), user, { ...eventOf(500_000), method: 'no.such' })
    expect(known.errCode).toBe(-604900)
    expect(JSON.stringify(unknown)).toBe(JSON.stringify(known))
  })

  test('above 1 MB every event is refused', async () => {
    const reply = await handle(withMedia(), operator, eventOf(1024 * 1024 + 1))
    expect(reply.errMsg).toBe('openapi:fail the event is larger than 1024 KB')
  })
})

describe('C3: hostile events are refused quickly and sent nowhere', () => {
  const nested = (levels: number) =>
    JSON.parse(`{"method":"${method}","params":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`)
  const lists = (levels: number) =>
    JSON.parse(`{"method":"${method}","params":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`)
  const members = (count: number, name: (at: number) => string) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [name(at), 1]))
  const thousand = members(1000, at => `key${at}`)
  let readingMs = 0
  beforeAll(async () => {
    const text = JSON.stringify(Array(1000).fill(thousand))
    readingMs = await processorMs(() => JSON.parse(text))
  })
  const events: [string, () => unknown][] = [
    ['6 MB of text', () => ({ method, params: { text: 'x'.repeat(6_000_000) } })],
    [
      '6 MB of text in many pieces',
      () => ({ method, params: { list: Array(60_000).fill('x'.repeat(100)) } }),
    ],
    ['objects 10,000 levels deep', () => nested(10_000)],
    ['lists 10,000 levels deep', () => lists(10_000)],
    ['a million items', () => ({ method, params: { list: Array(1_000_000).fill(1) } })],
    [
      'a million keys',
      () => ({ method, params: { list: Array.from({ length: 1000 }, () => ({ ...thousand })) } }),
    ],
    ['a method name of 6 MB', () => ({ method: 'x'.repeat(6_000_000) })],
  ]
  test.each(events)('%s', async (_, make) => {
    const event = make()
    const main = withMedia()
    await handle(main, operator, { method: 'whoami' })
    // The processor's time, and the best of three: other work on the machine is not what is measured.
    const took = [1, 2, 3].map(() => {
      const began = process.cpuUsage()
      const reply = handle(main, operator, event)
      const { user, system } = process.cpuUsage(began)
      return { reply, milliseconds: (user + system) / 1000 }
    })
    for (const { reply } of took) expect((await reply).errCode).toBe(-604905)
    // A part of what it costs only to read a million keys, which says how fast this machine is.
    console.log(
      _,
      readingMs,
      took.map(t => t.milliseconds),
    )
    expect(Math.min(...took.map(({ milliseconds }) => milliseconds))).toBeLessThan(readingMs / 6)
    expect(stub.arrived).toEqual([])
  })

  test('a million keys in one object are refused too, as fast as the engine lists them', async () => {
    const event = { method, params: members(1_000_000, at => `key${at}`) }
    expect((await handle(withMedia(), operator, event)).errCode).toBe(-604905)
  })

  test('an event that contains itself is refused, not followed', async () => {
    const event: Record<string, unknown> = { method, params: {} }
    event.params = { event }
    expect((await handle(plain(), operator, event)).errCode).toBe(-604905)
  })

  test('100 levels pass, one more does not', async () => {
    // The event is the first level and params the second, so params holds 98 more.
    expect((await handle(plain(), operator, nested(99))).errCode).toBe(0)
    expect((await handle(plain(), operator, nested(100))).errCode).toBe(-604905)
  })
})
