import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import IoRedis from 'ioredis'
import { createClient } from 'redis'
import { cloudbaseStore, fileStore, memoryStore, redisStore } from '../../shared/stores'
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
