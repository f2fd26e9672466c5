import { check } from '../schema/check'
import {
  type ApiPromise,
  type CatalogueNode,
  type Endpoint,
  isEndpoint,
  type MethodsOf,
} from '../schema/endpoint'
import { steadyNow } from '../transport/clock'
import { type TokenCare, tokenCare } from './accounts'
import type { Check } from './attempts'
import { callLog } from './call-log'
import { type Asked, type Caller, createCaller } from './caller'
import { checkCallOptions, checkOptions, refuseMisspelt, refuseUnknown } from './check-options'
import { createCloudCaller } from './cloud-caller'
import { findRow, requireRow } from './find-row'
import { nameNearest } from './misspelling'
import type { CallingOptions, CallOptions, OpenapiOptions } from './options'
import { readPages } from './pages'
import { type RawRequest, rowOf } from './raw-request'
import { factsOf, sendNoted, type Trace } from './response'

/** Beside its namespaces, what `openapi` itself can do. */
export interface OpenapiFunction<C> {
  /** The same methods with other options. */
  (options: CallingOptions): Openapi<C>
  /**
   * Calls a method by its dotted name.
   * @throws UnknownMethodError (-604100) naming the nearest method
   */
  call(name: string, params?: object, options?: CallOptions): ApiPromise<Record<string, unknown>, number>
  /** Calls an endpoint that the catalogue lacks, as a write. */
  request(request: RawRequest, options?: CallOptions): ApiPromise<Record<string, unknown>, number>
  /**
   * The same methods, whose calls have these options where they give none of their own.
   * @throws ConfigError naming the option that is wrong
   */
  with(options: CallOptions): Openapi<C>
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
  const strict = options.strict ? check : undefined
  const log = callLog(options)

  const calling = ({ appid, convertCase = true }: CallingOptions, defaults?: CallOptions): Openapi<C> => {
    const openapi = (changed: CallingOptions = {}) => {
      refuseMisspelt(changed)
      return calling({ appid, convertCase, ...changed }, defaults)
    }
    const settings = { appid, convertCase, check: strict }
    const start: Start = (name, row, params, own) => {
      const trace: Trace = { attempts: 0, begin: steadyNow(), end: 0, send: sendNoted }
      let result: Promise<Record<string, unknown>>
      try {
        if (own !== undefined) checkCallOptions(own, name)
        const options = defaults ? merge(defaults, own) : own
        const made = typeof row === 'function' ? row() : { row, params }
        result = make({ name, options, find, via: trace, ...settings, ...made })
      } catch (error) {
        result = Promise.reject(error)
      }
      const done = log ? log(name, trace, result) : result
      return Object.defineProperty(done, 'withResponse', {
        value: () => done.then(data => ({ data, ...factsOf(trace) })),
      }) as ReturnType<Start>
    }
    const own: PropertyDescriptorMap = {
      call: {
        value: (name: string, params?: object, callOptions?: CallOptions) =>
          start(String(name), () => ({ row: requireRow(rows, name), params }), undefined, callOptions),
      },
      request: {
        value: (request: RawRequest, callOptions?: CallOptions) => {
          const make = () => {
            const asked = { ...request, convertCase: request.convertCase ?? convertCase }
            return { ...rowOf(asked), convertCase: asked.convertCase, check: undefined }
          }
          return start('request', make, undefined, callOptions)
        },
      },
      with: {
        value: (changed: CallOptions) => {
          checkCallOptions(changed, 'with')
          return calling({ appid, convertCase }, merge(defaults, changed))
        },
      },
    }
    Object.defineProperties(openapi, own)
    nameNearest(openapi, Object.keys({ ...own, ...rows }))
    addMethods(openapi, rows, start, convertCase)
    return openapi as unknown as Openapi<C>
  }
  return calling({})
}

/** Starts a call; of a row that is still to be made, what that throws is the rejection of the call. */
type Start = (
  name: string,
  row: Endpoint | (() => Pick<Asked, 'row' | 'params' | 'convertCase'>),
  params?: unknown,
  own?: CallOptions,
) => ApiPromise<Record<string, unknown>>

/** Options of a call over those that are the default; `undefined` is none. */
function merge(defaults: CallOptions | undefined, own: CallOptions | undefined): CallOptions | undefined {
  if (!defaults || !own) return own || defaults
  const merged: Record<string, unknown> = { ...defaults }
  for (const [name, value] of Object.entries(own)) if (value !== undefined) merged[name] = value
  return merged
}

/**
 * Puts the methods of a catalogue on an object: real functions on real objects, each namespace made when it is first
 * touched. Awaiting, printing or serialising any of them is harmless.
 */
function addMethods(
  target: object,
  catalogue: CatalogueNode,
  start: Start,
  convertCase: boolean,
  prefix = '',
): void {
  for (const key of Object.keys(catalogue)) {
    const node = catalogue[key]!
    const name = prefix + key
    if (isEndpoint(node)) {
      const method = (params?: unknown, options?: CallOptions) => start(name, node, params, options)
      if (node.pages) {
        Object.defineProperty(method, 'pages', {
          value: readPages(name, node, method, convertCase),
        })
      }
      define(target, key, method)
    } else {
      Object.defineProperty(target, key, {
        enumerable: true,
        configurable: true,
        get() {
          const namespace = {}
          nameNearest(namespace, Object.keys(node), `${name}.`)
          addMethods(namespace, node, start, convertCase, `${name}.`)
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
