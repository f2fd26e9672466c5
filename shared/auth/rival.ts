import { minuteMs, secondMs } from '../errors/time'
import { type Notices, type Renewed, tooOldMs } from './renewal'

const rememberedMs = 10 * minuteMs

/** Finds out whether somebody outside those who share a store fetches tokens for the same account. */
export interface RivalWatch {
  /** A token was refused, and another came in its place. */
  look(method: string, old: { token: string; endsAt: number }, fresh: Renewed, now: number): void
  /** The method that was refused succeeded with another token: so the old one was really dead. */
  confirm(method: string): void
  /** What is known of a rival, if it showed up lately. */
  known(): string | undefined
}

/** Watches over one account. */
export type WatchForRivals = (now: () => number, notices: Notices) => RivalWatch

/** One watch an account. */
export const watchForRivals: WatchForRivals = (now, notices) => {
  let suspicion: { method: string; message: string } | undefined
  let found: { message: string; until: number } | undefined
  return {
    look(method, old, { token, from, isBlind }, at) {
      const leftMs = old.endsAt - at
      // It should have lived on, and nobody here had fetched another.
      if (from !== 'source' || isBlind || token === old.token || leftMs < tooOldMs) return
      const message = `an access token with ${Math.round(leftMs / secondMs)} s left was revoked at ${new Date().toISOString()}, and no process that shares this token store fetched another: somebody else uses this account, or one of these processes could not reach the store at that time. Use stable_token everywhere, give all processes one store, and find the other user`
      suspicion = { method, message }
    },
    confirm(method) {
      if (!suspicion || suspicion.method !== method) return
      found = { message: suspicion.message, until: now() + rememberedMs }
      suspicion = undefined
      notices.warn('rival', found.message)
    },
    known: () => (found && now() < found.until ? found.message : undefined),
  }
}
