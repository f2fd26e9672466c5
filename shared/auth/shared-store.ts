import type { StoredToken, TokenStore } from './stores/store'

// A store that is slower than this is gone round: it may cost a call time, but never the call.
const patienceMs = 300

/** How long a right to fetch lasts unless it is renewed; a holder that was killed delays nobody longer. */
export const leaseMs = 5000

/** A store that never throws and never hangs. */
export interface CarefulStore {
  read(): Promise<StoredToken | undefined>
  /** `undefined` when the store failed. */
  publish(token: string, lifetimeMs: number, readGeneration: number): Promise<boolean | undefined>
  /** `undefined` when the store failed. */
  lease(): Promise<boolean | undefined>
  release(): Promise<void>
}

/** Puts bounds round a user's store, for one key and one owner. */
export function carefully(store: TokenStore, key: string): CarefulStore {
  const owner = `${process.pid}-${Math.random().toString(36).slice(2)}`
  return {
    async read() {
      const kept = await bounded(() => store.read(key))
      return isStoredToken(kept) ? kept : undefined
    },
    publish: (token, lifetimeMs, generation) =>
      bounded(() => store.publish(key, token, lifetimeMs, generation)),
    lease: () => bounded(() => store.lease(key, owner, leaseMs)),
    release: async () => {
      await bounded(() => store.release(key, owner))
    },
  }
}

function isStoredToken(kept: unknown): kept is StoredToken {
  const { token, generation, remainingMs } = (kept ?? {}) as StoredToken
  return (
    typeof token === 'string' && token !== '' && Number.isFinite(generation) && Number.isFinite(remainingMs)
  )
}

/** What the store answers in time; `undefined` when it fails or does not. */
function bounded<T>(ask: () => Promise<T>): Promise<T | undefined> {
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(undefined), patienceMs)
    const settle = (value: T | undefined) => {
      clearTimeout(timer)
      resolve(value)
    }
    try {
      ask().then(settle, () => settle(undefined))
    } catch {
      settle(undefined)
    }
  })
}
