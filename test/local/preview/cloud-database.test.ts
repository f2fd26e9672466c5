import { type Emulator, startEmulator } from '../../../local/emulator'
import type { CloudAccess } from '../../../local/preview/host/wx/cloud/access'
import { createDatabase } from '../../../local/preview/host/wx/cloud/database'
import { failureOf } from '../../../local/preview/host/wx/cloud/failure'
import { ask } from '../emulator/plain-client'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({
    collections: [
      {
        name: 'goods',
        access: 'READONLY',
        documents: [
          {
            _id: 'tea',
            price: 20,
            tags: ['hot', 'green'],
            made: { in: 'Fujian', by: 'Li' },
            at: new Date(1_000),
          },
          { _id: 'ice', price: 5, tags: ['cold'], made: { in: 'Harbin' }, at: new Date(2_000) },
          { _id: 'bun', price: 3, tags: [], place: { type: 'Point', coordinates: [113.3, 23.1] } },
        ],
      },
      { name: 'own', documents: [{ _id: 'theirs', _openid: 'oB', n: 1 }] },
      { name: 'many', access: 'READONLY', documents: Array.from({ length: 30 }, (_, n) => ({ n })) },
      { name: 'secret', access: 'ADMINONLY' },
    ],
  })
})
afterAll(() => emulator.close())

/** Straight to the emulator, for one user. */
const access = {
  async ask(action: string, values: object) {
    const json = { ...values, action, openid: 'oA' }
    const { json: answer, text } = await ask(emulator.port, 'POST', '/__emu/database/call', { json })
    if (!answer?.data) throw failureOf(answer ?? { code: 'INVALID_PARAM', message: text })
    return answer.data
  },
} as CloudAccess

// Untyped, as pages use it.
const db = createDatabase(() => access) as any
const _ = db.command
const $ = _.aggregate
const goods = db.collection('goods')
const own = db.collection('own')
const idsOf = ({ data }: { data: { _id: string }[] }) => data.map(({ _id }) => _id)
const found = async (query: object) => idsOf(await goods.where(query).get())
const failed = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    error => error,
  )

describe('a where finds', () => {
  test.each<[string, () => object, string[]]>([
    ['values', () => ({ price: 5 }), ['ice']],
    ['members of members', () => ({ made: { in: 'Fujian' } }), ['tea']],
    ['a whole object by eq alone', () => ({ made: _.eq({ in: 'Fujian' }) }), []],
    ['a range in a chain', () => ({ price: _.gt(3).lt(20) }), ['ice']],
    ['a range by and', () => ({ price: _.gt(3).and(_.lt(20)) }), ['ice']],
    ['one of two ranges', () => ({ price: _.lt(4).or(_.gt(10)) }), ['tea', 'bun']],
    ['one of a list', () => ({ price: _.in([3, 5]) }), ['ice', 'bun']],
    ['none of a list', () => ({ price: _.nin([3, 5]) }), ['tea']],
    ['what is not', () => ({ price: _.not(_.gt(3).and(_.lt(10))) }), ['tea', 'bun']],
    ['another value', () => ({ price: _.neq(3) }), ['tea', 'ice']],
    ['either of two queries', () => _.or([{ price: 3 }, { made: { in: 'Harbin' } }]), ['ice', 'bun']],
    ['neither of two queries', () => _.nor({ price: 3 }, { price: 5 }), ['tea']],
    [
      'two alternatives at once',
      () => ({ price: _.or(_.eq(3), _.eq(5)), tags: _.or(_.size(1), _.size(2)) }),
      ['ice'],
    ],
    ['what is there', () => ({ made: { by: _.exists(true) } }), ['tea']],
    ['lists with all of them', () => ({ tags: _.all(['green', 'hot']) }), ['tea']],
    ['lists by an element', () => ({ tags: _.elemMatch(_.eq('cold')) }), ['ice']],
    ['lists by their length', () => ({ tags: _.size(0) }), ['bun']],
    ['remainders', () => ({ price: _.mod(10, 5) }), ['ice']],
    ['a regular expression', () => ({ made: { in: /^fu/i } }), ['tea']],
    ['db.RegExp', () => ({ made: { in: db.RegExp({ regexp: '^HAR', options: 'i' }) } }), ['ice']],
    ['operators by hand', () => ({ 'made.in': { $regex: 'JIAN$', $options: 'i' } }), ['tea']],
    ['an expression', () => _.expr($.gt(['$price', 10])), ['tea']],
    ['dates', () => ({ at: _.gt(new Date(1_500)) }), ['ice']],
    ['a time before the server’s', () => ({ at: _.lt(db.serverDate()) }), ['tea', 'ice']],
    [
      'what is near',
      () => ({ place: _.geoNear({ geometry: db.Geo.Point(113.3, 23.1), maxDistance: 10 }) }),
      ['bun'],
    ],
    [
      'what is within a circle',
      () => ({ place: _.geoWithin({ centerSphere: [[113.3, 23.1], 0.001] }) }),
      ['bun'],
    ],
  ])('%s', async (_name, query, ids) => {
    expect(await found(query())).toEqual(ids)
  })

  test('areas', async () => {
    const { Point, LineString, Polygon, MultiPolygon } = db.Geo
    const ring = [Point(113, 23), Point(114, 24), new Point(113, 24), Point(113, 23)]
    const area = Polygon([LineString(ring)])
    expect(await found({ place: _.geoWithin({ geometry: area }) })).toEqual([])
    const wide = new MultiPolygon([
      Polygon([LineString([Point(113, 23), Point(115, 23), Point(113, 25), Point(113, 23)])]),
    ])
    expect(await found({ place: _.geoIntersects({ geometry: wide }) })).toEqual(['bun'])
  })
})

