import { isOpenapiError } from '../errors/openapi-error'
import { dayMs, secondMs } from '../errors/time'
import { soundClock, steadyNow } from '../transport/clock'
import { type Budget, budget } from './budget'
import { type Failures, rememberFailures } from './failures'
import { fetchAlone, type Notices, type Renew, type Renewed, tooOldMs } from './renewal'
import type { RivalWatch, WatchForRivals } from './rival'
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
export const keepToken = (source: TokenSource, keeping: Keeping): LearningKeeper =>
  new KeptToken(source, keeping)

class KeptToken implements LearningKeeper {
  readonly parameter?: string
  private readonly _now: () => number
  private readonly _failures: Failures
  private readonly _rivals?: RivalWatch
  private readonly _limits: Limits
  private readonly _past: string[] = []
  private _current?: Current
  private _renewal?: Promise<void>
  private _renewedAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly _source: TokenSource,
    private readonly _keeping: Keeping,
  ) {
    const { notices, now = soundClock(), watch } = _keeping
    this.parameter = _source.parameter
    this._now = now
    this._failures = rememberFailures(now)
    this._rivals = watch ? watch(now, notices) : undefined
    this._limits = limitRenewals(now)
  }

  async get(waiting: Waiting): Promise<string> {
    const current = this._current
    const renewal = this._renewal
    if (current) {
      const now = this._now()
      if (current.endsAt - now > Math.min(tooOldMs, current.lifetimeMs / 2)) {
        if (now >= current.renewAt && now - this._renewedAt >= renewEveryMs) {
          // The old token still serves; a failure shows when it no longer does.
          this._renew(waiting.method).catch(() => undefined)
        }
        return current.token
      }
    }
    // Until its very end an old token is better than none.
    const unlessAlive = (error: unknown) => {
      if (!this._isAlive()) throw error
    }
    if (renewal) {
      await waitFor(renewal.catch(unlessAlive), waiting)
      return this.get(waiting)
    }
    const failure = this._failures.recent()
    if (!this._tooEarly()) await waitFor(this._renew(waiting.method).catch(unlessAlive), waiting)
    if (failure && !this._isAlive()) await waitFor(Promise.reject(failure), waiting)
    return this._current!.token
  }

  async replace(refused: string, waiting: Waiting): Promise<string | undefined> {
    const other = () => (this._current && this._current.token !== refused ? this._current.token : undefined)
    for (const force of this._source.canForce ? [false, true] : [false]) {
      // A renewal that began for another reason may end with the same token.
      while (!other() && this._renewal) await waitFor(this._renewal, waiting)
      if (other() || this._tooEarly()) break
      await waitFor(this._renew(waiting.method, true, force), waiting)
    }
    return other()
  }

  known(): readonly string[] {
    return this._current ? this._past.concat(this._current.token) : this._past
  }

  confirm(method: string): void {
    // It was worth the request, so the method is not one that refuses every token.
    this._limits.forget(method)
    if (this._rivals) this._rivals.confirm(method)
  }

  rival(): string | undefined {
    return this._rivals ? this._rivals.known() : undefined
  }

  private _isAlive(): boolean {
    return this._current !== undefined && this._current.endsAt > this._now()
  }

  /** The last failure, while it is too early for another request and also for another look into the store. */
  private _tooEarly(): unknown {
    return this._now() - this._renewedAt < renewEveryMs ? this._failures.recent() : undefined
  }

  /**
   * At most one renewal at a time; callers that come meanwhile wait for the same one. Soon after a failure it only looks
   * for what others published: what they get, this process may be refused.
   */
  private _renew(method: string, isRefused = false, force = false): Promise<void> {
    if (this._renewal) return this._renewal
    const now = this._now
    const failures = this._failures
    const rivals = this._rivals
    const past = this._past
    const old = this._current
    const { notices, renewal: renewOnce = fetchAlone } = this._keeping
    const startedAt = steadyNow()
    const mayAsk = !failures.recent()
    const limits = isRefused ? this._limits.of(method, force) : []
    const tell = (from: Renewed['from'], errCode?: number) =>
      notices.refreshed({ from, forced: force, durationMs: steadyNow() - startedAt, errCode })
    this._renewedAt = now()
    this._renewal = renewOnce({
      source: this._source,
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
          this._adopt(fresh)
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
        this._renewal = undefined
      })
    return this._renewal
  }

  private _adopt({ token, lifetimeMs }: FreshToken): void {
    const past = this._past
    const current = this._current
    if (current && current.token !== token && past.push(current.token) > rememberedTokens) past.shift()
    const endsAt = this._now() + lifetimeMs
    const renewBeforeMs = Math.min(this._source.renewBeforeMs, lifetimeMs / 2)
    // Not all processes at the same moment.
    const renewAt = endsAt - renewBeforeMs * (0.8 + Math.random() / 5)
    this._current = { token, lifetimeMs, endsAt, renewAt }
  }
}

/** How often a refused token may be replaced. */
interface Limits {
  of(method: string, force: boolean): Budget[]
  forget(method: string): void
}

/** A method that WeChat always answers with 40001 must not turn into a storm of token requests. */
function limitRenewals(now: () => number): Limits {
  const all = budget(now, { times: 6, within: 30 * secondMs })
  const forced = budget(now, { times: 10, within: dayMs, apart: 30 * secondMs })
  const ofMethods: { [method: string]: Budget } = Object.create(null)
  return {
    of(method, force) {
      ofMethods[method] = ofMethods[method] || budget(now, { times: 2, within: 30 * secondMs })
      return force ? [ofMethods[method], all, forced] : [ofMethods[method], all]
    },
    forget(method) {
      delete ofMethods[method]
    },
  }
}
