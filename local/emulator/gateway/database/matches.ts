import { GatewayFault } from '../fields'
import { type Document, hasOperators, isObject } from './document'
import { evaluate, readExpression } from './expression'
import { readPattern } from './extended-json'
import { geoTest, type Near, readNear } from './geo-query'
import { valuesAt } from './path'
import { type Evaluate, equalTo, invalid, listOf, oneOf, type Test, valueTest } from './value-test'

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

const unknownOperator = (name: string) =>
  new GatewayFault(
    'DATABASE_INVALID_OPERRATOR',
    `the emulator's database does not know the operator ${name.slice(0, 80)}`,
  )
