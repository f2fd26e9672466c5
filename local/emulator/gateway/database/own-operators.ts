import { evalExpr } from 'mingo/core'
import * as accumulators from 'mingo/operators/accumulator'
import type { Options } from 'mingo/types'
import { GatewayFault } from '../fields'
import type { Operator } from './dates'
import { isObject } from './document'
import { compareValues, isSame } from './order'

const fail = (why: string): never => {
  throw new GatewayFault('DATABASE_REQUEST_FAILED', why)
}

const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined

/** The arguments of an operator, whether it has one or a list of them. */
function argumentsOf(document: unknown, operand: unknown, options: Options): unknown[] {
  if (!Array.isArray(operand)) return [evalExpr(document, operand, options)]
  return operand.map(one => evalExpr(document, one, options))
}

const onlyOf = (document: unknown, operand: unknown, options: Options): unknown =>
  argumentsOf(document, operand, options)[0]

/** Values of all types have an order; what is absent comes before null. */
const comparing =
  (isRight: (order: number) => boolean | number): Operator =>
  (document, operand, options) => {
    const [a, b] = argumentsOf(document, operand, options)
    return isRight(compareValues(a, b))
  }

const caseOf =
  (name: 'toUpperCase' | 'toLowerCase'): Operator =>
  (document, operand, options) => {
    const value = onlyOf(document, operand, options)
    if (isNothing(value)) return ''
    const text = value instanceof Date ? value.toISOString() : String(value)
    // Of the Latin letters alone, as in MongoDB.
    return text.replace(/[A-Za-z]+/g, letters => letters[name]())
  }

/** Where one list of units is in another; the bounds are counted in units. */
function indexIn(units: readonly unknown[], wanted: readonly unknown[], bounds: readonly unknown[]): number {
  const [start = 0, end = units.length] = bounds.map(bound => {
    if (bound === undefined) return undefined
    return Number.isInteger(bound) && (bound as number) >= 0
      ? (bound as number)
      : fail('an index must be a whole number from 0')
  })
  for (let at = start; at + wanted.length <= Math.min(end, units.length); at += 1) {
    if (wanted.every((unit, offset) => isSame(units[at + offset], unit))) return at
  }
  return -1
}

const indexOfText =
  (unitsOf: (text: string) => readonly unknown[]): Operator =>
  (document, operand, options) => {
    const [text, part, ...bounds] = argumentsOf(document, operand, options)
    if (isNothing(text)) return null
    if (typeof text !== 'string' || typeof part !== 'string') return fail('an index is sought of texts')
    return indexIn(unitsOf(text), unitsOf(part), bounds)
  }

/** The values of all documents of a group, or of the arguments of an expression. */
function valuesOf(document: unknown, operand: unknown, options: Options): unknown[] {
  if (Array.isArray(document)) return accumulators.$push(document, operand, options) as unknown[]
  const values = argumentsOf(document, operand, options)
  return values.length === 1 && Array.isArray(values[0]) ? values[0] : values
}

/** The first or the last of values in their order; what is absent or null does not count. */
const outermost =
  (direction: 1 | -1): Operator =>
  (document, operand, options) =>
    valuesOf(document, operand, options).reduce((best, one) => {
      if (isNothing(one)) return best
      return isNothing(best) || compareValues(one, best) * direction < 0 ? one : best
    }, null)

/** What mingo adds up over a group, over arguments too. */
const overArguments =
  (add: (values: never[], operand: never, options: Options) => unknown): Operator =>
  (document, operand, options) =>
    Array.isArray(document)
      ? add(document as never[], operand as never, options)
      : add(valuesOf(document, operand, options) as never[], null as never, options)

/** The operators that mingo has otherwise than MongoDB, or not at all. */
export const ownOperators: { readonly [name: string]: Operator } = {
  $eq: comparing(order => order === 0),
  $ne: comparing(order => order !== 0),
  $gt: comparing(order => order > 0),
  $gte: comparing(order => order >= 0),
  $lt: comparing(order => order < 0),
  $lte: comparing(order => order <= 0),
  $cmp: comparing(Math.sign),
  $in: (document, operand, options) => {
    const [value, list] = argumentsOf(document, operand, options)
    if (!Array.isArray(list)) return fail('$in needs a list')
    return list.some(one => isSame(one, value))
  },
  $indexOfArray: (document, operand, options) => {
    const [list, value, ...bounds] = argumentsOf(document, operand, options)
    if (isNothing(list)) return null
    return Array.isArray(list) ? indexIn(list, [value], bounds) : fail('$indexOfArray needs a list')
  },
  $indexOfCP: indexOfText(text => [...text]),
  $indexOfBytes: indexOfText(text => [...Buffer.from(text)]),
  $toUpper: caseOf('toUpperCase'),
  $toLower: caseOf('toLowerCase'),
  $trunc: (document, operand, options) => {
    const [value, places = 0] = argumentsOf(document, operand, options)
    if (isNothing(value) || isNothing(places)) return null
    if (typeof value !== 'number' || typeof places !== 'number') return fail('$trunc needs numbers')
    const unit = 10 ** places
    return Math.trunc(value * unit) / unit
  },
  $size: (document, operand, options) => {
    const list = onlyOf(document, operand, options)
    return Array.isArray(list) ? list.length : fail('the argument of $size must be a list')
  },
  $switch: (document, operand, options) => {
    const { branches, default: otherwise } = isObject(operand) ? operand : fail('$switch needs an object')
    if (!Array.isArray(branches) || branches.length === 0) return fail('$switch needs branches')
    for (const { case: condition, then } of branches) {
      const value = evalExpr(document, condition, options)
      if (!isNothing(value) && value !== false && value !== 0) return evalExpr(document, then, options)
    }
    if (!Object.hasOwn(operand as object, 'default'))
      return fail('$switch has no branch that fits, and no default')
    return evalExpr(document, otherwise, options)
  },
  $max: outermost(-1),
  $min: outermost(1),
  $sum: overArguments(accumulators.$sum),
  $avg: overArguments(accumulators.$avg),
  $stdDevPop: overArguments(accumulators.$stdDevPop),
  $stdDevSamp: overArguments(accumulators.$stdDevSamp),
}
