import { GatewayFault } from '../fields'
import { type Document, hasOperators, isObject } from './document'
import { compareValues, isSame, rankOf } from './order'

/** Computes what an expression comes to for a document. */
export type Evaluate = (document: Document, expression: unknown) => unknown

/** Whether one value is what is asked for. */
export type Test = (value: unknown) => boolean

/** Whether a value is the operand; what is absent is null. A regular expression means the texts that it fits. */
export function equalTo(operand: unknown): Test {
  if (operand === null || operand === undefined) return value => value === null || value === undefined
  if (operand instanceof RegExp) {
    return value => (typeof value === 'string' ? operand.test(value) : isSame(value, operand))
  }
  if (typeof operand === 'string' || typeof operand === 'boolean') return value => value === operand
  return value => isSame(value, operand)
}

/** Values of other types are neither smaller nor larger. */
const compared =
  (operand: unknown, isRight: (order: number) => boolean): Test =>
  value => {
    const one = value ?? null
    if (rankOf(one) !== rankOf(operand)) return false
    if (Number.isNaN(one) !== Number.isNaN(operand)) return false
    return isRight(compareValues(one, operand))
  }

const comparisons: { readonly [operator: string]: (order: number) => boolean } = {
  $lt: order => order < 0,
  $lte: order => order <= 0,
  $gt: order => order > 0,
  $gte: order => order >= 0,
}

/** The test of an operator that looks at one value at a time; undefined when it is another one. */
export function valueTest(operator: string, operand: unknown): Test | undefined {
  if (Object.hasOwn(comparisons, operator)) {
    if (operand instanceof RegExp) throw invalid(`${operator} takes no regular expression`)
    return compared(operand, comparisons[operator]!)
  }
  if (operator === '$eq')
    return operand instanceof RegExp ? value => isSame(value, operand) : equalTo(operand)
  if (operator === '$in') return oneOf(operand, operator)
  if (operator === '$mod') return remainder(operand)
  return operator === '$type' ? typeTest(operand) : undefined
}

/** Whether a value is one of a list. */
export function oneOf(operand: unknown, operator: string): Test {
  const values = listOf(operand, operator)
  if (values.some(hasOperators)) throw invalid(`${operator} takes values, not operators`)
  const tests = values.map(equalTo)
  return value => tests.some(test => test(value))
}

function remainder(operand: unknown): Test {
  const [divisor, rest] = Array.isArray(operand) && operand.length === 2 ? operand.map(whole) : []
  if (!divisor || rest === undefined || Number.isNaN(rest))
    throw invalid('$mod needs a list of a divisor, which is not 0, and a remainder')
  return value => typeof value === 'number' && Math.trunc(value) % divisor === rest
}

const whole = (value: unknown): number => (typeof value === 'number' ? Math.trunc(value) : Number.NaN)

const types: { readonly [name: string]: Test } = {
  double: value => typeof value === 'number' && !Number.isInteger(value),
  string: value => typeof value === 'string',
  object: isObject,
  array: Array.isArray,
  bool: value => typeof value === 'boolean',
  date: value => value instanceof Date,
  null: value => value === null,
  regex: value => value instanceof RegExp,
  int: value => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  long: value => Number.isInteger(value) && Math.abs(value as number) >= 2 ** 31,
  number: value => typeof value === 'number',
}
const typeNumbers: { readonly [number: string]: string } = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  18: 'long',
}

function typeTest(operand: unknown): Test {
  const tests = (Array.isArray(operand) ? operand : [operand]).map(one => {
    const name = typeNumbers[String(one)] ?? String(one)
    if (!Object.hasOwn(types, name)) throw invalid(`$type does not know ${name.slice(0, 80)}`)
    return types[name]!
  })
  return value => tests.some(test => test(value))
}

/** @throws GatewayFault when the operand is not a list */
export function listOf(operand: unknown, operator: string): readonly unknown[] {
  if (!Array.isArray(operand)) throw invalid(`${operator} needs a list`)
  return operand
}

export const invalid = (why: string) => new GatewayFault('INVALID_PARAM', why)
