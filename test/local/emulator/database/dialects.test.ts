import { type Emulator, startEmulator } from '../../../../local/emulator'
import { ask } from '../plain-client'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ clock: '2030-01-01T00:00:00Z' })
})
afterAll(() => emulator.close())
beforeEach(async () => {
  await ask(emulator.port, 'POST', '/__emu/reset', { json: {} })
  await send('addCollection')
})

/** What an SDK sends, and what it is told. */
async function send(action: string, fields: object = {}, collectionName = 't') {
  const json = { action: `database.${action}`, collectionName, ...fields }
  const { status, json: told } = await ask(emulator.port, 'POST', '/__cloud', { json })
  expect(status).toBe(200)
  const { requestId, ...rest } = told
  return rest
}

describe('what is not there, or is there already', () => {
  test.each([
    ['getDocument', {}],
    ['queryDocument', {}],
    ['insertDocument', { data: ['{}'] }],
    ['addDocument', { data: {} }],
    ['modifyDocument', { query: '{}', data: '{"$set":{"a":1}}' }],
    ['updateDocument', { query: {}, data: { $set: { a: 1 } } }],
    ['removeDocument', { query: '{}' }],
    ['countDocument', { query: {} }],
    ['aggregateDocuments', { stages: [] }],
    ['aggregate', { stages: [] }],
  ])('%s of a collection that nobody made', async (action, fields) => {
    expect(await send(action, fields, 'other')).toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' })
  })

  test('a collection is made once', async () => {
    expect(await send('addCollection', {}, 'new')).toEqual({ data: {} })
    expect(await send('addCollection', {}, 'new')).toMatchObject({
      code: 'DATABASE_COLLECTION_ALREADY_EXIST',
    })
    expect(await send('countDocument', {}, 'new')).toEqual({ data: { total: 0 } })
  })

  test('1 and "1" are two documents', async () => {
    await send('addDocument', { data: [{ _id: 1 }, { _id: '1' }] })
    expect((await send('queryDocument', { query: { _id: 1 } })).data.list).toEqual([{ _id: 1 }])
    expect(await send('addDocument', { data: { _id: 1 } })).toMatchObject({
      code: 'DATABASE_DUPLICATE_WRITE',
    })
  })

  test('an action that the emulator does not know is refused by its name', async () => {
    expect(await send('constructor')).toMatchObject({
      code: 'INVALID_PARAM',
      message: expect.stringContaining('database.constructor'),
    })
  })
})

describe('a wrong query is wrong also where there is no document', () => {
  test.each([
    [{ a: { $mod: 4 } }, 'INVALID_PARAM', '$mod'],
    [{ a: { $size: -1 } }, 'INVALID_PARAM', '$size'],
    [{ a: { $elemMatch: 1 } }, 'INVALID_PARAM', '$elemMatch'],
    [{ a: { $not: 1 } }, 'INVALID_PARAM', '$not'],
    [{ a: { $regex: '(' } }, 'INVALID_PARAM', '$regex'],
    [{ a: { $ne: { $regex: 'a', $options: '' } } }, 'INVALID_PARAM', '$ne'],
    [{ $where: 'true' }, 'DATABASE_INVALID_OPERRATOR', '$where'],
    [{ a: { $text: 'x' } }, 'DATABASE_INVALID_OPERRATOR', '$text'],
    [
      { $expr: { $function: { body: 'x', args: [], lang: 'js' } } },
      'DATABASE_INVALID_OPERRATOR',
      '$function',
    ],
    [{ $expr: { $eq: ['$a'] } }, 'INVALID_PARAM', '$eq'],
    [
      { a: { $geoWithin: { $geometry: { type: 'Point', coordinates: [0, 0] } } } },
      'INVALID_PARAM',
      'Polygon',
    ],
    [
      { a: { $nearSphere: { $geometry: { type: 'Point', coordinates: [200, 0] } } } },
      'INVALID_PARAM',
      'longitude',
    ],
  ])('%j', async (query, code, named) => {
    expect(await send('queryDocument', { query })).toEqual({ code, message: expect.stringContaining(named) })
  })

  test.each([
    [{ $inc: { a: 'x' } }, 'INVALID_PARAM'],
    [{ $pop: { a: 2 } }, 'INVALID_PARAM'],
    [{ $bit: { a: { not: 1 } } }, 'INVALID_PARAM'],
    [{ $set: { a: 1, 'a.b': 2 } }, 'DATABASE_REQUEST_FAILED'],
    [{ $set: { 'a..b': 2 } }, 'INVALID_PARAM'],
    [{ $constructor: { a: 1 } }, 'DATABASE_INVALID_OPERRATOR'],
  ])('%j', async (data, code) => {
    expect(await send('updateDocument', { query: {}, data })).toMatchObject({ code })
  })

  test.each([
    ['$facet', {}],
    ['$out', 'x'],
    ['$merge', { into: 'x' }],
    ['$unionWith', 'x'],
    ['$constructor', {}],
  ])('the stage %s', async (stageKey, value) => {
    const stages = [{ stageKey, stageValue: JSON.stringify(value) }]
    expect(await send('aggregate', { stages })).toEqual({
      code: 'DATABASE_INVALID_OPERRATOR',
      message: expect.stringContaining(stageKey),
    })
  })

  test.each([
    ['$group', { a: { $sum: 1 } }],
    ['$group', { _id: null, a: { $accumulator: {} } }],
    ['$limit', 0],
    ['$skip', -1],
    ['$sort', { a: 2 }],
    ['$sample', { size: 0 }],
    ['$count', '$a'],
    ['$unwind', 'a'],
    ['$project', { a: 1, b: 0 }],
    ['$project', { a: { $nothing: 1 } }],
    ['$bucket', { groupBy: '$a', boundaries: [2, 1] }],
    ['$bucketAuto', { groupBy: '$a', buckets: 0 }],
    ['$lookup', { from: 'x', as: 'y' }],
    ['$replaceRoot', {}],
    ['$match', { $where: 'x' }],
    ['$geoNear', { near: [0, 0] }],
  ])('the stage %s with %j', async (stageKey, value) => {
    const stages = [{ stageKey, stageValue: JSON.stringify(value) }]
    expect(await send('aggregateDocuments', { stages })).toEqual({
      code: expect.stringMatching(/^(INVALID_PARAM|DATABASE_INVALID_OPERRATOR)$/),
      message: expect.any(String),
    })
  })
})