test('documents come in an order, from a place on, as many and as much as is asked for', async () => {
  const page = goods.orderBy('price', 'desc').skip(1).limit(1)
  expect(idsOf(await page.get())).toEqual(['ice'])
  expect(idsOf(await goods.orderBy('price', 'asc').get())).toEqual(['bun', 'ice', 'tea'])
  const shown = await goods
    .where({ _id: 'tea' })
    .field({ _id: false, tags: _.project.slice(1) })
    .get()
  expect(shown.data[0]).toMatchObject({ tags: ['hot'], price: 20 })
  expect(await goods.doc('ice').field({ price: true }).get()).toEqual({
    data: { _id: 'ice', price: 5 },
    errMsg: 'document.get:ok',
  })
  expect((await db.collection('many').limit(100).get()).data).toHaveLength(20)
  expect(
    await db
      .collection('many')
      .where({ n: _.gte(10) })
      .count(),
  ).toEqual({ total: 20, errMsg: 'collection.count:ok' })
})

test('dates and places come back as what they are', async () => {
  const { data } = await goods.get()
  expect(data[0].at).toEqual(new Date(1_000))
  const { place } = data[2]
  expect([place.longitude, place.latitude]).toEqual([113.3, 23.1])
  expect(JSON.stringify(place)).toBe('{"type":"Point","coordinates":[113.3,23.1]}')
})

test('what is added has the user’s _openid, and is changed, replaced and removed by its id', async () => {
  const before = Date.now()
  const { _id, errMsg } = await own.add({
    data: {
      n: 1,
      at: db.serverDate({ offset: 60_000 }),
      o: { a: 1, b: 2 },
      list: [1, 2],
      gone: undefined,
      nan: Number.NaN,
    },
  })
  expect(errMsg).toBe('collection.add:ok')
  const { at, nan, ...rest } = (await own.doc(_id).get()).data
  expect(rest).toEqual({ _id, _openid: 'oA', n: 1, o: { a: 1, b: 2 }, list: [1, 2] })
  const atServer = at.getTime() - 60_000
  expect([atServer >= before, atServer <= Date.now()]).toEqual([true, true])
  expect(nan).toBeNaN()
  const data = { n: _.inc(2), o: { a: 5 }, list: _.push([3, 4]), at: _.remove(), nan: _.set({ whole: true }) }
  expect(await own.doc(_id).update({ data })).toEqual({ stats: { updated: 1 }, errMsg: 'document.update:ok' })
  const changed = { n: 3, o: { a: 5, b: 2 }, list: [1, 2, 3, 4], nan: { whole: true } }
  expect((await own.doc(_id).get()).data).toEqual({ _id, _openid: 'oA', ...changed })
  expect(await own.doc(_id).set({ data: { only: 1 } })).toMatchObject({
    _id,
    stats: { updated: 1, created: 0 },
  })
  expect((await own.doc(_id).get()).data).toEqual({ _id, _openid: 'oA', only: 1 })
  expect(await own.doc('new').set({ data: {} })).toMatchObject({
    _id: 'new',
    stats: { updated: 0, created: 1 },
  })
  expect(await own.doc(_id).remove()).toEqual({ stats: { removed: 1 }, errMsg: 'document.remove:ok' })
  expect(await own.where({ _id: 'new' }).update({ data: { n: 9 } })).toMatchObject({ stats: { updated: 1 } })
  expect(await own.where({ n: 9 }).remove()).toMatchObject({ stats: { removed: 1 } })
})

