import { type Emulator, startEmulator } from '../../../../local/emulator'
import { runChild, withCloud } from '../gateway/run-child'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ collections: ['t', 'places', 'stock'] })
})
afterAll(() => emulator.close())

const point = (longitude: number) => `new db.Geo.Point(${longitude}, 0)`

test('wx-server-sdk queries, changes, aggregates and measures with the objects that it makes', async () => {
  const seen = await runChild(
    emulator.env,
    withCloud(`
      const db = cloud.database(); const _ = db.command; const $ = _.aggregate
      const [t, places, stock] = ['t', 'places', 'stock'].map(name => db.collection(name))
      const ids = async query => (await query.get()).data.map(({ _id }) => _id).join('')
      await t.add({ data: { _id: 'a', name: 'Pen', tags: ['x', 'y'], rows: [{ n: 1 }, { n: 5 }], price: 2 } })
      await t.add({ data: { _id: 'b', name: 'pencil', tags: ['y'], rows: [{ n: 3 }], price: 3 } })
      await stock.add({ data: { _id: 's', of: 'Pen', left: 7 } })
      await places.add({ data: { _id: 'far', at: ${point(2)} } })
      await places.add({ data: { _id: 'near', at: ${point(1)} } })
      await attempt('pattern', () => ids(t.where({ name: db.RegExp({ regexp: '^pen', options: 'i' }) })))
      await attempt('literal', () => ids(t.where({ name: /^pen/ })))
      await attempt('all', () => ids(t.where({ tags: _.all(['y', 'x']) })))
      await attempt('element', () => ids(t.where({ rows: _.elemMatch({ n: _.gt(4) }) })))
      await attempt('size', () => ids(t.where({ tags: _.size(1) })))
      await attempt('mod', () => ids(t.where({ price: _.mod(2, 1) })))
      await attempt('expr', () => ids(t.where(_.expr($.gt([$.size('$tags'), 1])))))
      await attempt('near', () => ids(places.where({ at: _.geoNear({ geometry: ${point(0)}, maxDistance: 300000 }) })))
      await attempt('circle', () => ids(places.where({ at: _.geoWithin({ centerSphere: [[0, 0], 150 / 6378.1] }) })))
      await attempt('point', async () => {
        const { data } = await places.doc('near').get()
        return [data.at.longitude ?? data.at.coordinates[0]]
      })
      await attempt('update', () => t.doc('a').update({ data: {
        tags: _.addToSet({ each: ['x', 'z'] }), rows: _.pull({ n: _.lt(2) }), name: _.rename('title'), price: _.mul(3) } }))
      await attempt('changed', () => t.doc('a').get())
      await attempt('list', () => t.aggregate()
        .match({ price: _.gte(3) })
        .lookup({ from: 'stock', let: { of: '$title' }, as: 'stock',
          pipeline: $.pipeline().match(_.expr($.eq(['$of', '$$of']))).project({ _id: 0 }).done() })
        .addFields({ left: $.sum('$stock.left') })
        .sort({ left: -1 })
        .project({ left: 1, day: $.dateToString({ date: new Date(0), format: '%Y-%m-%d' }) })
        .end())
      await attempt('geo', () => places.aggregate()
        .geoNear({ near: ${point(0)}, spherical: true, distanceField: 'metres', key: 'at' }).project({ _id: 1 }).end())
      await attempt('none', () => db.collection('nothing').get())
      await attempt('twice', () => db.createCollection('t'))
      await attempt('made', async () => { await db.createCollection('made'); return ids(db.collection('made')) })`),
  )
  const results = Object.fromEntries(Object.entries(seen).map(([name, { result }]) => [name, result]))
  expect(results).toMatchObject({
    pattern: 'ab',
    literal: 'b',
    all: 'a',
    element: 'a',
    size: 'b',
    mod: 'b',
    expr: 'a',
    near: 'nearfar',
    circle: 'near',
    point: [1],
    made: '',
    update: { stats: { updated: 1 } },
    changed: { data: { _id: 'a', title: 'Pen', tags: ['x', 'y', 'z'], rows: [{ n: 5 }], price: 6 } },
    list: {
      list: [
        { _id: 'a', left: 7, day: '1970-01-01' },
        { _id: 'b', left: 0, day: '1970-01-01' },
      ],
    },
    geo: { list: [{ _id: 'near' }, { _id: 'far' }] },
  })
  expect(seen.none!.error).toMatchObject({
    errCode: -502005,
    errMsg: expect.stringContaining('collection.get:fail -502005 database collection not exists'),
  })
  // The newest SDK throws what its inner one threw; those before it say -501001.
  expect(seen.twice!.error).toMatchObject({ code: 'DATABASE_COLLECTION_ALREADY_EXIST' })
})

test('tcb-admin-node aggregates, and runs transactions with actions of its own', async () => {
  const { list, run, after } = await runChild(
    emulator.env,
    `const tcb = require('tcb-admin-node'); tcb.init({ env: 'local' })
     const db = tcb.database(); const _ = db.command; const $ = _.aggregate
     const made = db.collection('stock')
     for (const n of [1, 2, 3]) await made.add({ _id: 'n' + n, n, at: new Date(n) })
     await attempt('list', () => made.aggregate().match({ n: _.gt(1) })
       .group({ _id: null, sum: $.sum('$n'), last: $.max('$at') }).end())
     await attempt('run', () => db.runTransaction(async transaction => {
       const doc = transaction.collection('stock').doc('n1')
       await doc.update({ n: _.inc(9) })
       const { data } = await doc.get()
       await transaction.collection('stock').doc('n4').set({ n: 4 })
       await transaction.collection('stock').doc('n3').delete()
       return data.n
     }))
     await attempt('after', async () => (await made.where({ n: _.exists(true) }).orderBy('n', 'asc').get()).data.map(({ _id, n }) => _id + n))`,
  )
  expect(list!.result.data).toMatchObject([{ _id: null, sum: 5, last: '1970-01-01T00:00:00.003Z' }])
  expect(run!.error).toBeUndefined()
  expect(after!.result).toEqual(['n22', 'n44', 'n110'])
})
