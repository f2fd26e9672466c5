import { GatewayFault } from '../fields'
import { type Document, hasOperators, isObject } from './document'
import { type Evaluate, evaluate, readExpression } from './expression'
import { readPattern } from './extended-json'
import { geoTest, type Near, readNear } from './geo-query'
import { compareValues, isSame, rankOf } from './order'
import { valuesAt } from './path'

/** Whether one value is what is asked for. */
type Test = (value: unknown) => boolean

/** The same of all values that are found at a path; undefined is what is absent. */
type Condition = (found: readonly unknown[]) => boolean

/** A query that was read. */
export interface Query {
  /** Whether it means a document. */
  fits(document: Document): boolean
  /** The place by whose distance the documents are sorted, unless another order is asked for. */
  readonly near?: Near
}

/** What the parts of one query share. */
interface Reading {
  readonly evaluate: Evaluate
  /** An element of a list is looked at as it is: where it is a list itself, not into that. */
  readonly isElement?: boolean
  near?: Near
}

/**
 * Reads a query.
 * @param evaluateHere computes `$expr`, where a pipeline has variables of its own
 * @throws GatewayFault for an operator that is not known, or has what it cannot use, also where there is no document
 */
export function readQuery(query: unknown, evaluateHere: Evaluate = evaluate): Query {
  if (!isObject(query)) throw invalid('a query must be an object')
  const reading: Reading = { evaluate: evaluateHere }
  return { fits: readMembers(query, reading), near: reading.near }
}

type Fits = (document: unknown) => boolean

function readMembers(query: Document, reading: Reading): Fits {
  const parts = Object.keys(query).map(name => readMember(name, query[name], reading))
  return document => parts.every(part => part(document))
}

function readMember(name: string, operand: unknown, reading: Reading): Fits {
  switch (name) {
    case '$and':
    case '$or':
    case '$nor':
      return combined(name, queriesOf(operand, name, reading))
    case '$expr': {
      const expression = readExpression(operand)
      return document => isTrue(reading.evaluate(document as Document, expression))
    }
    case '$comment':
      return () => true
  }
  if (name.startsWith('$')) throw unknownOperator(name)
  const condition = readCondition(operand, reading, name)
  return document => condition(valuesAt(document, name))
}

/** As expressions have it: null, 0 and what is absent are false, all else is true, a text too. */
const isTrue = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== false && value !== 0

function combined<T>(name: string, parts: readonly ((value: T) => boolean)[]): (value: T) => boolean {
  if (name === '$and') return value => parts.every(part => part(value))
  if (name === '$or') return value => parts.some(part => part(value))
  return value => !parts.some(part => part(value))
}

function queriesOf(operand: unknown, operator: string, reading: Reading): readonly Fits[] {
  const queries = listOf(operand, operator)
  if (!queries.every(isObject) || queries.length === 0) throw invalid(`${operator} needs a list of queries`)
  return queries.map(one => readMembers(one, reading))
}

/** What a value must be: a value, or operators. */
function readCondition(condition: unknown, reading: Reading, path = ''): Condition {
  if (!hasOperators(condition)) return any(equalTo(condition), reading)
  const parts = Object.keys(condition).map(operator => readOperator(operator, condition, reading, path))
  return found => parts.every(part => part(found))
}

