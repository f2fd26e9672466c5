import { isOpenapiError, whatHappened } from '../errors/openapi-error'
import { dayMs, hourMs, minuteMs, secondMs } from '../errors/time'
import { soundClock, steadyNow } from '../transport/clock'
import { type Notices, tooOldMs } from './renewal'
import type { StoredToken, TokenStore } from './stores/store'
import type { TokenSource } from './token-source'
import { inTime, pause } from './wait'

// A store that is slower than this is gone round: it may cost a call time, but never the call.
const patienceMs = 280
/** How long a store that did not answer is left alone. */
const restMs = 5 * secondMs
const warnEveryMs = minuteMs

/** How long a right to fetch lasts unless it is renewed; a holder that was killed delays nobody longer. */
export const leaseMs = 5 * secondMs
const longestWaitMs = 10 * minuteMs
const longestLifetimeMs = 2 * hourMs

const randomText = () => Math.random().toString(36).slice(2)

/** Puts bounds round a user's store, for one source and one owner. */
export const carefully = (
  store: TokenStore | undefined,
  source: TokenSource,
  notices: Notices,
): CarefulStore => new CarefulStore(store, source, notices)

/** A store that never throws and never hangs. `undefined` is: it failed, or there is none. */
export class CarefulStore {
  private readonly _owner = `${process.pid}-${randomText()}`
  // A cloud function is frozen between two events: what is late may be very late.
  private readonly _soundNow = soundClock()
  private _key?: Promise<string>
  private _patience = patienceMs
  private _restsUntil = 0
  private _pending: Promise<unknown> = Promise.resolve()
  private _released: Promise<unknown> = this._pending
  private _warnedAt = Number.NEGATIVE_INFINITY
  private _late?: object

  constructor(
    private readonly _store: TokenStore | undefined,
    private readonly _source: TokenSource,
    private readonly _notices: Notices,
  ) {}

  /** Waits until the last renewal gave its lease back: what comes late must not give back the lease of this one. */
  enter(): Promise<unknown> {
    this._late = undefined
    return this._released
  }

  /** Starts a round: all its awaited steps together take no longer than one patience. */
  begin(): void {
    this._patience = patienceMs
  }

  /** What is kept; an empty token where it is of no use, so that another can take its place. */
  async read(): Promise<StoredToken | undefined> {
    return this._usable(await this._step(readPlain))
  }

  /** Sends the token also where no time is left to wait for the answer. */
  publish(token: string, lifetimeMs: number, readGeneration: number): Promise<boolean | undefined> {
    const publishing = this._publish(token, lifetimeMs, readGeneration)
    return inTime(publishing, this._patience, () => undefined, this._spend)
  }

  /**
   * Goes on trying in the background to let others know of a token, until the next renewal, unless they have one that
   * ends later.
   */
  async publishLate(token: string, lifetimeMs: number): Promise<void> {
    if (!this._store || !this._source.key) return
    const endsAt = this._soundNow() + lifetimeMs
    const own = {}
    this._late = own
    const leftMs = () => (this._late === own ? endsAt - this._soundNow() : 0)
    for (let waitMs = restMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      await pause(waitMs)
      if (leftMs() < tooOldMs) return
      const found = await this._step(async (store, key) => ({ kept: await readPlain(store, key) }), false)
      if (!found) continue
      const kept = this._usable(found.kept)
      if (kept?.token === token) return
      await this._take('blind', hourMs, false)
      // What ends later was fetched later.
      if (kept && kept.remainingMs >= leftMs()) return
      if ((await this._publish(token, leftMs(), kept ? kept.generation : 0)) !== undefined) return
    }
  }

  lease(isAwaited = true): Promise<boolean | undefined> {
    return this._step((store, key) => {
      const leasing = Promise.resolve(store.lease(key, this._owner, leaseMs))
      if (!isAwaited) this._pending = leasing.catch(() => undefined)
      return leasing
    }, isAwaited)
  }

  /** Not before the token is there for the next one to see, however long the store takes over it. */
  release(): void {
    const release = (store: TokenStore, key: string) =>
      this._pending.then(() => store.release(key, this._owner))
    this._released = this._step(release, false)
  }

  /** Whether the budget of forced tokens that all who share the store have together leaves one. */
  async mayForce(): Promise<boolean> {
    // A lease that nobody gives back counts: nobody else gets it before it ends. One look at all of them may need
    // longer than one patience; a store that fails is told from one that says no by the first.
    const takeAnew = (name: string, lifetimeMs: number) => {
      this.begin()
      return this._take(name, lifetimeMs)
    }
    const first = await takeAnew('forced', 30 * secondMs)
    for (let slot = 0; first && slot < 10; slot += 1) {
      if (await takeAnew(`forced-${slot}`, dayMs)) return true
    }
    return first === undefined
  }

