import { mayRetry, type OpenapiError } from '../errors/openapi-error'
import { secondMs } from '../errors/time'
import { deadlineIn } from '../transport/clock'
import type { FreshToken, TokenSource } from './token-source'
import { pause } from './wait'

const attemptsWhenHopeful = 3
const tooManyThisMinute = 45011

/** The longest that one renewal may ask for a token. */
export const fetchWithinMs = 8 * secondMs
/** A token this near to its end may be dead before the call arrives. */
export const tooOldMs = 10 * secondMs

/** One renewal. */
export interface Renewing {
  readonly source: TokenSource
  readonly method: string
  /** The token in place of which another is wanted, because it ends or because WeChat refused it. */
  readonly stale: string | undefined
  readonly isRefused: boolean
  readonly force: boolean
  /** Whether the last request failed, so that one more try is enough. */
  readonly isHopeless: boolean
  /** Whether a token was in use here before the stale one, so that it never comes back. */
  isPast(token: string): boolean
  /** Whether the budget of this process allows a request. */
  mayFetch(): boolean
  /** Takes one out of the budget. */
  takeBudget(): boolean
}

/** A token, and who gave it. */
export interface Renewed extends FreshToken {
  readonly from: 'source' | 'store'
  /**
   * Whether nobody knows what others did, because the store failed here or lately for one of them; absent where there
   * are no others.
   */
  readonly isBlind?: boolean
}

/** Gets another token; `undefined`: it may not. */
export type Renew = (renewing: Renewing) => Promise<Renewed | undefined>

/** Asks the source, and once more after a failure that may be gone in a moment. */
export const fetchAlone: Renew = async renewing => {
  const { source, method, stale, isRefused, force, isHopeless } = renewing
  if (!renewing.takeBudget()) return undefined
  const deadline = deadlineIn(fetchWithinMs)
  const refused = isRefused ? stale : undefined
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { ...(await source.fetch({ method, force, refused, deadline })), from: 'source' }
    } catch (error) {
      if (isHopeless || attempt === attemptsWhenHopeful || !isBlip(error)) throw error
      await pause(Math.random() * 100 * 2 ** attempt)
    }
  }
}

const isBlip = (error: unknown): boolean =>
  mayRetry(error) &&
  (error as OpenapiError).errCode !== tooManyThisMinute &&
  (error as OpenapiError).name !== 'TimeoutError'

/** What kind of trouble a warning speaks of: the token store, or somebody else who fetches tokens. */
export type WarningKind = 'store' | 'rival'

/** That a token was had anew. */
export interface Refreshed {
  /** From WeChat, or published by another process that shares the store. */
  readonly from: 'source' | 'store'
  /** Whether WeChat was made to give another token than it would have. */
  readonly forced: boolean
  readonly durationMs: number
  /** What went wrong; absent when there is a token. */
  readonly errCode?: number
}

/** Where keepers of tokens say what happens. Nothing that they say holds a token or a secret. */
export interface Notices {
  warn(kind: WarningKind, message: string): void
  refreshed(how: Refreshed): void
}

/** Nobody listens. */
export const silent: Notices = { warn() {}, refreshed() {} }
