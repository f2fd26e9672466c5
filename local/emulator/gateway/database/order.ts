import { GatewayFault } from '../fields'
import { isObject } from './document'
import { memberAt } from './path'

/** Paths to sort by, the first one first; -1 is from the largest to the smallest. */
export type Order = readonly (readonly [path: string, direction: 1 | -1])[]

/** Where a value stands among those of other types, as in MongoDB. */
function rankOf(value: unknown): number {
  if (value === undefined || value === null) return 0
  if (value instanceof Date) return 6
  if (Array.isArray(value)) return 4
  return { number: 1, string: 2, boolean: 5 }[typeof value as string] ?? 3
}

/** Which of two values comes first: negative when it is `a`. What is absent is null. */
export function compareValues(a: unknown, b: unknown): number {
  const byType = rankOf(a) - rankOf(b)
  if (byType !== 0) return byType
  if (Array.isArray(a)) return compareLists(a, b as unknown[])
  if (isObject(a)) return compareLists(partsOf(a), partsOf(b as object))
  const [x, y] = [a, b].map(one => (one instanceof Date ? one.getTime() : (one as number))) as [
    number,
    number,
  ]
  if (x < y) return -1
  // Before all other numbers stands what is none.
  return x > y ? 1 : Number(Number.isNaN(y)) - Number(Number.isNaN(x))
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const here = compareValues(a[at], b[at])
    if (here !== 0) return here
  }
  return a.length - b.length
}

/** Of each member first the type, then the name, then the value. */
const partsOf = (value: object): unknown[] =>
  Object.entries(value).flatMap(([name, member]) => [rankOf(member), name, member])

/** The values in an order; those that are the same in it stay as they stood. */
export function sorted<T>(values: readonly T[], order: Order): T[] {
  const keyed = values.map(value => ({ value, keys: order.map(([path]) => memberAt(value, path)) }))
  keyed.sort((a, b) => {
    for (const [at, [, direction]] of order.entries()) {
      const here = compareValues(a.keys[at], b.keys[at])
      if (here !== 0) return here * direction
    }
    return 0
  })
  return keyed.map(({ value }) => value)
}

/**
 * Reads `{ path: -1 }` of the one SDK, `[{ field, direction: 'desc' }]` of the other; nothing is no order.
 * @throws GatewayFault INVALID_PARAM when it is neither
 */
export function readOrder(given: unknown): Order {
  if (given === undefined || given === null) return []
  if (Array.isArray(given)) return given.map(one => readKey(one?.field, directions[String(one?.direction)]))
  if (isObject(given)) return Object.keys(given).map(path => readKey(path, given[path]))
  throw invalid()
}

const directions: { readonly [name: string]: number } = { asc: 1, desc: -1 }

function readKey(path: unknown, direction: unknown): Order[number] {
  if (typeof path !== 'string' || (direction !== 1 && direction !== -1)) throw invalid()
  return [path, direction]
}

const invalid = () =>
  new GatewayFault('INVALID_PARAM', 'order must be { path: 1 or -1 } or [{ field, direction: asc or desc }]')
