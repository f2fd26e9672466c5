// Four processes with 250 calls each at the moment when their token ends.

import { median } from '../statistics.mjs'
import { startFleet } from './processes.mjs'
import { lifetimeMs, startWeChat } from './we-chat.mjs'

const each = 250
const minute = 60_000

const policies = {
  stable: 'stable_token',
  strict: 'cgi-bin/token, old ones die at once',
  overlap: 'cgi-bin/token, old ones live 5 minutes on',
}
/** The older libraries know no stable_token. */
const subjects = [
  ['wx-openapi-shim', 'stable'],
  ['wx-openapi-shim', 'strict'],
  ['wx-openapi-shim', 'overlap'],
  ['co-wechat-api', 'strict'],
  ['co-wechat-api', 'overlap'],
  ['wechat-api', 'strict'],
  ['wechat-api', 'overlap'],
]
/** What is counted, and what ours must not exceed. */
const figures = [
  ['requests', `token requests per expiry at 4×${each}`, 1],
  ['failedAtExpiry', `failed calls per 1,000 at an expiry`, 0],
  ['failedAtRevocation', `failed calls per 1,000 at a revocation`, 0],
]

export async function measureRaces({ runs, tell }) {
  const results = new Map()
  for (const [library, policy] of subjects) {
    // A run of the older ones takes seconds, and they vary little.
    const count = library === 'wx-openapi-shim' ? runs : Math.min(runs, Math.max(3, Math.ceil(runs / 10)))
    const note = done => tell(done, count, `runs of ${library}, ${policies[policy]}`)
    results.set(`${library} ${policy}`, await race(library, policy, count, note))
  }
  return Object.entries(policies).flatMap(([policy, where]) =>
    figures.map(([key, name, limit]) => ({
      name: `${name}, ${where}`,
      target: String(limit),
      isMet: Math.max(...results.get(`wx-openapi-shim ${policy}`)[key]) <= limit,
      measured: Object.fromEntries(
        subjects
          .filter(([, tried]) => tried === policy)
          .map(([library]) => [library, summary(results.get(`${library} ${policy}`)[key])]),
      ),
    })),
  )
}

const summary = counts =>
  `median ${median(counts)}, max ${Math.max(...counts)} of ${counts.length} ${counts.length === 1 ? 'run' : 'runs'}`

async function race(library, policy, count, note) {
  const weChat = await startWeChat(policy)
  const fleet = await startFleet({
    library,
    url: weChat.url,
    auth: policy === 'stable' ? 'stable' : 'classic',
  })
  const pass = milliseconds => {
    weChat.clock += milliseconds
    return { jump: milliseconds, calls: each }
  }
  await fleet.ask({ calls: 1 })
  const counts = { requests: [], failedAtExpiry: [], failedAtRevocation: [] }
  for (let run = 0; run < count; run += 1) {
    const before = weChat.tokenRequests
    counts.failedAtExpiry.push(await fleet.ask(pass(lifetimeMs + 1000)))
    counts.requests.push(weChat.tokenRequests - before)
    const next = pass(minute)
    weChat.revoke()
    counts.failedAtRevocation.push(await fleet.ask(next))
    note(run + 1)
  }
  fleet.stop()
  weChat.close()
  return counts
}
