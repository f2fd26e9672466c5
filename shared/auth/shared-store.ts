import { isOpenapiError, whatHappened } from '../errors/openapi-error'
import { dayMs, hourMs, minuteMs, secondMs } from '../errors/time'
import { soundClock, steadyNow } from '../transport/clock'
import { inTime } from './in-time'
import type { Notices } from './notices'
import { tooOldMs } from './renewal'
import type { StoredToken, TokenStore } from './stores/store'
import type { TokenSource } from './token-source'
import { pause } from './wait'

// A store that is slower than this is gone round: it may cost a call time, but never the call.
const patienceMs = 280
/** How long a store that did not answer is left alone. */
const restMs = 5 * secondMs
const warnEveryMs = minuteMs

/** How long a right to fetch lasts unless it is renewed; a holder that was killed delays nobody longer. */
export const leaseMs = 5 * secondMs
const longestWaitMs = 10 * minuteMs
const longestLifetimeMs = 2 * hourMs

/** A store that never throws and never hangs. `undefined` is: it failed, or there is none. */
export interface CarefulStore {
  /** Waits until the last renewal gave its lease back: what comes late must not give back the lease of this one. */
  enter(): Promise<unknown>
  /** Starts a round: all its awaited steps together take no longer than one patience. */
  begin(): void
  /** What is kept; an empty token where it is of no use, so that another can stand in its place. */
  read(): Promise<StoredToken | undefined>
  /** Sends the token also where no time is left to wait for the answer. */
  publish(token: string, lifetimeMs: number, readGeneration: number): Promise<boolean | undefined>
  /**
   * Goes on trying in the background to let others know of a token, until the next renewal, unless they have one that
   * ends later.
   */
  publishLate(token: string, lifetimeMs: number): void
  lease(isAwaited?: boolean): Promise<boolean | undefined>
  release(): void
  /** Whether the budget of forced tokens that all who share the store have together leaves one. */
  mayForce(): Promise<boolean>
  /** Whether somebody lately had a token of which the others could not know at once. */
  wasBlind(): Promise<boolean>
}

const randomText = () => Math.random().toString(36).slice(2)

/** Puts bounds round a user's store, for one source and one owner. */
export function carefully(
  store: TokenStore | undefined,
  source: TokenSource,
  { warn }: Notices,
): CarefulStore {
  const owner = `${process.pid}-${randomText()}`
  // A cloud function is frozen between two events: what is late may be very late.
  const soundNow = soundClock()
  let key: Promise<string> | undefined
  let patience = patienceMs
  let restsUntil = 0
  let pending: Promise<unknown> = Promise.resolve()
  let released: Promise<unknown> = pending
  let warnedAt = Number.NEGATIVE_INFINITY
  let late: object | undefined
  const trouble = (what: string) => {
    const now = steadyNow()
    if (now - warnedAt < warnEveryMs) return
    warnedAt = now
    warn('store', `the token store ${what}; calls go on without it`)
  }
  const spend = (left: number) => {
    patience = left
  }

  /** What the store answers in time. */
  const step = <T>(
    ask: (store: TokenStore, key: string) => Promise<T> | T,
    isAwaited = true,
  ): Promise<T | undefined> => {
    const left = isAwaited ? patience : patienceMs
    if (!store || !source.key || left <= 0 || steadyNow() < restsUntil) return Promise.resolve(undefined)
    key ??= keyOf(source)
    const asked = key
      .then(name => ask(store, name))
      .catch(error => {
        trouble(`failed (${reasonOf(error)})`)
        return undefined
      })
    const giveUp = () => {
      restsUntil = steadyNow() + restMs
      trouble('does not answer')
    }
    return inTime(asked, left, giveUp, isAwaited ? spend : undefined)
  }
  const take = (name: string, lifetimeMs: number, isAwaited = true) =>
    step((store, key) => store.lease(`${key}:${name}`, owner + randomText(), lifetimeMs), isAwaited)
  const usable = (kept: unknown): StoredToken | undefined => {
    if (kept === undefined || isStoredToken(kept)) return kept
    trouble('holds something that is not a token')
    const { generation } = kept as StoredToken
    return { token: '', generation: Number.isFinite(generation) ? generation : 0, remainingMs: 0 }
  }
  const publish = (token: string, lifetimeMs: number, readGeneration: number) =>
    step((store, key) => {
      const publishing = Promise.resolve(store.publish(key, token, lifetimeMs, readGeneration))
      pending = publishing.catch(() => undefined)
      return publishing
    }, false)

  return {
    enter() {
      late = undefined
      return released
    },
    begin() {
      patience = patienceMs
    },
    read: async () => usable(await step(readPlain)),
    publish: (token, lifetimeMs, generation) =>
      inTime(publish(token, lifetimeMs, generation), patience, () => undefined, spend),
    async publishLate(token, lifetimeMs) {
      if (!store || !source.key) return
      const endsAt = soundNow() + lifetimeMs
      const own = {}
      late = own
      const leftMs = () => (late === own ? endsAt - soundNow() : 0)
      for (let waitMs = restMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
        await pause(waitMs)
        if (leftMs() < tooOldMs) return
        const found = await step(async (store, key) => ({ kept: await readPlain(store, key) }), false)
        if (!found) continue
        const kept = usable(found.kept)
        if (kept?.token === token) return
        await take('blind', hourMs, false)
        // What ends later was fetched later.
        if (kept && kept.remainingMs >= leftMs()) return
        if ((await publish(token, leftMs(), kept ? kept.generation : 0)) !== undefined) return
      }
    },
    lease(isAwaited = true) {
      return step((store, key) => {
        const leasing = Promise.resolve(store.lease(key, owner, leaseMs))
        if (!isAwaited) pending = leasing.catch(() => undefined)
        return leasing
      }, isAwaited)
    },
    // Not before the token is there for the next one to see, however long the store takes over it.
    release() {
      released = step((store, key) => pending.then(() => store.release(key, owner)), false)
    },
    async mayForce() {
      // A lease that nobody gives back counts: nobody else gets it before it ends. One look at all of them may need
      // longer than one patience; a store that fails is told from one that says no by the first.
      const takeAnew = (name: string, lifetimeMs: number) => {
        patience = patienceMs
        return take(name, lifetimeMs)
      }
      const first = await takeAnew('forced', 30 * secondMs)
      for (let slot = 0; first && slot < 10; slot += 1) {
        if (await takeAnew(`forced-${slot}`, dayMs)) return true
      }
      return first === undefined
    },
    wasBlind: async () => (await take('blind', 1)) === false,
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
