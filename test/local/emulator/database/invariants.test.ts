import fc from 'fast-check'
import { readUpdate } from '../../../../local/emulator/gateway/database/change'
import type { Document } from '../../../../local/emulator/gateway/database/document'
import { readExtended, writeExtended } from '../../../../local/emulator/gateway/database/extended-json'
import { readQuery } from '../../../../local/emulator/gateway/database/matches'
import { compareValues, sorted } from '../../../../local/emulator/gateway/database/order'
import { valuesAt } from '../../../../local/emulator/gateway/database/path'
import { readPipeline } from '../../../../local/emulator/gateway/database/pipeline'

const numRuns = process.env.TEST_SCALE === 'full' ? 2_000 : 200
const seed = Number(process.env.TEST_SEED) || undefined
const holds = <T extends [unknown, ...unknown[]]>(property: fc.IPropertyWithHooks<T>) =>
  fc.assert(property, { numRuns, seed })

const names = fc.constantFrom('a', 'b', 'c')
const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.5, Number.NaN, Number.POSITIVE_INFINITY),
  fc.constantFrom('', 'a', 'b', 'ab', '中', '\u{1d4b3}', '\uffee'),
  fc.integer({ min: 0, max: 3 }).map(ms => new Date(ms)),
)
const { value } = fc.letrec<{ value: unknown; list: unknown; object: Document }>(tie => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  object: fc.dictionary(names, tie('value'), { maxKeys: 2, noNullPrototype: true }),
}))
const document = fc.record(
  { a: value, b: value, c: value },
  { requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<Document>
const documents = fc
  .array(document, { maxLength: 8 })
  .map(list => list.map((one, _id) => ({ _id, ...one }) as Document))
const path = fc.constantFrom('a', 'b', 'a.b', 'a.0', 'b.c', 'a.b.c', 'c.1.a')

const { condition, query } = fc.letrec<{ condition: unknown; query: Document }>(tie => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte')
      .chain(name => value.map(one => ({ [name]: one }))),
    fc
      .constantFrom('$in', '$nin', '$all')
      .chain(name => fc.array(value, { maxLength: 3 }).map(list => ({ [name]: list }))),
    fc.boolean().map($exists => ({ $exists })),
    fc.nat({ max: 3 }).map($size => ({ $size })),
    fc.constantFrom('string', 'number', 'array', 'object').map($type => ({ $type })),
    fc.constantFrom(/a/, /^b/i).map(pattern => pattern),
    tie('condition').map(inner => ({ $not: inner instanceof RegExp ? inner : inner })),
    tie('condition')
      .filter(inner => !(inner instanceof RegExp))
      .map($elemMatch => ({ $elemMatch })),
  ),
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(path, fc.oneof(value, tie('condition'))).map(([at, one]) => ({ [at]: one })),
    fc
      .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(tie('query'), { minLength: 1, maxLength: 3 }))
      .map(([name, list]) => ({ [name]: list })),
  ) as fc.Arbitrary<Document>,
}))

const stage = fc.oneof(
  query.map($match => ({ $match })),
  fc.tuple(path, fc.constantFrom(1, -1)).map(([at, way]) => ({ $sort: { [at]: way } })),
  fc.nat({ max: 4 }).map($skip => ({ $skip })),
  fc.integer({ min: 1, max: 4 }).map($limit => ({ $limit })),
  fc
    .constantFrom('a', 'b', 'c')
    .map(name => ({ $unwind: { path: `$${name}`, preserveNullAndEmptyArrays: true } })),
  fc.constantFrom('a', 'b', 'c').map(name => ({ $project: { [name]: 1 } })),
  fc.constantFrom('a', 'b').map(name => ({ $addFields: { c: { $cond: [`$${name}`, `$${name}`, 1] } } })),
  fc.constantFrom('a', 'b').map(name => ({
    $group: { _id: `$${name}`, a: { $sum: 1 }, b: { $max: '$c' }, c: { $push: '$_id' } },
  })),
  fc.constant({ $count: 'a' }),
)

const text = (one: unknown): string => JSON.stringify(writeExtended(one, false))
const chosen = (list: readonly Document[], by: unknown) => list.filter(readQuery(by).fits)
const run = (stages: readonly unknown[], list: readonly Document[]) => readPipeline(stages, () => [])(list)
const asText = (list: readonly unknown[]) => list.map(text)

test('a query and its opposite split a collection in two', () => {
  holds(
    fc.property(documents, query, (list, one) => {
      const [inside, outside] = [chosen(list, one), chosen(list, { $nor: [one] })]
      expect(sorted([...inside, ...outside], [['_id', 1]])).toEqual(list)
    }),
  )
})

test('a condition and $not of it split a collection in two', () => {
  holds(
    fc.property(documents, path, condition, (list, at, one) => {
      const [inside, outside] = [chosen(list, { [at]: one }), chosen(list, { [at]: { $not: one } })]
      expect(sorted([...inside, ...outside], [['_id', 1]])).toEqual(list)
    }),
  )
})

