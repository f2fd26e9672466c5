import { abortedUnsent } from '../errors/abort-error'
import { asErrorOf, isOpenapiError } from '../errors/openapi-error'
import { TimeoutError } from '../errors/timeout-error'
import type { Deadline } from '../transport/clock'

/** The call that waits. */
export interface Waiting {
  readonly method: string
  readonly deadline: Deadline
  readonly signal?: AbortSignal
  /** The session_key that this very call is signed with. */
  readonly sessionKey?: string
}

/**
 * Waits for work that many calls share, but no longer than this call may; the work itself goes on.
 * @throws TimeoutError, AbortError, or what the work threw, naming this call's method
 */
export function waitFor<T>(work: Promise<T>, { method, deadline, signal }: Waiting): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => settle(() => reject(abortedUnsent(method)))
    const onTimeout = () =>
      settle(() => reject(new TimeoutError({ method, what: 'no access token in time, so it was not sent' })))
    const timer = setTimeout(onTimeout, Math.ceil(deadline.left()))
    const settle = (then: () => void) => {
      clearTimeout(timer)
      if (signal) signal.removeEventListener('abort', onAbort)
      then()
    }
    if (signal) {
      signal.addEventListener('abort', onAbort)
      if (signal.aborted) onAbort()
    }
    work.then(
      value => settle(() => resolve(value)),
      error => settle(() => reject(isOpenapiError(error) ? asErrorOf(error, method) : error)),
    )
  })
}

/** Some time, which does not keep the process alive. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds).unref()
  })

const tickMs = 20

/**
 * What work gives, if it does so in time; `undefined` when it is late. Time in which this process could not run does not
 * count: the answer may lie there unread.
 * @param work never rejects
 * @param leftMs how long it is waited for
 * @param onLate hears that it was too long
 * @param onEnd hears how many milliseconds were left
 */
export const inTime = <T>(
  work: Promise<T>,
  leftMs: number,
  onLate: () => void,
  onEnd: (leftMs: number) => void = () => undefined,
): Promise<T | undefined> =>
  new Promise(resolve => {
    let left = leftMs
    let isSettled = false
    const settle = (value?: T) => {
      if (isSettled) return
      isSettled = true
      clearInterval(timer)
      onEnd(left)
      resolve(value)
    }
    const giveUp = () => {
      if (!isSettled) onLate()
      settle()
    }
    const timer = setInterval(() => {
      left -= tickMs
      if (left <= 0) setImmediate(giveUp)
    }, tickMs)
    work.then(settle)
  })
