import type { Authorised, Strategy } from '../auth/strategy'
import type { LearningKeeper } from '../auth/token-keeper'
import { pause, waitFor } from '../auth/wait'
import { AbortError } from '../errors/abort-error'
import { isTokenErrcode } from '../errors/errcodes'
import { addFacts, isOpenapiError, type OpenapiError } from '../errors/openapi-error'
import { TimeoutError } from '../errors/timeout-error'
import type { EncodedRequest } from '../schema/request'
import type { Content } from '../transport/read-answer'
import type { Account } from './account'
import { type Exchange, sendOnce } from './exchange'
import { tell } from './hooks'
import type { Retrier } from './retry'

/** What sending a call until it is done, or must be given up, needs beside the exchange. */
export interface Sending extends Exchange {
  readonly encoded: EncodedRequest
  readonly strategy: Strategy
  readonly account: Account
  /** Decides about second attempts; without one there are none but with another token. */
  readonly retrier?: Retrier
  readonly retryWrites?: boolean
}

/** A caller that keeps its own tokens tells nothing of them. */
const unkept: Pick<LearningKeeper, 'confirm' | 'rival'> = {
  confirm() {},
  rival() {
    return undefined
  },
}

interface Progress {
  sent: number
  /** Whether any attempt so far may have been executed. */
  mayBeDone: boolean
}

/**
 * Sends a call, and again where that is safe and worth it.
 * @throws the error of the last attempt; it says how many there were, and whether any of them may have been executed
 */
export async function sendUntilDone(sending: Sending): Promise<Content> {
  const progress: Progress = { sent: 0, mayBeDone: false }
  const { keeper = unkept } = sending.account
  try {
    return await attempt(sending, progress)
  } catch (error) {
    if (isOpenapiError(error)) {
      addFacts(error, {
        attempts: progress.sent > 1 ? progress.sent : undefined,
        maybeExecuted: (progress.mayBeDone && sending.row.effect !== 'read') || undefined,
        warning: isRefusal(error) ? keeper.rival() : undefined,
      })
    }
    throw error
  }
}

async function attempt(sending: Sending, progress: Progress): Promise<Content> {
  const { encoded, strategy, account, waiting, retrier, retryWrites, row, hooks, appid } = sending
  const { method, deadline, signal } = waiting
  const { keeper = unkept } = account
  let authorised: Authorised | undefined
  let isRenewed = false
  let retries = 0
  const inTime = <T>(wait: Promise<T>): Promise<T> =>
    progress.sent === 0 ? wait : wait.catch(error => Promise.reject(sentBefore(error, method)))
  for (;;) {
    if (signal?.aborted) throw aborted(method, progress.sent > 0)
    authorised = authorised || (await inTime(strategy.authorise(encoded, waiting)))
    progress.sent += 1
    try {
      const content = await sendOnce(authorised, sending, progress.sent)
      if (retrier) retrier.reward()
      if (isRenewed) keeper.confirm(method)
      return content
    } catch (error) {
      if (!isOpenapiError(error)) throw error
      progress.mayBeDone = progress.mayBeDone || error.maybeExecuted
      // WeChat looked at the token and did nothing, so any call may be sent again, with another token.
      authorised = isRefusal(error) && authorised.renew ? await inTime(authorised.renew()) : undefined
      if (authorised) {
        isRenewed = true
        continue
      }
      const leftMs = deadline.left()
      const failed = { error, effect: row.effect, retries, leftMs, retryWrites }
      const delayMs = retrier ? retrier.delay(failed) : undefined
      if (delayMs === undefined) throw error
      retries += 1
      const { errCode } = error
      tell(hooks.onRetry, () => ({ method, appid, attempt: progress.sent, errCode, delayMs }))
      await inTime(waitFor(pause(delayMs), waiting))
    }
  }
}

const aborted = (method: string, again: boolean): AbortError =>
  new AbortError({ method, what: `aborted before it was sent${again ? ' again' : ''}` })

/** What ended a wait between two attempts, said of a call that was sent before. */
function sentBefore(error: unknown, method: string): unknown {
  const { name } = error as Error
  if (!isOpenapiError(error)) return error
  if (name === 'AbortError') return aborted(method, true)
  if (name === 'TimeoutError') return new TimeoutError({ method, what: 'no time was left to send it again' })
  return error
}

const isRefusal = ({ name, errCode }: OpenapiError): boolean =>
  name === 'WeChatError' && isTokenErrcode(errCode)
