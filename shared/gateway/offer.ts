import { listNames, requireRow } from '../client/find-row'
import type { OpenapiOptions } from '../client/options'
import { ConfigError } from '../errors/config-error'
import { nearest } from '../errors/nearest'
import type { CatalogueNode, Endpoint } from '../schema/endpoint'
import { mediaEventBytes, plainEventBytes } from './event'
import { takesFiles } from './files'
import { otherIdIn } from './own-openid'

/** The options of a cloud function's author. */
export interface ServeOptions {
  /**
   * Methods that are HTTPS-only on the platform, so config.json has no permission name for them:
   * `['testUpdateOrder']`. A full name, or a short one if only one namespace is served.
   */
  httpsOnly?: readonly string[]
  /**
   * Methods that every user of the mini program may call, not only operators: `['getPath']`. For those users every
   * parameter that names a user by OPENID is set to their own, and parameters that the method does not have are refused.
   * A method that identifies users by another id, such as a unionid, cannot be opened. Only open methods that read by
   * OPENID: nothing checks who may see an order by its id. config.json must declare them too.
   */
  everyone?: readonly string[]
  /**
   * How many permitted calls a second each user may make; default 50. Each instance of the function counts separately.
   * Further calls are refused with 45011.
   */
  callsPerSecond?: number
  /** How WeChat is called; the default comes from the environment of the function. */
  openapi?: Omit<OpenapiOptions, 'strict' | 'transport'>
}

/** A method that a function offers. */
export interface Offered {
  /** The full name, `logistics.updatePrinter`. */
  readonly name: string
  readonly row: Endpoint
  /** Whether every user may call it. */
  readonly isForEveryone: boolean
  /** Whether it is listed in `httpsOnly`, because config.json has no name for it. */
  readonly isOptedIn: boolean
  /** The largest event it takes. */
  readonly limitBytes: number
}

/** All methods of a function. */
export interface Offer {
  /** The largest event that any method takes. */
  readonly limitBytes: number
  find(name: string): Offered | undefined
  /** @throws UnknownMethodError naming the nearest method */
  deny(name: string): never
}

/**
 * Reads rows and options.
 * @throws ConfigError if an option names a method that is not served, `everyone` one that identifies users by another id
 * than the OPENID, or there is nothing to serve
 */
export function readOffer(rows: CatalogueNode, { httpsOnly = [], everyone = [] }: ServeOptions): Offer {
  const names = listNames(rows)
  if (names.length === 0) throw new ConfigError({ what: 'serve got no rows; pass { logistics }' })
  if (names.some(name => name.indexOf('.') < 0)) {
    throw new ConfigError({ what: 'serve got the rows of a namespace; pass { logistics }, not logistics' })
  }
  const namespaces = new Set(names.map(name => name.slice(0, name.lastIndexOf('.') + 1)))
  const [only] = namespaces.size === 1 ? Array.from(namespaces) : []
  const full = (name: string) => (only !== undefined && !name.startsWith(only) ? only + name : name)
  const known = new Set(names)
  const resolve = (option: string) => (name: string) => {
    if (typeof name === 'string' && known.has(full(name))) return full(name)
    const guess = nearest(full(String(name)), names)
    const hint = guess ? `; did you mean ${guess}?` : ''
    throw new ConfigError({ what: `serve: ${option} names ${name}, which it does not serve${hint}` })
  }
  const optedIn = new Set(httpsOnly.map(resolve('httpsOnly')))
  const forEveryone = new Set(everyone.map(resolve('everyone')))
  const methods = new Map<string, Offered>()
  for (const name of names) {
    const row = requireRow(rows, name)
    const isOptedIn = optedIn.has(name)
    if (isOptedIn && row.cloudCallable) {
      throw new ConfigError({
        what: `serve: httpsOnly names ${name}, which has a permission name`,
        fix: `add "${name}" to permissions.openapi in config.json instead`,
      })
    }
    const isForEveryone = forEveryone.has(name)
    const otherId = isForEveryone && otherIdIn(row.params)
    if (otherId) {
      throw new ConfigError({
        what: `serve: everyone names ${name}, whose parameter ${otherId} can name any user`,
        fix: 'call it in your own function',
      })
    }
    const limitBytes = takesFiles(row) ? mediaEventBytes : plainEventBytes
    methods.set(name, { name, row, isForEveryone, isOptedIn, limitBytes })
  }
  return {
    limitBytes: Math.max(...Array.from(methods.values(), method => method.limitBytes)),
    find: name => methods.get(name) ?? methods.get(full(name)),
    deny: name => requireRow(rows, full(name)) as never,
  }
}
