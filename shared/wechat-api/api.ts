import { inspect } from 'node:util'
import { isSecret, redact } from '../errors/secrets'
import { isObject } from '../schema/objects'
import { type Extensible, extend, mixin, patch } from './extend'
import type { TableMethods } from './generated/table-methods'
import { installMethods } from './install'
import type { GetToken, Instance, SaveToken } from './instance'
import { getTokenFromMemory, installOwn, type Own, saveTokenInMemory } from './own-methods'
import type { SharedTokens } from './share-tokens'
import { share } from './state'
import { AccessToken } from './token-and-ticket'

/** A WeChat account with every method of the old class. */
export interface API extends Instance, Own, TableMethods {}

/** The class itself. */
export interface APIConstructor extends Extensible {
  /**
   * @param appid of the account
   * @param appsecret of the account
   * @param getToken reads the token that all processes share; default: memory of this process
   * @param saveToken stores a token for all processes; default: memory of this process
   * @param tokenFromCustom truthy: never fetch a token, only `getToken` provides it
   */
  new (
    appid: string,
    appsecret?: string | null,
    getToken?: GetToken | null,
    saveToken?: SaveToken | null,
    tokenFromCustom?: unknown,
  ): API
  /**
   * @param appid of the account
   * @param appsecret of the account; not needed if the store's tokens come from elsewhere
   * @param tokens the store that all processes share, instead of `getToken` and `saveToken`
   * @throws WeChatAPIError if the store is missing or lacks a function
   */
  new (appid: string, appsecret: string | null | undefined, tokens: SharedTokens): API
  readonly prototype: API
  AccessToken: typeof AccessToken
}

// A plain function, not a class, because older programs inherit with `API.call(this, …)`.
function Account(
  this: Instance,
  appid: string,
  appsecret: string | null,
  getToken?: GetToken | SharedTokens | null,
  saveToken?: SaveToken | null,
  tokenFromCustom?: unknown,
): void {
  this.appid = appid
  // Kept as given, `null` too: programs compare it.
  this.appsecret = appsecret as string
  const sharing = isObject(getToken) ? (getToken as SharedTokens) : undefined
  if (sharing) share(this, sharing)
  this.getToken = ((sharing ? undefined : getToken) ?? getTokenFromMemory) as GetToken
  this.saveToken = saveToken ?? (saveTokenInMemory as SaveToken)
  this.endpoint = 'https://api.weixin.qq.com'
  this.mpPrefix = 'https://mp.weixin.qq.com/cgi-bin/'
  this.fileServerPrefix = 'https://api.weixin.qq.com/cgi-bin/'
  this.prefix = 'https://api.weixin.qq.com/cgi-bin/'
  this.snsPrefix = 'https://api.weixin.qq.com/sns/'
  this.payPrefix = 'https://api.weixin.qq.com/pay/'
  this.merchantPrefix = 'https://api.weixin.qq.com/merchant/'
  this.customservicePrefix = 'https://api.weixin.qq.com/customservice/'
  this.wxaPrefix = 'https://api.weixin.qq.com/wxa/'
  this.defaults = {}
  this.tokenFromCustom = tokenFromCustom
  this.registerTicketHandle()
}

Object.defineProperty(Account, 'name', { value: 'API' })

export const API = Object.assign(Account, {
  AccessToken,
  mixin,
  patch,
  ext: patch,
}) as unknown as APIConstructor

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
function hideSecrets(prototype: object): void {
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

installOwn(API.prototype)
installMethods(API.prototype)
extend(API.prototype)
hideSecrets(API.prototype)
