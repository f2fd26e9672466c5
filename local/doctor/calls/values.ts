import type { ClassNode, FunctionNode, Node } from './nodes'
import type { Source } from './parse-source'
import type { Way } from './records'

/** What an expression can be, as far as it matters here. Two values with one key are the same. */
export type Value = { readonly key: string } & (
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
  | FunctionValue
  | ClassValue
  | InstanceValue
  /** A function with its first arguments and its `this`. */
  | {
      readonly kind: 'bound'
      readonly target: Value
      readonly self: Values
      readonly args: readonly Values[]
    }
  /** An object, a list or an enum as it is written. */
  | ObjectValue
  /** A list of which only the elements are known. */
  | { readonly kind: 'list'; readonly elements: Values }
  /** A method that objects have by nature, such as `push` and `forEach`. */
  | { readonly kind: 'natural'; readonly object: Value; readonly name: string }
  /** A file of the project with exports. */
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'json'; readonly id: string; readonly data: unknown }
  /** What the language or the platform gives, by its dotted name: `Object.assign`, `wx.cloud`. */
  | { readonly kind: 'global'; readonly name: string }
)

/** A function with the frame that it was written in. */
export interface FunctionValue {
  readonly key: string
  readonly kind: 'function'
  readonly node: FunctionNode
  readonly frame: Frame
}

/** A class with the frame that it was written in. */
export interface ClassValue {
  readonly key: string
  readonly kind: 'class'
  readonly node: ClassNode
  readonly frame: Frame
}

/** What `new` makes of a class. */
export interface InstanceValue {
  readonly key: string
  readonly kind: 'instance'
  readonly of: ClassValue
  /** The arguments of its constructor; undefined for any. */
  readonly args: readonly Values[] | undefined
}

/** An object, a list or an enum with the frame that it was written in. */
export interface ObjectValue {
  readonly key: string
  readonly kind: 'object'
  readonly node: Node
  readonly frame: Frame
}

export type Values = readonly Value[]

/** One call of a function, or one file: what its parameters and `this` are. */
export interface Frame {
  readonly id: number
  readonly node: Node
  readonly source: Source
  readonly outer?: Frame
  /** Undefined where anything may be given. */
  readonly args: readonly Values[] | undefined
  readonly self: Values
}

export const nothing: Values = []
export const anything: Value = { key: '?', kind: 'unknown' }
export const unknown: Values = [anything]

export const text = (given: string): Value => ({ key: `"${given}`, kind: 'text', text: given })
export const number = (given: number): Value => ({ key: `${given}`, kind: 'number', number: given })
export const cloud = (way: Way): Value => ({ key: `cloud ${way}`, kind: 'cloud', way })
export const cloudMember = (way: Way, name: string): Value => ({
  key: `cloud ${way} ${name}`,
  kind: 'cloudMember',
  way,
  name,
})
export const api = (way: Way, path: readonly string[]): Value => ({
  key: `api ${way} ${path.join('.')}`,
  kind: 'api',
  way,
  path,
})
export const rows = (path: readonly string[]): Value => ({
  key: `rows ${path.join('.')}`,
  kind: 'rows',
  path,
})
export const ours = (name: string): Value => ({ key: `ours ${name}`, kind: 'ours', name })
export const global = (name: string): Value => ({ key: `global ${name}`, kind: 'global', name })
export const json = (id: string, data: unknown): Value => ({ key: `json ${id}`, kind: 'json', id, data })
export const moduleAt = (path: string): Value => ({ key: `module ${path}`, kind: 'module', path })
export const natural = (object: Value, name: string): Value => ({
  key: `${object.key}.${name}`,
  kind: 'natural',
  object,
  name,
})
export const bound = (target: Value, self: Values, args: readonly Values[]): Value => ({
  key: `bound ${target.key} ${keyOf(args)} ${keyOf([self])}`,
  kind: 'bound',
  target,
  self,
  args,
})
export const list = (elements: Values): Value => ({ key: `[${keyOf([elements])}]`, kind: 'list', elements })
// No two functions, classes or objects of a file begin at one place.
export const functionAt = (node: FunctionNode, frame: Frame): FunctionValue => ({
  key: `function ${node.start}@${frame.id}`,
  kind: 'function',
  node,
  frame,
})
export const classAt = (node: ClassNode, frame: Frame): ClassValue => ({
  key: `class ${node.start}@${frame.id}`,
  kind: 'class',
  node,
  frame,
})
export const instance = (of: ClassValue, args: readonly Values[] | undefined): InstanceValue => ({
  key: `new ${of.key}(${args ? keyOf(args) : '*'})`,
  kind: 'instance',
  of,
  args,
})
export const objectAt = (node: Node, frame: Frame): ObjectValue => ({
  key: `object ${node.start}@${frame.id}`,
  kind: 'object',
  node,
  frame,
})

/** A text that two lists of values share only when they are equal. */
export const keyOf = (all: readonly Values[]): string =>
  all.length === 1 ? keyOfOne(all[0]!) : all.map(keyOfOne).join(';')

const keyOfOne = (values: Values): string =>
  values.length === 1
    ? values[0]!.key
    : values
        .map(({ key }) => key)
        .sort()
        .join('|')

// Nobody writes a table of more names by hand.
const mostValues = 400

/** All values of several lists, each once. */
export function union(all: readonly Values[]): Values {
  const some = all.filter(({ length }) => length > 0)
  if (some.length < 2) return some[0] ?? nothing
  const found = new Map<string, Value>()
  for (const values of some) for (const one of values) found.set(one.key, one)
  return found.size > mostValues ? unknown : [...found.values()]
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
