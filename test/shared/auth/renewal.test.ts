import { fetchAlone, type Renewing } from '../../../shared/auth/renewal'
import type { TokenQuery } from '../../../shared/auth/token-source'
import { TimeoutError } from '../../../shared/errors/timeout-error'
import { TokenError } from '../../../shared/errors/token-error'
import { TransportError } from '../../../shared/errors/transport-error'
import { renewingOf } from './keeping'

const down = new TransportError({ method: 'a.b', what: 'down' })
const fresh = { token: 'new', lifetimeMs: 7200_000 }

let asked: TokenQuery[]
beforeEach(() => {
  asked = []
  // The pauses are drawn: these are as short as they may be.
  jest.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  jest.restoreAllMocks()
})

/** One renewal whose source fails with these errors, one after the other, before it gives a token. */
const renewing = (errors: unknown[], more: Partial<Renewing> = {}): Renewing =>
  renewingOf(
    {
      renewBeforeMs: 0,
      canForce: true,
      async fetch(query) {
        asked.push(query)
        if (errors.length >= asked.length) throw errors[asked.length - 1]
        return fresh
      },
    },
    more,
  )

test('a token comes from the source', async () => {
  expect(await fetchAlone(renewing([]))).toEqual({ ...fresh, from: 'source' })
  expect(asked).toHaveLength(1)
})

test('without a budget nothing is asked', async () => {
  expect(await fetchAlone(renewing([], { takeBudget: () => false }))).toBeUndefined()
  expect(asked).toEqual([])
})

test('the source is told who asks, in place of which refused token, and that it must be another', async () => {
  await fetchAlone(renewing([], { isRefused: true, force: true }))
  expect(asked[0]).toMatchObject({ method: 'a.b', refused: 'old', force: true })
})

test('a token that only ends is no refused one', async () => {
  await fetchAlone(renewing([]))
  expect(asked[0]).toMatchObject({ refused: undefined, force: false })
})

test('a renewal has eight seconds', async () => {
  await fetchAlone(renewing([]))
  expect(asked[0]!.deadline.left()).toBeGreaterThan(7000)
  expect(asked[0]!.deadline.left()).toBeLessThanOrEqual(8000)
})

test('what may be gone in a moment is asked again, three times in all', async () => {
  expect(await fetchAlone(renewing([down, down]))).toMatchObject(fresh)
  expect(asked).toHaveLength(3)
  asked = []
  await expect(fetchAlone(renewing([down, down, down]))).rejects.toBe(down)
  expect(asked).toHaveLength(3)
})

test('all tries together have one deadline', async () => {
  await fetchAlone(renewing([down, down]))
  expect(new Set(asked.map(({ deadline }) => deadline)).size).toBe(1)
})

test('the second pause may be twice as long as the first', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0.1)
  const timers = jest.spyOn(global, 'setTimeout')
  await fetchAlone(renewing([down, down]))
  expect(timers.mock.calls.map(([, milliseconds]) => milliseconds)).toEqual([20, 40])
})

test('after a failure before, one try is enough', async () => {
  await expect(fetchAlone(renewing([down], { isHopeless: true }))).rejects.toBe(down)
  expect(asked).toHaveLength(1)
})

test.each([
  ['a wrong secret', new TokenError({ method: 'a.b', errCode: 40125, errmsg: 'no' })],
  ['a minute that is full', new TokenError({ method: 'a.b', errCode: 45011, errmsg: 'no' })],
  ['a time that is over', new TimeoutError({ method: 'a.b', what: 'late', retryable: true })],
  ['somebody else’s error', new Error('mine')],
])('%s is not asked again', async (_, error) => {
  await expect(fetchAlone(renewing([error]))).rejects.toBe(error)
  expect(asked).toHaveLength(1)
})
