import { missingFunction } from '../auth/stores/store'
import { ConfigError } from '../errors/config-error'
import { isObject } from '../schema/objects'
import { isAboveZero } from './config'
import type { CallOptions, OpenapiOptions } from './options'

/** What fits an option, and the words for it. */
type Rule = readonly [fits: (value: unknown) => boolean, expected: string]

type RulesOf<O> = { readonly [name in keyof O]-?: Rule }

const isText = (value: unknown): boolean => typeof value === 'string'
const isFunction = (value: unknown): boolean => typeof value === 'function'
const withFunctions =
  (...names: string[]) =>
  (value: unknown): boolean =>
    isObject(value) && names.every(name => isFunction(value[name]))

/** Whether something can keep tokens. */
export const isTokenStore = (value: unknown): boolean => isObject(value) && !missingFunction(value)

const text: Rule = [isText, 'text']
const flag: Rule = [value => typeof value === 'boolean', 'true or false']
const hook: Rule = [isFunction, 'a function']
const key: Rule = [value => isText(value) || isFunction(value), 'text or a function']
const aboveZero: Rule = [isAboveZero, 'a number above 0']

const callRules: RulesOf<CallOptions> = {
  signal: [
    withFunctions('addEventListener', 'removeEventListener'),
    'an AbortSignal: controller.signal, not the controller',
  ],
  timeoutMs: aboveZero,
  sessionKey: text,
  retryWrites: flag,
}

/** The base URL is taken apart, and checked, where it is used. */
const clientRules: RulesOf<Omit<OpenapiOptions, 'baseUrl'>> = {
  appid: text,
  secret: text,
  accounts: [isObject, 'an object, { [appid]: { secret } }'],
  timeoutMs: aboveZero,
  transport: [value => value === 'cloud', "'cloud', or omitted for HTTPS"],
  auth: [
    value => value === 'stable' || value === 'classic' || isFunction(value),
    "'stable', 'classic' or a source such as tokenFrom(ask)",
  ],
  store: [
    isTokenStore,
    'a token store: fileStore(folder), redisStore(client), cloudbaseStore(db) or tokenStore(yours)',
  ],
  retries: [value => value === 0 || isAboveZero(value), 'a number, 0 or more'],
  failOver: [isFunction, 'the function failOver of this package'],
  payAppKey: key,
  sessionKey: key,
  strict: flag,
  agent: [withFunctions('addRequest'), 'an Agent of node:http or node:https, or one for a proxy'],
  proxy: [isFunction, 'the function environmentProxy of this package'],
  maxAnswerBytes: aboveZero,
  onRequest: hook,
  onResponse: hook,
  onRetry: hook,
  onTokenRefresh: hook,
  onWarning: hook,
}

function check(options: unknown, rules: { readonly [name: string]: Rule }, method?: string): void {
  if (!isObject(options)) throw new ConfigError({ what: 'the options must be an object', method })
  for (const name of Object.keys(rules)) {
    const [fits, expected] = rules[name]!
    if (options[name] === undefined || fits(options[name])) continue
    throw new ConfigError({ what: `the option ${name} must be ${expected}`, method })
  }
}

/**
 * Checks the options of a client: each that is given is of its kind.
 * @throws ConfigError naming the option, and what it must be
 */
export function checkOptions(options: unknown): void {
  check(options, clientRules)
  const { agent, proxy } = options as OpenapiOptions
  if (agent && proxy) throw new ConfigError({ what: 'set the option agent or proxy, not both' })
}

/**
 * Checks the options of one call.
 * @throws ConfigError naming the option, and what it must be
 */
export const checkCallOptions = (options: unknown, method: string): void => check(options, callRules, method)
