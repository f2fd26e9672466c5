import { type LoadedSdk, loadSdk } from '../client/cloud-caller'
import { ConfigError } from '../errors/config-error'
import { isPlainObject } from '../schema/objects'
import type { ForwardedCalls, ForwardedValues } from './sdk-types'

/** Members that return a promise: a loading error is its rejection. */
const promises: readonly (keyof ForwardedCalls)[] = [
  'callFunction',
  'uploadFile',
  'downloadFile',
  'getTempFileURL',
  'deleteFile',
  'getOpenData',
  'getVoIPSign',
  'getCloudCallSign',
  'callOpenAPI',
]
const plain: readonly (keyof ForwardedCalls)[] = [
  'database',
  'logger',
  'ai',
  'signature',
  'updateConfig',
  'registerService',
  'createNewInstance',
  'Cloud',
]
const values: readonly (keyof ForwardedValues)[] = ['cloudPay', 'version']

/** All members of wx-server-sdk that are not ours. */
export interface Forwarding {
  /** The members, as property descriptors. */
  readonly members: PropertyDescriptorMap
  /** Keeps the options of `init` until wx-server-sdk is loaded, or passes them on. Only the first call counts. */
  init(options: object | undefined): void
}

/** Sets up forwarding; wx-server-sdk is loaded when a member is called, or `cloudPay` is read. */
export function forwarding(): Forwarding {
  let sdk: LoadedSdk | undefined
  let given: { options: object | undefined } | undefined
  const start = (loaded: LoadedSdk) => {
    const options = given!.options
    ;(loaded.init as (options?: object) => void)(withEnvOf(loaded, options) as object | undefined)
  }
  const load = (name: string): LoadedSdk => {
    if (!sdk) {
      const loaded = loadSdk(`cloud.${name}`)
      if (given) start(loaded)
      sdk = loaded
    }
    return sdk
  }
  const call = (name: string, given: unknown[]): unknown => {
    const loaded = load(name)
    const target = loaded[name]
    if (typeof target !== 'function') throw missing(loaded, name)
    return target.apply(
      loaded,
      given.map(argument => withEnvOf(loaded, argument)),
    )
  }
  const members: PropertyDescriptorMap = {}
  for (const name of promises) {
    members[name] = member(async (...given: unknown[]) => call(name, given))
  }
  for (const name of plain) {
    // Not an arrow function: `new cloud.Cloud(…)` returns the instance that wx-server-sdk makes.
    members[name] = member(function forwarded(...given: unknown[]) {
      return call(name, given)
    })
  }
  for (const name of values) {
    // Not enumerable, so that copying or printing the cloud object loads nothing.
    members[name] = { configurable: true, get: () => load(name)[name] }
  }
  members.DYNAMIC_CURRENT_ENV = member(currentEnv)
  return {
    members,
    init(options) {
      if (given) return
      given = { options }
      if (sdk) start(sdk)
    },
  }
}

/** A member that tests can replace, as with wx-server-sdk. */
export const member = (value: unknown): PropertyDescriptor => ({
  value,
  enumerable: true,
  configurable: true,
  writable: true,
})

function missing(loaded: LoadedSdk, name: string): ConfigError {
  return name === 'logger'
    ? new ConfigError({ what: 'cloud.logger needs cloud.init(); call it first' })
    : new ConfigError({
        what: `wx-server-sdk ${String(loaded.version)} has no ${name}; install a newer one`,
      })
}

/** The environment in which a function runs; the same symbol that wx-server-sdk 4 uses. */
export const currentEnv: symbol = Symbol.for('SYMBOL_CURRENT_ENV')

/**
 * An argument for wx-server-sdk with its own value for the current environment: older versions have their own symbol,
 * and in DevTools' local debugging it is not a symbol at all.
 */
export function withEnvOf(sdk: { DYNAMIC_CURRENT_ENV?: unknown }, argument: unknown): unknown {
  const theirs = sdk.DYNAMIC_CURRENT_ENV
  return theirs === currentEnv ? argument : withEnv(argument, theirs)
}

/** Looks at `env`, and at the `env` of `config`: `'id'`, the symbol, or one of both for each service. */
function withEnv(argument: unknown, theirs: unknown): unknown {
  if (!isPlainObject(argument)) return argument
  const replaced: Record<string, unknown> = { ...argument }
  if ('env' in argument) replaced.env = replace(argument.env, theirs)
  if (isPlainObject(argument.config)) replaced.config = withEnv(argument.config, theirs)
  return replaced
}

function replace(env: unknown, theirs: unknown): unknown {
  if (env === currentEnv) return theirs
  if (!isPlainObject(env)) return env
  const replaced: Record<string, unknown> = {}
  for (const service of Object.keys(env)) replaced[service] = replace(env[service], theirs)
  return replaced
}
