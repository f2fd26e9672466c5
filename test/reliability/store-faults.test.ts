import { type AddressInfo, createServer } from 'node:net'
import IoRedis from 'ioredis'
import { createOpenapi, type OpenapiOptions } from '../../shared'
import { cloudbaseStore, memoryStore, redisStore, type TokenStore, tokenStore } from '../../shared/stores'
import { endsWithin } from '../support/ends-within'
import { fakeDatabase } from './support/fake-database'
import { type Fleet, lateIn, removeBundle, startFleet } from './support/fleet'
import { hasRedis } from './support/redis-server'
import { scaled } from './support/scale'
import { startWeChat, type WeChat } from './support/we-chat'

const secret = 'a-secret-of-32-letters-012345678'
let weChat: WeChat
let warnings: string[]

beforeEach(async () => {
  warnings = []
  weChat = await startWeChat()
})
afterEach(() => weChat.close())
afterAll(removeBundle)

const client = (store: TokenStore, options: OpenapiOptions = {}) => {
  const told = warnings
  return createOpenapi({
    appid: 'wx1',
    secret,
    baseUrl: weChat.url,
    store,
    onWarning: ({ kind, message }) => kind === 'store' && told.push(`${kind}: ${message}`),
    ...options,
  })
}

const needsRedis = hasRedis ? describe : describe.skip
needsRedis(`with a real Redis${hasRedis ? '' : ' (skipped: there is no redis-server)'}`, () => {
  const each = scaled(60, 250)
  let fleet: Fleet
  beforeEach(async () => {
    fleet = await startFleet(4, 'ioredis', { url: weChat.url, auth: 'stable' })
  })
  afterEach(() => fleet.stop())
  const running = () => fleet.order({ do: 'calls', count: each, spreadMs: 1500 })
  // By WeChat itself, while it answers: a test that looks from outside may come when all calls are done.
  const atCall = <T>(nth: number, act: () => Promise<T>) =>
    new Promise<T>(resolve => {
      weChat.answerAny = seen => {
        if (seen.nth === nth) resolve(act())
        return undefined
      }
    })

  test('S3 Redis is killed and started again while four processes call: no call fails, four requests at most', async () => {
    const killed = atCall(each, () => {
      weChat.expire()
      return fleet.redis!.kill()
    })
    const calls = running()
    await killed
    // Redis stays away until somebody needed it.
    while (weChat.fetches.length < 2) await new Promise(resolve => setImmediate(resolve))
    await fleet.redis!.start()
    expect(await calls).toMatchObject({ ok: 4 * each, failures: {} })
    expect(weChat.fetches.length).toBeLessThanOrEqual(1 + 4)
  })

  test('S10 Redis loses all it has while four processes call: no call fails, one request more at most', async () => {
    const redis = new IoRedis(fleet.redis!.port, '127.0.0.1')
    const emptied = atCall(each, () => redis.flushall())
    const calls = running()
    await emptied
    redis.disconnect()
    const report = await calls
    expect(report).toMatchObject({ ok: 4 * each, failures: {} })
    expect(weChat.fetches.length).toBeLessThanOrEqual(2 + lateIn(report))
  })

  test('S11 Redis loses the lease of the one who fetches: no call fails, two requests at most', async () => {
    let release = () => {}
    weChat.answerToken = ({ nth }) =>
      nth > 1
        ? undefined
        : response => {
            release = () => response.end(JSON.stringify({ access_token: weChat.issue(), expires_in: 7200 }))
          }
    const calls = fleet.order({ do: 'calls', count: each })
    while (weChat.fetches.length === 0) await new Promise(resolve => setImmediate(resolve))
    const redis = new IoRedis(fleet.redis!.port, '127.0.0.1')
    for (const key of await redis.keys('*:lease')) await redis.del(key)
    redis.disconnect()
    while (weChat.fetches.length < 2) await new Promise(resolve => setImmediate(resolve))
    release()
    const report = await calls
    expect(report).toMatchObject({ ok: 4 * each, failures: {} })
    expect(weChat.fetches.length).toBeLessThanOrEqual(2 + lateIn(report))
  })
})

test('S4 a Redis that accepts and never answers costs 300 ms once, and no call', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
  const redis = new IoRedis((silent.address() as AddressInfo).port, '127.0.0.1')
  redis.on('error', () => undefined)
  const store = redisStore(redis)
  const read = jest.spyOn(store, 'read')
  const openapi = client(store)
  const began = performance.now()
  const first = openapi.logistics.getAllDelivery()
  // Far from the ten seconds of the call; how long exactly is asked on a virtual clock.
  expect(await endsWithin(5000, first)).toBe(true)
  expect(performance.now() - began).toBeGreaterThanOrEqual(250)
  expect((await first).errCode).toBe(0)
  weChat.revoke()
  expect((await openapi.logistics.getAllDelivery()).errCode).toBe(0)
  expect(read).toHaveBeenCalledTimes(1)
  expect(warnings).toEqual(['store: the token store does not answer; calls go on without it'])
  redis.disconnect()
  silent.close()
})

