import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import IoRedis from 'ioredis'
import { createClient, RESP_TYPES } from 'redis'
import { createOpenapi } from '../../shared'
import { cloudbaseStore, fileStore, redisStore, type TokenStore } from '../../shared/stores'
import { fakeDatabase } from './support/fake-database'
import { hasRedis, type RedisServer, startRedis } from './support/redis-server'
import { startWeChat, type WeChat } from './support/we-chat'

const hour = 3600_000
let weChat: WeChat
let warnings: string[]
beforeEach(async () => {
  warnings = []
  weChat = await startWeChat()
})
afterEach(() => weChat.close())

/** A call of a process that has nothing but the store. */
const call = async (store: TokenStore) => {
  const openapi = createOpenapi({
    appid: 'wx1',
    secret: 'a-secret-of-32-letters-012345678',
    baseUrl: weChat.url,
    store,
    onWarning: ({ message }) => warnings.push(message),
  })
  expect((await openapi.logistics.getAllDelivery()).errCode).toBe(0)
}

/** The first process asks WeChat; the entry is spoilt; the next one replaces it, and another has its token from there. */
async function isReplaced(store: () => TokenStore, spoil: () => unknown, says = true) {
  withoutPatience()
  try {
    await call(store())
    await spoil()
    for (let process = 0; process < 3; process += 1) await call(store())
  } finally {
    jest.restoreAllMocks()
  }
  expect(weChat.fetches).toHaveLength(2)
  expect(warnings).toEqual(
    says ? ['the token store holds something that is not a token; calls go on without it'] : [],
  )
}

/** Only a short pause ends: how long a store takes on a busy machine says nothing about what it holds. */
function withoutPatience() {
  const { setTimeout: later } = globalThis
  const never = () => later(() => undefined, 2 ** 31 - 1).unref()
  const soon = (run: () => void, milliseconds = 0) =>
    milliseconds < 1000 ? later(run, milliseconds) : never()
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(soon as typeof setTimeout)
  jest.spyOn(globalThis, 'setInterval').mockImplementation(never)
}

const tokens: [string, string][] = [
  ['of five megabytes', 'x'.repeat(5_000_000)],
  ['of 600 characters', 'x'.repeat(600)],
  ['of two lines', 'a\nb'],
  ['of two words', 'a b'],
  ['that is empty', ''],
]

const needsRedis = hasRedis ? describe : describe.skip
needsRedis(`S5 in a real Redis${hasRedis ? '' : ' (skipped: there is no redis-server)'}`, () => {
  let server: RedisServer
  let redis: IoRedis
  beforeAll(async () => {
    server = await startRedis()
    redis = new IoRedis(server.port, '127.0.0.1')
  })
  afterAll(async () => {
    redis.disconnect()
    await server.remove()
  })
  beforeEach(() => redis.flushall())
  const keyOf = async (kind: string) => (await redis.keys(`*:${kind}`))[0]!
  const store = () => redisStore(redis)
  const put = async (entry: Record<string, string>) => {
    const key = await keyOf('token')
    await redis.del(key)
    await redis.hset(key, entry)
  }

  test.each(tokens)('a token %s is replaced', (_, token) =>
    isReplaced(store, () => put({ token, generation: '3' })),
  )

  test.each<[string, Record<string, string>]>([
    ['whose generation is a word', { token: 'abc', generation: 'oops' }],
    ['whose generation is no count', { token: 'abc', generation: 'nan' }],
    ['whose generation is endless', { token: 'abc', generation: '9'.repeat(400) }],
    ['without a generation', { token: 'abc' }],
    ['without a token', { generation: '7' }],
  ])('an entry %s is replaced', (_, entry) => isReplaced(store, () => put(entry), false))

  test.each(['token', 'life', 'lease'])('a key %s of another type is replaced', kind =>
    isReplaced(
      store,
      async () => {
        await redis.del(await keyOf('token'))
        const key = (await keyOf('life')).replace(/life$/, kind)
        await redis.del(key)
        await redis.rpush(key, 'a', 'b')
      },
      false,
    ),
  )

  test('a lease without an end ends when one of its kind does', async () => {
    await store().lease('k', 'dead', hour)
    await redis.persist(await keyOf('lease'))
    expect(await store().lease('k', 'next', 5000)).toBe(false)
    expect(await redis.pttl(await keyOf('lease'))).toBeGreaterThan(0)
    expect(await redis.pttl(await keyOf('lease'))).toBeLessThanOrEqual(5000)
  })

  test('a client of ioredis that gives numbers as text is understood', async () => {
    const text = new IoRedis({ port: server.port, stringNumbers: true })
    const store = redisStore(text)
    expect([await store.lease('k', 'me', hour), await store.publish('k', 'a-token', hour, 0)]).toEqual([
      true,
      true,
    ])
    expect(await store.read('k')).toMatchObject({ token: 'a-token', generation: 1 })
    text.disconnect()
  })

  test('and so does one of redis', async () => {
    const client = createClient({ url: `redis://127.0.0.1:${server.port}` })
    await client.connect()
    const text = client.withTypeMapping({ [RESP_TYPES.NUMBER]: String as never })
    const store = redisStore(text as never)
    expect([await store.lease('k', 'me', hour), await store.publish('k', 'a-token', hour, 0)]).toEqual([
      true,
      true,
    ])
    expect(await store.read('k')).toMatchObject({ token: 'a-token', generation: 1 })
    await client.close()
  })
})

