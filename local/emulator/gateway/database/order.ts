import { GatewayFault } from '../fields'
import { isObject } from './document'
import { valuesAt } from './path'

/** Paths to sort by, the first one first; -1 is from the largest to the smallest. */
export type Order = readonly (readonly [path: string, direction: 1 | -1])[]

const ranks: { readonly [type: string]: number } = { undefined: 0, number: 2, string: 3, boolean: 6 }

/** Where a value stands among those of other types, as in MongoDB; before all what is absent. */
export function rankOf(value: unknown): number {
  if (typeof value !== 'object') return ranks[typeof value]!
  if (value === null) return 1
  if (Array.isArray(value)) return 5
  if (value instanceof Date) return 7
  return value instanceof RegExp ? 8 : 4
}

/** Which of two values comes first: negative when it is `a`. Lists and objects are compared member by member, in their order. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  const rank = rankOf(a)
  const byType = rank - rankOf(b)
  if (byType !== 0) return byType
  switch (rank) {
    case 3:
      return compareTexts(a as string, b as string)
    case 4:
      return compareObjects(a as object, b as object)
    case 5:
      return compareLists(a as unknown[], b as unknown[])
    case 8:
      return compareTexts(String(a), String(b))
    default:
      return compareNumbers(Number(a), Number(b))
  }
}

/** Whether two values are the same; of objects the order of the members counts. */
export const isSame = (a: unknown, b: unknown): boolean => compareValues(a, b) === 0

function compareNumbers(a: number, b: number): number {
  if (a < b) return -1
  // Before all other numbers stands what is none.
  return a > b ? 1 : Number(Number.isNaN(b)) - Number(Number.isNaN(a))
}

/** By code points, not by the halves of which JavaScript makes those above U+FFFF. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  let at = 0
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1
  const [x, y] = [a, b].map(text => {
    const unit = text.charCodeAt(at)
    return unit >= 0xd800 && unit < 0xe000 ? unit + 0x2000 : unit >= 0xe000 ? unit - 0x800 : unit
  }) as [number, number]
  if (at === a.length || at === b.length) return a.length - b.length
  return x - y
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const here = compareValues(a[at], b[at])
    if (here !== 0) return here
  }
  return a.length - b.length
}

/** Of each member first the type, then the name, then the value. */
function compareObjects(a: object, b: object): number {
  const [names, others] = [Object.keys(a), Object.keys(b)]
  for (let at = 0; at < names.length && at < others.length; at += 1) {
    const one = a[names[at] as keyof object] as unknown
    const other = b[others[at] as keyof object] as unknown
    const here =
      rankOf(one) - rankOf(other) || compareTexts(names[at]!, others[at]!) || compareValues(one, other)
    if (here !== 0) return here
  }
  return names.length - others.length
}

/** The values in an order; those that are the same in it stay as they stood. */
export function sorted<T>(values: readonly T[], order: Order): T[] {
  if (order.length === 0) return [...values]
  const keyed = values.map(value => ({
    value,
    keys: order.map(([path, direction]) => keyAt(value, path, direction)),
  }))
  keyed.sort((a, b) => {
    for (const [at, [, direction]] of order.entries()) {
      const here = compareValues(a.keys[at], b.keys[at])
      if (here !== 0) return here * direction
    }
    return 0
  })
  return keyed.map(({ value }) => value)
}

/** What a document is sorted by: of a list its smallest element, or its largest when the order goes down. */
function keyAt(document: unknown, path: string, direction: 1 | -1): unknown {
  const found = valuesAt(document, path).flatMap(value => (Array.isArray(value) ? value : [value ?? null]))
  // An empty list comes before null.
  return found.reduce(
    (best, one) => (best === undefined || compareValues(one, best) * direction < 0 ? one : best),
    undefined,
  )
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
