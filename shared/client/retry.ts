import { isTokenErrcode } from '../errors/errcodes'
import type { OpenapiError } from '../errors/openapi-error'
import type { Effect } from '../schema/endpoint'

/** Why a call failed, as far as sending it again goes. */
type Failure = 'notSent' | 'lost' | 'busy' | 'rate'

/** After these nothing was done: nothing left this machine, or WeChat refused before it did anything. */
const harmless: readonly Failure[] = ['notSent', 'rate']

const firstDelayMs = 100
const longestDelayMs = 2000
const rateSpreadMs = 500

const capacity = 500
const priceOfRetry = 5
const rewardOfSuccess = 1

/** What is known about a call whose turn it is to fail. */
export interface Failed {
  readonly error: OpenapiError
  readonly effect: Effect
  /** How often it was sent again before. */
  readonly retries: number
  /** How often it may be sent again, where that is not the client's own number. */
  readonly most?: number
  /** What is left of its time, in milliseconds. */
  readonly leftMs: number
  /** Whether the caller takes it upon himself that a write is done twice. */
  readonly retryWrites?: boolean
}

/** Decides about second attempts, for all calls of one client. */
export interface Retrier {
  /** How long to wait before the next attempt, in milliseconds; `undefined`: there is none. */
  delay(failed: Failed): number | undefined
  /** Whether attempts have cost something that successes can bring back. */
  readonly isSpent: boolean
  /** A call succeeded. */
  reward(): void
}

/**
 * Attempts cost out of one budget for the whole client, which successes fill: where everything fails, hardly anything
 * is sent twice.
 */
export function createRetrier(longest = 2, random: () => number = Math.random): Retrier {
  let budget = capacity
  const retrier = {
    isSpent: false,
    delay({ error, effect, retries, most = longest, leftMs, retryWrites }: Failed) {
      const failure = failureOf(error)
      if (!failure || !(retries < most) || budget < priceOfRetry) return undefined
      // An error is no proof that nothing was done, nor is a broken connection.
      if (effect === 'write' && !retryWrites && !harmless.includes(failure)) return undefined
      const delay =
        failure === 'rate'
          ? error.retryAfterMs! + random() * rateSpreadMs
          : random() * Math.min(firstDelayMs * 2 ** retries, longestDelayMs)
      if (delay >= leftMs) return undefined
      budget -= priceOfRetry
      retrier.isSpent = true
      return delay
    },
    reward() {
      budget = Math.min(capacity, budget + rewardOfSuccess)
      retrier.isSpent = budget < capacity
    },
  }
  return retrier
}

function failureOf(error: OpenapiError): Failure | undefined {
  const { name, errCode, maybeExecuted, retryAfterMs } = error
  if (name === 'AmbiguousError') return (error.cause as OpenapiError).retryable ? 'lost' : undefined
  if (!error.retryable) return undefined
  if (name === 'WeChatError') {
    if (isTokenErrcode(errCode)) return undefined
    return retryAfterMs === undefined ? 'busy' : 'rate'
  }
  if (name !== 'TransportError' && name !== 'AnswerError') return undefined
  return maybeExecuted ? 'lost' : 'notSent'
}
