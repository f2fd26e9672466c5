import { createHash } from 'node:crypto'
import { carefully } from '../../../shared/auth/shared-store'
import type { TokenStore } from '../../../shared/auth/stores/store'
import { ConfigError } from '../../../shared/errors/config-error'

type Asked = [operation: string, ...args: unknown[]]

const kept = { token: 'kept', generation: 3, remainingMs: 60_000 }
const never = () => new Promise<never>(() => undefined)
let asked: Asked[]
let warned: string[]

beforeEach(() => {
  asked = []
  warned = []
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

/** A store that notes what it is asked and does as it is told. */
function fakeStore(does: Partial<Record<keyof TokenStore, (...args: any[]) => unknown>> = {}): TokenStore {
  const operation =
    (name: keyof TokenStore, usual: unknown) =>
    async (...args: unknown[]) => {
      asked.push([name, ...args])
      return does[name] ? does[name](...args) : usual
    }
  return {
    read: operation('read', kept),
    publish: operation('publish', true),
    lease: operation('lease', true),
    release: operation('release', undefined),
  } as TokenStore
}
const notices = {
  warn: (kind: string, message: string) => warned.push(`${kind}: ${message}`),
  refreshed() {},
}
const source = { key: 'stable:wx1', renewBeforeMs: 0, canForce: true, fetch: never }
const careful = (does?: Parameters<typeof fakeStore>[0], more: object = {}) =>
  carefully(fakeStore(does), { ...source, ...more }, notices)
const asking = (name: string) => asked.filter(([operation]) => operation === name)

/** So many milliseconds of the virtual clock later. */
const later = <T>(milliseconds: number, value: T) =>
  new Promise<T>(resolve => setTimeout(() => resolve(value), milliseconds))

/** How many milliseconds something takes, in tens. */
async function taken(work: Promise<unknown>): Promise<number> {
  const start = performance.now()
  let end: number | undefined
  work.then(() => {
    end = performance.now()
  })
  for (let waited = 0; end === undefined && waited < 1000; waited += 1) {
    await jest.advanceTimersByTimeAsync(1)
  }
  if (end === undefined) throw new Error('it does not end')
  return Math.floor((end - start) / 10) * 10
}

describe('under what key a token is kept', () => {
  test('the source says it', async () => {
    await careful().read()
    expect(asked).toEqual([['read', 'stable:wx1']])
  })

  test('with some digits that tell one secret from another, and give it away to nobody', async () => {
    const secret = 'a-secret-of-32-letters-012345678'
    await careful({}, { secret }).read()
    await careful({}, { secret: 'another' }).read()
    const digest = createHash('sha256').update(`wx-openapi-shim stable:wx1 ${secret}`).digest('hex')
    expect(asked[0]).toEqual(['read', `stable:wx1:${digest.slice(0, 12)}`])
    expect(asked[1]![1]).not.toBe(asked[0]![1])
  })

  test('a source without one has nothing kept', async () => {
    const store = careful({}, { key: undefined })
    expect([await store.read(), await store.lease(), await store.publish('t', 1, 0)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect([asked, warned]).toEqual([[], []])
  })

  test('where there is no store nothing happens', async () => {
    const store = carefully(undefined, source, notices)
    expect([await store.read(), await store.lease(), await store.mayForce()]).toEqual([
      undefined,
      undefined,
      true,
    ])
    expect(warned).toEqual([])
  })
})

describe('a store that does not answer', () => {
  test('costs 280 ms, then 5 s long nothing, and is then asked again', async () => {
    const store = careful({ read: never })
    expect(await taken(store.read())).toBe(280)
    store.begin()
    await jest.advanceTimersByTimeAsync(4990)
    expect(await taken(store.read())).toBe(0)
    expect(asked).toHaveLength(1)
    await jest.advanceTimersByTimeAsync(10)
    expect(await taken(store.read())).toBe(280)
    expect(asked).toHaveLength(2)
  })

  test('is told once a minute', async () => {
    const store = careful({ read: never })
    const told = async () => {
      store.begin()
      await taken(store.read())
      return warned.length
    }
    expect(await told()).toBe(1)
    expect(warned).toEqual(['store: the token store does not answer; calls go on without it'])
    await jest.advanceTimersByTimeAsync(59_000)
    expect(await told()).toBe(1)
    await jest.advanceTimersByTimeAsync(5000)
    expect(await told()).toBe(2)
  })

  test('costs one round no more than 280 ms, however many steps there are', async () => {
    const late = () => later(190, undefined)
    const store = careful({ read: late, lease: never })
    await taken(store.read())
    // Of 280 there went nine times 20.
    expect(await taken(store.lease())).toBe(100)
    expect(warned).toHaveLength(1)
  })

  test('has the whole time again in the next round', async () => {
    const late = () => later(200, kept)
    const store = careful({ read: late })
    for (const round of [1, 2, 3]) {
      store.begin()
      expect([round, await taken(store.read())]).toEqual([round, 200])
    }
    expect(warned).toEqual([])
  })

  test('and answers in the last moment is heard', async () => {
    // The time is over, but the answer lies there: it is read before anything is given up.
    const store = careful({ read: () => later(280, kept) })
    const reading = store.read()
    await jest.advanceTimersByTimeAsync(280)
    expect(await reading).toEqual(kept)
    expect(warned).toEqual([])
  })

  test('keeps no timer going when it has answered', async () => {
    await careful().read()
    expect(jest.getTimerCount()).toBe(0)
  })
})

describe('a store that fails', () => {
  const failing = (error: unknown) => () => Promise.reject(error)

  test.each<[string, unknown, string]>([
    ['its code', Object.assign(new Error('secret words'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['its name, where there is no code', new TypeError('secret words'), 'TypeError'],
    ['its name, where the code is a sentence', Object.assign(new Error(), { code: 'a b' }), 'Error'],
    ['its name, where the code is a number', Object.assign(new Error(), { code: 42 }), 'Error'],
    ['nothing, where it is none', undefined, 'undefined'],
    ['its class, where the name ends a line', { name: 'a\nb' }, 'Object'],
    ['its class, where the name is endless', { name: 'x'.repeat(61) }, 'Object'],
    ['nothing, where not even that is known', Object.create(null), 'object'],
    [
      'its class, where the name says nothing',
      new (class ClientClosedError extends Error {})(),
      'ClientClosedError',
    ],
    [
      'the number of CloudBase, where there is no code',
      Object.assign(new Error('secret words'), { errCode: -502005, errMsg: 'secret words' }),
      'errCode -502005',
    ],
    [
      'our own words and what to do, where it is ours',
      new ConfigError({ what: 'fileStore: the folder is open to other users', fix: 'chmod 700 it' }),
      'fileStore: the folder is open to other users: chmod 700 it',
    ],
  ])('is told of with %s', async (_, error, said) => {
    expect(await careful({ read: failing(error) }).read()).toBeUndefined()
    expect(warned).toEqual([`store: the token store failed (${said}); calls go on without it`])
  })

  test('is asked again at once: it costs no time', async () => {
    const store = careful({ read: failing(new Error()) })
    await store.read()
    await store.read()
    expect(asked).toHaveLength(2)
    expect(warned).toHaveLength(1)
  })

  test('by throwing has failed as well', async () => {
    const store = fakeStore()
    store.read = () => {
      throw new RangeError()
    }
    expect(await carefully(store, source, notices).read()).toBeUndefined()
    expect(warned).toEqual(['store: the token store failed (RangeError); calls go on without it'])
  })
})

describe('what is kept', () => {
  test.each([
    ['a token', kept],
    ['one of 512 characters', { ...kept, token: '!'.repeat(512) }],
    ['one that has two hours', { ...kept, remainingMs: 7200_000 }],
    ['one that has ended', { ...kept, remainingMs: 0 }],
  ])('is taken when it is %s', async (_, value) => {
    expect(await careful({ read: () => value }).read()).toEqual(value)
    expect(warned).toEqual([])
  })

  test.each<[string, unknown, number]>([
    ['null', null, 0],
    ['no text', { ...kept, token: 7 }, 3],
    ['empty', { ...kept, token: '' }, 3],
    ['too long', { ...kept, token: '!'.repeat(513) }, 3],
    ['more than one line', { ...kept, token: 'a\nb' }, 3],
    ['blank at its end', { ...kept, token: 'ab ' }, 3],
    ['blank at its start', { ...kept, token: ' ab' }, 3],
    ['without a generation', { ...kept, generation: undefined }, 0],
    ['of a generation without end', { ...kept, generation: Number.POSITIVE_INFINITY }, 0],
    ['without an end', { ...kept, remainingMs: Number.NEGATIVE_INFINITY }, 3],
    ['said to live longer than tokens do', { ...kept, remainingMs: 7200_001 }, 3],
  ])(
    'counts as none in whose place another may stand, and is told of, when it is %s',
    async (_, value, generation) => {
      expect(await careful({ read: () => value }).read()).toEqual({ token: '', generation, remainingMs: 0 })
      expect(warned).toEqual([
        'store: the token store holds something that is not a token; calls go on without it',
      ])
    },
  )

  test('may be nothing', async () => {
    expect(await careful({ read: () => undefined }).read()).toBeUndefined()
    expect(warned).toEqual([])
  })
})

describe('the right to fetch', () => {
  test('is taken and given back by the same owner, for five seconds', async () => {
    const store = careful()
    expect(await store.lease()).toBe(true)
    store.release()
    await store.enter()
    const [[, key, owner, milliseconds]] = asking('lease') as [Asked]
    expect([key, milliseconds]).toEqual(['stable:wx1', 5000])
    expect(owner).toMatch(new RegExp(`^${process.pid}-[0-9a-z]{6,}$`))
    expect(asking('release')).toEqual([['release', 'stable:wx1', owner]])
  })

  test('has another owner in every client', async () => {
    await careful().lease()
    await careful().lease()
    expect(new Set(asking('lease').map(([, , owner]) => owner)).size).toBe(2)
  })

  test('is given back only when the token is there to be seen, and the next renewal waits for that', async () => {
    let published = () => {}
    const store = careful({
      publish: () =>
        new Promise<void>(resolve => {
          published = resolve
        }),
    })
    store.publish('t', 1000, 0)
    await jest.advanceTimersByTimeAsync(0)
    store.release()
    let isEntered = false
    store.enter().then(() => {
      isEntered = true
    })
    await jest.advanceTimersByTimeAsync(100)
    expect([asking('release').length, isEntered]).toEqual([0, false])
    published()
    await jest.advanceTimersByTimeAsync(0)
    expect([asking('release').length, isEntered]).toEqual([1, true])
  })

  test('is given back also when publishing failed', async () => {
    const store = careful({ publish: () => Promise.reject(new Error()) })
    expect(await store.publish('t', 1000, 0)).toBeUndefined()
    store.release()
    await store.enter()
    expect(asking('release')).toHaveLength(1)
  })

  test('is given back after a last extension that was still under way', async () => {
    let extended = () => {}
    const store = careful({
      lease: () =>
        new Promise<void>(resolve => {
          extended = resolve
        }),
    })
    store.lease(false)
    await jest.advanceTimersByTimeAsync(0)
    store.release()
    await jest.advanceTimersByTimeAsync(20)
    expect(asking('release')).toHaveLength(0)
    extended()
    await jest.advanceTimersByTimeAsync(0)
    expect(asking('release')).toHaveLength(1)
  })

  test('is given back also when that extension failed', async () => {
    const store = careful({ lease: () => Promise.reject(new Error()) })
    await store.lease(false)
    store.release()
    await store.enter()
    expect(asking('release')).toHaveLength(1)
  })

  test('is extended without using up the time of the round', async () => {
    const late = () => later(200, true)
    const store = careful({ lease: late, read: late })
    await taken(store.lease(false))
    await taken(store.lease(false))
    expect(await taken(store.lease())).toBe(200)
  })

  test('what is published is sent also when the round has no time left, and nobody waits for it', async () => {
    const late = () => later(250, undefined)
    const store = careful({ read: late, publish: late })
    await taken(store.read())
    // Of 280 there went twelve times 20.
    expect(await taken(store.publish('new', 7200_000, 4))).toBe(40)
    expect(asking('publish')).toHaveLength(1)
    await jest.advanceTimersByTimeAsync(1000)
    expect(warned).toEqual([])
  })

  test('a store whose functions are not async is served as well', async () => {
    const store = { read: () => kept, publish: () => true, lease: () => true, release() {} }
    const shared = carefully(store as never, source, notices)
    expect([await shared.publish('t', 1000, 0), await shared.lease(), await shared.lease(false)]).toEqual([
      true,
      true,
      true,
    ])
    expect(warned).toEqual([])
  })

  test('what was published is handed to the store as it is', async () => {
    expect(await careful({ publish: () => false }).publish('new', 7200_000, 4)).toBe(false)
    expect(asked).toEqual([['publish', 'stable:wx1', 'new', 7200_000, 4]])
  })
})
