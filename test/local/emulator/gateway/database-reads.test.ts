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
const ids = (data: { _id: string }[]) => data.map(({ _id }) => _id).join('')

describe('an order', () => {
  test('has what is absent or null first, and last from the largest on', async () => {
    const { up, down } = await run(`
      const all = { a: { n: 3 }, b: {}, c: { n: 1 }, d: { n: null }, e: { n: 2 } }
      for (const _id in all) await t.add({ data: { _id, ...all[_id] } })
      await attempt('up', () => t.orderBy('n', 'asc').get())
      await attempt('down', () => t.orderBy('n', 'desc').get())`)
    expect(ids(up.result.data)).toBe('bdcea')
    expect(ids(down.result.data)).toBe('aecbd')
  })

  test('has values of different types as MongoDB has them', async () => {
    const { up, down } = await run(`
      const values = {
        g: new Date(0), f: true, e: [0], d: { z: 1 }, c: '1', b: 2, a: null,
        k: new Date(-1), j: false, i: [], h: { a: 2 }, y: '', x: -1, q: [0, 1], r: { a: 1, b: 1 }, s: { a: 'x' } }
      for (const _id in values) await t.add({ data: { _id, in: { v: values[_id] } } })
      await attempt('up', () => t.orderBy('in.v', 'asc').get())
      await attempt('down', () => t.orderBy('in.v', 'desc').get())`)
    // [] · null · -1 [0] [0,1] 2 · '' '1' · {a:1,b:1} {a:2} {z:1} {a:'x'} · false true · before 1970, 1970
    expect(ids(up.result.data)).toBe('iaxeqbycrhdsjfkg')
    // From the largest on a list counts by its largest element.
    expect(ids(down.result.data)).toBe('gkfjsdhrcybqexai')
  })

  test('leaves what is the same in it as it stood, and asks the next path', async () => {
    const { one, two } = await run(`
      for (const [_id, n, m] of [['a', 1, 2], ['b', 0, 1], ['c', 1, 1], ['d', 0], ['e', 1, 2], ['f', 0, 1]])
        await t.add({ data: { _id, n, m } })
      await attempt('one', () => t.orderBy('n', 'desc').get())
      await attempt('two', () => t.orderBy('n', 'desc').orderBy('m', 'asc').skip(1).limit(4).get())`)
    expect(ids(one.result.data)).toBe('acebdf')
    expect(ids(two.result.data)).toBe('aedb')
  })

  test('is also that of the smallest and the largest', async () => {
    const { after } = await run(`
      await t.add({ data: { _id: '1', low: 'b', high: new Date(5), wide: null } })
      await t.doc('1').update({ data: { low: _.min(7), high: _.max(9), wide: _.max(0) } })
      await attempt('after', async () => JSON.stringify((await t.doc('1').get()).data))`)
    expect(JSON.parse(after.result)).toEqual({ _id: '1', low: 7, high: '1970-01-01T00:00:00.005Z', wide: 0 })
  })
})

describe('a projection', () => {
  const shown = async (projection: string) => {
    const { read } = await run(`
      await t.doc('1').set({ data: {
        user: { name: 'Li', age: 30, home: { city: 'Beijing', zip: '100000' } },
        items: [{ sku: 'a', price: 1 }, 5, [{ sku: 'b' }, 6], { price: 2 }],
        none: null, n: 7 } })
      await attempt('read', () => t.field(${projection}).get())`)
    return read.error ?? read.result.data[0]
  }

  test.each([
    [`{ 'user.name': true }`, { _id: '1', user: { name: 'Li' } }],
    [`{ 'user.home.zip': true, n: true }`, { _id: '1', user: { home: { zip: '100000' } }, n: 7 }],
    [`{ 'user.none': true, 'n.x': true, 'none.x': true, other: true }`, { _id: '1', user: {} }],
    [`{ 'items.sku': true }`, { _id: '1', items: [{ sku: 'a' }, [{ sku: 'b' }], {}] }],
    [
      `{ user: true, 'user.name': true, _id: false }`,
      { user: { name: 'Li', age: 30, home: { city: 'Beijing', zip: '100000' } } },
    ],
    [`{ _id: true }`, { _id: '1' }],
  ])('%s shows what it names, and _id', async (projection, expected) => {
    expect(await shown(projection)).toEqual(expected)
  })

  test.each([
    [
      `{ 'user.name': false, 'user.home.zip': false, items: false, 'n.x': false }`,
      { _id: '1', user: { age: 30, home: { city: 'Beijing' } }, none: null, n: 7 },
    ],
    [
      `{ 'items.price': false, user: false, _id: false }`,
      { items: [{ sku: 'a' }, 5, [{ sku: 'b' }, 6], {}], none: null, n: 7 },
    ],
  ])('%s hides what it names', async (projection, expected) => {
    expect(await shown(projection)).toEqual(expected)
  })

  test('either shows or hides', async () => {
    expect((await shown(`{ n: true, none: false }`)).errMsg).toContain('either shows paths or hides paths')
  })

  test.each([
    [`{ n: true, items: _.project.slice(1) }`, { _id: '1', n: 7, items: [{ sku: 'a', price: 1 }] }],
    [`{ n: true, items: _.project.slice([1, 1]) }`, { _id: '1', n: 7, items: [5] }],
    [`{ items: _.project.elemMatch({ price: 2 }) }`, { _id: '1', items: [{ price: 2 }] }],
    [`{ n: true, items: _.project.elemMatch({ price: 9 }) }`, { _id: '1', n: 7 }],
  ])('%s shows a part of a list', async (projection, expected) => {
    expect(await shown(projection)).toEqual(expected)
  })
})

