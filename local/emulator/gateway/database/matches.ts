import { GatewayFault } from '../fields'
import { type Document, isObject, isSame } from './document'
import { memberAt } from './path'

type Test = (value: unknown, operand: unknown) => boolean

const compare = (value: unknown, operand: unknown): number => {
  const [a, b] = [value, operand].map(one => (one instanceof Date ? one.getTime() : one)) as [number, number]
  const isComparable =
    (typeof a === 'number' || typeof a === 'string') &&
    typeof a === typeof b &&
    value instanceof Date === operand instanceof Date
  return isComparable ? (a < b ? -1 : a > b ? 1 : 0) : Number.NaN
}
// A list holds a value, as in MongoDB; what is not there is null.
const equals: Test = (value, operand) =>
  isSame(value ?? null, operand ?? null) || (Array.isArray(value) && value.some(one => isSame(one, operand)))

const tests: { readonly [operator: string]: Test } = {
  $eq: equals,
  $ne: (value, operand) => !equals(value, operand),
  $lt: (value, operand) => compare(value, operand) < 0,
  $lte: (value, operand) => compare(value, operand) <= 0,
  $gt: (value, operand) => compare(value, operand) > 0,
  $gte: (value, operand) => compare(value, operand) >= 0,
  $in: (value, operand) => listOf(operand, '$in').some(one => equals(value, one)),
  $nin: (value, operand) => !listOf(operand, '$nin').some(one => equals(value, one)),
  $exists: (value, operand) => (value !== undefined) === Boolean(operand),
  $and: (value, operand) => listOf(operand, '$and').every(one => fits(value, one)),
  $or: (value, operand) => listOf(operand, '$or').some(one => fits(value, one)),
  $not: (value, operand) => !fits(value, operand),
}

function listOf(operand: unknown, operator: string): readonly unknown[] {
  if (!Array.isArray(operand)) throw new GatewayFault('INVALID_PARAM', `${operator} needs a list`)
  return operand
}

function queriesOf(operand: unknown, operator: string): readonly Document[] {
  const queries = listOf(operand, operator)
  if (queries.every(isObject)) return queries
  throw new GatewayFault('INVALID_PARAM', `${operator} needs a list of queries`)
}

const unknownOperator = (name: string) =>
  new GatewayFault('DATABASE_INVALID_OPERRATOR', `the emulator's database does not know the operator ${name}`)

/** Whether a value is what a condition says: a value, or operators. */
function fits(value: unknown, condition: unknown): boolean {
  if (!isObject(condition) || !Object.keys(condition).some(name => name.startsWith('$'))) {
    return equals(value, condition)
  }
  return Object.keys(condition).every(operator => {
    const test = Object.hasOwn(tests, operator) ? tests[operator] : undefined
    if (!test) throw unknownOperator(operator)
    return test(value, condition[operator])
  })
}

/**
 * Whether a query means a document.
 * @throws GatewayFault for an operator that is not known, or has what it cannot use
 */
export function isMeant(document: Document, query: Document): boolean {
  return Object.keys(query).every(name => {
    const condition = query[name]
    if (name === '$and') return queriesOf(condition, name).every(one => isMeant(document, one))
    if (name === '$or') return queriesOf(condition, name).some(one => isMeant(document, one))
    if (name === '$nor') return !queriesOf(condition, name).some(one => isMeant(document, one))
    if (name.startsWith('$')) throw unknownOperator(name)
    return fits(memberAt(document, name), condition)
  })
}