const whole = { token: 'a-token', generation: 1, remainingMs: 1000_000 }
test.each<[string, unknown]>([
  ['null', null],
  ['an array', []],
  ['a number', 7],
  ['a text', 'canary-text'],
  ['an object without a token', { generation: 1, remainingMs: 1e6 }],
  ['five megabytes', { ...whole, token: 'canary'.repeat(1_000_000) }],
  ['a token with a line end', { ...whole, token: 'canary\nX-Evil: 1' }],
  ['a token that lives for ever', { ...whole, remainingMs: 1e12 }],
  ['a generation that is no number', { ...whole, generation: 'canary' }],
  ['an own __proto__', JSON.parse('{"__proto__":{"token":"canary"}}')],
])(
  'S5 a store that gives %s counts as empty and is replaced: one warning, which quotes nothing',
  async (_, kept) => {
    const published: string[] = []
    const store = memoryStore()
    // As a store does that knows the generation of what it holds, where it has one.
    const generation = (kept as typeof whole)?.generation === 1 ? 1 : 0
    const openapi = client({
      ...store,
      read: async () => kept as never,
      publish: async (_key, token, _lifetimeMs, read) => read === generation && published.push(token) > 0,
    })
    expect((await openapi.logistics.getAllDelivery()).errCode).toBe(0)
    expect(published).toEqual(['token-1-of-stable'])
    expect(warnings).toHaveLength(kept === undefined ? 0 : 1)
    expect(warnings.join()).not.toContain('canary')
  },
)

test('S5 an entry that has ended is passed over without a warning', async () => {
  const store = memoryStore()
  await client({ ...store, read: async () => ({ ...whole, remainingMs: 0 }) }).logistics.getAllDelivery()
  expect(weChat.calls[0].token).toBe('token-1-of-stable')
  expect(warnings).toEqual([])
})

const operations = ['read', 'publish', 'lease', 'release'] as const
const rejects = async () => {
  throw Object.assign(new Error(`canary ${secret}`), { code: 'ECONNREFUSED' })
}
const throws = () => {
  throw new TypeError('canary')
}
const never = () => new Promise<never>(() => undefined)

test.each(
  operations.flatMap(name => [
    [name, 'rejects', rejects] as const,
    [name, 'throws at once', throws] as const,
    [name, 'never settles', never] as const,
  ]),
)('S6 a store whose %s %s costs no call, and is reported once', async (name, _, broken) => {
  const openapi = client({ ...memoryStore(), [name]: broken })
  const calls = async () => {
    const first = await openapi.logistics.getAllDelivery()
    weChat.revoke()
    return [first.errCode, (await openapi.logistics.getAllDelivery()).errCode]
  }
  const made = calls()
  expect(await endsWithin(5000, made)).toBe(true)
  expect(await made).toEqual([0, 0])
  while (warnings.length === 0) await new Promise(resolve => setImmediate(resolve))
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).not.toMatch(/canary|secret/)
})

/** An object whose member throws when it is looked at, with a text that holds a secret. */
const mined = (name: string, rest: object, thrown: () => unknown) =>
  Object.defineProperty({ ...rest }, name, {
    enumerable: true,
    get() {
      throw thrown()
    },
  })
const canary = () => new Error(`canary ${secret}`)
const gives = (value: unknown) => ({ read: async () => value as never })

test.each<[string, Partial<ReturnType<typeof memoryStore>>]>([
  ['token', gives(mined('token', whole, canary))],
  ['generation', gives(mined('generation', whole, canary))],
  ['remainingMs', gives(mined('remainingMs', whole, canary))],
  ['then', gives(mined('then', whole, canary))],
  ['error’s code', { read: () => Promise.reject(mined('code', {}, canary)) }],
  ['token’s error’s code', gives(mined('token', whole, () => mined('code', {}, canary)))],
])(
  'S6 a store whose %s throws when it is looked at costs no call, and is reported once',
  async (_, broken) => {
    const openapi = client({ ...memoryStore(), ...broken })
    expect((await openapi.logistics.getAllDelivery()).errCode).toBe(0)
    weChat.revoke()
    expect((await openapi.logistics.getAllDelivery()).errCode).toBe(0)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).not.toMatch(/canary|secret/)
  },
)

test.each(['read', 'publish', 'lease', 'release'])(
  'S6 a store whose %s cannot be looked at is refused, without its text',
  name => {
    const store = mined(name, { ...memoryStore(), [name]: undefined }, canary) as ReturnType<
      typeof memoryStore
    >
    for (const make of [() => client(store), () => tokenStore(store)]) {
      expect(make).toThrow(expect.objectContaining({ name: 'ConfigError' }))
      expect(make).not.toThrow(/canary/)
    }
  },
)

test.each([
  ['DATABASE_DUPLICATE_WRITE', 'DATABASE_DUPLICATE_WRITE'],
  ['TransactionBusy', 'ResourceUnavailable.TransactionBusy'],
  ['a quota', 'EXCEED_REQUEST_LIMIT quota'],
])('S12 %s of the database is a lease that was not taken: it is tried again', async (_, code) => {
  let troubles = 0
  const { db } = fakeDatabase(Date.now, 'wx-server-sdk', operation => {
    if (operation === 'add' && troubles < 3) {
      troubles += 1
      throw Object.assign(new Error(code), { errCode: -502001, errMsg: `collection.add:fail ${code}` })
    }
  })
  const openapi = client(cloudbaseStore(db))
  expect((await openapi.logistics.getAllDelivery()).errCode).toBe(0)
  expect(weChat.fetches).toHaveLength(1)
  expect(troubles).toBe(3)
  expect(warnings).toEqual([])
})

test('a store that is four plain functions serves createOpenapi as it is', async () => {
  const { read, publish, lease, release } = memoryStore()
  const store = { read, publish, lease, release }
  await client(store).logistics.getAllDelivery()
  await client(store).logistics.getAllDelivery()
  expect(weChat.fetches).toHaveLength(1)
})