describe('what is malformed is refused by its name', () => {
  const read = async (fields: object) => {
    const json = { action: 'database.getDocument', collectionName: 't', ...fields }
    return (await ask(emulator.port, 'POST', '/__cloud', { json })).json
  }
  const insert = (document: string) =>
    ask(emulator.port, 'POST', '/__cloud', {
      json: { action: 'database.insertDocument', collectionName: 't', data: [document] },
    })

  test.each([
    ['order', [[null], 5, '"n"', [[]], [{}], [{ field: 'n' }], [{ field: 5, direction: 'asc' }], { n: 0 }]],
    [
      'order',
      [[5], { n: 'desc' }, { n: null }, [{ field: 'n', direction: 'constructor' }], '{"n":{}}', true],
    ],
    ['projection', [5, [], 'true', { n: null }, { n: 'x' }, { n: [] }, { n: {} }, { n: 1, m: 0 }]],
    ['limit', [-1, 0.5, 'ten', '5', {}, [], [5], true, { $numberInt: '5' }]],
    ['offset', [-1, 0.5, 'ten', '5', {}, [], true]],
    ['query', ['null', 5, [], '[]', true]],
    ['$and', [{ $and: 5 }, { $and: [null] }, { $and: {} }, { $and: [[]] }, { n: { $and: 5 } }]],
    ['$or', [{ $or: 'x' }, { $or: [1] }, { n: { $or: {} } }]],
    ['$nor', [{ $nor: null }, { $nor: [null] }]],
    ['$in', [{ n: { $in: 5 } }, { n: { $in: null } }, { n: { $in: { 0: 1 } } }]],
    ['$nin', [{ n: { $nin: 'x' } }]],
  ])('%s', async (name, wrong) => {
    await insert('{"_id":"1","n":1}')
    for (const one of wrong) {
      const { code, message } = await read({ [name.startsWith('$') ? 'query' : name]: one })
      expect([one, code]).toEqual([one, 'INVALID_PARAM'])
      expect(message).toContain(name === 'query' ? 'must be an object' : name)
    }
  })

  test('by wx-server-sdk too', async () => {
    const { limit, skip } = await run(`
      await attempt('limit', () => t.limit(-1).get())
      await attempt('skip', () => t.skip(-1).get())`)
    expect(limit.error).toMatchObject({ errCode: -501007, errMsg: expect.stringContaining('limit must be') })
    expect(skip.error).toMatchObject({ errCode: -501007, errMsg: expect.stringContaining('offset must be') })
  })

  test('an _id that is no id', async () => {
    for (const _id of ['{}', '[]', '{"toString":1}']) {
      const { code, message } = (await insert(`{"_id":${_id}}`)).json
      expect([code, message]).toEqual(['INVALID_PARAM', '_id must be a string or a number'])
    }
  })

  test('a hundred levels can be written and read, deeper ones are not written', async () => {
    const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
    expect((await insert(nested(100))).json.code).toBeUndefined()
    for (const levels of [101, 5_000, 100_000]) {
      const { code, message } = (await insert(nested(levels))).json
      expect([code, message]).toEqual(['INVALID_PARAM', 'a value of the database has more than 100 levels'])
    }
    expect((await read({})).data.list).toHaveLength(1)
    expect((await read({ query: nested(5_000) })).message).toContain('more than 100 levels')
  })
})
