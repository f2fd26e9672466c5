import { steadyNow } from '../transport/deadline'
import type { Notices } from './notices'
import type { StoredToken, TokenStore } from './stores/store'
import type { TokenSource } from './token-source'

// A store that is slower than this is gone round: it may cost a call time, but never the call.
const patienceMs = 280
const tickMs = 20
/** How long a store that did not answer is left alone. */
const restMs = 5000
const warnEveryMs = 60_000

/** How long a right to fetch lasts unless it is renewed; a holder that was killed delays nobody longer. */
export const leaseMs = 5000
const day = 24 * 3600_000
const longestLifetimeMs = 7200_000

/** A store that never throws and never hangs. `undefined` is: it failed, or there is none. */
export interface CarefulStore {
  /** Waits until the last renewal gave its lease back: what comes late must not give back the lease of this one. */
  enter(): Promise<unknown>
  /** Starts a round: all its awaited steps together take no longer than one patience. */
  begin(): void
  /** What is kept; an empty token where it is of no use, so that another can stand in its place. */
  read(): Promise<StoredToken | undefined>
  publish(token: string, lifetimeMs: number, readGeneration: number): Promise<boolean | undefined>
  lease(isAwaited?: boolean): Promise<boolean | undefined>
  release(): void
  /** Whether the budget of forced tokens that all who share the store have together leaves one. */
  mayForce(): Promise<boolean>
}

const randomText = () => Math.random().toString(36).slice(2)

/** Puts bounds round a user's store, for one source and one owner. */
export function carefully(
  store: TokenStore | undefined,
  source: TokenSource,
  { warn }: Notices,
): CarefulStore {
  const owner = `${process.pid}-${randomText()}`
  let key: Promise<string> | undefined
  let patience = patienceMs
  let restsUntil = 0
  let pending: Promise<unknown> = Promise.resolve()
  let released: Promise<unknown> = pending
  let warnedAt = Number.NEGATIVE_INFINITY
  const trouble = (what: string) => {
    const now = steadyNow()
    if (now - warnedAt < warnEveryMs) return
    warnedAt = now
    warn('store', `the token store ${what}; calls go on without it`)
  }

  /** What the store answers in time. */
  const step = <T>(
    ask: (store: TokenStore, key: string) => Promise<T>,
    isAwaited = true,
  ): Promise<T | undefined> =>
    new Promise(resolve => {
      let left = isAwaited ? patience : patienceMs
      if (!store || !source.key || left <= 0 || steadyNow() < restsUntil) return resolve(undefined)
      let isSettled = false
      const settle = (value?: T) => {
        isSettled = true
        clearInterval(timer)
        if (isAwaited) patience = left
        resolve(value)
      }
      const giveUp = () => {
        if (isSettled) return
        restsUntil = steadyNow() + restMs
        trouble('does not answer')
        settle()
      }
      // Time in which this process could not run does not count: the answer may lie there unread.
      const timer = setInterval(() => {
        left -= tickMs
        if (left <= 0) setImmediate(giveUp)
      }, tickMs)
      key ??= keyOf(source)
      key
        .then(name => ask(store, name))
        .then(settle, error => {
          trouble(`failed (${nameOf(error)})`)
          settle()
        })
    })

  return {
    enter: () => released,
    begin() {
      patience = patienceMs
    },
    async read() {
      const kept: unknown = await step((store, key) => store.read(key))
      if (kept === undefined || isStoredToken(kept)) return kept
      trouble('holds what is no token')
      const { generation } = (kept ?? {}) as StoredToken
      return { token: '', generation: Number.isFinite(generation) ? generation : 0, remainingMs: 0 }
    },
    publish: (token, lifetimeMs, generation) =>
      step((store, key) => {
        const publishing = store.publish(key, token, lifetimeMs, generation)
        pending = publishing.catch(() => undefined)
        return publishing
      }),
    lease(isAwaited = true) {
      return step((store, key) => {
        const leasing = store.lease(key, owner, leaseMs)
        if (!isAwaited) pending = leasing.catch(() => undefined)
        return leasing
      }, isAwaited)
    },
    // Not before the token is there for the next one to see, however long the store takes over it.
    release() {
      released = step((store, key) => pending.then(() => store.release(key, owner)), false)
    },
    async mayForce() {
      // A lease that nobody gives back counts: nobody else gets it before it ends.
      const take = (name: string, lifetimeMs: number) =>
        step((store, key) => store.lease(`${key}:${name}`, owner + randomText(), lifetimeMs))
      if ((await take('forced', 30_000)) === false) return false
      for (let slot = 0; slot < 10; slot += 1) {
        if ((await take(`forced-${slot}`, day)) !== false) return true
      }
      return false
    },
  }
}

/** Ends with some digits that tell one secret from another and give neither away. */
async function keyOf({ key, secret }: TokenSource): Promise<string> {
  if (!secret) return key!
  const { createHash } = await import('node:crypto')
  const digest = createHash('sha256').update(`wx-openapi-shim ${key} ${secret}`).digest('hex')
  return `${key}:${digest.slice(0, 12)}`
}

/** Whose fault it is, in a word: the text of a stranger's error may hold anything. */
const nameOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  return [code, name].find(text => typeof text === 'string' && /^[\w-]{1,60}$/.test(text)) as string
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
