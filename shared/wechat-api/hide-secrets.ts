import { inspect } from 'node:util'
import { isSecret, redact } from '../errors/secrets'
import { isObject } from '../schema/objects'
import type { Instance } from './instance'

const mask = '[redacted]'
const deepest = 4

/** A copy of plain members, redacted by name and by value. */
function clean(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === 'string') return redact(value, secrets)
  if (!isObject(value) || depth > deepest) return value
  if (Array.isArray(value)) return value.map(item => clean(item, secrets, depth + 1))
  const prototype = Object.getPrototypeOf(value)
  // Agents, stores and other class instances show themselves.
  if (depth > 0 && prototype !== Object.prototype && prototype !== null && !isKept(value)) return value
  const copy: { [name: string]: unknown } = {}
  for (const [name, member] of Object.entries(value)) {
    copy[name] = isSecret(name, member) ? mask : clean(member, secrets, depth + 1)
  }
  return copy
}

/** A token or a ticket has a prototype of its own. */
const isKept = (value: object): boolean => 'expireTime' in value

/** An instance as it is printed: its members, redacted. */
function shown(api: Instance): object {
  const { appsecret, token, store } = api
  const secrets = [appsecret, token?.accessToken, store?.accessToken].filter(
    (text): text is string => typeof text === 'string',
  )
  return clean(api, secrets) as object
}

/** Keeps secrets out of the output of `console.log` and `JSON.stringify`; the members are unchanged. */
export function hideSecrets(prototype: object): void {
  const hidden = (value: unknown) => ({ value, configurable: true, writable: true })
  Object.defineProperties(prototype, {
    toJSON: hidden(function (this: Instance) {
      return shown(this)
    }),
    [inspect.custom]: hidden(function (this: Instance) {
      // Of the same class by name, but without its own inspect method.
      const same = Object.create(Object.getPrototypeOf(this), { [inspect.custom]: { value: undefined } })
      return Object.assign(same, shown(this))
    }),
  })
}
