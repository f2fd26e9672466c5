import { type Fleet, lateIn, removeBundle, type StoreKind, startFleet } from './support/fleet'
import type { Report } from './support/fleet-worker'
import { hasRedis } from './support/redis-server'
import { scaled } from './support/scale'
import { policies, type Seen, startWeChat, type WeChat } from './support/we-chat'

const processes = 4
const each = scaled(50, 250)
const all = processes * each
const stores: StoreKind[] = hasRedis ? ['file', 'ioredis'] : ['file']

afterAll(removeBundle)

if (!hasRedis) test.skip('T1 to T4 on Redis (skipped: there is no redis-server)', () => {})

const cases = stores.flatMap(store => policies.map(policy => [store, policy] as const))

describe.each(cases)('four processes that share a store (%s) under %s', (store, policy) => {
  let weChat: WeChat
  let fleet: Fleet
  let fetched: number

  beforeAll(async () => {
    weChat = await startWeChat(policy)
    const auth = policy === 'stable' ? 'stable' : 'classic'
    fleet = await startFleet(processes, store, { url: weChat.url, auth })
  })
  afterAll(async () => {
    await fleet.stop()
    await weChat.close()
  })
  beforeEach(() => {
    fetched = weChat.fetches.length
    weChat.calls.length = 0
    weChat.answerAny = () => undefined
  })

  const fetches = () => weChat.fetches.length - fetched
  // Each test calls another method, for a method that is refused too often asks for no token any more.
  const calls = (method: string, spreadMs?: number) =>
    fleet.order({ do: 'calls', count: each, method, spreadMs })
  /** So many requests, and as many by each process whose store was too slow. */
  const requests = (most: number, report: Report) => most * (1 + lateIn(report))
  const expectOne = (report: Report) => {
    expect(fetches()).toBeGreaterThanOrEqual(1)
    expect(fetches()).toBeLessThanOrEqual(requests(1, report))
  }
  // By WeChat itself, while it answers: a test that looks from outside may come when all calls are done.
  const atCall = (look: (seen: Seen) => void) => {
    weChat.answerAny = seen => {
      look(seen)
      return undefined
    }
  }

  test('T1 ask for one token when they start, and no call fails', async () => {
    const report = await calls('getAllDelivery')
    expect(report).toMatchObject({ ok: all, failures: {} })
    expectOne(report)
  })

  describe('and have a token', () => {
    beforeAll(() => fleet.order({ do: 'calls', count: 1, method: 'getAllDelivery' }))

    test('T2 ask for one more when it expires, and send no call more than twice', async () => {
      weChat.expire()
      const report = await calls('getAllAccount')
      expect(report).toMatchObject({ ok: all, failures: {} })
      expectOne(report)
      expect(weChat.calls.length).toBeLessThanOrEqual(2 * all)
    })

    test('T3 ask for at most one more when another system revokes it in flight, and no call fails', async () => {
      atCall(({ nth }) => {
        if (nth === all / 4) weChat.revoke()
      })
      const report = await calls('getPrinter', 200)
      expect(report).toMatchObject({ ok: all, failures: {} })
      expectOne(report)
    })

    test('T4 ask for at most two more when it is revoked twice in flight, and no call fails', async () => {
      let dead: (string | null)[] | undefined
      let isOver = false
      atCall(({ nth, token }) => {
        if (nth === all / 4) {
          dead = weChat.calls.map(call => call.token)
          weChat.revoke()
        }
        // The second time as soon as somebody uses what replaced the first.
        if (isOver || !dead || dead.includes(token)) return
        isOver = true
        weChat.revoke()
      })
      const report = await calls('getQuota', 300)
      expect(report).toMatchObject({ ok: all, failures: {} })
      expect(isOver).toBe(true)
      expect(fetches()).toBeLessThanOrEqual(requests(2, report))
    })
  })
})
