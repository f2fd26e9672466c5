import type { Callback } from './callback'
import { calledBack, deliver, takeCallback } from './callback'
import { prefixed, weChatAPIError } from './errors'
import type { Instance, RequestOptions } from './instance'

type Called = (error: unknown, data?: unknown, res?: unknown) => void

/**
 * What `wechat-api/lib/util` had under this name: wraps the callback of `request`, so that an errcode and an empty
 * answer are errors. A name that has its prefix already keeps it as it is.
 */
export function wrapper(callback?: Callback<never>): Called {
  const done = (callback ?? (() => undefined)) as Called
  return (error, data, res) => {
    if (error) return done(prefixed(error, true), data, res)
    const { errcode, errmsg } = (data ?? {}) as { errcode?: number; errmsg?: string }
    if (errcode) return done(weChatAPIError({ message: String(errmsg), code: errcode }), data, res)
    if (data === undefined || data === null) {
      return done(weChatAPIError({ message: 'No data received.', code: -1 }), data, res)
    }
    return done(null, data, res)
  }
}

/** What `wechat-api/lib/util` had under this name: the options of a `request` that posts JSON and gets JSON. */
export const postJSON = (data: unknown): RequestOptions => ({
  dataType: 'json',
  type: 'POST',
  data,
  headers: { 'Content-Type': 'application/json' },
})

/**
 * What `wechat-api/lib/util` had under this name: puts a method on a class or an instance that gets a token first, and
 * under `_<name>` the function itself, which finds the token at `this.token`. Without a callback it gives a promise.
 */
export function make(host: object, name: string, method: (this: never, ...args: never[]) => unknown): void {
  const members = host as { [name: string]: unknown }
  members[`_${name}`] = method
  members[name] = function (this: Instance, ...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    const twin = (this as unknown as { [name: string]: typeof method })[`_${name}`]!
    // As ever: what the method calls back with, error and answer, is what the caller gets.
    if (callback) return this.preRequest(twin, [...given, callback])
    return deliver(
      calledBack(done => this.preRequest(twin, [...given, done])),
      callback,
    )
  }
}
