import { check } from '../schema/check'
import { type CatalogueNode, isEndpoint, type MethodsOf } from '../schema/endpoint'
import { tokenCare } from './accounts'
import { type Asked, type Caller, createCaller } from './caller'
import { checkCallOptions, checkOptions } from './check-options'
import { createCloudCaller } from './cloud-caller'
import { findRow, requireRow } from './find-row'
import type { CallOptions, OpenapiOptions } from './options'
import { type RawRequest, rowOf } from './raw-request'

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
  environment?: NodeJS.ProcessEnv,
): Openapi<C> {
  checkOptions(options)
  const rows = catalogue as unknown as CatalogueNode
  const make =
    options.transport === 'cloud'
      ? createCloudCaller(options, environment)
      : createCaller(options, environment, tokenCare)
  const find = (name: string) => findRow(rows, name)
  // An async function, so that every fault of a call is a rejection.
  const call: Caller = async asked => {
    if (asked.options !== undefined) checkCallOptions(asked.options, asked.name)
    return make({ ...asked, find })
  }
  const strict = options.strict ? check : undefined

  const calling = ({ appid, convertCase = true }: CallingOptions): Openapi<C> => {
    const openapi = (changed: CallingOptions = {}) => calling({ appid, convertCase, ...changed })
    Object.defineProperties(openapi, {
      call: {
        value: async (name: string, params?: object, callOptions?: CallOptions) => {
          const row = requireRow(rows, name)
          return call({ name, row, params, options: callOptions, appid, convertCase, check: strict })
        },
      },
      request: {
        value: async (request: RawRequest, callOptions?: CallOptions) => {
          const asked = { ...request, convertCase: request.convertCase ?? convertCase }
          return call({
            name: 'request',
            ...rowOf(asked),
            options: callOptions,
            appid,
            convertCase: asked.convertCase,
          })
        },
      },
    })
    addMethods(openapi, rows, call, { appid, convertCase, check: strict })
    return openapi as unknown as Openapi<C>
  }
  return calling({})
}

/**
 * Puts the methods of a catalogue on an object: real functions on real objects, each namespace made when it is first
 * touched. No Proxy: awaiting, printing or serialising any of them is harmless.
 */
function addMethods(
  target: object,
  catalogue: CatalogueNode,
  call: Caller,
  { appid, convertCase, check }: Pick<Asked, 'appid' | 'convertCase' | 'check'>,
  prefix = '',
): void {
  for (const key of Object.keys(catalogue)) {
    const node = catalogue[key]!
    const name = prefix + key
    if (isEndpoint(node)) {
      define(target, key, (params?: unknown, options?: CallOptions) =>
        call({ name, row: node, params, options, appid, convertCase, check }),
      )
    } else {
      Object.defineProperty(target, key, {
        enumerable: true,
        configurable: true,
        get() {
          const namespace = {}
          addMethods(namespace, node, call, { appid, convertCase, check }, `${name}.`)
          define(target, key, namespace)
          return namespace
        },
      })
    }
  }
}

function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}
