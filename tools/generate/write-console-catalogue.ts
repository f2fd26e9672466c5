import type { EndpointInfo, Field, Kind, Shape } from '../../shared/catalog'
import { errcodes } from '../../shared/errors/errcodes'
import type { Description } from '../../shared/schema/endpoint'
import { isObject } from '../../shared/schema/objects'
import type { Described } from './catalogue/describe-catalogue'
import type { Output } from './write-functions'

/**
 * The catalogue of the console page, packed small: it travels to the phone. What a form needs of a field is one
 * letter where that says all, an object where it does not, and a number where the same piece stands elsewhere too.
 * `miniprogram/console/services/rows.ts` unpacks it.
 */
export function writeConsoleCatalogue(endpoints: readonly EndpointInfo[], described: Described): Output {
  const namespaces = [...new Set(endpoints.map(one => one.namespace))].sort()
  const packing: Packing = { words: new Pool(), meanings: new Pool() }
  const methods = endpoints.map(endpoint => {
    const description = described.descriptions.get(endpoint.name) ?? { title: '' }
    return packMethod(endpoint, description, namespaces.indexOf(endpoint.namespace), packing)
  })
  const platform = Object.entries(errcodes).map(([code, { means, fix }]) => [
    Number(code),
    packing.words.place(means),
    packing.words.place(fix),
  ])
  const { whole, shared } = fold(methods.map(method => method.params))
  const parts = {
    namespaces: namespaces.map(name => [name, described.titles.get(name) ?? '']),
    methods: methods.map(({ facts }, at) => [...facts, whole[at]]),
    shared,
    meanings: packing.meanings.all,
    platform,
    words: packing.words.all,
  }
  const lines = Object.entries(parts).map(
    ([name, list]) => `  ${name}: [\n${list.map(item => `    ${JSON.stringify(item)},\n`).join('')}  ],\n`,
  )
  return {
    path: 'miniprogram/console/generated/catalogue.ts',
    text: `// DO NOT EDIT. Made from shared/catalogue by \`npm run generate\`.
import type { Packed } from '../services/packed'

export const packed: Packed = {
${lines.join('')}}
`,
  }
}

interface Packing {
  /** Sentences, each once. */
  readonly words: Pool<string>
  /** The errcodes of methods, each list once: code, means and, where it is known, what to do. */
  readonly meanings: Pool<readonly (readonly number[])[]>
}

function packMethod(
  endpoint: EndpointInfo,
  { title, notes, params: comments = {} }: Description,
  namespace: number,
  { words, meanings }: Packing,
) {
  const { method, verb, path, effect, cloudCallable, deprecated } = endpoint
  const own = endpoint.errcodes.map(({ code, means, fix }) =>
    fix === undefined ? [code, words.place(means)] : [code, words.place(means), words.place(fix)],
  )
  const facts = [
    namespace,
    method,
    title === 'no title found' ? '' : title,
    `${verb} ${path}`,
    typeof effect === 'string' ? effect : 'keyed',
    cloudCallable ? 1 : 0,
    notes === undefined ? -1 : words.place(notes),
    deprecated === undefined ? -1 : words.place(deprecated),
    meanings.place(own),
  ]
  return { facts, params: packShape(endpoint.params, comments, '', words) }
}

const letters: { readonly [kind in Kind]?: string } = {
  string: 's',
  integer: 'i',
  number: 'n',
  bigInteger: 'l',
  boolean: 'b',
  oneOf: 'e',
  object: 'o',
  array: 'a',
  record: 'r',
  json: 'j',
  jsonString: 't',
  media: 'm',
}

type Comments = { readonly [path: string]: string }

/** What the client sends by itself is not asked for. */
function packShape(shape: Shape, comments: Comments, above: string, words: Pool<string>): object {
  const packed: { [name: string]: unknown } = {}
  for (const [name, field] of Object.entries(shape)) {
    if (field.kind === 'fixed' || field.kind === 'credential') continue
    packed[name] = packField(field, comments, above ? `${above}.${name}` : name, words)
  }
  return packed
}

function packField(field: Field<unknown>, comments: Comments, path: string, words: Pool<string>): unknown {
  const letter = letters[field.kind]
  if (letter === undefined) throw new Error(`${path} is a ${field.kind}, which the console cannot ask for`)
  const { optional, rules, values, item, fields, wire } = field
  const mark = field.kind === 'array' ? '[]' : field.kind === 'record' ? '.*' : ''
  const comment = Object.hasOwn(comments, path) ? comments[path] : undefined
  const more = {
    ...(rules?.min !== undefined && { min: rules.min }),
    ...(rules?.max !== undefined && { max: rules.max }),
    ...(values && { v: values }),
    ...(item && { i: packField(item, comments, path + mark, words) }),
    ...(fields && { f: packShape(fields, comments, path, words) }),
    ...(wire !== undefined && { w: wire }),
    ...(comment !== undefined && { c: words.place(comment) }),
  }
  const kind = optional ? `${letter}?` : letter
  return Object.keys(more).length === 0 ? kind : { k: kind, ...more }
}

/** A list of values without duplicates; each is found by its index. */
export class Pool<T> {
  private readonly places = new Map<string, number>()
  private readonly values: T[] = []

  /** The place of a value, which is added when it is new. */
  place(value: T): number {
    const key = JSON.stringify(value)
    const known = this.places.get(key)
    if (known !== undefined) return known
    this.places.set(key, this.values.length)
    return this.values.push(value) - 1
  }

  get all(): readonly T[] {
    return this.values
  }
}

// A shorter piece is as long as the reference to it.
const shortestShared = 24

/**
 * Replaces packed fields that are there more than once by numbers.
 * @param shapes packed shapes: packed fields by their names
 * @returns the shapes with numbers in them, and the fields that the numbers mean
 */
export function fold(shapes: readonly object[]): { whole: object[]; shared: readonly unknown[] } {
  const counts = new Map<string, number>()
  const count = (field: unknown): void => {
    if (!isObject(field)) return
    const key = JSON.stringify(field)
    counts.set(key, (counts.get(key) ?? 0) + 1)
    // Inside a piece that is shared already, everything is counted once.
    if (counts.get(key) === 1) for (const inner of innerOf(field)) count(inner)
  }
  for (const shape of shapes) for (const field of Object.values(shape)) count(field)

  const pool = new Pool<unknown>()
  const put = (field: unknown): unknown => {
    if (!isObject(field)) return field
    const key = JSON.stringify(field)
    const folded = foldInner(field as PackedObject, put)
    return counts.get(key)! > 1 && key.length >= shortestShared ? pool.place(folded) : folded
  }
  const whole = shapes.map(shape => mapMembers(shape, put))
  return { whole, shared: pool.all }
}

interface PackedObject {
  readonly i?: unknown
  readonly f?: object
}

const innerOf = ({ i, f = {} }: PackedObject): unknown[] => [i, ...Object.values(f)]

const foldInner = (field: PackedObject, put: (field: unknown) => unknown): object => ({
  ...field,
  ...(field.i !== undefined && { i: put(field.i) }),
  ...(field.f && { f: mapMembers(field.f, put) }),
})

const mapMembers = (members: object, change: (member: unknown) => unknown): object =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, change(member)]))
