import { inspect } from 'node:util'
import { isSecret, redact } from '../errors/secrets'
import { isObject } from '../schema/objects'
import type { Instance } from './instance'

const mask = '[redacted]'
const deepest = 4

/** A copy of plain members without what is secret by its name or is one of the secrets. */
function clean(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === 'string') return redact(value, secrets)
  if (!isObject(value) || depth > deepest) return value
  if (Array.isArray(value)) return value.map(item => clean(item, secrets, depth + 1))
  const prototype = Object.getPrototypeOf(value)
  // What is not plain, an agent or a store, is somebody else's to show.
  if (depth > 0 && prototype !== Object.prototype && prototype !== null && !isKept(value)) return value
  const copy: { [name: string]: unknown } = {}
  for (const [name, member] of Object.entries(value)) {
    copy[name] = isSecret(name, member) ? mask : clean(member, secrets, depth + 1)
  }
  return copy
}

/** A token or a ticket has a prototype of its own. */
const isKept = (value: object): boolean => 'expireTime' in value

/** An instance as it is printed: its members, without secrets. */
function shown(api: Instance): object {
  const { appsecret, token, store } = api
  const secrets = [appsecret, token?.accessToken, store?.accessToken].filter(
    (text): text is string => typeof text === 'string',
  )
  return clean(api, secrets) as object
}

/** Keeps secrets out of what `console.log` and `JSON.stringify` make of an instance; its members stay as they are. */
export function hideSecrets(prototype: object): void {
  const hidden = (value: unknown) => ({ value, configurable: true, writable: true })
  Object.defineProperties(prototype, {
    toJSON: hidden(function (this: Instance) {
      return shown(this)
    }),
    [inspect.custom]: hidden(function (this: Instance) {
      // Of the same class by name, but not one that shows itself again.
      const same = Object.create(Object.getPrototypeOf(this), { [inspect.custom]: { value: undefined } })
      return Object.assign(same, shown(this))
    }),
  })
}
