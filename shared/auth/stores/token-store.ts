import { ConfigError } from '../../errors/config-error'
import { steadyNow } from '../../transport/clock'
import { coordinate } from '../coordination'
import { missingFunction, type TokenStore } from './store'

/**
 * Makes a token store of four functions of your own. A cloud function takes only stores that were made with it, or
 * that come with this package: so that functions without a store need not carry the code for one.
 * @throws ConfigError when one of the functions is missing
 */
export function tokenStore(own: TokenStore): TokenStore {
  const missing = missingFunction(own)
  if (missing) {
    throw new ConfigError({
      what: `tokenStore: its argument has no function ${missing}`,
      fix: 'pass an object with the functions read, publish, lease and release',
    })
  }
  return {
    read: key => own.read(key),
    publish: (key, token, lifetimeMs, readGeneration) => own.publish(key, token, lifetimeMs, readGeneration),
    lease: (key, owner, lifetimeMs) => own.lease(key, owner, lifetimeMs),
    release: (key, owner) => own.release(key, owner),
    coordinate,
  }
}

/** Keeps tokens in the memory of this process; clients that are given the same store share them. */
export function memoryStore(now: () => number = steadyNow): TokenStore {
  const tokens = new Map<string, { token: string; generation: number; endsAt: number }>()
  const leases = new Map<string, { owner: string; endsAt: number }>()
  return tokenStore({
    async read(key) {
      const kept = tokens.get(key)
      if (!kept) return undefined
      return { token: kept.token, generation: kept.generation, remainingMs: Math.max(0, kept.endsAt - now()) }
    },
    async publish(key, token, lifetimeMs, readGeneration) {
      const generation = tokens.get(key)?.generation ?? 0
      if (generation !== readGeneration) return false
      tokens.set(key, { token, generation: generation + 1, endsAt: now() + lifetimeMs })
      return true
    },
    async lease(key, owner, lifetimeMs) {
      const held = leases.get(key)
      if (held && held.owner !== owner && held.endsAt > now()) return false
      leases.set(key, { owner, endsAt: now() + lifetimeMs })
      return true
    },
    async release(key, owner) {
      if (leases.get(key)?.owner === owner) leases.delete(key)
    },
  })
}
