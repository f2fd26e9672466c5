import { type Emulator, startEmulator } from '../../../../local/emulator'
import { ask, reset } from '../plain-client'
import { runChild, withCloud } from './run-child'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ collections: ['t'] })
})
beforeEach(() => reset(emulator))
afterAll(() => emulator.close())

const run = (program: string) =>
  runChild(
    emulator.env,
    withCloud(`const db = cloud.database(); const _ = db.command; const t = db.collection('t'); ${program}`),
  )

/** What a document is after an update, and what the update said. */
async function updated(before: object, change: string) {
  const { update, after } = await run(`
    await t.doc('1').set({ data: ${JSON.stringify(before)} })
    await attempt('update', () => t.doc('1').update({ data: ${change} }))
    await attempt('after', () => t.doc('1').get())`)
  const { _id, ...rest } = after.result.data
  return { error: update.error, after: rest }
}

const invalidParam = -501007

describe('a path into a list', () => {
  test('sets, adds and fills up with null', async () => {
    const { error, after } = await updated(
      { scores: [1, 2], rows: [{ n: 1 }] },
      `{ 'scores.1': 5, 'scores.4': 9, 'rows.0.n': _.inc(2), 'rows.1.n': 7 }`,
    )
    expect(error).toBeUndefined()
    expect(after).toEqual({ scores: [1, 5, null, null, 9], rows: [{ n: 3 }, { n: 7 }] })
  })

  test('reaches a thousand elements beyond the end, and no further', async () => {
    const near = await updated({ scores: [1] }, `{ 'scores.1001': 1 }`)
    expect(near.after).toEqual({ scores: [1, ...Array(1_000).fill(null), 1] })
    const far = await updated({ scores: [1] }, `{ 'scores.1002': 1 }`)
    expect(far.error!.errMsg).toContain('scores.1002: the list has 1 elements')
    expect(far.after).toEqual({ scores: [1] })
  })

  test.each(['scores.20000001', 'scores.300000000', 'scores.99999999999999999999', 'scores.1001.n'])(
    '%s is too far beyond the end of an empty list: it is refused by its path, and nothing is written',
    async path => {
      const { error, after } = await updated({ scores: [], n: 1 }, `{ n: 2, '${path}': 1, z: 3 }`)
      expect(error).toMatchObject({ errCode: invalidParam, errMsg: expect.stringContaining(path) })
      expect(after).toEqual({ scores: [], n: 1 })
    },
  )

  test.each(['scores.name', 'scores.length', 'scores.-1', 'scores.01', 'scores.1.5.x', 'scores.0.deep'])(
    '%s is no member that a list or a number can have',
    async path => {
      const { error, after } = await updated({ scores: [4, 5] }, `{ a: 1, '${path}': 1 }`)
      expect(error).toMatchObject({ errCode: invalidParam, errMsg: expect.stringContaining(path) })
      expect(error!.errMsg).toContain('Cannot create field')
      expect(after).toEqual({ scores: [4, 5] })
    },
  )

  test('finds by number, and knows no length', async () => {
    const { second, length } = await run(`
      await t.add({ data: { _id: '1', scores: [4, 5] } })
      await attempt('second', () => t.where({ 'scores.1': 5 }).count())
      await attempt('length', () => t.where({ 'scores.length': 2 }).count())`)
    expect([second.result.total, length.result.total]).toEqual([1, 0])
  })

  test('removes by leaving null', async () => {
    const { after } = await updated(
      { scores: [4, 5, 6] },
      `{ 'scores.1': _.remove(), 'scores.7': _.remove(), 'scores.name': _.remove(), 'none.0': _.remove() }`,
    )
    expect(after).toEqual({ scores: [4, null, 6] })
  })
})

test('what stands in the way of a path is kept: null, text and dates have no members', async () => {
  for (const value of ['null', '"text"', 'new Date(5)']) {
    const { update, after } = await run(`
      await t.doc('1').set({ data: { a: ${value} } })
      await attempt('update', () => t.doc('1').update({ data: { a: { b: 1 } } }))
      await attempt('after', async () => JSON.stringify((await t.doc('1').get()).data.a))`)
    expect(update.error!.errMsg).toContain(`a.b: Cannot create field 'b' in element`)
    expect(after.result).toBe({ null: 'null', '"text"': '"text"' }[value] ?? '"1970-01-01T00:00:00.005Z"')
  }
})

test('when one of many documents cannot be changed, none is', async () => {
  const { update, after } = await run(`
    await t.add({ data: { _id: '1', tags: {} } })
    await t.add({ data: { _id: '2', tags: [] } })
    await attempt('update', () => t.where({}).update({ data: { 'tags.color': 'red' } }))
    await attempt('after', () => t.get())`)
  expect(update.error!.errMsg).toContain('tags.color')
  expect(after.result.data).toEqual([
    { _id: '1', tags: {} },
    { _id: '2', tags: [] },
  ])
})

