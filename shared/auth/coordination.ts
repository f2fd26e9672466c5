import { secondMs } from '../errors/time'
import { steadyNow } from '../transport/clock'
import { fetchAlone, fetchWithinMs, type Renewed, type Renewing, tooOldMs } from './renewal'
import { type CarefulStore, carefully, leaseMs } from './shared-store'
import type { Coordinate, StoredToken } from './stores/store'
import { pause } from './wait'

/** Takes over what somebody else published, or fetches a token as the only one who does. */
export const coordinate: Coordinate = (store, source, notices) => {
  const shared = carefully(store, source, notices)
  return async renewing => {
    // Two tokens at a time harm nobody where WeChat gives the same one twice; else the holder gets all its time.
    const giveUpAt = steadyNow() + leaseMs + (source.canForce ? secondMs : fetchWithinMs)
    await shared.enter()
    for (;;) {
      shared.begin()
      const published = wanted(await shared.read(), renewing)
      if (published) return published
      if (!renewing.mayFetch()) return undefined
      const askedAt = steadyNow()
      const isLeased = await shared.lease()
      if (isLeased !== false || askedAt > giveUpAt) {
        const done = await asHolder(shared, renewing, askedAt, isLeased === true)
        if (done !== 'too late') return done
      } else await pause(50 + Math.random() * 100)
    }
  }
}

/** What is kept, if it is of use: a token that is new here, and not about to end. */
const wanted = (kept: StoredToken | undefined, { stale, isPast }: Renewing): Renewed | undefined =>
  kept && kept.token !== stale && kept.remainingMs > tooOldMs && !isPast(kept.token)
    ? { token: kept.token, lifetimeMs: kept.remainingMs, from: 'store' }
    : undefined

async function asHolder(
  shared: CarefulStore,
  renewing: Renewing,
  leasedAt: number,
  isLeased: boolean,
): Promise<Renewed | undefined | 'too late'> {
  const renewLease = setInterval(() => shared.lease(false), leaseMs / 2)
  try {
    // Somebody may have published between our look and our lease.
    const kept = await shared.read()
    const published = wanted(kept, renewing)
    if (published) return published
    // This process may have been stopped for a while: then somebody else holds the lease.
    if (steadyNow() - leasedAt > leaseMs) return 'too late'
    if (renewing.force && !(await shared.mayForce())) return undefined
    const fresh = await fetchAlone(renewing).catch(async error => {
      // Somebody else may have got one meanwhile, above all where this process was stopped for a while.
      shared.begin()
      const theirs = wanted(await shared.read(), renewing)
      if (theirs) return theirs
      throw error
    })
    if (!fresh || fresh.from === 'store') return fresh
    const isPublished = await shared.publish(fresh.token, fresh.lifetimeMs, kept ? kept.generation : 0)
    const newer = isPublished === false && wanted(await shared.read(), renewing)
    if (newer) return newer
    if (!isPublished) shared.publishLate(fresh.token, fresh.lifetimeMs)
    const isBlind =
      !isLeased || isPublished === undefined || (renewing.isRefused && (await shared.wasBlind()))
    return { ...fresh, isBlind }
  } finally {
    clearInterval(renewLease)
    shared.release()
  }
}
