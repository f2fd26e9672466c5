import type { Document } from '../../../../local/emulator/gateway/database/document'
import { evaluate, readExpression } from '../../../../local/emulator/gateway/database/expression'
import { readPipeline } from '../../../../local/emulator/gateway/database/pipeline'

const run = (documents: readonly Document[], ...stages: readonly Document[]) =>
  readPipeline(stages, () => documents)(documents)
const resultOf = (expression: unknown, document: Document = {}) =>
  evaluate(document, readExpression(expression))

/** A Wednesday; in Shanghai it is Thursday 2 January. */
const date = new Date('2014-01-01T20:15:39.007Z')

describe('a group', () => {
  const documents = [
    { _id: 1, k: 'a', n: 1, s: 'x' },
    { _id: 2, k: 'a', s: 'x' },
    { _id: 3, k: { x: 1, y: 2 }, n: null },
    { _id: 4, k: { y: 2, x: 1 } },
  ]

  test('gathers what is there, null too, and not what is absent', () => {
    const [first, second] = run(documents, {
      $group: { _id: null, all: { $push: '$n' }, some: { $addToSet: '$s' } },
    })
    expect(first).toEqual({ _id: null, all: [1, null], some: ['x'] })
    expect(second).toBeUndefined()
  })

  test('is another one where the members of an object stand in another order', () => {
    const groups = run(documents, { $group: { _id: '$k', n: { $sum: 1 } } })
    expect(groups.map(({ n }) => n)).toEqual([2, 1, 1])
  })

  test('of no numbers has no average and no deviation, and a sum of 0', () => {
    const group = { a: { $avg: '$q' }, d: { $stdDevPop: '$q' }, e: { $stdDevSamp: '$n' }, s: { $sum: '$q' } }
    expect(run(documents, { $group: { _id: 1, ...group } })).toEqual([
      { _id: 1, a: null, d: null, e: null, s: 0 },
    ])
  })
})

test('an expression sums up its arguments, or the list that one of them is', () => {
  const document = { list: [3, 1, 'x', null], n: 5 }
  expect(resultOf({ $sum: ['$n', 1, 'x'] }, document)).toBe(6)
  expect(resultOf({ $sum: '$list' }, document)).toBe(4)
  expect(resultOf({ $max: ['$n', 9, null] }, document)).toBe(9)
  expect(resultOf({ $min: '$list' }, document)).toBe(1)
  expect(resultOf({ $avg: 5 }, document)).toBe(5)
  expect(resultOf({ $stdDevSamp: [[2, 4]] }, document)).toBeCloseTo(Math.SQRT2)
  expect(() => resultOf({ $first: '$list' }, document)).toThrow('$first in an expression')
})

describe('a stage', () => {
  test('shows the members that were there in their order, and new ones behind them', () => {
    const [shown] = run([{ _id: 1, a: 1, b: 2 }], { $project: { c: { $add: ['$a', 1] }, b: 1, a: 1 } })
    expect(JSON.stringify(shown)).toBe('{"_id":1,"a":1,"b":2,"c":2}')
  })

  test('leaves out buckets with nothing in them, and none where there is no document', () => {
    const boundaries = { groupBy: '$n', boundaries: [0, 10, 20], default: 'else' }
    expect(
      run(
        [
          { _id: 1, n: 15 },
          { _id: 2, n: 'x' },
        ],
        { $bucket: boundaries },
      ),
    ).toEqual([
      { _id: 10, count: 1 },
      { _id: 'else', count: 1 },
    ])
    expect(() => run([{ _id: 1, n: 20 }], { $bucket: { ...boundaries, default: undefined } })).not.toThrow()
    expect(() => run([{ n: 20 }], { $bucket: { groupBy: '$n', boundaries: [0, 10] } })).toThrow('no default')
    expect(run([], { $bucketAuto: { groupBy: '$n', buckets: 2 } })).toEqual([])
  })

  test('chooses each document once, and all where there are fewer', () => {
    const documents = Array.from({ length: 5 }, (_, _id) => ({ _id }))
    const ids = run(documents, { $sample: { size: 9 } }, { $sort: { _id: 1 } }).map(({ _id }) => _id)
    expect(ids).toEqual([0, 1, 2, 3, 4])
  })

  test('joins by the value or by one of a list, also below a member', () => {
    const documents = [{ _id: 1, likes: [2, 3] }, { _id: 2, likes: 3 }, { _id: 3 }]
    const lookup = { from: 'x', localField: 'likes', foreignField: '_id', as: 'their.friends' }
    const joined = run(documents, { $lookup: lookup }, { $project: { 'their.friends._id': 1 } })
    expect(joined).toEqual([
      { _id: 1, their: { friends: [{ _id: 2 }, { _id: 3 }] } },
      { _id: 2, their: { friends: [{ _id: 3 }] } },
      { _id: 3, their: { friends: [] } },
    ])
  })

  test('joins by both, a value and a pipeline with variables', () => {
    const documents = [
      { _id: 1, k: 'a', n: 1 },
      { _id: 2, k: 'a', n: 2 },
      { _id: 3, k: 'b', n: 9 },
    ]
    const pipeline = [{ $match: { $expr: { $gt: ['$n', '$$least'] } } }, { $project: { n: 1, _id: 0 } }]
    const lookup = {
      from: 'x',
      localField: 'k',
      foreignField: 'k',
      let: { least: '$n' },
      pipeline,
      as: 'more',
    }
    expect(run(documents, { $lookup: lookup }, { $project: { more: 1 } })).toEqual([
      { _id: 1, more: [{ n: 2 }] },
      { _id: 2, more: [] },
      { _id: 3, more: [] },
    ])
  })

  test('puts only an object in the place of a document', () => {
    expect(() => run([{ _id: 1, a: 1 }], { $replaceRoot: { newRoot: '$a' } })).toThrow(
      'must come to an object',
    )
  })
})

