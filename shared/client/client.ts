import { memoryStore } from '../auth/stores/memory-store'
import type { CatalogueNode, Endpoint, MethodsOf } from '../schema/endpoint'
import { nodeHttp } from '../transport/node-http'
import type { Transport } from '../transport/transport'
import { type Account, openAccount } from './account'
import { makeCall } from './call'
import { type Config, credentialsFor, positive, resolveConfig } from './config'
import { requireRow } from './find'
import { addMethods } from './methods'
import type { CallOptions, OpenapiOptions } from './options'
import { type RawRequest, rowOf } from './request'

/** What `openapi({ … })` may change, as in wx-server-sdk. */
export interface CallingOptions {
  /** Another account, one of the option `accounts`. */
  appid?: string
  /** `false` sends and gives keys as they are. */
  convertCase?: boolean
}

/** Beside its namespaces, what `openapi` itself can do. */
export interface OpenapiFunction<C> {
  /** The same methods with other options. */
  (options: CallingOptions): Openapi<C>
  /**
   * Calls a method by its dotted name.
   * @throws UnknownMethodError (-604100) naming the nearest method
   */
  call(name: string, params?: object, options?: CallOptions): Promise<Record<string, unknown>>
  /** Calls an endpoint that the catalogue lacks, as a write. */
  request(request: RawRequest, options?: CallOptions): Promise<Record<string, unknown>>
}

/** Every method of a catalogue, `openapi.logistics.updatePrinter(params, { signal, timeoutMs })`. */
export type Openapi<C> = MethodsOf<C, CallOptions> & OpenapiFunction<C>

/**
 * Makes the methods of a catalogue. Nothing is asked of WeChat before the first call.
 * @throws ConfigError when an option is wrong; what is missing altogether is said by the first call
 */
export function createClient<C extends object>(
  catalogue: C,
  options: OpenapiOptions = {},
  environment: NodeJS.ProcessEnv = process.env,
): Openapi<C> {
  const rows = catalogue as unknown as CatalogueNode
  if (options.baseUrl !== undefined || options.timeoutMs !== undefined) resolveConfig(options, environment)
  const open = opener(options, environment)

  const calling = ({ appid, convertCase = true }: CallingOptions): Openapi<C> => {
    // An async function, so that every fault of a call is a rejection.
    const make = async (
      name: string,
      row: Endpoint,
      params: unknown,
      callOptions: CallOptions = {},
      { strict = options.strict === true, convertCase: renames = convertCase } = {},
    ) => {
      positive('timeoutMs', callOptions.timeoutMs)
      const { account, transport, timeoutMs } = open(appid)
      return makeCall({
        name,
        row,
        params,
        account,
        transport,
        options: callOptions,
        timeoutMs,
        strict,
        convertCase: renames,
      })
    }
    const openapi = (changed: CallingOptions = {}) => calling({ appid, convertCase, ...changed })
    Object.defineProperties(openapi, {
      call: {
        value: async (name: string, params?: object, callOptions?: CallOptions) =>
          make(name, requireRow(rows, name), params, callOptions),
      },
      request: {
        value: async (request: RawRequest, callOptions?: CallOptions) => {
          const asked = { ...request, convertCase: request.convertCase ?? convertCase }
          const { row, params } = rowOf(asked)
          return make('request', row, params, callOptions, { strict: false, convertCase: asked.convertCase })
        },
      },
    })
    addMethods(openapi, rows, make)
    return openapi as unknown as Openapi<C>
  }
  return calling({})
}

interface Opened {
  readonly transport: Transport
  readonly timeoutMs: number
  readonly account: Account
}

/** Reads the configuration with the first call and keeps what is opened: one transport, one account an appid. */
export function opener(options: OpenapiOptions, environment: NodeJS.ProcessEnv): (appid?: string) => Opened {
  const opened = new Map<string | undefined, Opened>()
  const store = options.store ?? memoryStore()
  let config: Config | undefined
  let transport: Transport | undefined

  const open = (appid: string | undefined): Opened => {
    config ??= resolveConfig(options, environment)
    const { baseUrl, maxAnswerBytes, timeoutMs } = config
    transport ??= nodeHttp({ baseUrl, agent: options.agent, maxAnswerBytes })
    const credentials = credentialsFor(appid, config, options)
    const same = opened.get(credentials.appid)
    return same ?? { transport, timeoutMs, account: openAccount(credentials, transport, store, options) }
  }
  return appid => {
    const known = opened.get(appid)
    if (known) return known
    const fresh = open(appid)
    opened.set(appid, fresh).set(fresh.account.credentials.appid, fresh)
    return fresh
  }
}
