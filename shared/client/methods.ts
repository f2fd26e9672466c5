import { type CatalogueNode, type Endpoint, isEndpoint } from '../schema/endpoint'
import type { CallOptions } from './options'

/** Makes a call of a row. */
export type CallMethod = (
  name: string,
  row: Endpoint,
  params: unknown,
  options?: CallOptions,
) => Promise<Record<string, unknown>>

/**
 * Puts the methods of a catalogue on an object: real functions on real objects, each namespace made when it is first
 * touched. No Proxy: awaiting, printing or serialising any of them is harmless.
 */
export function addMethods(target: object, catalogue: CatalogueNode, call: CallMethod, prefix = ''): void {
  for (const key of Object.keys(catalogue)) {
    const node = catalogue[key]!
    const name = prefix + key
    if (isEndpoint(node)) {
      define(target, key, (params?: unknown, options?: CallOptions) => call(name, node, params, options))
    } else {
      Object.defineProperty(target, key, {
        enumerable: true,
        configurable: true,
        get() {
          const namespace = {}
          addMethods(namespace, node, call, `${name}.`)
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
