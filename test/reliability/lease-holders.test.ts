import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOpenapi } from '../../shared'
import { memoryStore } from '../../shared/stores'
import { removeBundle, startWorker, type Worker } from './support/fleet'
import { isFull } from './support/scale'
import { startWeChat, type WeChat } from './support/we-chat'

const leaseMs = 5000
const one = { do: 'calls', count: 1 } as const
const turn = () => new Promise(resolve => setImmediate(resolve))
const ended: (() => unknown)[] = []
afterAll(async () => {
  for (const end of ended) await end()
  await removeBundle()
})

interface Scene {
  weChat: WeChat
  folder: string
  start(): Promise<Worker>
}

async function scene(): Promise<Scene> {
  const weChat = await startWeChat()
  const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-holder-'))
  const path = join(folder, 'tokens')
  const workers: Worker[] = []
  ended.push(async () => {
    for (const { child } of workers) child.kill('SIGKILL')
    await weChat.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    weChat,
    folder: path,
    async start() {
      const worker = await startWorker({ url: weChat.url, auth: 'stable', store: { kind: 'file', path } })
      workers.push(worker)
      return worker
    },
  }
}

const leases = (folder: string) => {
  try {
    return readdirSync(folder).filter(file => file.includes('.lease.')).length
  } catch {
    return 0
  }
}

/** Kills the process that fetches the token, and lets another one make a call. */
async function killHolder(when: 'before' | 'during' | 'after') {
  const { weChat, folder, start } = await scene()
  const [holder, other] = await Promise.all([start(), start()])
  weChat.answerToken = ({ nth }) => {
    if (nth > 1 || holder.child.killed) return undefined
    return response => {
      if (when === 'after') {
        const text = JSON.stringify({ access_token: weChat.issue(), expires_in: 7200 })
        response.end(text, () => holder.child.kill('SIGKILL'))
      } else if (when === 'during') holder.child.kill('SIGKILL')
    }
  }
  holder.order(one).catch(() => undefined)
  if (when === 'before') {
    while (leases(folder) === 0) await turn()
    holder.child.kill('SIGKILL')
  }
  while (!holder.child.killed) await turn()
  const start2 = performance.now()
  const report = await other.order(one)
  const took = performance.now() - start2
  const fetches = weChat.fetches.length
  const next = await (await start()).order(one)
  return { report, took, fetches, next, weChat }
}

/** Stops the process that fetches the token until another one has fetched and published its own. */
async function stopHolder() {
  const { weChat, start } = await scene()
  const [holder, other] = await Promise.all([start(), start()])
  let answerLate = () => {}
  weChat.answerToken = ({ nth }) =>
    nth > 1
      ? undefined
      : response => {
          answerLate = () => response.end(JSON.stringify({ access_token: 'late-token', expires_in: 7200 }))
        }
  // The deadline of the call itself is not what is tried here.
  const stopped = holder.order({ ...one, timeoutMs: 60_000 })
  while (weChat.fetches.length === 0) await turn()
  holder.child.kill('SIGSTOP')
  const [report] = await Promise.all([
    other.order(one),
    new Promise(resolve => setTimeout(resolve, isFull ? 20_000 : 0)),
  ])
  answerLate()
  holder.child.kill('SIGCONT')
  const late = await stopped
  const third = await (await start()).order(one)
  return { report, late, third, lastToken: weChat.calls[weChat.calls.length - 1].token, weChat }
}

let kills: Record<'before' | 'during' | 'after', ReturnType<typeof killHolder>>
let stop: ReturnType<typeof stopHolder>
// Each of them waits for a lease to end, so they wait together.
beforeAll(() => {
  kills = { before: killHolder('before'), during: killHolder('during'), after: killHolder('after') }
  stop = stopHolder()
})

test.each(['before', 'during', 'after'] as const)(
  'S1 a holder that is killed %s its request delays the next by its lease at most, and costs one request more at most',
  async when => {
    const { report, took, fetches } = await kills[when]
    expect(report).toMatchObject({ ok: 1, failures: {} })
    // Two leases would be too many; what comes on top of one is the machine's.
    expect(took).toBeLessThan(2 * leaseMs)
    expect(fetches).toBeLessThanOrEqual(2)
  },
)

test('C9 a function that is killed while it fetches the token leaves the next instance able to work', async () => {
  const { report, next, weChat } = await kills.during
  expect(report).toMatchObject({ ok: 1, failures: {}, warnings: [], events: { 'refresh from source': 1 } })
  // What that one fetched is kept: whoever starts after it asks for no token at all.
  expect(next).toMatchObject({ ok: 1, failures: {}, warnings: [], events: { 'refresh from store': 1 } })
  expect(weChat.fetches).toHaveLength(2)
  expect(weChat.calls.map(({ token }) => token)).toEqual(Array(2).fill(weChat.calls[0]!.token))
})

test('S2 what a holder publishes after it was stopped beyond its lease is discarded', async () => {
  const { report, late, third, lastToken } = await stop
  expect(report).toMatchObject({ ok: 1, failures: {} })
  expect(late).toMatchObject({ ok: 1, failures: {} })
  expect(third).toMatchObject({ ok: 1, failures: {} })
  expect(lastToken).toBe('token-1-of-stable')
})

test('T17 a request that outlasts the lease costs two requests at most, and its late token is not kept', async () => {
  const { weChat } = await stop
  expect(weChat.fetches).toHaveLength(2)
})

test('T17 a request that fails after somebody else published ends with the token of the other', async () => {
  const { weChat } = await scene()
  const store = memoryStore()
  const openapi = createOpenapi({
    appid: 'wx1',
    secret: 'x'.repeat(32),
    baseUrl: weChat.url,
    store,
    auth: () => ({
      key: 'here',
      renewBeforeMs: 0,
      canForce: false,
      async fetch() {
        // As after a long stop: meanwhile the lease had ended, and another process took its turn.
        await store.publish('here', weChat.issue(), 3600_000, 0)
        throw new Error('too late')
      },
    }),
  })
  expect((await openapi.logistics.getAllDelivery()).errCode).toBe(0)
  expect(weChat.fetches).toHaveLength(0)
})
