import { isOpenapiError } from '../errors/openapi-error'
import { dayMs, secondMs } from '../errors/time'
import { soundClock, steadyNow } from '../transport/clock'
import { type Budget, budget } from './budget'
import { rememberFailures } from './failures'
import type { Notices } from './notices'
import { fetchAlone, type Renew, type Renewed, tooOldMs } from './renewal'
import type { WatchForRivals } from './rival'
import type { FreshToken, TokenSource } from './token-source'
import { type Waiting, waitFor } from './wait'

/** A token is renewed early at most this often, also when WeChat keeps giving one that ends soon. */
const renewEveryMs = 5 * secondMs
const rememberedTokens = 5

/** Keeps one account's token: gets it, renews it before it ends, replaces it when WeChat refuses it. */
export interface TokenKeeper {
  /** A token that is good as far as anybody here knows. */
  get(waiting: Waiting): Promise<string>
  /** Another token than the refused one; `undefined` when no other can be had now. */
  replace(refused: string, waiting: Waiting): Promise<string | undefined>
  /** The tokens that were in use, to keep them out of texts. */
  known(): readonly string[]
  /** The parameter of the URL that carries the token; `access_token` unless said otherwise. */
  readonly parameter?: string
}

/** A keeper that also learns from how calls end. */
export interface LearningKeeper extends TokenKeeper {
  /** A method that was refused succeeded with the token that came in place. */
  confirm(method: string): void
  /** What is known of somebody else who fetches tokens. */
  rival(): string | undefined
}

interface Current extends FreshToken {
  readonly endsAt: number
  readonly renewAt: number
}

/** What a keeper may be given beside its source. */
export interface Keeping {
  readonly notices: Notices
  readonly now?: () => number
  /** Renews together with others; alone unless given. */
  readonly renewal?: Renew
  readonly watch?: WatchForRivals
}

/** One keeper an account and a source; calls of one process share its requests. */
export function keepToken(
  source: TokenSource,
  { notices, now = soundClock(), renewal: renewOnce = fetchAlone, watch }: Keeping,
): LearningKeeper {
  const failures = rememberFailures(now)
  const rivals = watch ? watch(now, notices) : undefined
  // A method that WeChat always answers with 40001 must not turn into a storm of token requests.
  const replacements = budget(now, { times: 6, within: 30 * secondMs })
  const ofMethods: { [method: string]: Budget } = Object.create(null)
  const forced = budget(now, { times: 10, within: dayMs, apart: 30 * secondMs })
  const past: string[] = []
  let current: Current | undefined
  let renewal: Promise<void> | undefined
  let renewedAt = Number.NEGATIVE_INFINITY

  const adopt = ({ token, lifetimeMs }: FreshToken) => {
    if (current && current.token !== token && past.push(current.token) > rememberedTokens) past.shift()
    const endsAt = now() + lifetimeMs
    const renewBeforeMs = Math.min(source.renewBeforeMs, lifetimeMs / 2)
    // Not all processes at the same moment.
    current = { token, lifetimeMs, endsAt, renewAt: endsAt - renewBeforeMs * (0.8 + Math.random() / 5) }
  }
  const isAlive = () => current !== undefined && current.endsAt > now()
  /** The last failure, while it is too early for another request and also for another look into the store. */
  const tooEarly = () => (now() - renewedAt < renewEveryMs ? failures.recent() : undefined)

  const budgets = (method: string, force: boolean): Budget[] => {
    ofMethods[method] = ofMethods[method] || budget(now, { times: 2, within: 30 * secondMs })
    const own = ofMethods[method]
    return force ? [own, replacements, forced] : [own, replacements]
  }

  /**
   * At most one renewal at a time; whoever comes meanwhile waits for the same one. Soon after a failure it only looks
   * for what others published: what they get, this process may be refused.
   */
  const renew = (method: string, isRefused = false, force = false): Promise<void> => {
    if (renewal) return renewal
    const old = current
    const startedAt = steadyNow()
    const mayAsk = !failures.recent()
    const limits = isRefused ? budgets(method, force) : []
    const tell = (from: Renewed['from'], errCode?: number) =>
      notices.refreshed({ from, forced: force, durationMs: steadyNow() - startedAt, errCode })
    renewedAt = now()
    renewal = renewOnce({
      source,
      method,
      stale: old?.token,
      isRefused,
      force,
      isHopeless: failures.last() !== undefined,
      isPast: token => past.indexOf(token) >= 0,
      mayFetch: () => mayAsk && limits.every(limit => limit.has()),
      takeBudget: () => mayAsk && limits.every(limit => limit.take()),
    })
      .then(
        fresh => {
          if (!fresh) return
          if (rivals && isRefused && !force) rivals.look(method, old!, fresh, now())
          adopt(fresh)
          if (mayAsk) failures.forget()
          tell(fresh.from)
        },
        error => {
          failures.note(error)
          tell('source', isOpenapiError(error) ? error.errCode : undefined)
          throw error
        },
      )
      .finally(() => {
        renewal = undefined
      })
    return renewal
  }

  return {
    async get(waiting) {
      if (current) {
        const at = now()
        const left = current.endsAt - at
        if (left > Math.min(tooOldMs, current.lifetimeMs / 2)) {
          if (at >= current.renewAt && at - renewedAt >= renewEveryMs) {
            // The old token still serves; a failure shows when it no longer does.
            renew(waiting.method).catch(() => undefined)
          }
          return current.token
        }
      }
      // Until its very end an old token is better than none.
      const unlessAlive = (error: unknown) => {
        if (!isAlive()) throw error
      }
      if (renewal) {
        await waitFor(renewal.catch(unlessAlive), waiting)
        return this.get(waiting)
      }
      const failure = failures.recent()
      if (!tooEarly()) await waitFor(renew(waiting.method).catch(unlessAlive), waiting)
      if (failure && !isAlive()) await waitFor(Promise.reject(failure), waiting)
      return current!.token
    },

    async replace(refused, waiting) {
      const other = () => (current && current.token !== refused ? current.token : undefined)
      for (const force of source.canForce ? [false, true] : [false]) {
        // A renewal that began for another reason may end with the same token.
        while (!other() && renewal) await waitFor(renewal, waiting)
        if (other() || tooEarly()) break
        await waitFor(renew(waiting.method, true, force), waiting)
      }
      return other()
    },

    known: () => (current ? past.concat(current.token) : past),
    parameter: source.parameter,
    confirm(method) {
      // It was worth the request, so the method is not one that refuses every token.
      delete ofMethods[method]
      if (rivals) rivals.confirm(method)
    },
    rival: () => (rivals ? rivals.known() : undefined),
  }
}
