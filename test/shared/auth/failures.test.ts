import { rememberFailures } from '../../../shared/auth/failures'
import { AnswerError } from '../../../shared/errors/answer-error'
import { TokenError } from '../../../shared/errors/token-error'
import { TransportError } from '../../../shared/errors/transport-error'

let clock: number
let failures: ReturnType<typeof rememberFailures>
beforeEach(() => {
  clock = 5000
  failures = rememberFailures(() => clock)
})
afterEach(() => {
  jest.restoreAllMocks()
})

const refused = (errCode: number) => new TokenError({ method: 'a.b', errCode, errmsg: 'no' })
const down = new TransportError({ method: 'a.b', what: 'down' })

/** For how long an error is thrown without asking, in milliseconds. */
function waitAfter(error: unknown): number {
  failures.note(error)
  const start = clock
  let [low, high] = [0, 48 * 3600_000]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    clock = start + middle
    if (failures.recent() === undefined) high = middle
    else low = middle + 1
  }
  clock = start + low
  return low
}

test('nothing is remembered before anything failed', () => {
  expect([failures.recent(), failures.last()]).toEqual([undefined, undefined])
})

test('an error is thrown again while it is too early to ask, and known until a token came', () => {
  failures.note(down)
  expect(failures.recent()).toBe(down)
  clock += 1000
  expect([failures.recent(), failures.last()]).toEqual([undefined, down])
  failures.forget()
  expect(failures.last()).toBeUndefined()
})

test('a network that stays down is asked again after 1, 2, 4 and 4 seconds', () => {
  expect([1, 2, 3, 4].map(() => waitAfter(down))).toEqual([1000, 2000, 4000, 4000])
})

test('after a token the pauses begin anew', () => {
  waitAfter(down)
  waitAfter(down)
  failures.forget()
  expect(waitAfter(down)).toBe(1000)
})

test.each([
  ['a wrong secret', refused(40125)],
  ['an errcode that nobody knows', refused(987654)],
])('%s is not asked again for a minute', (_, error) => {
  expect(waitAfter(error)).toBe(60_000)
})

test.each([
  ['a busy WeChat', refused(-1)],
  ['too many requests in this minute', refused(45011)],
  ['an answer that is none', new AnswerError({ method: 'a.b', what: 'page' })],
  ['an error of somebody else’s', new Error('mine')],
  [
    'a foreign error that calls itself ours',
    Object.assign(new Error('no'), { name: 'TokenError', errCode: 40125 }),
  ],
])('%s is asked again soon', (_, error) => {
  expect(waitAfter(error)).toBe(1000)
})

test.each([
  ['2026-03-01T12:00:00Z', 4],
  ['2026-03-01T15:59:59Z', 1 / 3600],
  ['2026-03-01T16:00:00Z', 24],
  ['2026-03-01T20:00:00Z', 20],
])('the last request of the day at %s stands for the %d hours until midnight in China', (at, hours) => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse(at))
  expect(waitAfter(refused(45009))).toBe(hours * 3600_000)
})
