import { missingFunction } from '../auth/stores/store'
import { ConfigError } from '../errors/config-error'
import { nearest } from '../errors/nearest'
import { isObject } from '../schema/objects'
import { isLogLevel } from './call-log'
import { isAboveZero } from './config'
import type { CallingOptions, CallOptions, OpenapiOptions } from './options'

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
const count: Rule = [value => value === 0 || isAboveZero(value), 'a number, 0 or more']
const aboveZero: Rule = [isAboveZero, 'a number above 0']

const callRules: RulesOf<CallOptions> = {
  signal: [
    withFunctions('addEventListener', 'removeEventListener'),
    'an AbortSignal: controller.signal, not the controller',
  ],
  timeoutMs: aboveZero,
  sessionKey: text,
  retryWrites: flag,
  retries: count,
}

const clientRules: RulesOf<OpenapiOptions> = {
  appid: text,
  secret: text,
  // Taken apart, and checked, where it is used.
  baseUrl: [() => true, 'a URL'],
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
  retries: count,
  failOver: [isFunction, 'the function failOver of this package'],
  payAppKey: key,
  sessionKey: key,
  strict: flag,
  log: [isLogLevel, "'off', 'error', 'info' or 'debug'"],
  logger: [withFunctions('error', 'info', 'debug'), 'an object with the functions error, info and debug'],
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

/** Options of other functions, and what to do with them. */
const strangers: { readonly [name: string]: string } = {
  env: 'pass env to cloud.init',
  rows: "import createOpenapi from 'wx-openapi-shim/client', which takes rows",
}

function refuseName(name: string, known: readonly string[], method?: string): never {
  const guess = nearest(name, known)
  throw new ConfigError({
    method,
    what: `there is no option ${name.slice(0, 40)}${guess ? `; did you mean ${guess}?` : ''}`,
    fix: guess ? `write ${guess}` : strangers[name] || `the options are ${known.join(', ')}`,
  })
}

function refuseOthers(options: object, rules: object, method?: string): void {
  const known = Object.keys(rules)
  for (const name of Object.keys(options)) if (known.indexOf(name) < 0) refuseName(name, known, method)
}

/**
 * Refuses options that a client does not have, undefined ones too: a misspelt one would do nothing, and say nothing.
 * @throws ConfigError naming the option, and the nearest one
 */
export const refuseUnknown = (options: object): void => refuseOthers(options, clientRules)

const callingNames: { readonly [name in keyof CallingOptions]-?: true } = { appid: true, convertCase: true }

/**
 * Refuses what is misspelt in `openapi({ … })`. Of wx-server-sdk's options that this library lacks it says nothing.
 * @throws ConfigError naming the option, and the nearest one
 */
export function refuseMisspelt(options: CallingOptions): void {
  const known = Object.keys(callingNames)
  for (const name of Object.keys(options || {})) {
    if (known.indexOf(name) < 0 && nearest(name, known, 2)) refuseName(name, known)
  }
}

/**
 * Checks the options of one call.
 * @throws ConfigError naming the option, and what it must be or the nearest one
 */
export function checkCallOptions(options: unknown, method: string): void {
  check(options, callRules, method)
  refuseOthers(options as object, callRules, method)
}
