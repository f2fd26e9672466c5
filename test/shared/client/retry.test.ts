import { createRetrier, type Failed } from '../../../shared/client/retry'
import { AmbiguousError } from '../../../shared/errors/ambiguous-error'
import { AnswerError } from '../../../shared/errors/answer-error'
import { TimeoutError } from '../../../shared/errors/timeout-error'
import { TransportError } from '../../../shared/errors/transport-error'
import { WeChatError } from '../../../shared/errors/wechat-error'

const facts = { method: 'a.b', what: 'x' }
const notSent = new TransportError({ ...facts, maybeExecuted: false })
const lost = new TransportError({ ...facts, maybeExecuted: true })
const page = new AnswerError({ ...facts, maybeExecuted: true })
const refused = (errCode: number) => new WeChatError({ method: 'a.b', errCode, errmsg: 'x' })
const ambiguous = (cause: unknown) => new AmbiguousError({ ...facts, cause })

/** What one call may do, when every random number is the given one. */
const delay = (failed: Partial<Failed>, random = 0.5, longest?: number) =>
  createRetrier(longest, () => random).delay({
    error: notSent,
    effect: 'read',
    retries: 0,
    leftMs: 100_000,
    ...failed,
  })

describe('the pause', () => {
  test.each([
    [0, 50],
    [1, 100],
    [2, 200],
    [4, 800],
    [5, 1000],
    [6, 1000],
  ])('after %i retries is on the average %i ms', (retries, milliseconds) => {
    expect(delay({ retries }, 0.5, 10)).toBe(milliseconds)
  })

  test('is drawn anew for every call, below its bound', () => {
    expect([delay({}, 0), delay({}, 0.25), delay({}, 0.99)]).toEqual([0, 25, 99])
  })

  test('where WeChat counts by the minute ends half a second at most after the next one begins', () => {
    const limited = refused(45011)
    expect([0, 0.5, 0.99].map(random => delay({ error: limited }, random)! - limited.retryAfterMs!)).toEqual([
      expect.closeTo(0),
      expect.closeTo(250),
      expect.closeTo(495),
    ])
  })

  test('that would end with the deadline or after it is not begun', () => {
    expect(delay({ leftMs: 50 })).toBeUndefined()
    expect(delay({ leftMs: 50.1 })).toBe(50)
  })
})

describe('how often', () => {
  test('two retries, unless said otherwise', () => {
    expect(delay({ retries: 1 })).toBeDefined()
    expect(delay({ retries: 2 })).toBeUndefined()
    expect(delay({ retries: 2 }, 0.5, 3)).toBeDefined()
    expect(delay({}, 0.5, 0)).toBeUndefined()
    expect(delay({}, 0.5, Number.NaN)).toBeUndefined()
  })

  const failed = { error: notSent, effect: 'read', retries: 0, leftMs: 1000 } as const
  const spend = (retrier: ReturnType<typeof createRetrier>) => {
    let granted = 0
    while (granted < 1000 && retrier.delay(failed) !== undefined) granted += 1
    return granted
  }

  test('a hundred retries of a client empty its budget', () => {
    expect(spend(createRetrier())).toBe(100)
  })

  test('five successes pay for one more', () => {
    const retrier = createRetrier()
    spend(retrier)
    for (let success = 0; success < 4; success += 1) retrier.reward()
    expect(spend(retrier)).toBe(0)
    retrier.reward()
    expect(spend(retrier)).toBe(1)
  })

  test('successes never save up for more than a hundred', () => {
    const retrier = createRetrier()
    for (let success = 0; success < 50; success += 1) retrier.reward()
    expect(spend(retrier)).toBe(100)
  })

  test('a retry that is not begun costs nothing', () => {
    const retrier = createRetrier()
    for (let call = 0; call < 200; call += 1) retrier.delay({ ...failed, leftMs: 0 })
    expect(spend(retrier)).toBe(100)
  })
})

describe('a write', () => {
  const write = { effect: 'write' } as const

  test.each([
    ['that never left', notSent],
    ['that was refused until the next minute', refused(45011)],
  ])('%s is sent again', (_, error) => {
    expect(delay({ ...write, error })).toBeDefined()
  })

  test.each([
    ['that WeChat was too busy for', refused(-1)],
    ['that was answered by something else', page],
    ['whose answer was lost', ambiguous(lost)],
  ])('%s is sent again only when the caller says so', (_, error) => {
    expect(delay({ ...write, error })).toBeUndefined()
    expect(delay({ ...write, error, retryWrites: false })).toBeUndefined()
    expect(delay({ ...write, error, retryWrites: true })).toBeDefined()
  })

  test('that WeChat knows by its key is sent again', () => {
    expect(delay({ effect: { keyed: 'orderId' }, error: lost })).toBeDefined()
  })
})

describe('a read', () => {
  test.each([
    ['a lost connection', lost],
    ['a page of a proxy', page],
    ['a busy WeChat', refused(-1)],
    ['an ambiguous end', ambiguous(lost)],
  ])('is sent again after %s', (_, error) => {
    expect(delay({ error })).toBeDefined()
  })

  test.each([
    ['a refusal that stays', refused(40003)],
    ['a refused token, for that has its own way', refused(40001)],
    ['its time is over', new TimeoutError({ ...facts, retryable: true })],
    ['a certificate that was not accepted', new TransportError({ ...facts, retryable: false })],
    ['an answer that will not be better', new AnswerError({ ...facts, retryable: false })],
    [
      'an ambiguous end that will not be better',
      ambiguous(new TransportError({ ...facts, retryable: false })),
    ],
  ])('is not sent again after %s', (_, error) => {
    expect(delay({ error })).toBeUndefined()
  })
})
