import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import IoRedis from 'ioredis'
import { createClient } from 'redis'
import { fixedToken, tokenFrom } from '../../shared'
import { cloudbaseStore, fileStore, memoryStore, redisStore, tokenStore } from '../../shared/stores'
import { testTokenStore } from '../../shared/testing'
import { fakeDatabase } from './support/fake-database'
import { hasRedis, type RedisServer, startRedis } from './support/redis-server'

describe('memoryStore', () => {
  const store = memoryStore()
  testTokenStore(() => store)
})

describe('fileStore', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-store-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  // Each test by another handle, as another process would have.
  testTokenStore(() => fileStore(join(folder, 'tokens')))
})

describe.each(['wx-server-sdk', 'tcb-admin-node'] as const)('cloudbaseStore with a handle of %s', style => {
  const { db } = fakeDatabase(() => Date.now() + 3_600_000, style)
  testTokenStore(() => cloudbaseStore(db))
})

const needsRedis = hasRedis ? describe : describe.skip
needsRedis(`redisStore${hasRedis ? '' : ' (skipped: there is no redis-server)'}`, () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.remove())

  describe('with a client of ioredis', () => {
    let client: IoRedis
    beforeAll(() => {
      client = new IoRedis(server.port, '127.0.0.1')
    })
    afterAll(() => client.disconnect())
    testTokenStore(() => redisStore(client))
  })

  describe('with a client of redis', () => {
    let client: ReturnType<typeof createClient>
    beforeAll(async () => {
      client = createClient({ url: `redis://127.0.0.1:${server.port}` })
      await client.connect()
    })
    afterAll(() => client.close())
    testTokenStore(() => redisStore(client))
  })
})

describe('what is given in place of', () => {
  const given =
    (make: unknown, ...args: unknown[]) =>
    () =>
      (make as (...args: unknown[]) => unknown)(...args)

  test.each<[string, () => unknown, string, string]>([
    ['a client of Redis: its address', given(redisStore, 'redis://127.0.0.1'), 'redisStore', 'connect()'],
    ['a client of Redis: nothing', given(redisStore), 'redisStore', 'connect()'],
    // As the packages have them: of 2 and 3, of 4 with legacyMode, of 5 and later by legacy().
    [
      'a client of Redis: one of redis 2 or 3',
      given(redisStore, { eval() {}, multi() {}, send_command() {}, connected: true }),
      'takes callbacks',
      'without legacyMode',
    ],
    [
      'a client of Redis: one in legacyMode',
      given(redisStore, { eval() {}, multi() {}, isOpen: true, v4: { eval() {} } }),
      'takes callbacks',
      'without legacyMode',
    ],
    [
      'a client of Redis: one of legacy()',
      given(redisStore, createClient().legacy()),
      'takes callbacks',
      'without legacyMode',
    ],
    ['a folder: nothing', given(fileStore), 'fileStore', 'fileStore('],
    ['a folder: an empty path', given(fileStore, ''), 'fileStore', 'fileStore('],
    ['a database: nothing', given(cloudbaseStore), 'cloudbaseStore', 'cloud.database()'],
    ['a database: the cloud', given(cloudbaseStore, { database() {} }), 'cloudbaseStore', 'cloud.database()'],
    ['a store: nothing', given(tokenStore), 'no function read', 'read, publish, lease and release'],
    [
      'a store: a part of one',
      given(tokenStore, { read() {}, publish() {}, lease() {} }),
      'no function release',
      'read, publish, lease and release',
    ],
    ['a token: an empty one', given(fixedToken, ''), 'fixedToken', 'fixedToken('],
    ['a token: nothing', given(fixedToken), 'fixedToken', 'fixedToken('],
    ['a function that gives tokens: nothing', given(tokenFrom), 'tokenFrom', 'tokenFrom('],
    ['a store that is tried: the store itself', given(testTokenStore, {}), 'testTokenStore', '() => store'],
    ['a test runner: nothing', given(testTokenStore, memoryStore, null), 'no global test function', 'test)'],
  ])('%s is refused at once, and the error says what to do', (_, make, what, fix) => {
    expect(make).toThrow(
      expect.objectContaining({
        name: 'ConfigError',
        errMsg: expect.stringContaining(what),
        fix: expect.stringContaining(fix),
      }),
    )
  })
})