  /** Whether somebody lately had a token of which the others could not know at once. */
  async wasBlind(): Promise<boolean> {
    return (await this._take('blind', 1)) === false
  }

  private _trouble(what: string): void {
    const now = steadyNow()
    if (now - this._warnedAt < warnEveryMs) return
    this._warnedAt = now
    this._notices.warn('store', `the token store ${what}; calls go on without it`)
  }

  private readonly _spend = (left: number): void => {
    this._patience = left
  }

  /** What the store answers in time. */
  private _step<T>(
    ask: (store: TokenStore, key: string) => Promise<T> | T,
    isAwaited = true,
  ): Promise<T | undefined> {
    const store = this._store
    const left = isAwaited ? this._patience : patienceMs
    if (!store || !this._source.key || left <= 0 || steadyNow() < this._restsUntil)
      return Promise.resolve(undefined)
    this._key = this._key || keyOf(this._source)
    const asked = this._key
      .then(name => ask(store, name))
      .catch(error => {
        this._trouble(`failed (${reasonOf(error)})`)
        return undefined
      })
    const giveUp = () => {
      this._restsUntil = steadyNow() + restMs
      this._trouble('does not answer')
    }
    return inTime(asked, left, giveUp, isAwaited ? this._spend : undefined)
  }

  private _take(name: string, lifetimeMs: number, isAwaited = true): Promise<boolean | undefined> {
    const owner = this._owner + randomText()
    return this._step((store, key) => store.lease(`${key}:${name}`, owner, lifetimeMs), isAwaited)
  }

  private _usable(kept: unknown): StoredToken | undefined {
    if (kept === undefined || isStoredToken(kept)) return kept
    this._trouble('holds something that is not a token')
    const { generation } = kept as StoredToken
    return { token: '', generation: Number.isFinite(generation) ? generation : 0, remainingMs: 0 }
  }

  private _publish(token: string, lifetimeMs: number, readGeneration: number): Promise<boolean | undefined> {
    return this._step((store, key) => {
      const publishing = Promise.resolve(store.publish(key, token, lifetimeMs, readGeneration))
      this._pending = publishing.catch(() => undefined)
      return publishing
    }, false)
  }
}

/** Ends with some digits that tell one secret from another and give neither away. */
async function keyOf({ key, secret }: TokenSource): Promise<string> {
  if (!secret) return key!
  const { createHash } = await import('node:crypto')
  const digest = createHash('sha256').update(`wx-openapi-shim ${key} ${secret}`).digest('hex')
  return `${key}:${digest.slice(0, 12)}`
}

/** What is kept, as plain values: a getter that throws is a store that fails. */
async function readPlain(store: TokenStore, name: string): Promise<StoredToken | undefined> {
  const kept: StoredToken | null | undefined = await store.read(name)
  if (kept === undefined) return kept
  const { token, generation, remainingMs } = kept || ({} as StoredToken)
  return { token, generation, remainingMs }
}

/** Whose fault it is: our own words, or a word only, for the text of a stranger's error may hold anything. */
function reasonOf(error: unknown): string {
  try {
    return shownReason(error)
  } catch {
    // Its getters throw too.
    return typeof error
  }
}

function shownReason(error: unknown): string {
  if (isOpenapiError(error)) {
    const what = whatHappened(error)
    return error.fix ? `${what}: ${error.fix}` : what
  }
  const { code, errCode, name, constructor: made } = (error ?? Object.create(null)) as Record<string, unknown>
  const word = (text: unknown) => typeof text === 'string' && /^[\w-]{1,60}$/.test(text) && text
  return (
    word(code) ||
    (Number.isInteger(errCode) && `errCode ${errCode}`) ||
    (name !== 'Error' && word(name)) ||
    word(made && (made as { name?: unknown }).name) ||
    typeof error
  )
}

function isStoredToken(kept: unknown): kept is StoredToken {
  const { token, generation, remainingMs } = (kept ?? {}) as StoredToken
  return (
    typeof token === 'string' &&
    /^[\x21-\x7e]{1,512}$/.test(token) &&
    Number.isFinite(generation) &&
    Number.isFinite(remainingMs) &&
    remainingMs <= longestLifetimeMs
  )
}