describe('how many documents come', () => {
  beforeEach(() =>
    send('addDocument', { data: Array.from({ length: 1_200 }, (_, n) => ({ _id: String(n), n })) }),
  )
  const count = async (fields: object) => (await send('queryDocument', fields)).data.list.length

  test('to a function a hundred by default, a thousand at most', async () => {
    expect([await count({}), await count({ limit: 5 }), await count({ limit: 2_000 })]).toEqual([
      100, 5, 1_000,
    ])
  })

  test('of a pipeline twenty by default, else what it says', async () => {
    const sized = async (...stages: [string, unknown][]) => {
      const sent = stages.map(([stageKey, value]) => ({ stageKey, stageValue: JSON.stringify(value) }))
      return JSON.parse((await send('aggregate', { stages: sent })).data.list).length
    }
    expect(await sized()).toBe(20)
    expect(await sized(['$limit', 1_100])).toBe(1_100)
    expect(await sized(['$limit', 5])).toBe(5)
  })
})

describe('the older SDKs', () => {
  test('write many documents with one call, and read dates and patterns as they wrote them', async () => {
    const data = [
      { _id: 'a', at: { $date: 5 }, pattern: { $regex: 'x', $options: 'i' } },
      { _id: 'b', s: 'Xy' },
    ]
    expect((await send('addDocument', { data })).data).toEqual({ ids: ['a', 'b'], insertedIds: ['a', 'b'] })
    expect((await send('queryDocument', { query: { _id: 'a' } })).data.list).toEqual([data[0]])
    const query = { s: { $in: [{ $regex: '^x', $options: 'i' }] } }
    expect((await send('queryDocument', { query })).data.list).toEqual([data[1]])
  })

  test('have actions of their own in a transaction, with values in text', async () => {
    const { transactionId } = await send('startTransaction')
    const inside = (action: string, fields: object) => send(action, { transactionId, ...fields })
    const one = { query: { _id: { $eq: 'x' } } }
    expect(await inside('insertDocInTransaction', { _id: 'x', data: '{"n":{"$numberInt":"1"}}' })).toEqual({
      _id: 'x',
      inserted: '1',
      ok: '1',
    })
    const increased = await inside('updateDocInTransaction', { ...one, data: '{"$inc":{"n":2}}' })
    expect(increased).toEqual({ updated: '1', upserted: null })
    expect(await inside('getInTransaction', one)).toEqual({ data: '{"_id":"x","n":3}' })
    const other = { query: { _id: { $eq: 'y' } }, data: '{"a":1}', upsert: true }
    expect(await inside('updateDocInTransaction', other)).toEqual({ updated: '0', upserted: '{"_id":"y"}' })
    expect(await inside('deleteDocInTransaction', one)).toEqual({ deleted: '1' })
    expect(await inside('getInTransaction', one)).toEqual({ data: 'null' })
    expect(await send('countDocument')).toEqual({ data: { total: 0 } })
    expect(await inside('commitTransaction', {})).toEqual({ committed: 1 })
    expect((await send('queryDocument')).data.list).toEqual([{ _id: 'y', a: 1 }])
  })

  test('name the place of geoNear by longitude and latitude too', async () => {
    const at = (longitude: number) => ({ type: 'Point', coordinates: [longitude, 0] })
    await send('addDocument', {
      data: [{ _id: 'far', l: at(2) }, { _id: 'near', l: at(1) }, { _id: 'none' }],
    })
    for (const near of [{ longitude: 0, latitude: 0 }, at(0)]) {
      const value = { near, distanceField: 'd', includeLocs: 'where', spherical: true }
      const stages = [{ stageKey: '$geoNear', stageValue: JSON.stringify(value) }]
      const list = JSON.parse((await send('aggregate', { stages })).data.list).map(JSON.parse)
      expect(list).toMatchObject([
        { _id: 'near', where: at(1) },
        { _id: 'far', where: at(2) },
      ])
      // A degree of the equator: 2π · 6,378,100 m / 360.
      expect(list[0].d).toBeCloseTo(111_318.845, 2)
    }
  })
})

