import { isOpenapiError } from '../errors/openapi-error'
import { steadyNow } from '../transport/deadline'
import { type Budget, budget } from './budget'
import { soundClock } from './clock'
import { type Failures, rememberFailures } from './failures'
import type { Notices } from './notices'
import { fetchAlone, type Renew, type Renewed, tooOldMs } from './renewal'
import type { RivalWatch, WatchForRivals } from './rival'
import type { FreshToken, TokenSource } from './token-source'
import { type Waiting, waitFor } from './wait'

const second = 1000
const day = 24 * 3600 * second
/** A token is renewed early at most this often, also when WeChat keeps giving one that ends soon. */
const renewEveryMs = 5 * second
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
  private readonly now: () => number
  private readonly failures: Failures
  private readonly rivals: RivalWatch | undefined
  // A method that WeChat always answers with 40001 must not turn into a storm of token requests.
  private readonly replacements: Budget
  private readonly ofMethods: { [method: string]: Budget } = Object.create(null)
  private readonly forced: Budget
  private readonly past: string[] = []
  private current: Current | undefined
  private renewal: Promise<void> | undefined
  private renewedAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly source: TokenSource,
    private readonly keeping: Keeping,
  ) {
    const { notices, now = soundClock(), watch } = keeping
    this.now = now
    this.failures = rememberFailures(now)
    this.rivals = watch?.(now, notices)
    this.replacements = budget(now, { times: 6, within: 30 * second })
    this.forced = budget(now, { times: 10, within: day, apart: 30 * second })
  }

  get parameter(): string | undefined {
    return this.source.parameter
  }

  async get(waiting: Waiting): Promise<string> {
    const { current, renewal } = this
    if (current) {
      const at = this.now()
      if (current.endsAt - at > Math.min(tooOldMs, current.lifetimeMs / 2)) {
        if (at >= current.renewAt && at - this.renewedAt >= renewEveryMs) {
          // The old token still serves; a failure shows when it no longer does.
          this.renew(waiting.method).catch(() => undefined)
        }
        return current.token
      }
    }
    // Until its very end an old token is better than none.
    const unlessAlive = (error: unknown) => {
      if (!this.isAlive()) throw error
    }
    if (renewal) {
      await waitFor(renewal.catch(unlessAlive), waiting)
      return this.get(waiting)
    }
    const failure = this.failures.recent()
    if (!this.tooEarly()) await waitFor(this.renew(waiting.method).catch(unlessAlive), waiting)
    if (failure && !this.isAlive()) await waitFor(Promise.reject(failure), waiting)
    return this.current!.token
  }

  async replace(refused: string, waiting: Waiting): Promise<string | undefined> {
    const other = () => (this.current && this.current.token !== refused ? this.current.token : undefined)
    for (const force of this.source.canForce ? [false, true] : [false]) {
      // A renewal that began for another reason may end with the same token.
      while (!other() && this.renewal) await waitFor(this.renewal, waiting)
      if (other() || this.tooEarly()) break
      await waitFor(this.renew(waiting.method, true, force), waiting)
    }
    return other()
  }

  known(): readonly string[] {
    return this.current ? this.past.concat(this.current.token) : this.past
  }

  confirm(method: string): void {
    // It was worth the request, so the method is not one that refuses every token.
    delete this.ofMethods[method]
    this.rivals?.confirm(method)
  }

  rival(): string | undefined {
    return this.rivals?.known()
  }

  private isAlive(): boolean {
    return this.current !== undefined && this.current.endsAt > this.now()
  }

  /** The last failure, while it is too early for another request and also for another look into the store. */
  private tooEarly(): unknown {
    return this.now() - this.renewedAt < renewEveryMs ? this.failures.recent() : undefined
  }

  /**
   * At most one renewal at a time; whoever comes meanwhile waits for the same one. Soon after a failure it only looks
   * for what others published: what they get, this process may be refused.
   */
  private renew(method: string, isRefused = false, force = false): Promise<void> {
    if (this.renewal) return this.renewal
    const { current: old, failures, rivals, source } = this
    const { notices, renewal: renewOnce = fetchAlone } = this.keeping
    const startedAt = steadyNow()
    const mayAsk = !failures.recent()
    const limits = isRefused ? this.budgets(method, force) : []
    const tell = (from: Renewed['from'], errCode?: number) =>
      notices.refreshed({ from, forced: force, durationMs: steadyNow() - startedAt, errCode })
    this.renewedAt = this.now()
    this.renewal = renewOnce({
      source,
      method,
      stale: old?.token,
      isRefused,
      force,
      isHopeless: failures.last() !== undefined,
      isPast: token => this.past.indexOf(token) >= 0,
      mayFetch: () => mayAsk && limits.every(limit => limit.has()),
      takeBudget: () => mayAsk && limits.every(limit => limit.take()),
    })
      .then(
        fresh => {
          if (!fresh) return
          if (rivals && isRefused && !force) rivals.look(method, old!, fresh, this.now())
          this.adopt(fresh)
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
        this.renewal = undefined
      })
    return this.renewal
  }

  private budgets(method: string, force: boolean): Budget[] {
    this.ofMethods[method] = this.ofMethods[method] || budget(this.now, { times: 2, within: 30 * second })
    const own = this.ofMethods[method]
    return force ? [own, this.replacements, this.forced] : [own, this.replacements]
  }

  private adopt({ token, lifetimeMs }: FreshToken): void {
    const { current, past } = this
    if (current && current.token !== token && past.push(current.token) > rememberedTokens) past.shift()
    const endsAt = this.now() + lifetimeMs
    const renewBeforeMs = Math.min(this.source.renewBeforeMs, lifetimeMs / 2)
    // Not all processes at the same moment.
    this.current = { token, lifetimeMs, endsAt, renewAt: endsAt - renewBeforeMs * (0.8 + Math.random() / 5) }
  }
}
