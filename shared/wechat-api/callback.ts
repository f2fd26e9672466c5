import type { Answered } from './answer'
import type { Summary, WeChatAPIError } from './errors'

/** How the old class answers. */
export type Callback<Data> = (
  error: (Error & Partial<WeChatAPIError>) | null,
  data: Data,
  res: Summary | undefined,
) => void

type AnyCallback = (error: unknown, data?: unknown, res?: Summary) => void

/** Arguments with the callback taken off, if there is one: a function at the end. */
export function takeCallback(args: ArrayLike<unknown>): { given: unknown[]; callback?: AnyCallback } {
  const given = Array.from(args)
  return typeof given[given.length - 1] === 'function'
    ? { callback: given.pop() as AnyCallback, given }
    : { given }
}

/**
 * Hands out what comes of some work: to the callback, or as a promise when there is none. A callback is called once,
 * and outside of the promise, so that what it throws is the program's and not swallowed.
 */
export function deliver(
  work: Promise<Answered>,
  callback: AnyCallback | undefined,
): Promise<unknown> | undefined {
  if (!callback) return work.then(({ data }) => data)
  work.then(
    ({ data, res }) => process.nextTick(callback, null, data, res),
    error => {
      const { data, res } = (error ?? {}) as { data?: unknown; res?: Summary }
      process.nextTick(callback, error, data, res)
    },
  )
  return undefined
}

type Done = (error: unknown, data?: unknown, res?: Answered['res']) => void

/** What is called back, as a promise: an error takes its answer along. */
export function calledBack(start: (done: Done) => void): Promise<Answered> {
  return new Promise((resolve, reject) => {
    start((error, data, res) => (error ? reject(error) : resolve({ data, res })))
  })
}
