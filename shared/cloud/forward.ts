import { type LoadedSdk, loadSdk } from '../client/cloud-caller'
import { ConfigError } from '../errors/config-error'
import { isPlainObject } from '../schema/objects'

// biome-ignore-start lint/suspicious/noTsIgnore: whether there is an error depends on what the user has installed
// wx-server-sdk's own types if it is installed. If not, the type is `any`, which `Typed` recognises; the suppressing
// comment has this form so that it stays in the declarations.
/** @ts-ignore wx-server-sdk may be absent */
type Installed = typeof import('wx-server-sdk')
// biome-ignore-end lint/suspicious/noTsIgnore: as above

// In tuples, because a condition on a missing type is itself missing.
type IsAny<T> = [0] extends [1 & T] ? true : false

/** A member as wx-server-sdk types it, or our own type if it is not installed or leaves it untyped. */
type Typed<Name extends string, Ours> =
  IsAny<Installed> extends true ? Ours : Name extends keyof Installed ? Installed[Name] : Ours

/** A call that returns a promise. Only wx-server-sdk knows its result. */
type Call = (options?: object) => Promise<Record<string, unknown>>

/** Members that are forwarded to the installed wx-server-sdk, which is loaded when one is called. */
export interface ForwardedCalls {
  /** Calls another cloud function. */
  callFunction: Typed<'callFunction', Call>
  /** Stores a file. */
  uploadFile: Typed<'uploadFile', Call>
  /** Reads a stored file. */
  downloadFile: Typed<'downloadFile', Call>
  /** Temporary URLs of stored files. */
  getTempFileURL: Typed<'getTempFileURL', Call>
  /** Removes stored files. */
  deleteFile: Typed<'deleteFile', Call>
  /** Open data behind cloud ids. */
  getOpenData: Typed<'getOpenData', Call>
  /** Signature for a voice call. */
  getVoIPSign: Typed<'getVoIPSign', Call>
  /** Signature for cloud calls from elsewhere. */
  getCloudCallSign: Typed<'getCloudCallSign', Call>
  /** The untyped way to call; prefer `openapi`. */
  callOpenAPI: Typed<'callOpenAPI', Call>
  /** The database of the environment. */
  database: Typed<'database', (options?: object) => Record<string, unknown>>
  /** Writes to the log service. */
  logger: Typed<'logger', () => Record<'log' | 'info' | 'warn' | 'error', (entry: object) => void>>
  /** Models of the AI service. */
  ai: Typed<'ai', (options?: object) => Record<string, unknown>>
  /** Signs, for virtual payments of games. */
  signature: Typed<'signature', (options: object) => unknown>
  /** Changes the options of `init`. */
  updateConfig: Typed<'updateConfig', (options?: object) => void>
  /** Registers your own service. */
  registerService: Typed<'registerService', (service: object) => void>
  /** A second wx-server-sdk, with other options. */
  createNewInstance: Typed<'createNewInstance', (options?: object) => Record<string, unknown>>
  /** A wx-server-sdk for another account's environment: `new cloud.Cloud({ resourceAppid, resourceEnv })`. */
  Cloud: Typed<'Cloud', new (options?: object) => Record<string, unknown>>
}

/** Members that are read from the installed wx-server-sdk, which is loaded when one is read. */
export interface ForwardedValues {
  /** WeChat Pay, as cloud calls: `cloud.cloudPay.unifiedOrder(…)`. */
  readonly cloudPay: Typed<'cloudPay', Record<string, Call>>
  /** The version of wx-server-sdk. */
  readonly version: Typed<'version', string>
}

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
