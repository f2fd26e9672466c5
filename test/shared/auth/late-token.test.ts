import { coordinate } from '../../../shared/auth/coordination'
import type { Renewed } from '../../../shared/auth/renewal'
import type { TokenStore } from '../../../shared/auth/stores/store'
import { memoryStore } from '../../../shared/auth/stores/token-store'
import { renewingOf } from './keeping'

const hour = 3600_000
const never = () => new Promise<never>(() => undefined)
let fetched: number
let store: TokenStore
let isDown: boolean

beforeEach(() => {
  jest.useFakeTimers()
  fetched = 0
  isDown = false
  store = memoryStore()
})
afterEach(() => {
  jest.useRealTimers()
})

const source = {
  key: 'k',
  renewBeforeMs: 0,
  canForce: false,
  fetch: async () => {
    fetched += 1
    return { token: `token-${fetched}`, lifetimeMs: 2 * hour }
  },
}
/** The store over a connection that breaks at times: then it never answers. */
const broken = (): TokenStore => ({
  read: key => (isDown ? never() : store.read(key)),
  publish: (...args) => (isDown ? never() : store.publish(...args)),
  lease: (...args) => (isDown ? never() : store.lease(...args)),
  release: (...args) => (isDown ? never() : store.release(...args)),
})
const member = (own: TokenStore, warned: string[] = []) => {
  const renew = coordinate(own, source, { warn: (_, message) => warned.push(message), refreshed() {} })
  return async (stale?: string): Promise<Renewed | undefined> => {
    const renewing = renew(renewingOf(source, { stale, isRefused: stale !== undefined }))
    await jest.advanceTimersByTimeAsync(300)
    return renewing
  }
}
const blindly = async (renew: ReturnType<typeof member>) => {
  isDown = true
  const renewed = await renew()
  isDown = false
  return renewed
}

test('S4 a token that was fetched while the store did not answer is published once it may be asked again', async () => {
  const one = member(broken())
  expect(await blindly(one)).toMatchObject({ token: 'token-1', isBlind: true })
  await jest.advanceTimersByTimeAsync(4500)
  expect(await store.read('k')).toBeUndefined()
  await jest.advanceTimersByTimeAsync(1000)
  expect(await store.read('k')).toMatchObject({ token: 'token-1', generation: 1 })
  // What is left is counted from the fetch.
  expect((await store.read('k'))!.remainingMs).toBeLessThanOrEqual(2 * hour - 5000)
  expect(await member(store)()).toMatchObject({ token: 'token-1', from: 'store' })
})

test('it takes the place of one that ends earlier', async () => {
  await store.publish('k', 'older', hour, 0)
  await blindly(member(broken()))
  await jest.advanceTimersByTimeAsync(6000)
  expect(await store.read('k')).toMatchObject({ token: 'token-1', generation: 2 })
})

test('one that others fetched later stays', async () => {
  await blindly(member(broken()))
  await jest.advanceTimersByTimeAsync(1000)
  await member(store)()
  await jest.advanceTimersByTimeAsync(6000)
  expect(await store.read('k')).toMatchObject({ token: 'token-2', generation: 1 })
})

test('a store that goes on failing is asked again less and less often', async () => {
  let asked = 0
  const down = () => {
    asked += 1
    return Promise.reject(new Error())
  }
  await member({ read: down, publish: down, lease: down, release: down })()
  const before = asked
  // After 5, 15, 35 and 75 s.
  await jest.advanceTimersByTimeAsync(100_000)
  expect(asked - before).toBe(4)
  await jest.advanceTimersByTimeAsync(2 * hour)
  expect(jest.getTimerCount()).toBe(0)
})

test('a token that stands in the place of another is alone published', async () => {
  const one = member(broken())
  await blindly(one)
  expect(await one('token-1')).toMatchObject({ token: 'token-2' })
  await jest.advanceTimersByTimeAsync(10_000)
  expect(await store.read('k')).toMatchObject({ token: 'token-2', generation: 1 })
})

test('a process that was frozen meanwhile publishes nothing that has ended', async () => {
  await blindly(member(broken()))
  // The steady clock stands still with the process; the clock on the wall goes on.
  const { now } = Date
  const wall = jest.spyOn(Date, 'now').mockImplementation(() => now() + 3 * hour)
  await jest.advanceTimersByTimeAsync(10_000)
  wall.mockRestore()
  expect(await store.read('k')).toBeUndefined()
})

test('while it waits no process is kept alive', async () => {
  jest.useRealTimers()
  const timeouts = jest.spyOn(global, 'setTimeout')
  const down = () => Promise.reject(new Error())
  const renew = coordinate({ read: down, publish: down, lease: down, release: down }, source, {
    warn() {},
    refreshed() {},
  })
  await renew(renewingOf(source))
  const waits = timeouts.mock.results.filter((_, at) => timeouts.mock.calls[at]![1] === 5000)
  expect(waits.map(({ value }) => value.hasRef())).toEqual([false])
  clearTimeout(waits[0]!.value)
  timeouts.mockRestore()
})

test('who fetches after another was cut off from the store knows that it may not blame a stranger', async () => {
  const [one, other] = [member(broken()), member(store)]
  expect(await other('old')).toMatchObject({ token: 'token-1', isBlind: false })
  await blindly(one)
  await jest.advanceTimersByTimeAsync(6000)
  expect(await store.read('k')).toMatchObject({ token: 'token-2' })
  expect(await other('token-2')).toMatchObject({ token: 'token-3', isBlind: true })
  await jest.advanceTimersByTimeAsync(hour)
  expect(await other('token-3')).toMatchObject({ token: 'token-4', isBlind: false })
})
