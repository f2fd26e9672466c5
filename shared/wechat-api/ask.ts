import { type Waiting, waitFor } from '../auth/wait'
import { isTokenStore } from '../client/check-options'
import { ourErrcodes } from '../errors/errcodes'
import { weChatAPIError } from './errors'

/** What a store's own function gives when it is passed in the place of `getToken`. */
const misplacedStore = () =>
  weChatAPIError({
    message: 'new API: getToken gave a token store; pass { store: fileStore(folder) } in its place',
    code: ourErrcodes.invalidParams,
  })

/** A function of the user's, in either style: it calls back, or gives a promise. */
export type Hook = (this: unknown, ...args: never[]) => unknown

/**
 * Asks a hook, whichever style it is written in: the last argument is a callback, and a promise counts too. Calls
 * back twice: the first counts. Throws: that is its answer. Never answers: the time of the call ends the wait.
 * @throws what the hook threw or called back with, unchanged; TimeoutError when the call's time is up
 */
export function ask<T>(self: object, hook: Hook, args: readonly unknown[], waiting: Waiting): Promise<T> {
  return waitFor(
    new Promise<T>((resolve, reject) => {
      const callback = (error: unknown, value: T) => (error ? reject(error) : resolve(value))
      const given = (hook as (...all: unknown[]) => unknown).call(self, ...args, callback)
      const takesCallback = hook.length > args.length
      if (isPromise(given)) {
        given.then(value => {
          // An async function that also takes a callback answers through the callback.
          if (!takesCallback || value !== undefined) resolve(value as T)
        }, reject)
      } else if (isTokenStore(given)) {
        reject(misplacedStore())
      } else if (
        given !== self &&
        (given !== undefined || (args.length > 0 && hook.length === args.length))
      ) {
        if (!takesCallback) resolve(given as T)
      }
    }),
    waiting,
  )
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | undefined)?.then === 'function'
