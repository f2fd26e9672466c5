import { evalExpr } from 'mingo/core'
import * as accumulators from 'mingo/operators/accumulator'
import type { Options } from 'mingo/types'
import { GatewayFault } from '../fields'
import type { Operator } from './dates'
import { isObject } from './document'
import { textOf } from './extended-json'
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

/** So many elements can a list have that is made of nothing. */
const longestRange = 1_000_000

const range: Operator = (document, operand, options) => {
  const [start, end, step = 1] = argumentsOf(document, operand, options)
  if (![start, end, step].every(Number.isInteger) || step === 0)
    return fail('$range needs whole numbers, and a step')
  const [from, by] = [start as number, step as number]
  const length = Math.max(0, Math.ceil(((end as number) - from) / by))
  if (length > longestRange) return fail(`$range makes a list of more than ${longestRange} elements`)
  return Array.from({ length }, (_, at) => from + at * by)
}

/** A part of a text, counted in bytes; all the rest where the length is negative. */
const substring: Operator = (document, operand, options) => {
  const [value, start, length] = argumentsOf(document, operand, options)
  if (isNothing(value)) return ''
  if (!Number.isInteger(start) || !Number.isInteger(length) || (start as number) < 0)
    return fail('$substrBytes needs a start from 0 and a length')
  const bytes = Buffer.from(value instanceof Date ? value.toISOString() : String(value))
  const from = start as number
  const end = (length as number) < 0 ? bytes.length : Math.min(bytes.length, from + (length as number))
  const isInside = (at: number) => at < bytes.length && (bytes[at]! & 0xc0) === 0x80
  if (isInside(from) || isInside(end)) return fail('$substrBytes begins or ends inside of a character')
  return bytes.subarray(from, end).toString('utf8')
}

/** What an expression comes to for each document of a group; undefined where it comes to nothing. */
const eachOf = (documents: unknown[], expression: unknown, options: Options): unknown[] =>
  // In a list of its own, or mingo takes what is absent for null.
  (accumulators.$push(documents, [expression], options) as unknown[][]).map(([value]) => value)

/** The values of all documents of a group, or of the arguments of an expression. */
function valuesOf(document: unknown, operand: unknown, options: Options): unknown[] {
  if (Array.isArray(document)) return eachOf(document, operand, options)
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

/** What is added up of numbers, over a group or over arguments; all other values do not count. */
const ofNumbers =
  (add: (numbers: readonly number[]) => number | null): Operator =>
  (document, operand, options) =>
    add(valuesOf(document, operand, options).filter((one): one is number => typeof one === 'number'))

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)
const averageOf = (numbers: readonly number[]) =>
  numbers.length === 0 ? null : sumOf(numbers) / numbers.length

/** @param less 1 where the numbers are a sample of what is meant */
const deviationOf =
  (less: 0 | 1) =>
  (numbers: readonly number[]): number | null => {
    const average = averageOf(numbers)
    if (average === null || numbers.length <= less) return null
    return Math.sqrt(sumOf(numbers.map(one => (one - average) ** 2)) / (numbers.length - less))
  }

type Accumulator = (documents: unknown[], expression: unknown, options: Options) => unknown[]

/** What gathers the values of a group; what is absent is not gathered. */
export const ownAccumulators: { readonly [name: string]: Accumulator } = {
  $push: (documents, expression, options) =>
    eachOf(documents, expression, options).filter(one => one !== undefined),
  $addToSet: (documents, expression, options) => {
    const found = new Map<string, unknown>()
    for (const value of ownAccumulators.$push!(documents, expression, options)) {
      const key = textOf(value)
      if (!found.has(key)) found.set(key, value)
    }
    return [...found.values()]
  },
}

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
  $range: range,
  $substr: substring,
  $substrBytes: substring,
  $max: outermost(-1),
  $min: outermost(1),
  $sum: ofNumbers(sumOf),
  $avg: ofNumbers(averageOf),
  $stdDevPop: ofNumbers(deviationOf(0)),
  $stdDevSamp: ofNumbers(deviationOf(1)),
}
