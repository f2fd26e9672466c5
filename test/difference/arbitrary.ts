import fc from 'fast-check'
import type { Endpoint } from '../../shared/schema/endpoint'
import type { Field, Shape } from '../../shared/schema/fields'
import { resultShape, wireOf } from './shapes'

/** How names are spelled: as users write them, or as they travel. */
export type Spelling = 'camel' | 'wire'

// A key that neither side renames; what else happens to keys of users is among the traps.
const stableKey = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/)
const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('', '中文', '👩‍👩‍👧', '"\\\n\t', '<a href="x">', '__proto__', '0', 'null'),
  },
)
// For the bodies of methods that do not have hundreds of fields; a URL is no place for it.
const longText = fc.oneof(
  { weight: 19, arbitrary: text },
  { weight: 1, arbitrary: fc.constant('长'.repeat(2_000)) },
)
const wholeNumber = fc.integer({ min: -1_000_000_000, max: 1_000_000_000_000 })
// Of at most 15 characters: longer numbers are among the traps.
const decimal = fc.oneof(
  wholeNumber,
  fc.integer({ min: -99_999, max: 99_999 }).map(whole => whole / 100),
)
const plainJson = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    decimal,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(stableKey, tie('value'), { maxKeys: 2 }),
  ),
})).value

const file = fc.record({
  contentType: fc.constantFrom('image/png', 'image/jpeg'),
  value: fc.uint8Array({ minLength: 1, maxLength: 60 }).map(bytes => ({
    $bytes: Buffer.from(bytes).toString('base64'),
  })),
})

function anyOf(field: Field<unknown>, spelling: Spelling, isSmall: boolean): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'string':
      return isSmall ? text : longText
    case 'integer':
      return wholeNumber
    case 'number':
      return decimal
    case 'bigInteger':
      return fc.oneof(wholeNumber, fc.constant('271781022721654784'))
    case 'boolean':
      return fc.boolean()
    case 'oneOf':
    case 'fixed':
      return fc.constantFrom(...field.values!)
    case 'object':
      return membersOf(field.fields!, spelling, isSmall)
    case 'array':
      return fc.array(anyOf(field.item!, spelling, isSmall), { maxLength: isSmall ? 1 : 3 })
    case 'record':
      return fc.dictionary(stableKey, anyOf(field.item!, spelling, isSmall), { maxKeys: 3 })
    case 'jsonString':
      // Given as text it is sent as it is; that it may be given as an object is among the traps.
      return plainJson.map(value => JSON.stringify(value))
    case 'media':
      return file
    default:
      return plainJson
  }
}

/** Parameters of a shape, each optional one now and then left out; constants are given, credentials never. */
export function membersOf(
  shape: Shape,
  spelling: Spelling,
  isSmall: boolean,
): fc.Arbitrary<Record<string, unknown>> {
  const known = Object.entries(shape).filter(([, field]) => field.kind !== 'credential')
  const spelled = (name: string, field: Field<unknown>) => (spelling === 'camel' ? name : wireOf(name, field))
  const members = Object.fromEntries(
    known.map(([name, field]) => {
      return [spelled(name, field), anyOf(field, spelling, isSmall || field.place === 'query')]
    }),
  )
  const requiredKeys = known
    .filter(([, field]) => !field.optional || field.kind === 'fixed')
    .map(([name, field]) => spelled(name, field))
  return fc.record(members, { requiredKeys })
}

/** How many values a shape holds. */
export const sizeOf = (shape: Shape): number =>
  Object.values(shape).reduce((sum, field) => sum + sizeOfField(field), 0)

const sizeOfField = ({ fields, item }: Field<unknown>): number =>
  fields ? sizeOf(fields) : item ? sizeOfField(item) : 1

/** What WeChat answers, as the body of HTTP. */
export interface RawAnswer {
  readonly rawBody: string | { readonly base64: string }
  readonly contentType?: string
}

const extraKey = fc.constantFrom('some_new_field', 'thing_01', 'is_3d', 'MsgId', 'a__b', '_id', '中文_key')
const errcode = fc.integer({ min: 9_990_001, max: 9_990_099 })
const words = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/)

/** An answer in WeChat's names, of the kind that the row gives, or a refusal. */
export function answerOf(row: Endpoint): fc.Arbitrary<RawAnswer> {
  const known = resultShape(row)
  const members = known ? resultOf(known) : fc.constant({})
  const extras = fc.dictionary(extraKey, plainJson, { maxKeys: 2 })
  const json = fc
    .tuple(members, extras)
    .map(([one, other]) => ({ errcode: 0, errmsg: 'ok', ...one, ...other }))
  const refusal = fc.tuple(errcode, words).map(([code, errmsg]) => ({ errcode: code, errmsg }))
  const asJson = (value: unknown): RawAnswer => ({ rawBody: JSON.stringify(value) })
  const bytes = fc
    .tuple(
      fc.constantFrom('image/png', 'video/mp4', 'application/octet-stream'),
      fc.uint8Array({ maxLength: 40 }),
    )
    .map(([contentType, rest]) => ({
      // A first byte that opens no JSON, and is not empty.
      rawBody: { base64: Buffer.from([0x89, ...rest]).toString('base64') },
      contentType,
    }))
  const common = [
    { weight: 2, arbitrary: refusal.map(asJson) },
    { weight: 1, arbitrary: json.map(asJson) },
  ]
  // What a row does not give is an error here, which is among the traps.
  if (!known) return fc.oneof({ weight: 5, arbitrary: bytes }, ...common)
  const labelled = json.map(value => ({ ...asJson(value), contentType: 'text/plain' }))
  return fc.oneof({ weight: 6, arbitrary: json.map(asJson) }, { weight: 1, arbitrary: labelled }, ...common)
}

/** Members of an answer; text inside JSON stays text, for that it is read is among the traps. */
function resultOf(shape: Shape): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(shape).map(
    ([name, field]) => [wireOf(name, field), resultValue(field)] as const,
  )
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] })
}

function resultValue(field: Field<unknown>): fc.Arbitrary<unknown> {
  if (field.kind === 'jsonString') return words
  if (field.kind === 'bigInteger') return wholeNumber
  if (field.kind === 'object') return resultOf(field.fields!)
  if (field.kind === 'array') return fc.array(resultValue(field.item!), { maxLength: 2 })
  if (field.kind === 'record') return fc.dictionary(stableKey, resultValue(field.item!), { maxKeys: 2 })
  return anyOf(field, 'wire', true)
}
