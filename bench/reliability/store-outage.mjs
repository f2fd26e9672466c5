// Calls while the place that keeps the tokens is down, for a minute of real time: for the first half it refuses, for
// the second it never answers. Every ten seconds the token dies, so that another is needed and cannot be shared.
import { setTimeout as pause } from 'node:timers/promises'
import { failure } from '../statistics.mjs'
import { memoryStore, ours } from './ours.mjs'
import { startWeChat } from './we-chat.mjs'

const second = 1000
const outageMs = 60 * second
const revokeEveryMs = 10 * second
const atOnce = 10
const everyMs = 100

const policies = {
  stable: 'stable_token',
  strict: 'cgi-bin/token, old ones die at once',
  last: 'cgi-bin/token, the last old one lives 5 minutes on',
  overlap: 'cgi-bin/token, old ones live 5 minutes on',
}
/** Where a few new tokens revoke those before them, clients that cannot share take the token from one another. */
const takesAway = ['strict', 'last']
/** Clients that share the store, each as a process of its own would. */
const clients = 4

export async function measureStoreOutage({ tell }) {
  const note = passed => tell(Math.round(passed / second), outageMs / second, 'seconds')
  // Side by side: each has a WeChat of its own.
  return Promise.all(Object.keys(policies).map(policy => outage(policy, note)))
}

async function outage(policy, note) {
  const weChat = await startWeChat(policy)
  const shared = memoryStore()
  let fault
  const auth = policy === 'stable' ? 'stable' : 'classic'
  const all = Array.from({ length: clients }, () =>
    ours(weChat, { auth, store: failing(shared, () => fault?.()) }),
  )
  for (const openapi of all) await openapi.logistics.getAllDelivery()
  const start = performance.now()
  const errors = []
  let revocations = 0
  const before = weChat.tokenRequests
  for (let passed = 0; passed < outageMs; passed = performance.now() - start) {
    fault =
      passed < outageMs / 2 ? () => Promise.reject(new Error('down')) : () => new Promise(() => undefined)
    if (passed > (revocations + 1) * revokeEveryMs) {
      revocations += 1
      weChat.revoke()
    }
    const calls = all.flatMap(openapi =>
      Array.from({ length: atOnce }, () => failure(openapi.logistics.getAllDelivery())),
    )
    errors.push(...(await Promise.all(calls)))
    note(passed)
    await pause(everyMs)
  }
  weChat.close()
  const failed = errors.filter(Boolean).length
  const requests = weChat.tokenRequests - before
  return {
    name: `calls of ${clients} clients that succeed during a store outage of 60 s, ${policies[policy]}`,
    target: takesAway.includes(policy) ? 'none, told as it is' : '100 %',
    isMet: takesAway.includes(policy) ? undefined : failed === 0,
    measured: {
      'wx-openapi-shim': `${share(errors.length - failed, errors.length)}, ${revocations} revocations, ${requests} token requests`,
    },
  }
}

const share = (some, all) => `${((100 * some) / all).toFixed(some === all ? 0 : 2)} % of ${all}`

/** A store whose functions do what the fault does, while there is one. */
const failing = (store, fault) =>
  Object.fromEntries(
    Object.entries(store).map(([name, work]) => [name, (...given) => fault() ?? work.apply(store, given)]),
  )
