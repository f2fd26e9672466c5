import { hasOwn } from '../schema/names'
import { deliver, takeCallback } from './callback'
import type { Instance } from './instance'
import { requestThrough } from './own-request'
import { replaceableNames } from './replaceable-names'
import { make, postJSON } from './util'

/** How the class takes on methods of a user's own. */
export interface Extensible {
  /**
   * Puts methods on every instance.
   * @throws Error when a method of that name stood in both old libraries, or was mixed in before
   */
  mixin(methods: object): void
  /**
   * Adds a method that posts JSON to a URL, `api.<functionName>(body, callback?)`.
   * @throws Error when an argument is no text, or the name is taken and `override` is not `true`
   */
  patch(functionName: string, apiUrl: string, override?: boolean): void
  /** Another name for `patch`. */
  ext(functionName: string, apiUrl: string, override?: boolean): void
}

type Prototype = { [name: string]: unknown }
interface Constructor extends Extensible {
  prototype: Prototype
}

/** Names that a program took over; a second taking is a mistake. */
const taken = new Set<string>()

const isFree = (prototype: Prototype, name: string): boolean =>
  !hasOwn(prototype, name) || (replaceableNames.has(name.replace(/^_/, '')) && !taken.has(name))

export function mixin(this: Constructor | undefined, methods: object): void {
  const prototype = prototypeOf(this)
  // Inherited members count too, as they always did.
  for (const name in methods) {
    if (!isFree(prototype, name)) {
      throw new Error(`Don't allow override existed prototype method. method: ${name}`)
    }
    prototype[name] = (methods as Prototype)[name]
    taken.add(name)
  }
}

export function patch(
  this: Constructor | undefined,
  functionName: string,
  apiUrl: string,
  override?: boolean,
): void {
  if (typeof apiUrl !== 'string') throw new Error('API.patch: the second argument, the URL, must be text')
  if (typeof functionName !== 'string')
    throw new Error('API.patch: the first argument, the name, must be text')
  const prototype = prototypeOf(this)
  const isTaken = [functionName, `_${functionName}`].some(name => !isFree(prototype, name))
  if (isTaken && override !== true) {
    throw new Error(
      `wechat-api already has a prototype named [${functionName}]; give true as the third argument to override it`,
    )
  }
  if (isTaken) console.warn(`wechat-api: ${functionName} is overridden`)
  taken.add(functionName)
  make(prototype, functionName, function (this: Instance, ...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    const url = new URL(apiUrl)
    url.searchParams.set('access_token', this.token?.accessToken ?? '')
    return deliver(requestThrough(this, url.href, postJSON(given[0])), callback)
  })
}

let own: Prototype | undefined

/** The prototype that methods go to when `mixin` is called on its own, as it was possible. */
export const extend = (prototype: object): void => {
  own = prototype as Prototype
}

const prototypeOf = (target: Constructor | undefined): Prototype => own ?? target!.prototype
