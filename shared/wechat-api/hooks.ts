import { type Waiting, waitFor } from '../auth/wait'
import { isTokenStore } from '../client/check-options'
import { ourErrcodes } from '../errors/errcodes'
import type { Answered } from './answer'
import { type Summary, weChatAPIError } from './errors'
import type { Instance } from './instance'

/** A user's function, in either style: it calls back, or returns a value or a promise. */
export type Hook = (this: unknown, ...args: never[]) => unknown

type Loose = (this: unknown, ...args: unknown[]) => unknown

/** The error for a function that makes a store, passed as `getToken`. */
const misplacedStore = () =>
  weChatAPIError({
    message: 'new API: getToken returned a token store; pass { store: fileStore(folder) } instead',
    code: ourErrcodes.invalidParams,
  })

/** How long a hook that returned nothing may take to call back. */
const graceMs = 100
/** Hooks that returned nothing and did not call back in time: they are not waited for again. */
const silent = new WeakSet<object>()
const hidden = new WeakMap<object, boolean>()

/** Whether a function may take an undeclared callback: rest parameters, `arguments`, a spy, a bound function. */
function mayTakeMore(hook: Hook): boolean {
  let known = hidden.get(hook)
  if (known === undefined) {
    known = /\barguments\b|\.\.\.|\[native code\]/.test(Function.prototype.toString.call(hook))
    hidden.set(hook, known)
  }
  return known
}

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as { then?: unknown } | undefined)?.then === 'function'

/** Whether a value is a token or a ticket as a store keeps it. */
function isKept(value: unknown): boolean {
  const { accessToken, ticket } = (value ?? {}) as { accessToken?: unknown; ticket?: unknown }
  return typeof accessToken === 'string' || typeof ticket === 'string'
}

/**
 * Calls a token or ticket hook of either style. A hook that declares a callback, or may take one without declaring it,
 * gets one; a token, a ticket or null that it returns counts at once. `undefined`, from a promise or from a hook that
 * declares no callback, counts if there is no callback within 100 ms; any other value waits for the callback. A hook
 * without a callback gets none, and what it returns counts.
 * @throws what the hook threw or called back with, unchanged; TimeoutError at the call's deadline
 */
export function callHook<T>(
  self: object,
  hook: Hook,
  args: readonly unknown[],
  waiting: Waiting,
): Promise<T> {
  const answered = new Promise<unknown>((resolve, reject) => {
    let isAnswered = false
    const answer = (value: unknown) => {
      isAnswered = true
      resolve(value)
    }
    const fail = (error: unknown) => {
      isAnswered = true
      reject(error)
    }
    const callback = (error: unknown, value: unknown) => {
      silent.delete(hook)
      return error ? fail(error) : answer(value)
    }
    const declares = hook.length > args.length
    const takesCallback = declares || mayTakeMore(hook)
    const given = (hook as Loose).apply(self, takesCallback ? [...args, callback] : [...args])
    const orCallback = (value: unknown) => {
      if (!takesCallback || value === null || isKept(value) || silent.has(hook)) return answer(value)
      // A callback that is ready by then comes first.
      setTimeout(() => setImmediate(giveUp, value), graceMs)
    }
    const giveUp = (value: unknown) => {
      if (!isAnswered) silent.add(hook)
      answer(value)
    }
    if (isTokenStore(given)) fail(misplacedStore())
    else if (isPromise(given)) given.then(orCallback, fail)
    else if (!takesCallback || isKept(given)) answer(given)
    else if (!declares && (given === undefined || given === null)) orCallback(given)
  })
  return waitFor(answered as Promise<T>, waiting)
}

/**
 * Calls a method of an instance, the user's or ours, of either style: with a callback if it may take one.
 * @throws what it threw, called back with or was rejected with
 */
export function callMember(api: object, name: string, args: readonly unknown[]): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const member = (api as { [name: string]: Hook })[name]!
    const callback = (error: unknown, data: unknown, res?: Summary) =>
      error ? reject(error) : resolve({ data, res })
    const takesCallback = member.length > args.length || mayTakeMore(member)
    const given = (member as Loose).apply(api, takesCallback ? [...args, callback] : [...args])
    if (!takesCallback) resolve(isPromise(given) ? given.then(data => ({ data })) : { data: given })
    // One that returns nothing may have passed the callback on.
    else if (isPromise(given)) given.then(data => data !== undefined && resolve({ data }), reject)
    else if (isKept(given)) resolve({ data: given })
  })
}

const names = ['request', 'preRequest', 'ensureAccessToken', 'ensureTicket'] as const
const built: { [name: string]: unknown } = {}

/** Records the original members that every call uses, to tell a user's replacements from them. */
export function noteBuilt(prototype: Instance): void {
  for (const name of names) built[name] = prototype[name]
}

/** Whether the user replaced a member of an instance. */
export const isReplaced = (api: Instance, name: (typeof names)[number]): boolean => api[name] !== built[name]