describe('a list that is made of nothing', () => {
  test('steps up and down, and has an end', () => {
    expect(resultOf({ $range: [5, 0, -2] })).toEqual([5, 3, 1])
    expect(resultOf({ $range: [0, 0] })).toEqual([])
    expect(() => resultOf({ $range: [0, 1_000_000_000] })).toThrow('more than 1000000 elements')
    expect(() => resultOf({ $range: [0, 5, 0] })).toThrow('$range')
  })
})

describe('a text', () => {
  test.each([
    [{ $substr: ['寿司ab', 3, -1] }, '司ab'],
    [{ $substr: [12345, 1, 2] }, '23'],
    [{ $substr: [null, 1, 2] }, ''],
    [{ $substr: ['ab', 5, 2] }, ''],
    [{ $toUpper: ['äbc'] }, 'äBC'],
    [{ $indexOfBytes: ['寿司', '司'] }, 3],
    [{ $indexOfCP: ['寿司', '司'] }, 1],
    [{ $indexOfCP: ['aXbX', 'X', 2] }, 3],
  ])('%j', (expression, expected) => {
    expect(resultOf(expression)).toBe(expected)
  })
})

describe('a date', () => {
  test.each([
    [{ $dayOfWeek: '$date' }, 4],
    [{ $dayOfWeek: { date: '$date', timezone: 'Asia/Shanghai' } }, 5],
    [{ $week: '$date' }, 0],
    [{ $week: new Date('2014-01-05T00:00:00Z') }, 1],
    [{ $isoWeekYear: new Date('2016-01-03T00:00:00Z') }, 2015],
    [{ $isoWeek: new Date('2016-01-03T00:00:00Z') }, 53],
    [{ $dayOfYear: new Date('2016-12-31T00:00:00Z') }, 366],
    [{ $hour: { date: '$date', timezone: '-0330' } }, 16],
    [{ $year: '$absent' }, null],
    [{ $dateToString: { date: '$date', format: '%Y年%m月%d日 %w %j %% %L' } }, '2014年01月01日 4 001 % 007'],
    [{ $dateToString: { date: '$date', timezone: '+08', format: '%d %H %z %Z' } }, '02 04 +0800 +480'],
    [{ $dateToString: { date: '$absent', onNull: 'none' } }, 'none'],
    [{ $dateFromString: { dateString: 'x', onError: 'wrong' } }, 'wrong'],
    [{ $dateFromString: { dateString: '2014-13-01', onError: 'wrong' } }, 'wrong'],
  ])('%j', (expression, expected) => {
    expect(resultOf(expression, { date })).toBe(expected)
  })

  test.each([
    [
      { $dateFromString: { dateString: '2014-01-02 04:15:39', timezone: 'Asia/Shanghai' } },
      '2014-01-01T20:15:39.000Z',
    ],
    [{ $dateFromString: { dateString: '2014-01-02T04:15:39+0800' } }, '2014-01-01T20:15:39.000Z'],
    [{ $dateFromString: { dateString: '02.01.2014', format: '%d.%m.%Y' } }, '2014-01-02T00:00:00.000Z'],
    [{ $dateFromParts: { year: 2014, month: 1, day: 32, timezone: '+0800' } }, '2014-01-31T16:00:00.000Z'],
    [{ $dateFromParts: { isoWeekYear: 2014, isoWeek: 1 } }, '2013-12-30T00:00:00.000Z'],
  ])('%j', (expression, expected) => {
    expect(resultOf(expression)).toEqual(new Date(expected))
  })

  test('is told in its parts', () => {
    const time = { hour: 20, minute: 15, second: 39, millisecond: 7 }
    expect(resultOf({ $dateToParts: { date } })).toEqual({ year: 2014, month: 1, day: 1, ...time })
    expect(resultOf({ $dateToParts: { date, iso8601: true } })).toEqual({
      ...{ isoWeekYear: 2014, isoWeek: 1, isoDayOfWeek: 3 },
      ...time,
    })
  })

  test.each([
    [{ $year: 'text' }, "can't convert from string to Date"],
    [{ $year: { date, timezone: 'Nowhere/Land' } }, 'no timezone'],
    [{ $dateToString: { date, format: '%Q' } }, "'%Q'"],
    [{ $dateFromString: { dateString: 'x' } }, 'parsing'],
    [{ $dateFromParts: { year: 'x' } }, 'year'],
  ])('%j is refused', (expression, why) => {
    expect(() => resultOf(expression)).toThrow(why)
  })
})