describe('the newer SDKs', () => {
  test('say what was upserted, also of a query without an operator', async () => {
    const set = { merge: false, upsert: true, query: '{"_id":"x"}', data: '{"a":{"$numberInt":"1"}}' }
    expect((await send('modifyDocument', set)).data).toEqual({ updated: 0, upsert_id: 'x' })
    expect((await send('modifyDocument', set)).data).toMatchObject({ updated: 1 })
    expect((await send('getDocument')).data.list).toEqual(['{"_id":"x","a":1}'])
  })

  test('get the document that they changed', async () => {
    await send('insertDocument', { data: ['{"_id":"x","n":1}'] })
    const change = { query: '{"_id":"x"}', data: '{"$inc":{"n":{"$numberInt":"1"}}}' }
    expect((await send('modifyAndReturnDoc', change)).data).toEqual({ updated: 1, doc: '{"_id":"x","n":2}' })
    const nothing = { query: '{"_id":"y"}', data: '{"$inc":{"n":1}}' }
    expect((await send('modifyAndReturnDoc', nothing)).data).toEqual({ updated: 0 })
  })

  test('join collections, and find numbers that JSON does not have', async () => {
    await send('addCollection', {}, 'stock')
    await send('insertDocument', { data: ['{"_id":"1","item":"pen","n":{"$numberDouble":"NaN"}}'] })
    await send('insertDocument', { data: ['{"_id":"s","sku":"pen","left":3}'] }, 'stock')
    const lookup = {
      from: 'stock',
      let: { item: '$item' },
      pipeline: [{ $match: { $expr: { $eq: ['$sku', '$$item'] } } }, { $project: { _id: 0, left: 1 } }],
      as: 'stock',
    }
    const stages = [{ stageKey: '$lookup', stageValue: JSON.stringify(lookup) }]
    expect((await send('aggregateDocuments', { stages })).data.list.map(JSON.parse)).toEqual([
      { _id: '1', item: 'pen', n: { $numberDouble: 'NaN' }, stock: [{ left: 3 }] },
    ])
  })
})

test('a document of more than 16 MB is refused, and the one that would grow so stays as it was', async () => {
  const large = { code: 'DATABASE_REQUEST_FAILED', message: 'the document is larger than 16 MB' }
  expect(await send('addDocument', { data: { s: 'x'.repeat(17_000_000) } })).toEqual(large)
  await send('addDocument', { data: { _id: 'x', a: ['x'.repeat(9_000_000)] } })
  const data = { $push: { a: 'x'.repeat(9_000_000) } }
  expect(await send('updateDocument', { query: { _id: 'x' }, data })).toEqual(large)
  const sized = { stageKey: '$project', stageValue: '{"n":{"$size":"$a"}}' }
  expect(JSON.parse((await send('aggregate', { stages: [sized] })).data.list)).toEqual(['{"_id":"x","n":1}'])
})
