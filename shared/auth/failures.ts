import { aboutErrcode } from '../errors/errcodes'
import { isOpenapiError } from '../errors/openapi-error'
import { dayMs, hourMs, minuteMs, secondMs } from '../errors/time'

const fatalMs = minuteMs
const shortestPauseMs = secondMs
const longestPauseMs = 4 * secondMs
const usedUp = 45009

/** Remembers that no token could be had, so that not every call asks again. */
export interface Failures {
  /** The error to throw without asking, if it is too early to ask again. */
  recent(): unknown
  /** Whether the last request failed. */
  last(): unknown
  note(error: unknown): void
  forget(): void
}

/**
 * A wrong secret is not asked again for a minute, nor after the last request of the day before the next; a network
 * that is down is asked again soon, then less soon.
 */
export function rememberFailures(now: () => number): Failures {
  let failure: { error: unknown; until: number } | undefined
  let pauseMs = shortestPauseMs
  return {
    recent: () => (failure && now() < failure.until ? failure.error : undefined),
    last: () => failure?.error,
    note(error) {
      failure = { error, until: now() + waitAfter(error, pauseMs) }
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    },
    forget() {
      failure = undefined
      pauseMs = shortestPauseMs
    },
  }
}

function waitAfter(error: unknown, pauseMs: number): number {
  if (!isOpenapiError(error) || error.name !== 'TokenError') return pauseMs
  const { errCode } = error
  // The day of WeChat's quotas ends at midnight in China.
  if (errCode === usedUp) return dayMs - ((Date.now() + 8 * hourMs) % dayMs)
  const { kind } = aboutErrcode(errCode)
  return kind === 'busy' || kind === 'rate' ? pauseMs : fatalMs
}
