import { deadlineIn, steadyNow } from '../transport/deadline'
import { budget } from './budget'
import { rememberFailures } from './failures'
import { type CarefulStore, carefully, leaseMs } from './shared-store'
import type { StoredToken, TokenStore } from './stores/store'
import type { FreshToken, TokenSource } from './token-source'
import { pause, type Waiting, waitFor } from './wait'

const second = 1000
const day = 24 * 3600 * second
/** A token this near to its end may be dead before the call arrives. */
const tooOldMs = 10 * second
/** A token is renewed early at most this often, also when WeChat keeps giving one that ends soon. */
const renewEveryMs = 5 * second
const fetchWithinMs = 8 * second

/** Keeps one account's token: gets it, renews it before it ends, replaces it when WeChat refuses it. */
export interface TokenKeeper {
  /** A token that is good as far as anybody here knows. */
  get(waiting: Waiting): Promise<string>
  /** Another token than the refused one; `undefined` when no other can be had now. */
  replace(refused: string, waiting: Waiting): Promise<string | undefined>
  /** The tokens that were in use, to keep them out of texts. */
  known(): readonly string[]
}

interface Current extends FreshToken {
  readonly endsAt: number
}

/** One keeper an account and a source; calls of one process share its requests. */
export function keepToken(
  source: TokenSource,
  store: TokenStore,
  now: () => number = steadyNow,
): TokenKeeper {
  const shared = carefully(store, source.key)
  const failures = rememberFailures(now)
  // A call that WeChat always answers with 40001 must not turn into a storm of token requests.
  const replacements = budget(now, { times: 2, within: 30 * second })
  const forced = budget(now, { times: 10, within: day, apart: 30 * second })
  let current: Current | undefined
  let previous: string | undefined
  let renewal: Promise<void> | undefined
  let renewedAt = Number.NEGATIVE_INFINITY

  const adopt = (token: string, lifetimeMs: number) => {
    if (current && current.token !== token) previous = current.token
    current = { token, lifetimeMs, endsAt: now() + lifetimeMs }
    failures.forget()
  }

  /** At most one renewal at a time; whoever comes meanwhile waits for the same one. */
  const renew = (method: string, stale: string | undefined, force = false): Promise<void> => {
    renewedAt = now()
    renewal ??= renewOnce({ source, shared, method, stale, force })
      .then(
        fresh => adopt(fresh.token, fresh.lifetimeMs),
        error => {
          failures.note(error)
          throw error
        },
      )
      .finally(() => {
        renewal = undefined
      })
    return renewal
  }

  const leftMs = () => (current ? current.endsAt - now() : 0)

  return {
    async get(waiting) {
      const left = leftMs()
      if (current && left > Math.min(tooOldMs, current.lifetimeMs / 2)) {
        if (left <= source.renewBeforeMs && now() - renewedAt >= renewEveryMs && !failures.recent()) {
          // The old token still serves; a failure shows when it no longer does.
          renew(waiting.method, current.token).catch(() => undefined)
        }
        return current.token
      }
      const failure = renewal ? undefined : failures.recent()
      await waitFor(failure ? Promise.reject(failure) : renew(waiting.method, current?.token), waiting)
      return current!.token
    },

    async replace(refused, waiting) {
      const other = () => (current && current.token !== refused ? current.token : undefined)
      if (other()) return other()
      if (renewal) await waitFor(renewal, waiting)
      if (other()) return other()
      for (const force of source.canForce ? [false, true] : [false]) {
        if (!renewal && (failures.recent() || !replacements.take() || (force && !forced.take())))
          return undefined
        await waitFor(renew(waiting.method, refused, force), waiting)
        if (other()) return other()
      }
      return undefined
    },

    known: () => [current?.token, previous].filter((token): token is string => token !== undefined),
  }
}

interface Renewing {
  readonly source: TokenSource
  readonly shared: CarefulStore
  readonly method: string
  /** The token that is no longer wanted. */
  readonly stale: string | undefined
  readonly force: boolean
}

/** Takes over what somebody else published, or fetches a token as the only one who does. */
async function renewOnce(renewing: Renewing): Promise<FreshToken> {
  const { shared, stale } = renewing
  const giveUpAt = steadyNow() + leaseMs + second
  for (;;) {
    const published = wanted(await shared.read(), stale)
    if (published) return published
    // Without a store, or with one whose holder hangs, fetching twice is better than not at all.
    if ((await shared.lease()) !== false || steadyNow() > giveUpAt) return fetchAndPublish(renewing)
    await pause(50 + Math.random() * 100)
  }
}

/** What is kept, if it is of use: another token than the stale one, and not about to end. */
const wanted = (kept: StoredToken | undefined, stale: string | undefined): FreshToken | undefined =>
  kept && kept.token !== stale && kept.remainingMs > tooOldMs
    ? { token: kept.token, lifetimeMs: kept.remainingMs }
    : undefined

async function fetchAndPublish({ source, shared, method, stale, force }: Renewing): Promise<FreshToken> {
  const renewLease = setInterval(() => void shared.lease(), leaseMs / 2)
  try {
    // Somebody may have published between our look and our lease.
    const kept = await shared.read()
    const published = wanted(kept, stale)
    if (published) return published
    const fresh = await source.fetch({ method, force, deadline: deadlineIn(fetchWithinMs) })
    const isPublished = await shared.publish(fresh.token, fresh.lifetimeMs, kept?.generation ?? 0)
    if (isPublished !== false) return fresh
    return wanted(await shared.read(), stale) ?? fresh
  } finally {
    clearInterval(renewLease)
    await shared.release()
  }
}
