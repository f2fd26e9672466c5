import { errcodes } from '../errors/errcodes'
import { isOpenapiError } from '../errors/openapi-error'

const second = 1000
const fatalMs = 60 * second
const shortestPauseMs = second
const longestPauseMs = 5 * second

/** Remembers that no token could be had, so that not every call asks again. */
export interface Failures {
  /** The error to throw without asking, if it is too early to ask again. */
  recent(): unknown
  note(error: unknown): void
  forget(): void
}

/** A wrong secret is not asked again for a minute; a network that is down is asked again soon, then less soon. */
export function rememberFailures(now: () => number): Failures {
  let failure: { error: unknown; until: number } | undefined
  let pauseMs = shortestPauseMs
  return {
    recent: () => (failure && now() < failure.until ? failure.error : undefined),
    note(error) {
      failure = { error, until: now() + (isFatal(error) ? fatalMs : pauseMs) }
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    },
    forget() {
      failure = undefined
      pauseMs = shortestPauseMs
    },
  }
}

function isFatal(error: unknown): boolean {
  if (!isOpenapiError(error) || error.name !== 'TokenError') return false
  const kind = errcodes[error.errCode]?.kind
  return kind !== 'busy' && kind !== 'rate'
}
