import { coordinate } from '../../../shared/auth/coordination'
import { type Renewing, silent } from '../../../shared/auth/renewal'
import type { TokenStore } from '../../../shared/auth/stores/store'
import { comeBack, travel } from '../../reliability/support/travel'
import { renewingOf } from './keeping'

type Does = { [name in keyof TokenStore]?: (...args: any[]) => unknown }

const minute = 60_000
const kept = { token: 'published', generation: 4, remainingMs: 100 * minute }
const fresh = { token: 'fetched', lifetimeMs: 120 * minute }
let asked: string[]
let published: unknown[][]
let fetches: object[]

beforeEach(() => {
  asked = []
  published = []
  fetches = []
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

/** A store that has nothing and gives every lease, but for what it is told to do. */
function fakeStore(does: Does): TokenStore {
  const usual: Does = { read: () => undefined, publish: () => true, lease: () => true, release() {} }
  const operation =
    (name: keyof TokenStore) =>
    async (...args: unknown[]) => {
      asked.push(args[0] === 'k' ? name : `${name} ${args[0]}`)
      if (name === 'publish') published.push(args)
      return (does[name] ?? usual[name])!(...args)
    }
  return {
    read: operation('read'),
    publish: operation('publish'),
    lease: operation('lease'),
    release: operation('release'),
  } as TokenStore
}

/** One renewal among others. */
function renew(does: Does, more: Partial<Renewing> = {}, fetch = async (): Promise<typeof fresh> => fresh) {
  const source = {
    key: 'k',
    renewBeforeMs: 0,
    canForce: false,
    fetch: (query: object) => {
      fetches.push(query)
      return fetch()
    },
    ...more.source,
  }
  return coordinate(fakeStore(does), source, silent)(renewingOf(source, { ...more, source }))
}
const canForce = { source: { canForce: true } as Renewing['source'] }
/** Answers one after the other; the last one for ever. */
const oneByOne =
  (...answers: unknown[]) =>
  () =>
    answers.length > 1 ? answers.shift() : answers[0]
/** Lets time pass until a renewal has ended; gives that and how long it took. */
async function ended<T>(work: Promise<T>): Promise<[T, number]> {
  const start = performance.now()
  let end: number | undefined
  work.finally(() => {
    end = performance.now()
  })
  for (let waited = 0; end === undefined && waited < 30_000; waited += 10) {
    await jest.advanceTimersByTimeAsync(10)
  }
  if (end === undefined) throw new Error('it does not end')
  return [await work, end - start]
}

describe('a token that somebody published', () => {
  test('is taken over, and nothing is asked of WeChat', async () => {
    expect(await renew({ read: () => kept })).toEqual({
      token: 'published',
      lifetimeMs: 100 * minute,
      from: 'store',
    })
    expect([asked, fetches]).toEqual([['read'], []])
  })

  test.each<[string, Does, Partial<Renewing>]>([
    ['is the one that another is wanted for', { read: () => kept }, { stale: 'published' }],
    ['was in use here before', { read: () => kept }, { isPast: token => token === 'published' }],
    ['ends within ten seconds', { read: () => ({ ...kept, remainingMs: 10_000 }) }, {}],
  ])('is not taken when it %s', async (_, does, more) => {
    expect(await renew(does, more)).toMatchObject({ ...fresh, from: 'source' })
  })

  test('is taken when it has a little more than that', async () => {
    expect(await renew({ read: () => ({ ...kept, remainingMs: 10_001 }) })).toMatchObject({ from: 'store' })
  })

  test('between the look and the lease is seen', async () => {
    expect(await renew({ read: oneByOne(undefined, kept) })).toMatchObject({ from: 'store' })
    await jest.advanceTimersByTimeAsync(0)
    expect([asked, fetches]).toEqual([['read', 'lease', 'read', 'release'], []])
  })
})

describe('the one who holds the lease', () => {
  test('fetches, publishes, and gives it back', async () => {
    expect(await renew({})).toEqual({ ...fresh, from: 'source', isBlind: false })
    await jest.advanceTimersByTimeAsync(0)
    expect(asked).toEqual(['read', 'lease', 'read', 'publish', 'release'])
  })

  test('publishes in place of the token that it read', async () => {
    await renew({ read: () => ({ ...kept, remainingMs: 0 }) })
    expect(published).toEqual([['k', 'fetched', 120 * minute, 4]])
  })

  test('publishes the first one where there was none', async () => {
    await renew({})
    expect(published).toEqual([['k', 'fetched', 120 * minute, 0]])
  })

  test('takes what somebody else published meanwhile', async () => {
    const does = { read: oneByOne(undefined, undefined, kept), publish: () => false }
    expect(await renew(does)).toMatchObject({ token: 'published', from: 'store' })
  })

  test('keeps its own where that is of no use', async () => {
    const does = { read: oneByOne(undefined, undefined, { ...kept, remainingMs: 0 }), publish: () => false }
    expect(await renew(does)).toEqual({ ...fresh, from: 'source', isBlind: false })
  })

  test('gives it back also when WeChat gave no token', async () => {
    const failing = renew({}, { isHopeless: true }, () => Promise.reject(new Error('down')))
    await expect(failing).rejects.toThrow('down')
    await jest.advanceTimersByTimeAsync(0)
    expect(published).toEqual([])
    expect(asked[asked.length - 1]).toBe('release')
    expect(jest.getTimerCount()).toBe(0)
  })

  test('takes over what somebody else published while WeChat gave it none', async () => {
    const does = { read: oneByOne(undefined, undefined, kept) }
    const token = await renew(does, { isHopeless: true }, () => Promise.reject(new Error('down')))
    expect(token).toEqual({ token: 'published', lifetimeMs: 100 * minute, from: 'store' })
    expect(published).toEqual([])
  })

  test('fails with WeChat’s error where what is published is of no use', async () => {
    const does = { read: oneByOne(undefined, undefined, { ...kept, remainingMs: 0 }) }
    const failing = renew(does, { isHopeless: true }, () => Promise.reject(new Error('down')))
    await expect(failing).rejects.toThrow('down')
  })

  test('publishes nothing when its budget was used up meanwhile', async () => {
    expect(await renew({}, { takeBudget: () => false })).toBeUndefined()
    expect([fetches, published]).toEqual([[], []])
  })

  test('extends it every two and a half seconds while WeChat lets it wait, and no longer', async () => {
    const slow = () => new Promise<typeof fresh>(resolve => setTimeout(() => resolve(fresh), 7600))
    await ended(renew({}, {}, slow))
    expect(asked.filter(name => name === 'lease')).toHaveLength(1 + 3)
    await jest.advanceTimersByTimeAsync(10_000)
    expect(asked.filter(name => name === 'lease')).toHaveLength(1 + 3)
  })

  test('that was stopped while it took it has lost it, and looks again', async () => {
    jest.useRealTimers()
    let isStopped = false
    const lease = () => {
      // The lease is taken; then the process stands still for longer than it lasts.
      if (!isStopped) travel({ steady: 5001 })
      isStopped = true
      return true
    }
    try {
      const read = () => (asked.length > 3 ? kept : undefined)
      expect(await renew({ lease, read })).toMatchObject({ from: 'store' })
    } finally {
      comeBack()
    }
    expect(fetches).toEqual([])
  })
})

describe('who does not get the lease', () => {
  test('looks again and again, until the token is there', async () => {
    const [token, milliseconds] = await ended(
      renew({ read: oneByOne(undefined, undefined, undefined, kept), lease: () => false }),
    )
    expect(token).toMatchObject({ from: 'store' })
    expect(fetches).toEqual([])
    // Three pauses of 50 to 150 ms.
    expect(milliseconds).toBeGreaterThanOrEqual(150)
    expect(milliseconds).toBeLessThan(500)
  })

  test('fetches for itself when the holder used up its whole time, where two tokens do harm', async () => {
    const [token, milliseconds] = await ended(renew({ lease: () => false }))
    expect(token).toEqual({ ...fresh, from: 'source', isBlind: true })
    expect(milliseconds).toBeGreaterThan(13_000)
    expect(milliseconds).toBeLessThan(13_300)
  })

  test('sooner where WeChat gives the same token twice', async () => {
    const [token, milliseconds] = await ended(renew({ lease: () => false }, canForce))
    expect(token).toMatchObject({ isBlind: true })
    expect(milliseconds).toBeGreaterThan(6000)
    expect(milliseconds).toBeLessThan(6300)
  })
})

test('without a budget nothing but a look is taken', async () => {
  expect(await renew({}, { mayFetch: () => false })).toBeUndefined()
  expect([asked, fetches]).toEqual([['read'], []])
})

test('a token is forced when all who share the store have one left', async () => {
  await renew({}, { ...canForce, force: true })
  expect(fetches).toMatchObject([{ force: true }])
})

test('and not when they have none', async () => {
  const does = { lease: (key: string) => key === 'k' }
  expect(await renew(does, { ...canForce, force: true })).toBeUndefined()
  expect(fetches).toEqual([])
})

test('the common budget is asked for forced tokens alone', async () => {
  expect(await renew({ lease: (key: string) => key === 'k' }, canForce)).toMatchObject(fresh)
})

test.each(['lease', 'publish'] as const)(
  'a %s that fails costs no token, and nobody knows what others did',
  async name => {
    const token = await renew({ [name]: () => Promise.reject(new Error('down')) })
    expect(token).toEqual({ ...fresh, from: 'source', isBlind: true })
  },
)

test('a renewal waits until the one before has given its lease back', async () => {
  let released = () => {}
  const release = () =>
    new Promise<void>(resolve => {
      released = resolve
    })
  const source = { key: 'k', renewBeforeMs: 0, canForce: false, fetch: async () => fresh }
  const renewing = coordinate(fakeStore({ release }), source, silent)
  const one = renewingOf(source, { stale: undefined })
  await renewing(one)
  const second = renewing(one)
  await jest.advanceTimersByTimeAsync(100)
  expect(asked.filter(name => name === 'read')).toHaveLength(2)
  released()
  await second
  expect(asked.filter(name => name === 'read')).toHaveLength(4)
})
