import { coordinate } from '../../../shared/auth/coordination'
import { lifetimeSeconds } from '../../../shared/auth/fetch-token'
import { silent } from '../../../shared/auth/renewal'
import { memoryStore } from '../../../shared/auth/stores/token-store'
import { keepToken } from '../../../shared/auth/token-keeper'
import { deadlineIn } from '../../../shared/transport/clock'

const minute = 60_000
let clock: number
let fetched: number
let failing: Error | undefined

beforeEach(() => {
  clock = 0
  fetched = 0
  failing = undefined
})

/** A source that counts, whose tokens live two hours as WeChat's do. */
const source = (lifetimeMs = 120 * minute) => ({
  key: 'stable:wx1',
  renewBeforeMs: 5 * minute,
  canForce: false,
  fetch: async () => {
    fetched += 1
    if (failing) throw failing
    return { token: `token-${fetched}`, lifetimeMs }
  },
})
const keeper = (lifetimeMs?: number) =>
  keepToken(source(lifetimeMs), {
    notices: silent,
    now: () => clock,
    renewal: coordinate(
      memoryStore(() => clock),
      source(lifetimeMs),
      silent,
    ),
  })
const waiting = () => ({ method: 'a.b', deadline: deadlineIn(1000) })
/** Lets work in the background finish: it needs no time, only turns. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(resolve => setImmediate(resolve))
}

test('a token serves until its last five minutes without another request', async () => {
  const tokens = keeper()
  await tokens.get(waiting())
  clock = 115 * minute - 1
  expect(await tokens.get(waiting())).toBe('token-1')
  expect(fetched).toBe(1)
})

test('in its last five minutes it is renewed while it still serves', async () => {
  const tokens = keeper()
  await tokens.get(waiting())
  clock = 116 * minute
  expect(await tokens.get(waiting())).toBe('token-1')
  await settle()
  expect(await tokens.get(waiting())).toBe('token-2')
  expect(fetched).toBe(2)
})

test('a failed early renewal fails no call as long as the token lives', async () => {
  const tokens = keeper()
  await tokens.get(waiting())
  failing = new Error('down')
  for (clock = 116 * minute; clock < 119 * minute; clock += minute / 4) {
    expect(await tokens.get(waiting())).toBe('token-1')
    await settle()
  }
  clock = 121 * minute
  await expect(tokens.get(waiting())).rejects.toThrow('down')
})

test('after its end nothing old is served', async () => {
  const tokens = keeper()
  await tokens.get(waiting())
  clock = 120 * minute
  expect(await tokens.get(waiting())).toBe('token-2')
})

test('a token that always ends within five minutes is asked for at most every five seconds', async () => {
  const tokens = keeper(5 * minute)
  for (let call = 0; call < 50; call += 1) {
    await tokens.get(waiting())
    await settle()
    clock += 200
  }
  // Ten seconds: the first, and one more for each five seconds gone.
  expect(fetched).toBeLessThanOrEqual(3)
})

test.each([
  [7200, 7200],
  ['7200', 7200],
  [7200.5, 7200],
  [300, 300],
  [1e12, 7200],
  [0, 300],
  [-1, 300],
  [undefined, 300],
  [null, 300],
  [Number.NaN, 300],
  ['soon', 300],
])('expires_in %p lets a token serve %i seconds', (given, seconds) => {
  expect(lifetimeSeconds(given)).toBe(seconds)
})
