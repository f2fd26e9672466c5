import { check } from '../schema/check'
import { type CatalogueNode, isEndpoint, type MethodsOf } from '../schema/endpoint'
import { type TokenCare, tokenCare } from './accounts'
import type { Check } from './attempts'
import { type Asked, type Caller, createCaller } from './caller'
import { checkCallOptions, checkOptions, refuseMisspelt, refuseUnknown } from './check-options'
import { createCloudCaller } from './cloud-caller'
import { findRow, requireRow } from './find-row'
import { nameNearest } from './misspelling'
import type { CallingOptions, CallOptions, OpenapiOptions } from './options'
import { type RawRequest, rowOf } from './raw-request'

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

/** What a client of chosen rows carries only if its user passes it. */
export interface Parts {
  readonly care: TokenCare
  /** Makes the calls of `transport: 'cloud'`. */
  readonly cloud?: (options: OpenapiOptions, environment?: NodeJS.ProcessEnv) => Caller
  /** Checks the parameters of `strict: true`. */
  readonly check?: Check
}

/** The parts of a client that has everything. */
export const allParts: Parts = { care: tokenCare, cloud: createCloudCaller, check }

/**
 * Makes the methods of a catalogue. Nothing is asked of WeChat before the first call.
 * @throws ConfigError when an option is wrong; what is missing altogether is said by the first call
 */
export function createClient<C extends object>(
  catalogue: C,
  options: OpenapiOptions,
  { care, cloud, check }: Parts,
  environment?: NodeJS.ProcessEnv,
): Openapi<C> {
  checkOptions(options)
  refuseUnknown(options)
  const rows = catalogue as unknown as CatalogueNode
  const make =
    cloud && options.transport === 'cloud'
      ? cloud(options, environment)
      : createCaller(options, environment, care)
  const find = (name: string) => findRow(rows, name)
  // An async function, so that every fault of a call is a rejection.
  const call: Caller = async asked => {
    if (asked.options !== undefined) checkCallOptions(asked.options, asked.name)
    return make({ ...asked, find })
  }
  const strict = options.strict ? check : undefined

  const calling = ({ appid, convertCase = true }: CallingOptions): Openapi<C> => {
    const openapi = (changed: CallingOptions = {}) => {
      refuseMisspelt(changed)
      return calling({ appid, convertCase, ...changed })
    }
    const own: PropertyDescriptorMap = {
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
    }
    Object.defineProperties(openapi, own)
    nameNearest(openapi, Object.keys({ ...own, ...rows }))
    addMethods(openapi, rows, call, { appid, convertCase, check: strict })
    return openapi as unknown as Openapi<C>
  }
  return calling({})
}

/**
 * Puts the methods of a catalogue on an object: real functions on real objects, each namespace made when it is first
 * touched. Awaiting, printing or serialising any of them is harmless.
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
          nameNearest(namespace, Object.keys(node), `${name}.`)
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