test('$and is what both mean, $or what one of them means', () => {
  holds(
    fc.property(documents, query, query, (list, one, other) => {
      const [a, b] = [chosen(list, one), chosen(list, other)]
      expect(chosen(list, { $and: [one, other] })).toEqual(a.filter(each => b.includes(each)))
      expect(chosen(list, { $or: [one, other] })).toEqual(
        list.filter(each => a.includes(each) || b.includes(each)),
      )
    }),
  )
})

test('$in means what its values mean one by one, and $nin all else', () => {
  holds(
    fc.property(documents, path, fc.array(value, { minLength: 1, maxLength: 3 }), (list, at, values) => {
      const one = chosen(list, { [at]: { $in: values } })
      expect(one).toEqual(chosen(list, { $or: values.map($eq => ({ [at]: { $eq } })) }))
      expect(chosen(list, { [at]: { $nin: values } })).toEqual(list.filter(each => !one.includes(each)))
    }),
  )
})

test('it is the same to sort what a query means, and to query what is sorted', () => {
  holds(
    fc.property(documents, query, path, fc.constantFrom(1 as const, -1 as const), (list, one, at, way) => {
      const expected = sorted(chosen(list, one), [[at, way]])
      expect(chosen(sorted(list, [[at, way]]), one)).toEqual(expected)
      const sort = { $sort: { [at]: way } }
      expect(asText(run([sort, { $match: one }], list))).toEqual(asText(expected))
      expect(asText(run([{ $match: one }, sort], list))).toEqual(asText(expected))
    }),
  )
})

test('all values have one order', () => {
  holds(
    fc.property(value, value, value, (a, b, c) => {
      expect(Math.sign(compareValues(a, b))).toBe(-Math.sign(compareValues(b, a)) + 0)
      const [x, y, z] = [a, b, c].sort(compareValues)
      expect(compareValues(x, z)).toBeLessThanOrEqual(0)
      expect(compareValues(x, y)).toBeLessThanOrEqual(0)
      expect(compareValues(y, z)).toBeLessThanOrEqual(0)
      expect(compareValues(a, b) === 0).toBe(text(a) === text(b))
    }),
  )
})

test('what an update sets, a query finds', () => {
  holds(
    fc.property(document, fc.constantFrom('a', 'd', 'd.b', 'd.b.c'), value, (one, at, set) => {
      const after = readUpdate({ $set: { [at]: set } })({ _id: 1, ...one })
      expect(text(valuesAt(after, at)[0])).toBe(text(set))
      expect(chosen([after], { [at]: { $eq: set } })).toEqual([after])
      expect(chosen([readUpdate({ $unset: { [at]: '' } })(after)], { [at]: { $exists: true } })).toEqual([])
    }),
  )
})

test('what is taken out of a list is not found in it, and what is added twice is there once', () => {
  holds(
    fc.property(fc.array(value, { maxLength: 5 }), scalar, (a, one) => {
      const pulled = readUpdate({ $pull: { a: one } })({ a })
      expect(chosen([pulled], { a: { $elemMatch: { $eq: one } } })).toEqual([])
      const add = readUpdate({ $addToSet: { a: one } })
      expect(text(add(add({ a })))).toBe(text(add({ a })))
      const [pushed, popped] = [readUpdate({ $push: { a: one } }), readUpdate({ $pop: { a: 1 } })]
      expect(text(popped(pushed({ a })))).toBe(text({ a }))
    }),
  )
})

test('a pipeline is its parts one after the other, and leaves the documents as they are', () => {
  holds(
    fc.property(
      documents,
      fc.array(stage, { maxLength: 3 }),
      fc.array(stage, { maxLength: 3 }),
      (list, first, second) => {
        const before = asText(list)
        expect(asText(run([...first, ...second], list))).toEqual(asText(run(second, run(first, list))))
        expect(asText(list)).toEqual(before)
      },
    ),
  )
})

test('groups count every document once', () => {
  holds(
    fc.property(documents, names, (list, name) => {
      const groups = run([{ $group: { _id: `$${name}`, n: { $sum: 1 }, ids: { $push: '$_id' } } }], list)
      expect(groups.flatMap(({ ids }) => ids as number[]).sort()).toEqual(list.map(({ _id }) => _id))
      expect(groups.reduce((sum, { n }) => sum + (n as number), 0)).toBe(list.length)
      expect(new Set(groups.map(({ _id }) => text(_id))).size).toBe(groups.length)
    }),
  )
})

test('values come back as they went, in both dialects', () => {
  holds(
    fc.property(value, one => {
      for (const isPlain of [true, false]) {
        const wire = JSON.parse(JSON.stringify(writeExtended(one, isPlain)))
        expect(text(readExtended(wire, 0))).toBe(text(one))
      }
    }),
  )
})