function readOperator(operator: string, condition: Document, reading: Reading, path: string): Condition {
  const operand = condition[operator]
  switch (operator) {
    case '$and':
    case '$or':
    case '$nor':
      return combined(
        operator,
        listOf(operand, operator).map(one => readCondition(one, reading, path)),
      )
    case '$not':
      if (!(operand instanceof RegExp) && !hasOperators(operand))
        throw invalid('$not needs operators or a regular expression')
      return opposite(readCondition(operand, reading, path))
    case '$ne':
      if (operand instanceof RegExp) throw invalid('$ne takes no regular expression')
      return opposite(any(equalTo(operand), reading))
    case '$nin':
      return opposite(any(oneOf(operand, operator), reading))
    case '$exists':
      return found => found.some(one => one !== undefined) === Boolean(operand)
    case '$all':
      return all(operand, reading)
    case '$size':
    case '$elemMatch': {
      const test = operator === '$size' ? sizeOf(operand) : elementOf(operand, reading)
      return found => found.some(one => Array.isArray(one) && test(one))
    }
    case '$options':
      if (!Object.hasOwn(condition, '$regex')) throw invalid('$options needs $regex')
      return () => true
    case '$regex':
      return any(equalTo(asPattern(operand, condition.$options)), reading)
    case '$near':
    case '$nearSphere': {
      reading.near = readNear(path, operand)
      const { isInReach } = reading.near
      return found => found.some(isInReach)
    }
    case '$maxDistance':
    case '$minDistance':
      return () => true
  }
  const test = geoTest(operator, operand) ?? valueTest(operator, operand)
  if (!test) throw unknownOperator(operator)
  return any(test, reading)
}

function asPattern(pattern: unknown, options: unknown): RegExp {
  if (!(pattern instanceof RegExp)) return readPattern(pattern, options ?? '')
  return options === undefined ? pattern : readPattern(pattern.source, options)
}

/** A list holds a value, and is one itself. */
const any =
  (test: Test, { isElement }: Reading): Condition =>
  found =>
    found.some(one => test(one) || (!isElement && Array.isArray(one) && one.some(test)))

const opposite =
  (condition: Condition): Condition =>
  found =>
    !condition(found)

function equalTo(operand: unknown): Test {
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

/** The operators that look at one value at a time. */
function valueTest(operator: string, operand: unknown): Test | undefined {
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

function oneOf(operand: unknown, operator: string): Test {
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

function all(operand: unknown, reading: Reading): Condition {
  const parts = listOf(operand, '$all').map(one => {
    if (!hasOperators(one)) return any(equalTo(one), reading)
    if (Object.keys(one).join() !== '$elemMatch') throw invalid('$all takes values, or $elemMatch alone')
    return readCondition(one, reading)
  })
  return found => parts.length > 0 && parts.every(part => part(found))
}

function sizeOf(operand: unknown): (list: readonly unknown[]) => boolean {
  if (!Number.isInteger(operand) || (operand as number) < 0)
    throw invalid('$size needs a whole number from 0')
  return list => list.length === operand
}

function elementOf(operand: unknown, reading: Reading): (list: readonly unknown[]) => boolean {
  if (!isObject(operand)) throw invalid('$elemMatch needs an object')
  const test = readElement(operand, reading)
  return list => list.some(test)
}

/** What an element of a list must be: by operators its own value, else its members. */
export function readElement(operand: Document, reading: Reading = { evaluate }): Test {
  if (isOfValues(operand)) {
    const condition = readCondition(operand, { ...reading, isElement: true })
    return value => condition([value])
  }
  const fits = readMembers(operand, { ...reading, isElement: false })
  return value => (isObject(value) || Array.isArray(value)) && fits(value)
}

const isOfValues = (operand: Document): boolean =>
  hasOperators(operand) &&
  Object.entries(operand).every(([name, inner]) =>
    /^\$(and|or|nor)$/.test(name)
      ? Array.isArray(inner) && inner.every(one => isObject(one) && isOfValues(one))
      : name !== '$expr',
  )

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

function listOf(operand: unknown, operator: string): readonly unknown[] {
  if (!Array.isArray(operand)) throw invalid(`${operator} needs a list`)
  return operand
}

const invalid = (why: string) => new GatewayFault('INVALID_PARAM', why)

const unknownOperator = (name: string) =>
  new GatewayFault(
    'DATABASE_INVALID_OPERRATOR',
    `the emulator's database does not know the operator ${name.slice(0, 80)}`,
  )
