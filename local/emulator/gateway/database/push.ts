import { GatewayFault } from '../fields'
import { type Document, isObject } from './document'
import { compareValues, readOrder, sorted } from './order'

/**
 * A list after `$push`: of one value, or of each of `$each`, in at `$position`, then sorted by `$sort`, then cut to
 * `$slice`, as in MongoDB.
 * @throws GatewayFault when there is no list, or it is told to do something else
 */
export function pushed(before: unknown, operand: unknown): unknown[] {
  const list = before === undefined ? [] : before
  if (!Array.isArray(list)) throw invalid('needs a list, or nothing yet, where it adds')
  if (!isObject(operand) || !Object.keys(operand).some(name => name.startsWith('$')))
    return [...list, operand]
  const { $each, $position, $sort, $slice } = read(operand)
  const at = $position ?? list.length
  const whole = [...list.slice(0, at), ...$each, ...list.slice(at)]
  const inOrder = $sort === undefined ? whole : sort(whole, $sort)
  if ($slice === undefined) return inOrder
  return $slice < 0 ? inOrder.slice($slice) : inOrder.slice(0, $slice)
}

interface Modifiers {
  readonly $each: readonly unknown[]
  /** Counted from the end when it is negative, and no further than either end. */
  readonly $position?: number
  readonly $sort?: unknown
  /** The last ones when it is negative. */
  readonly $slice?: number
}

function read(operand: Document): Modifiers {
  const { $each, $position, $sort, $slice, ...others } = operand
  const [other] = Object.keys(others)
  if (other !== undefined) throw invalid(`does not know ${other.slice(0, 80)}`)
  if (!Array.isArray($each)) throw invalid('needs a list as $each')
  return { $each, $position: wholeOf($position, '$position'), $sort, $slice: wholeOf($slice, '$slice') }
}

function wholeOf(value: unknown, name: string): number | undefined {
  if (value !== undefined && !Number.isInteger(value)) throw invalid(`needs a whole number as ${name}`)
  return value as number | undefined
}

function sort(list: readonly unknown[], by: unknown): unknown[] {
  if (isObject(by)) return sorted(list, readOrder(by))
  if (by !== 1 && by !== -1) throw invalid('needs 1, -1 or { path: 1 or -1 } as $sort')
  return [...list].sort((a, b) => by * compareValues(a, b))
}

const invalid = (why: string) => new GatewayFault('INVALID_PARAM', `$push ${why}`)