test.each<[string, unknown, () => object, unknown]>([
  ['push', [1], () => _.push(2, 3), [1, 2, 3]],
  ['push with its modifiers', [3], () => _.push({ each: [2, 1], position: 0, sort: 1, slice: 2 }), [1, 2]],
  ['unshift', [3], () => _.unshift([1, 2]), [1, 2, 3]],
  ['pop', [1, 2], () => _.pop(), [1]],
  ['shift', [1, 2], () => _.shift(), [2]],
  ['addToSet', [1], () => _.addToSet({ each: [1, 2] }), [1, 2]],
  ['pull a value', [1, 2, 1], () => _.pull(1), [2]],
  ['pull by a condition', [1, 5, 9], () => _.pull(_.gt(4)), [1]],
  [
    'pull objects',
    [{ a: { b: 1 } }, { a: { b: 7 } }],
    () => _.pull({ a: { b: _.gte(5) } }),
    [{ a: { b: 1 } }],
  ],
  ['pullAll', [1, 2, 3], () => _.pullAll([1, 3]), [2]],
  ['mul', 3, () => _.mul(4), 12],
  ['min', 3, () => _.min(1), 1],
  ['max', 3, () => _.max(1), 3],
  ['bit', 6, () => _.bit({ and: 3 }), 2],
  ['rename', 1, () => _.rename('other'), undefined],
])('an update can %s', async (_id, before, command, after) => {
  await own.add({ data: { _id, value: before } })
  await own.doc(_id).update({ data: { value: command() } })
  expect((await own.doc(_id).get()).data.value).toEqual(after)
})

test('a pipeline groups, computes and looks into another collection', async () => {
  const { list, errMsg } = await goods
    .aggregate()
    .match({ price: _.gt(3) })
    .addFields({ double: $.multiply(['$price', 2]) })
    .lookup({
      from: 'many',
      let: { price: '$price' },
      pipeline: $.pipeline()
        .match(_.expr($.eq(['$n', '$$price'])))
        .project({ _id: 0 })
        .done(),
      as: 'same',
    })
    .sort({ price: 1 })
    .project({ _id: 1, double: 1, same: 1, at: 1, day: $.dateToString({ date: '$at', format: '%Y' }) })
    .end()
  expect(errMsg).toBe('collection.aggregate:ok')
  expect(list).toEqual([
    { _id: 'ice', at: new Date(2_000), double: 10, same: [{ n: 5 }], day: '1970' },
    { _id: 'tea', at: new Date(1_000), double: 40, same: [{ n: 20 }], day: '1970' },
  ])
  const sum = await goods
    .aggregate()
    .group({ _id: null, total: $.sum('$price') })
    .end()
  expect(sum.list).toEqual([{ _id: null, total: 28 }])
  expect((await goods.aggregate().sample(2).end()).list).toHaveLength(2)
  const near = {
    near: db.Geo.Point(113.3, 23.1),
    spherical: true,
    distanceField: 'far',
    query: { price: _.lt(4) },
  }
  expect((await goods.aggregate().geoNear(near).end()).list).toMatchObject([{ _id: 'bun', far: 0 }])
})

test('callbacks are called instead of a promise', async () => {
  const heard = await new Promise(resolve => {
    const said: unknown[] = []
    const result = goods.doc('tea').get({
      success: ({ data }: any) => said.push(data._id),
      complete: ({ errMsg }: any) => resolve([result, ...said, errMsg]),
    })
  })
  expect(heard).toEqual([undefined, 'tea', 'document.get:ok'])
  const failure = await new Promise<any>(fail => db.collection('none').get({ fail }))
  expect(failure.errCode).toBe(-502005)
})

