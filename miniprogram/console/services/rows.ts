import type { Effect } from '../../../shared/schema/endpoint'
import type { Kind } from '../../../shared/schema/fields'
import { packed } from '../generated/catalogue'
import type { PackedField, PackedMethod, PackedShape } from './packed'

/** One parameter, or a part of it, for a form. */
export interface Param {
  name: string
  kind: Exclude<Kind, 'fixed' | 'credential' | 'jsonString' | 'binary'>
  optional: boolean
  min?: number
  max?: number
  /** The values that WeChat documents. */
  values: (string | number)[]
  /** What an item of a list or a value of a map holds. */
  item?: Param
  /** The members of an object. */
  members: Param[]
  /** The wire name, if it does not follow from ours by the rule. */
  wire?: string
  /** Its description. */
  note: string
}

/** One method, as a line of a list. */
export interface MethodLine {
  /** `logistics.updatePrinter` */
  name: string
  namespace: string
  method: string
  /** WeChat's title. */
  title: string
  effect: Extract<Effect, string> | 'keyed'
  isDeprecated: boolean
}

/** One method with its form. */
export interface Method extends MethodLine {
  /** Verb and path. */
  http: string
  isCloudCallable: boolean
  notes: string
  /** Why it should no longer be used. */
  deprecated: string
  params: Param[]
}

/** The comments of the catalogue mark code with backquotes, which a phone would show as they are. */
const word = (place: number | undefined): string =>
  place === undefined || place < 0 ? '' : packed.words[place]!.replace(/`/g, '')

const nameOf = ([namespace, method]: PackedMethod): string => `${packed.namespaces[namespace]![0]}.${method}`

function lineOf(row: PackedMethod): MethodLine {
  const [namespace, method, title, , effect, , , deprecated] = row
  return {
    name: nameOf(row),
    namespace: packed.namespaces[namespace]![0],
    method,
    title,
    effect: effect as MethodLine['effect'],
    isDeprecated: deprecated >= 0,
  }
}

const find = (name: string): PackedMethod | undefined => packed.methods.find(row => nameOf(row) === name)

/** The method with a dotted name; undefined if there is none. */
export function methodOf(name: string): Method | undefined {
  const row = find(name)
  if (!row) return undefined
  const [, , , http, , isCloudCallable, notes, deprecated, , params] = row
  return {
    ...lineOf(row),
    http,
    isCloudCallable: isCloudCallable === 1,
    notes: word(notes),
    deprecated: word(deprecated),
    params: unpackShape(params),
  }
}

const kinds: { readonly [letter: string]: Param['kind'] } = {
  s: 'string',
  i: 'integer',
  n: 'number',
  l: 'bigInteger',
  b: 'boolean',
  e: 'oneOf',
  o: 'object',
  a: 'array',
  r: 'record',
  j: 'json',
  m: 'media',
}

const unpackShape = (shape: PackedShape): Param[] =>
  Object.keys(shape).map(name => unpackField(name, shape[name]!))

function unpackField(name: string, given: PackedField): Param {
  const field = typeof given === 'number' ? packed.shared[given]! : given
  const { k, min, max, v = [], i, f = {}, w, c } = typeof field === 'string' ? { k: field } : (field as Whole)
  const optional = k.endsWith('?')
  // The library makes the JSON text: the form shows its content.
  if (k[0] === 't' && i !== undefined) {
    const inner = unpackField(name, i)
    return { ...inner, optional, wire: w, note: word(c) || inner.note }
  }
  return {
    name,
    kind: kinds[k[0]!]!,
    optional,
    min,
    max,
    values: v,
    item: i === undefined ? undefined : unpackField('', i),
    members: unpackShape(f),
    wire: w,
    note: word(c),
  }
}

type Whole = Exclude<PackedField, number | string>

/** The namespaces, each with the number of its methods. */
export function listNamespaces(): { name: string; title: string; count: number }[] {
  const counts = packed.namespaces.map(() => 0)
  for (const [namespace] of packed.methods) counts[namespace]! += 1
  return packed.namespaces.map(([name, title], place) => ({ name, title, count: counts[place]! }))
}

/** The methods of a namespace. */
export const methodsIn = (namespace: string): MethodLine[] =>
  packed.methods.map(lineOf).filter(line => line.namespace === namespace)

/** Search: the methods with every word in name, title or path. */
export function searchMethods(wanted: string): MethodLine[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  if (!words.length) return []
  return packed.methods
    .filter(row => {
      const text = `${nameOf(row)} ${row[2]} ${row[3]} ${packed.namespaces[row[0]]![1]}`.toLowerCase()
      return words.every(one => text.indexOf(one) >= 0)
    })
    .map(lineOf)
}

/** Meaning and fix of an errcode for a method; empty if not documented. */
export function meaningOf(name: string, errCode: number): { means: string; fix: string } {
  const row = find(name)
  const own = row && packed.meanings[row[8]]!.find(([code]) => code === errCode)
  const [, means, fix] = own || packed.platform.find(([code]) => code === errCode) || []
  return { means: word(means), fix: word(fix) }
}
