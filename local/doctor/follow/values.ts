import type { ClassNode, FunctionNode, Node } from '../syntax/nodes'
import { numberOf } from '../syntax/nodes'
import type { Frame } from './frame'

/** How calls of an `openapi` travel: as cloud calls, through our drop-in for wx-server-sdk, or plainly over HTTPS. */
export type Way = 'cloudCall' | 'dropIn' | 'https'

/** What an expression can be, as far as it matters here. */
export type Value =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  /** A `cloud`. */
  | { readonly kind: 'cloud'; readonly way: Way }
  /** A member of a `cloud` that is not `openapi`. */
  | { readonly kind: 'cloudMember'; readonly way: Way; readonly name: string }
  /** An `openapi`, a namespace of it or a method, by its path. */
  | { readonly kind: 'api'; readonly way: Way; readonly path: readonly string[] }
  /** `openapi.call` */
  | { readonly kind: 'callByName'; readonly way: Way }
  /** A piece of the catalogue, by its path. */
  | { readonly kind: 'rows'; readonly path: readonly string[] }
  /** One of our functions, or a module of ours. */
  | { readonly kind: 'ours'; readonly name: string }
  | { readonly kind: 'function'; readonly node: FunctionNode; readonly frame: Frame }
  | { readonly kind: 'class'; readonly node: ClassNode; readonly frame: Frame }
  /** A function with its first arguments and its `this`. */
  | {
      readonly kind: 'bound'
      readonly target: Value
      readonly self: Values
      readonly args: readonly Values[]
    }
  /** Anything with members: they are kept in the store under its id. */
  | { readonly kind: 'object'; readonly id: string; readonly madeOf?: Value }
  /** A method that objects have by nature, such as `push` and `forEach`. */
  | { readonly kind: 'collectionMethod'; readonly object: Value; readonly name: string }
  /** A file of the project with exports. */
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'json'; readonly id: string; readonly data: unknown }
  /** What the language or the platform gives, by its dotted name: `Object.assign`, `wx.cloud`. */
  | { readonly kind: 'global'; readonly name: string }

export type Values = ReadonlySet<Value>

const made = new Map<string, Value>()

/** The one value that is equal to this one, so that a set holds it once. */
export function value<V extends Value>(given: V): V {
  const key = keyOf(given)
  const before = made.get(key)
  if (before) return before as V
  made.set(key, given)
  return given
}

function keyOf(given: Value): string {
  switch (given.kind) {
    case 'function':
    case 'class':
      return `${given.kind} ${numberOf(given.node)} ${given.frame.key}`
    case 'bound':
      return `bound ${numberOf(given.target)} ${keyOfAll([given.self, ...given.args])}`
    case 'collectionMethod':
      return `collectionMethod ${numberOf(given.object)} ${given.name}`
    case 'object':
      return `object ${given.id}`
    case 'json':
      return `json ${given.id}`
    default:
      return JSON.stringify(given)
  }
}

/** A text that two lists of values share only when they are equal. */
export const keyOfAll = (all: readonly Values[]): string =>
  all.map(values => [...values].map(numberOf).sort().join(',')).join(';')

export const nothing: Values = new Set()
export const anything: Value = value({ kind: 'unknown' })
export const unknown: Values = new Set([anything])

export const only = (given: Value): Values => new Set([value(given)])
export const text = (given: string): Values => only({ kind: 'text', text: given })

export function union(all: Iterable<Values>): Values {
  const values = new Set<Value>()
  for (const some of all) for (const one of some) values.add(one)
  return values
}

/** The texts among values, and whether there is anything else. */
export function textsIn(values: Values): { texts: string[]; hasMore: boolean } {
  const texts: string[] = []
  let hasMore = false
  for (const one of values) {
    if (one.kind === 'text') texts.push(one.text)
    else if (one.kind === 'number') texts.push(String(one.number))
    else hasMore = true
  }
  return { texts, hasMore }
}

/** The id under which the store keeps the members of a value; undefined for one without members of its own. */
export function idOf(one: Value): string | undefined {
  if (one.kind === 'object') return one.id
  if (one.kind === 'function' || one.kind === 'class') return `${one.kind}${numberOf(one)}`
  return one.kind === 'module' ? `module ${one.path}` : undefined
}

/** Where a value was made: part of the id of an object. */
export const siteOf = (node: Node, frame: Frame): string => `${numberOf(node)}@${frame.key}`
