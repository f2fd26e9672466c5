import * as catalogue from './catalogue'
import { findRow, listNames } from './client/find-row'
import { aboutErrcode } from './errors/errcodes'
import type { AuthKind, CatalogueNode, Effect, Endpoint, Pages } from './schema/endpoint'
import type { Shape } from './schema/fields'

/** One method of WeChat's server API, as data. */
export interface EndpointInfo {
  /** `logistics.updatePrinter` */
  readonly name: string
  /** `logistics` */
  readonly namespace: string
  /** `updatePrinter` */
  readonly method: string
  readonly verb: 'GET' | 'POST'
  readonly path: string
  readonly params: Shape
  /** The members of the response; a `binary` field if the response is bytes. */
  readonly result: Endpoint['result']
  /** The method's own errcodes and their meanings. */
  readonly errcodes: readonly { readonly code: number; readonly means: string; readonly fix?: string }[]
  readonly effect: Effect
  readonly auth: AuthKind
  /** How the parameters of a POST travel. */
  readonly body: 'json' | 'multipart' | 'raw'
  /** Whether it has a permission name for config.json. */
  readonly cloudCallable: boolean
  /** Why it should no longer be used; absent if it is current. */
  readonly deprecated?: string
  /** The method of which this is an alias. */
  readonly aliasOf?: string
  /** What ends the list, of a method that has `pages`. */
  readonly pages?: Pages
}

const rows = catalogue as unknown as CatalogueNode

/** All methods, in the order of the catalogue. */
export function listEndpoints(): EndpointInfo[] {
  return listNames(rows).map(name => describe(name, findRow(rows, name)!))
}

/** The method with a dotted name, `findEndpoint('logistics.updatePrinter')`; undefined if there is none. */
export function findEndpoint(name: string): EndpointInfo | undefined {
  const row = findRow(rows, name)
  return row && describe(name, row)
}

function describe(name: string, row: Endpoint): EndpointInfo {
  const [verb, path] = row.http.split(' ') as ['GET' | 'POST', string]
  const dot = name.lastIndexOf('.')
  return {
    name,
    namespace: name.slice(0, dot),
    method: name.slice(dot + 1),
    verb,
    path,
    params: row.params,
    result: row.result,
    errcodes: Object.keys(row.errcodes ?? {}).map(code => meaningOf(Number(code), row)),
    effect: row.effect,
    auth: row.auth ?? 'accessToken',
    body: row.body ?? 'json',
    cloudCallable: row.cloudCallable === true,
    ...(row.deprecated && { deprecated: row.deprecated }),
    ...(row.aliasOf && { aliasOf: row.aliasOf }),
    ...(row.pages && { pages: row.pages }),
  }
}

function meaningOf(code: number, row: Endpoint): EndpointInfo['errcodes'][number] {
  const own = row.errcodes![code]!
  const fix = (typeof own === 'object' ? own.fix : undefined) ?? aboutErrcode(code).fix
  return { code, means: typeof own === 'object' ? own.means : own, ...(fix && { fix }) }
}

export type { AuthKind, Effect } from './schema/endpoint'
export type { Field, Kind, Rules, Shape } from './schema/fields'
