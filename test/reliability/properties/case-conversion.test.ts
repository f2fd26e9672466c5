import fc from 'fast-check'
import { isOpenapiError } from '../../../shared/errors/openapi-error'
import { decode } from '../../../shared/schema/decode'
import { encode } from '../../../shared/schema/encode'
import { endpoint } from '../../../shared/schema/endpoint'
import { fromWire, toWire } from '../../../shared/schema/names'
import { scaled } from '../support/scale'
import { withSeed } from '../support/seed'

/** The rule of wx-server-sdk for what is sent, written once more, letter by letter. */
const sentAs = (key: string): string =>
  Array.from(key.split(''), (letter, at) =>
    letter >= 'A' && letter <= 'Z' ? `${at > 0 ? '_' : ''}${letter.toLowerCase()}` : letter,
  ).join('')

/** Its rule for what comes: an underscore and a small letter are one capital. */
function readAs(key: string): string {
  let name = ''
  for (let at = 0; at < key.length; at += 1) {
    const next = key[at + 1] ?? ''
    const folds = key[at] === '_' && next >= 'a' && next <= 'z'
    name += folds ? next.toUpperCase() : key[at]
    if (folds) at += 1
  }
  return name
}

const letters = (alphabet: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), maxLength })
const plainName = fc
  .tuple(letters('abz', 1), letters('abzABZ019', 8))
  .map(([first, rest]) => `k${first}${rest}`)
const odd = ['__proto__', '_Proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'toJSON']
const key = fc.oneof(plainName, letters('aAbB_1', 5), fc.string(), fc.constantFrom(...odd))

type Tree = null | string | number | boolean | Tree[] | { [key: string]: Tree }
const { members } = fc.letrec<{ members: { [key: string]: Tree }; value: Tree }>(tie => ({
  members: fc.dictionary(key, tie('value'), { maxKeys: 6 }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    tie('members'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}))
/** As it comes out of an event or an answer: `__proto__` is an own key. */
const tree = members.map(value => JSON.parse(JSON.stringify(value)) as { [key: string]: Tree })

/** A value as a list of its keys and values, so that nothing can hide; the rule renames on the way. */
const listed = (value: unknown, rule: (key: string) => string): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(item => listed(item, rule))
  expect([Object.prototype, null]).toContain(Object.getPrototypeOf(value))
  return {
    members: Object.keys(value).map(name => [rule(name), listed((value as Tree[])[name as never], rule)]),
  }
}
const asItIs = (name: string) => name

/** Whether two keys anywhere in it become one. */
function collides(value: unknown, rule: (key: string) => string): boolean {
  if (typeof value !== 'object' || value === null) return false
  const keys = Array.isArray(value) ? [] : Object.keys(value)
  return (
    new Set(keys.map(rule)).size < keys.length || Object.values(value).some(inner => collides(inner, rule))
  )
}

const keyCount = (value: unknown): number =>
  typeof value !== 'object' || value === null
    ? 0
    : (Array.isArray(value) ? 0 : Object.keys(value).length) +
      Object.values(value).reduce((sum: number, inner) => sum + keyCount(inner), 0)

const row = endpoint({ http: 'POST /a/b', effect: 'write', params: {}, result: {} })
const sent = (params: object) => encode(row, params, { method: 'a.b' }).json
const read = (answer: object) => decode({}, answer, { method: 'a.b' })
const numRuns = scaled(1000, 5000)

describe(withSeed, () => {
  test('every name is renamed as wx-server-sdk does, and a second time changes nothing', () => {
    fc.assert(
      fc.property(key, name => {
        expect([toWire(name), fromWire(name)]).toEqual([sentAs(name), readAs(name)])
        expect([toWire(toWire(name)), fromWire(fromWire(name))]).toEqual([toWire(name), fromWire(name)])
      }),
      { numRuns },
    )
  })

  test('a plain name comes back from the wire as it was', () => {
    fc.assert(
      fc.property(plainName, name => expect(fromWire(toWire(name))).toBe(name)),
      { numRuns },
    )
  })

  test('parameters keep every key and value under its new name, or the error says which keys collide', () => {
    fc.assert(
      fc.property(tree, params => {
        if (collides(params, sentAs)) {
          const error = caught(() => sent(params))
          expect(isOpenapiError(error) && error.errMsg).toContain('collides with another key')
        } else expect(listed(sent(params), asItIs)).toEqual(listed(params, sentAs))
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns },
    )
  })

  test('an answer keeps every key and value; keys that would become one both stay', () => {
    fc.assert(
      fc.property(tree, answer => {
        const result = read(answer)
        if (!collides(answer, readAs)) expect(listed(result, asItIs)).toEqual(listed(answer, readAs))
        else expect(keyCount(result)).toBe(keyCount(answer))
        listed(result, asItIs)
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns },
    )
  })
})

function caught(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}
