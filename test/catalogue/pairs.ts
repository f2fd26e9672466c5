import fc from 'fast-check'
import type { Field, Rules, Shape } from '../../shared/schema/fields'
import { snake } from './own-rule'

/** The same value twice: as users write and read it, and as it travels. */
export interface Pair {
  readonly ours: unknown
  readonly wire: unknown
}

const same = (value: unknown): Pair => ({ ours: value, wire: value })

const sign = fc.constantFrom('a', 'Z', '9', '_', ' ', '"', '\\', '/', '中', '文', '😀', '\n', '<')
const text = ({ min = 0, max = 12 }: Rules = {}) =>
  fc.string({ unit: sign, minLength: min, maxLength: Math.max(min, Math.min(max, 12)) })
const wholeNumber = ({ min = -(2 ** 53) + 1, max = 2 ** 53 - 1 }: Rules = {}) =>
  fc.maxSafeInteger().map(value => {
    const span = max - min
    return value >= min && value <= max ? value : min + (Math.abs(value) % (span + 1))
  })

// Keys that every rule would spoil, if it were let near them.
const usersKey = fc.constantFrom(
  'thing01',
  'thing_01',
  'myKey',
  'my_key',
  'MyKey',
  '中文Key',
  '_id',
  'a.b_c',
  '1st',
)
const usersData = fc.dictionary(
  usersKey,
  fc.oneof(text(), fc.integer(), fc.boolean(), fc.dictionary(usersKey, text())),
  {
    maxKeys: 3,
  },
)

/** A value that fits a field. */
export function pairFor(field: Field<unknown>): fc.Arbitrary<Pair> {
  switch (field.kind) {
    case 'string':
      return text(field.rules).map(same)
    case 'integer':
      return wholeNumber(field.rules).map(same)
    case 'number':
      return fc.oneof(wholeNumber(field.rules), fc.constant(field.rules?.max ?? 0.5)).map(same)
    case 'bigInteger':
      return fc.oneof(fc.maxSafeInteger(), fc.constant('12345678901234567890')).map(same)
    case 'boolean':
      return fc.boolean().map(same)
    case 'oneOf':
    case 'fixed':
      return fc.constantFrom(...field.values!).map(same)
    case 'object':
      return pairOfMembers(field.fields!)
    case 'array': {
      const { min = 0, max = 3 } = field.rules ?? {}
      return fc
        .array(pairFor(field.item!), { minLength: min, maxLength: Math.max(min, Math.min(max, 3)) })
        .map(pairs => ({ ours: pairs.map(pair => pair.ours), wire: pairs.map(pair => pair.wire) }))
    }
    case 'record':
      return fc.dictionary(usersKey, pairFor(field.item!), { maxKeys: 3 }).map(pairs => ({
        ours: mapValues(pairs, pair => pair.ours),
        wire: mapValues(pairs, pair => pair.wire),
      }))
    case 'json':
      return usersData.map(same)
    case 'jsonString':
      return pairFor(field.item!).map(({ ours, wire }) => ({
        ours,
        wire: typeof wire === 'string' ? wire : JSON.stringify(wire),
      }))
    default:
      throw new Error(`no value of the kind ${field.kind} stands here`)
  }
}

/** Members that fit a shape; what is optional is sometimes absent. */
export function pairOfMembers(
  shape: Shape,
): fc.Arbitrary<{ ours: Record<string, unknown>; wire: Record<string, unknown> }> {
  const names = Object.keys(shape)
  const members = names.map(name => {
    const pair = pairFor(shape[name]!)
    return shape[name]!.optional ? fc.option(pair, { nil: undefined }) : pair
  })
  return fc.tuple(...members).map(pairs => {
    const ours: Record<string, unknown> = {}
    const wire: Record<string, unknown> = {}
    for (const [at, pair] of pairs.entries()) {
      if (pair === undefined) continue
      const name = names[at]!
      ours[name] = pair.ours
      wire[wireNameOf(name, shape[name]!)] = pair.wire
    }
    return { ours, wire }
  })
}

/** The name of a member on the wire, by the rule of this test. */
export const wireNameOf = (name: string, field: Field<unknown>): string => field.wire ?? snake(name)

const mapValues = <From, To>(from: Record<string, From>, change: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value)]))
