import { Context, evalExpr } from 'mingo/core'
import * as accumulators from 'mingo/operators/accumulator'
import * as operators from 'mingo/operators/expression'
import type { Options } from 'mingo/types'
import { GatewayFault } from '../fields'
import { dateOperators, type Operator } from './dates'
import { type Document, isObject } from './document'
import { ownAccumulators, ownOperators } from './own-operators'
import type { Evaluate } from './value-test'

/** What the SDKs can send, and what the mini program can besides; all else has no place in the cloud. */
const taken = `abs add ceil divide exp floor ln log log10 mod multiply pow sqrt subtract arrayElemAt arrayToObject
  concatArrays filter isArray map reduce reverseArray slice zip and not or cond ifNull literal mergeObjects
  objectToArray allElementsTrue anyElementTrue setDifference setEquals setIntersection setIsSubset setUnion concat split
  strLenBytes strLenCP strcasecmp substrCP let convert`

const named = (names: string, from: object): { [name: string]: Operator } =>
  Object.fromEntries(
    names.split(/\s+/).map(name => [`$${name}`, (from as { [name: string]: Operator })[`$${name}`]!]),
  )

const expressionOperators: { readonly [name: string]: Operator } = {
  ...named(taken, operators),
  ...dateOperators,
  ...ownOperators,
}

/** What adds up the documents of a group, besides the expressions that do. */
const groupOperators = { ...named('first last', accumulators), ...ownAccumulators }
const summing = ['$max', '$min', '$sum', '$avg', '$stdDevPop', '$stdDevSamp', '$mergeObjects']

/** The operators as mingo takes them. */
export const context = Context.init({
  expression: expressionOperators,
  accumulator: groupOperators as never,
})

/** How mingo computes here: no text is ever run as a program. */
export const computeOptions: Options = {
  idKey: '_id',
  processingMode: 0,
  useStrictMode: true,
  scriptEnabled: false,
  failOnError: true,
  context,
}

/** An expression's value for a document. @throws GatewayFault when it has none */
export const evaluate: Evaluate = (document, expression) => evaluateWith(document, expression, computeOptions)

/** The same with the variables of a pipeline. */
export function evaluateWith(document: unknown, expression: unknown, options: Options): unknown {
  try {
    return evalExpr(document, expression, options)
  } catch (error) {
    throw asFault(error)
  }
}

/** What mingo refuses is refused as by the cloud. */
export function asFault(error: unknown): unknown {
  // Whatever it ends in comes from the request: too many levels of recursion too.
  if (error instanceof GatewayFault) return error
  return new GatewayFault('DATABASE_REQUEST_FAILED', String((error as Error)?.message).slice(0, 200))
}

/**
 * Reads an expression: all of its operators are known.
 * @throws GatewayFault for one that is not
 */
export function readExpression(expression: unknown): unknown {
  if (Array.isArray(expression)) {
    for (const one of expression) readExpression(one)
    return expression
  }
  if (!isObject(expression)) return expression
  const names = Object.keys(expression)
  const [name] = names
  if (name?.startsWith('$')) {
    if (names.length > 1)
      throw invalid(`an expression has one operator, not ${names.join(', ').slice(0, 80)}`)
    if (!Object.hasOwn(expressionOperators, name)) throw unknown(name)
    if (name === '$literal') return expression
    checkArguments(name, expression[name])
  }
  for (const member of names) readExpression(expression[member])
  return expression
}

/** How many arguments an operator takes at least and at most, where it takes a list of them. */
const counts: { readonly [operator: string]: readonly [least: number, most: number] } = {
  ...Object.fromEntries(
    'eq ne gt gte lt lte cmp in subtract divide mod pow log arrayElemAt setDifference setIsSubset split strcasecmp'
      .split(' ')
      .map(name => [`$${name}`, [2, 2] as const]),
  ),
  $cond: [3, 3],
  $slice: [2, 3],
  $range: [2, 3],
  $substr: [3, 3],
  $substrCP: [3, 3],
  $substrBytes: [3, 3],
  $indexOfCP: [2, 4],
  $indexOfBytes: [2, 4],
  $indexOfArray: [2, 4],
}

function checkArguments(name: string, operand: unknown): void {
  const [least, most] = counts[name] ?? [0, Infinity]
  const count = Array.isArray(operand) ? operand.length : 1
  if (least === 0 || (name === '$cond' && isObject(operand)) || (count >= least && count <= most)) return
  throw invalid(`${name} takes ${least === most ? least : `${least} to ${most}`} arguments, not ${count}`)
}

/** Reads what a group computes. @throws GatewayFault for what adds nothing up */
export function readAccumulator(name: string, expression: unknown): unknown {
  const [operator, ...more] = isObject(expression) ? Object.keys(expression) : []
  if (operator === undefined || more.length > 0) throw invalid(`${name.slice(0, 80)} needs one accumulator`)
  const isKnown = Object.hasOwn(groupOperators, operator) || summing.includes(operator)
  if (!isKnown) throw unknown(operator)
  readExpression((expression as Document)[operator])
  return expression
}

const invalid = (why: string) => new GatewayFault('INVALID_PARAM', why)

const unknown = (operator: string) =>
  new GatewayFault(
    'DATABASE_INVALID_OPERRATOR',
    `the emulator's database does not know ${operator.slice(0, 80)} in an expression`,
  )