describe('a list', () => {
  test.each([
    ['[1]', '_.unshift(0)', [0, 1]],
    ['[1]', '_.unshift([3, 2])', [3, 2, 1]],
    ['[1]', '_.push([2, 3])', [1, 2, 3]],
    ['[1]', '_.push({ a: 1 })', [1, { a: 1 }]],
    ['[1, 4]', '_.push({ each: [2, 3], position: 0, slice: 2, sort: -1 })', [4, 3]],
    ['[1, 4]', '_.push({ each: [2, 3], position: 1 })', [1, 2, 3, 4]],
    ['[1, 4]', '_.push({ each: [2, 3], position: -1 })', [1, 2, 3, 4]],
    ['[1, 4]', '_.push({ each: [2, 3], position: -9 })', [2, 3, 1, 4]],
    ['[1, 4]', '_.push({ each: [2, 3], position: 9 })', [1, 4, 2, 3]],
    ['[1, 4]', '_.push({ each: [2, 3], slice: -3 })', [4, 2, 3]],
    ['[1, 4]', '_.push({ each: [2, 3], slice: 0 })', []],
    ['[3, "a", null]', '_.push({ each: [{ n: 1 }, 2], sort: 1 })', [null, 2, 3, 'a', { n: 1 }]],
    [
      '[{ i: 1, n: 2 }, { i: 2 }]',
      '_.push({ each: [{ i: 3, n: 1 }, { i: 4, n: 2 }], sort: { n: -1 }, slice: 3 })',
      [
        { i: 1, n: 2 },
        { i: 4, n: 2 },
        { i: 3, n: 1 },
      ],
    ],
  ])('%s after %s', async (before, change, expected) => {
    const { update, after } = await run(`
      await t.doc('1').set({ data: { list: ${before} } })
      await attempt('update', () => t.doc('1').update({ data: { list: ${change} } }))
      await attempt('after', () => t.doc('1').get())`)
    expect(update.error).toBeUndefined()
    expect(after.result.data.list).toEqual(expected)
  })

  test('is made where there is none', async () => {
    const { after } = await updated({ n: 1 }, `{ 'a.list': _.unshift(1) }`)
    expect(after).toEqual({ n: 1, a: { list: [1] } })
  })

  test.each([
    ['{ each: 2 }', '$each'],
    ['{ each: [2], position: 0.5 }', '$position'],
    ['{ each: [2], slice: "1" }', '$slice'],
    ['{ each: [2], sort: 2 }', '$sort'],
    ['{ each: [2], sort: { n: "up" } }', 'order'],
  ])('that is told %s stays as it was', async (modifiers, named) => {
    const { error, after } = await updated({ list: [1] }, `{ n: 1, list: _.push(${modifiers}) }`)
    expect(error).toMatchObject({ errCode: invalidParam, errMsg: expect.stringContaining(named) })
    expect(after).toEqual({ list: [1] })
  })

  test('is not made of something else, and knows no other words', async () => {
    const { error, after } = await updated({ list: 'text' }, `{ list: _.push(1) }`)
    expect(error!.errMsg).toContain('Cannot apply $push to a non-array value: list')
    expect(after).toEqual({ list: 'text' })
    const action = { action: 'database.updateDocument', collectionName: 't', query: { _id: '1' } }
    const data = { $push: { other: { $each: [1], $last: 1 } } }
    const { json } = await ask(emulator.port, 'POST', '/__cloud', { json: { ...action, data } })
    expect(json).toMatchObject({ code: 'INVALID_PARAM', message: expect.stringContaining('$last') })
  })
})

test('a full database takes no more documents, and still changes those that it has', async () => {
  const send = async (action: string, more: object) => {
    const json = { action: `database.${action}`, collectionName: 't', ...more }
    return (await ask(emulator.port, 'POST', '/__cloud', { json })).json
  }
  // In parts, for an operation ends after ten seconds on a busy machine too.
  for (let from = 0; from < 100_000; from += 10_000) {
    await send('insertDocument', {
      data: Array.from({ length: 10_000 }, (_, at) => `{"_id":"${from + at}"}`),
    })
  }
  const refused = { code: 'EXCEED_REQUEST_LIMIT', message: 'the database is full' }
  expect(await send('addDocument', { data: { _id: 'more' } })).toMatchObject(refused)
  const change = { query: { _id: '7' }, data: { $set: { n: 1 } } }
  expect((await send('updateDocument', change)).data).toEqual({ updated: 1 })
  expect((await send('deleteDocument', { query: { _id: '8' } })).data).toEqual({ deleted: 1 })
  expect((await send('addDocument', { data: { _id: 'more' } })).data).toEqual({ _id: 'more' })
})