describe('S5 in a folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wx-openapi-spoilt-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const path = () => join(folder, 'tokens')
  const store = () => fileStore(path())
  const change = (kind: string, members: object) => {
    const [file] = readdirSync(path()).filter(name => name.includes(`.${kind}.`))
    const at = join(path(), file!)
    writeFileSync(at, JSON.stringify({ ...JSON.parse(readFileSync(at, 'utf8')), ...members }))
  }

  // Five megabytes are no token file at all, which is tried where files are.
  test.each(tokens.slice(1))('a token %s is replaced', (_, token) =>
    isReplaced(store, () => change('token', { token })),
  )

  test('a token that lives for ever is replaced', () =>
    isReplaced(store, () => change('token', { lifetimeMs: 1e12 })))

  test('a lease that lasts for ever ends when those of its kind do', async () => {
    const now = jest.spyOn(Date, 'now')
    expect(await store().lease('k', 'dead', 5000)).toBe(true)
    change('lease', { lifetimeMs: 1e12 })
    expect(await store().lease('k', 'next', 5000)).toBe(false)
    const wall = Date.now()
    now.mockImplementation(() => wall + 5000)
    expect(await store().lease('k', 'next', 5000)).toBe(true)
    now.mockRestore()
  })
})

describe('S5 in a database of CloudBase', () => {
  let clock: number
  let database: ReturnType<typeof fakeDatabase>
  beforeEach(() => {
    clock = 0
    database = fakeDatabase(() => Date.now() + clock)
  })
  const store = () => cloudbaseStore(database.db)
  const change = (kind: string, members: object) => {
    const id = Array.from(database.documents.keys()).find(name => name.startsWith(`${kind}:`))!
    Object.assign(database.documents.get(id)!, members)
  }

  test.each(tokens)('a token %s is replaced', (_, token) =>
    isReplaced(store, () => change('token', { token })),
  )

  test.each<[string, object, boolean]>([
    ['whose token is a number', { token: 7 }, false],
    ['whose generation is a word', { generation: 'oops' }, false],
    ['whose generation is below zero', { generation: -3 }, false],
    ['whose generation is a part', { generation: 1.5 }, false],
    ['that lives for ever', { lifetimeMs: 1e12 }, true],
  ])('an entry %s is replaced', (_, members, says) => isReplaced(store, () => change('token', members), says))

  test('a lease that lasts for ever ends when those of its kind do', async () => {
    expect(await store().lease('k', 'dead', 5000)).toBe(true)
    change('lease', { lifetimeMs: 1e12 })
    expect(await store().lease('k', 'next', 5000)).toBe(false)
    clock += 5000
    expect(await store().lease('k', 'next', 5000)).toBe(true)
  })
})
