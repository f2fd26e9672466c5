import { watchForRivals } from '../auth/rival'
import { ConfigError } from '../errors/config-error'
import { check } from '../schema/check'
import { type CatalogueNode, isEndpoint } from '../schema/endpoint'
import { isObject } from '../schema/objects'
import { createClient, type Openapi, type Parts } from './client'
import { createCloudCaller } from './cloud-caller'
import type { OpenapiOptions } from './options'

/** Rows of the catalogue, by namespace: `{ logistics }`, `{ officialAccount: { user } }`. */
export interface Rows {
  readonly [namespace: string]: CatalogueNode
}

/** How calls travel through the installed wx-server-sdk, inside WeChat's cloud; a value of the option `transport`. */
export type CloudCalls = NonNullable<Parts['cloud']>
export const cloudCalls: CloudCalls = createCloudCaller

/** How parameters are checked in full; the value of the option `strict`. */
export type CheckParams = NonNullable<Parts['check']>
export const checkParams: CheckParams = check

/** How a client of chosen rows is set up. */
export interface ClientOptions<C extends Rows> extends Omit<OpenapiOptions, 'transport' | 'strict'> {
  /** What the client can call; each namespace is imported from `wx-openapi-shim/catalogue/<namespace>`. */
  rows: C
  /**
   * The function `cloudCalls` of this entry calls through the installed wx-server-sdk, as `transport: 'cloud'` of the main
   * entry does. Without it, calls go over HTTPS.
   */
  transport?: CloudCalls
  /** The function `checkParams` of this entry checks parameters in full before anything is sent. */
  strict?: CheckParams
}

/**
 * The methods of chosen rows, so that a bundle carries no others: `createOpenapi({ rows: { logistics } })`. A token store
 * of your own must be wrapped, `tokenStore(yours)`, and errcodes that are only passed on have no text but the command that
 * explains them; all else is as with `createOpenapi` of `wx-openapi-shim`.
 * @throws ConfigError when there are no rows, or an option is wrong
 */
export function createOpenapi<C extends Rows>(given: ClientOptions<C>): Openapi<C> {
  const { rows, transport, strict, ...options } = Object(given) as ClientOptions<C>
  if (!isObject(rows)) refuse('createOpenapi needs rows')
  const names = Object.keys(rows)
  if (names.length === 0) refuse('createOpenapi got no rows')
  for (const name of names) checkRows(rows[name], name)
  return createClient(
    rows,
    {
      ...options,
      transport: isPassed({ transport }, 'cloudCalls') ? 'cloud' : undefined,
      strict: isPassed({ strict }, 'checkParams'),
    },
    { care: { watch: watchForRivals }, cloud: transport, check: strict },
  )
}

/** Whether an option is given, whose value is a function of this entry. */
function isPassed(option: Record<string, unknown>, name: string): boolean {
  const [key] = Object.keys(option) as [string]
  if (option[key] === undefined || option[key] === false) return false
  if (typeof option[key] === 'function') return true
  throw new ConfigError({
    what: `the option ${key} must be the function ${name}, or omitted`,
    fix: `import { ${name} } from 'wx-openapi-shim/client' and pass ${key}: ${name}`,
  })
}

/** More than namespaces of WeChat have. */
const deepest = 6

function checkRows(node: CatalogueNode | undefined, path: string): void {
  if (isEndpoint(node)) refuse(`createOpenapi got the method ${path} without its namespace`)
  const keys = isObject(node) ? Object.keys(node) : []
  const names = path.split('.')
  if (keys.length === 0 || names.length > deepest) refuse(`rows.${path} holds no rows`)
  if (keys.length === 1 && keys[0] === names.pop())
    refuse(`rows.${path} is the module that exports ${keys[0]}`)
  for (const key of keys) {
    if (!isEndpoint(node![key])) checkRows(node![key] as CatalogueNode, `${path}.${key}`)
  }
}

function refuse(what: string): never {
  throw new ConfigError({
    what: `${what}; pass { rows: { logistics } }`,
    fix: "import { logistics } from 'wx-openapi-shim/catalogue/logistics' and pass rows: { logistics }",
  })
}

export type { Openapi } from './client'
export * from './exports'