describe('what fails is an Error with the code and the words of the cloud:', () => {
  test.each<[string, () => Promise<unknown>, number, string]>([
    [
      'a collection that was never made',
      () => db.collection('none').get(),
      -502005,
      'collection.get:fail -502005 database collection not exists. [ResourceNotFound] Db or Table not exist: none',
    ],
    [
      'a document that is absent',
      () => goods.doc('x').get(),
      -1,
      'document.get:fail cannot find document with _id x, please make sure that the document exists and you have the corresponding access permission',
    ],
    [
      'somebody else’s document',
      () => own.doc('theirs').get(),
      -1,
      'document.get:fail cannot find document with _id theirs',
    ],
    [
      'a collection of the functions',
      () => db.collection('secret').get(),
      -502003,
      'collection.get:fail -502003 database permission denied.',
    ],
    [
      'an _openid of one’s own',
      () => own.add({ data: { _openid: 'oB' } }),
      -501007,
      'collection.add:fail -501007 invalid parameters. _openid',
    ],
    [
      'a new _id',
      () => goods.doc('tea').update({ data: { _id: 'x' } }),
      -501007,
      'document.update:fail -501007 invalid parameters. 不能更新_id的值',
    ],
    [
      'a change in a new document',
      () => own.add({ data: { n: _.inc(1) } }),
      -502001,
      'collection.add:fail -502001 database request fail.',
    ],
    [
      'a change of the wrong type',
      () => own.doc('mine').update({ data: { s: _.inc('1') } }),
      -501007,
      'document.update:fail -501007',
    ],
    [
      'no data',
      () => own.add({}),
      -401003,
      'collection.add:fail parameter.data should be object instead of undefined;',
    ],
    [
      'an unknown operator',
      () => goods.where({ a: { $where: '1' } }).get(),
      -502002,
      'collection.get:fail -502002 database invalid command.',
    ],
    ['an order that is none', () => goods.orderBy('a', 'up').get(), -501007, 'collection.get:fail -501007'],
  ])('%s', async (_name, call, errCode, errMsg) => {
    const error = await failed(call())
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ errCode, errMsg: expect.stringContaining(errMsg) })
    expect(error.message).toBe(error.errMsg)
  })

  test.each<[string, () => unknown, number]>([
    ['a where of a text', () => goods.where('x'), -401003],
    ['a where whose members are all undefined', () => goods.where({ a: undefined }), -501007],
    ['a doc without an id', () => goods.doc(), -401003],
    ['a collection without a name', () => db.collection(), -401003],
    ['a limit that is a text', () => goods.limit('5'), -401003],
    ['a change in a query', () => goods.where({ a: _.inc(1) }), -401002],
    ['a place that is not on the earth', () => db.Geo.Point(200, 0), -401003],
  ])('%s, at once', (_name, call, errCode) => {
    expect(call).toThrow(expect.objectContaining({ errCode }))
  })

  test('an object that holds itself', async () => {
    const data: Record<string, unknown> = { n: 1 }
    data.self = data
    expect(await failed(own.add({ data }))).toMatchObject({ errCode: -402001 })
    expect(await failed(own.doc('x').update({ data }))).toMatchObject({ errCode: -402001 })
    expect(() => own.where(data)).toThrow(expect.objectContaining({ errCode: -402001 }))
  })
})

test('somebody else’s document is not changed, replaced or removed', async () => {
  const theirs = own.doc('theirs')
  expect(await theirs.update({ data: { n: 2 } })).toMatchObject({ stats: { updated: 0 } })
  expect(await theirs.remove()).toMatchObject({ stats: { removed: 0 } })
  expect((await failed(theirs.set({ data: { n: 2 } }))).errCode).toBe(-502003)
  const { json } = await ask(emulator.port, 'POST', '/__cloud', {
    json: { action: 'database.queryDocument', collectionName: 'own', query: { _id: 'theirs' } },
  })
  expect(json.data.list).toEqual([{ _id: 'theirs', _openid: 'oB', n: 1 }])
})
