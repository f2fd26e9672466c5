import { isTokenErrcode } from '../errors/errcodes'
import type { Answered } from './answer'
import { takeCallback } from './callback'
import { deadlineFor, during } from './deadlines'
import { asOldError } from './errors'
import { repeatsItself } from './install'
import type { Instance } from './instance'
import { stateOf } from './state'

type Method = (this: Instance, ...args: unknown[]) => unknown
type Done = (error: unknown, data?: unknown, res?: Answered['res']) => void

/**
 * Gets a token, puts it on the instance as `token`, and calls a method with it. A method of a user's own is called
 * once more, with another token, when WeChat refused the first one.
 */
export function preRequest(
  this: Instance,
  method: (...args: never[]) => unknown,
  args: ArrayLike<unknown>,
  retried = false,
): void {
  const { given, callback = () => undefined } = takeCallback(args)
  const deadline = deadlineFor(this)
  const waiting = { method: 'preRequest', deadline }
  let used: string | undefined
  // In a turn of its own, so that what the method throws is the program's and not swallowed.
  const run = (done: Done) =>
    process.nextTick(() => {
      // By the time of the answer another call may have put a newer one there.
      used = this.token?.accessToken
      during(deadline, () => (method as Method).apply(this, [...given, done]))
    })

  const again: Done = (error, data, res) => {
    const { errcode } = (data ?? {}) as { errcode?: unknown }
    if (typeof errcode !== 'number' || !isTokenErrcode(errcode) || used === undefined) {
      return callback(error, data, res)
    }
    stateOf(this)
      .tokens.replace(used, waiting)
      .then(
        other => (other === undefined ? process.nextTick(callback, error, data, res) : run(callback)),
        () => process.nextTick(callback, error, data, res),
      )
  }

  stateOf(this)
    .tokens.ensure(waiting)
    .then(
      token => {
        stateOf(this).tokens.put(token)
        run(retried || repeatsItself(method) ? callback : again)
      },
      error => process.nextTick(callback, asOldError(error)),
    )
}
