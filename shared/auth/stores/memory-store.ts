import { steadyNow } from '../../transport/clock'
import type { TokenStore } from './store'
import { tokenStore } from './token-store'

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
