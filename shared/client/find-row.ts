import { nearest } from '../errors/nearest'
import { UnknownMethodError } from '../errors/unknown-method-error'
import { type CatalogueNode, type Endpoint, isEndpoint } from '../schema/endpoint'

/** The row of a dotted name; only own members count, so `constructor` is no method. */
export function findRow(catalogue: CatalogueNode, name: string): Endpoint | undefined {
  let node: CatalogueNode | Endpoint | undefined = catalogue
  for (const part of name.split('.')) {
    if (!node || isEndpoint(node) || !Object.prototype.hasOwnProperty.call(node, part)) return undefined
    node = node[part]
  }
  return isEndpoint(node) ? node : undefined
}

/** The dotted names of all rows, in the order of the catalogue. */
export function listNames(catalogue: CatalogueNode, prefix = ''): string[] {
  const names: string[] = []
  for (const key of Object.keys(catalogue)) {
    const node = catalogue[key]
    if (isEndpoint(node)) names.push(prefix + key)
    else if (node) names.push(...listNames(node, `${prefix}${key}.`))
  }
  return names
}

/**
 * The row of a dotted name.
 * @throws UnknownMethodError naming the nearest method
 */
export function requireRow(catalogue: CatalogueNode, name: unknown): Endpoint {
  const row = typeof name === 'string' ? findRow(catalogue, name) : undefined
  if (row) return row
  const wanted = String(name)
    .slice(0, 100)
    .replace(/[^\w.$-]/g, '?')
  throw unknownMethod(wanted, nearest(wanted, listNames(catalogue)))
}

/** Says that no method has a name, and which one was most likely meant. */
export const unknownMethod = (method: string, guess: string | undefined): UnknownMethodError =>
  new UnknownMethodError({
    method,
    what: `API not found${guess ? `; did you mean ${guess}?` : ''}`,
    fix: guess ? `call ${guess}` : undefined,
  })
