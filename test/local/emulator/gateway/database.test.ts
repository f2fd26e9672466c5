import { type Emulator, startEmulator } from '../../../../local/emulator'
import { ask, reset } from '../plain-client'
import { runChild, withCloud } from './run-child'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ collections: ['t', 'locks'] })
})
beforeEach(() => reset(emulator))
afterAll(() => emulator.close())

const run = (program: string) =>
  runChild(emulator.env, withCloud(`const db = cloud.database(); const _ = db.command; ${program}`))
const control = (path: string, json: object) => ask(emulator.port, 'POST', `/__emu/${path}`, { json })

test('a document is added, read, changed, replaced and removed', async () => {
  const seen = await run(`
    const doc = db.collection('t').doc('1')
    await attempt('add', () => db.collection('t').add({ data: { _id: '1', a: 1, list: [1, { b: null }], text: '中' } }))
    await attempt('get', () => doc.get())
    await attempt('update', () => doc.update({ data: { a: _.inc(2), deep: { x: 1 }, text: _.remove() } }))
    await attempt('after', () => doc.get())
    await attempt('set', () => doc.set({ data: { only: true } }))
    await attempt('replaced', () => doc.get())
    await attempt('remove', () => doc.remove())
    await attempt('gone', () => doc.get())
    await attempt('nothing', () => doc.update({ data: { a: 1 } }))`)
  expect(seen.add.result._id).toBe('1')
  expect(seen.get.result.data).toEqual({ _id: '1', a: 1, list: [1, { b: null }], text: '中' })
  expect(seen.update.result.stats).toEqual({ updated: 1 })
  expect(seen.after.result.data).toEqual({ _id: '1', a: 3, list: [1, { b: null }], deep: { x: 1 } })
  expect(seen.set.result.stats).toEqual({ updated: 1, created: 0 })
  expect(seen.replaced.result.data).toEqual({ _id: '1', only: true })
  expect(seen.remove.result.stats).toEqual({ removed: 1 })
  expect(seen.gone.error!.errMsg).toContain('does not exist')
  expect(seen.nothing.result.stats).toEqual({ updated: 0 })
})

test('an _id that is taken is refused as DATABASE_DUPLICATE_WRITE, which makes a lock', async () => {
  const { first, second, kept } = await run(`
    await attempt('first', () => db.collection('locks').add({ data: { _id: 'token', owner: 1 } }))
    await attempt('second', () => db.collection('locks').add({ data: { _id: 'token', owner: 2 } }))
    await attempt('kept', () => db.collection('locks').doc('token').get())`)
  expect(first.result._id).toBe('token')
  expect(second.error!.errMsg).toContain('DATABASE_DUPLICATE_WRITE')
  expect(kept.result.data.owner).toBe(1)
})

test('where finds by scalars and by order, and changes only what fits', async () => {
  const { found, less, changed, after, count, removed, left } = await run(`
    const t = db.collection('t')
    for (const n of [1, 2, 3]) await t.add({ data: { _id: String(n), n, kind: n < 3 ? 'small' : 'large' } })
    await attempt('found', () => t.where({ kind: 'small' }).get())
    await attempt('less', () => t.where({ n: _.gt(1) }).orderBy('n', 'desc').limit(1).field({ n: true }).get())
    await attempt('changed', () => t.where({ _id: '2', n: 9 }).update({ data: { n: 10 } }))
    await attempt('after', () => t.where({ _id: '2', n: 2 }).update({ data: { n: 10 } }))
    await attempt('count', () => t.where({ n: _.in([1, 10]) }).count())
    await attempt('removed', () => t.where({ kind: 'small' }).remove())
    await attempt('left', () => t.get())`)
  expect(found.result.data.map(({ _id }: { _id: string }) => _id)).toEqual(['1', '2'])
  expect(less.result.data).toEqual([{ _id: '3', n: 3 }])
  expect([changed.result.stats.updated, after.result.stats.updated]).toEqual([0, 1])
  expect(count.result.total).toBe(2)
  expect(removed.result.stats.removed).toBe(2)
  expect(left.result.data).toEqual([{ _id: '3', n: 3, kind: 'large' }])
})

test('the server date is the emulator’s, and dates come back as dates', async () => {
  await control('clock', { set: '2030-01-01T00:00:00Z' })
  const { read, expired } = await run(`
    const t = db.collection('t')
    await t.add({ data: { _id: '1', at: db.serverDate(), later: db.serverDate({ offset: 60000 }), own: new Date(5) } })
    await attempt('read', async () => {
      const { data } = await t.doc('1').get()
      return [data.at, data.later, data.own].map(date => date instanceof Date && date.getTime())
    })
    await attempt('expired', () => t.where({ _id: '1', later: _.lt(new Date('2040-01-01')) }).count())`)
  const [at, later, own] = read.result
  expect(Math.abs(at - Date.parse('2030-01-01T00:00:00Z'))).toBeLessThan(10_000)
  expect([later - at, own]).toEqual([60_000, 5])
  expect(expired.result.total).toBe(1)
})

test('all server dates of one write are the same moment, however large the write is', async () => {
  const { moments } = await run(`
    await db.collection('t').add({ data: { _id: '1', dates: Array.from({ length: 20000 }, () => db.serverDate()) } })
    await attempt('moments', async () => {
      const { data } = await db.collection('t').doc('1').get()
      return [data.dates.length, new Set(data.dates.map(Number)).size]
    })`)
  expect(moments.result).toEqual([20_000, 1])
})

describe('a transaction', () => {
  test('is seen by others only after its end', async () => {
    const { inside, before, after } = await run(`
      const t = db.collection('t')
      await attempt('run', () => db.runTransaction(async transaction => {
        await transaction.collection('t').add({ data: { _id: '1', n: 1 } })
        await attempt('inside', () => transaction.collection('t').doc('1').get())
        await attempt('before', () => t.doc('1').get())
      }))
      await attempt('after', () => t.doc('1').get())`)
    expect(inside.result.data).toEqual({ _id: '1', n: 1 })
    expect(before.error!.errMsg).toContain('does not exist')
    expect(after.result.data).toEqual({ _id: '1', n: 1 })
  })

  test('that is rolled back leaves nothing', async () => {
    const { after } = await run(`
      await attempt('run', () => db.runTransaction(async transaction => {
        await transaction.collection('t').add({ data: { _id: '1' } })
        await transaction.rollback()
      }))
      await attempt('after', () => db.collection('t').doc('1').get())`)
    expect(after.error!.errMsg).toContain('does not exist')
  })

  test('whose document changed meanwhile is a conflict', async () => {
    const { commit, after } = await run(`
      const t = db.collection('t')
      await t.add({ data: { _id: '1', n: 1 } })
      const transaction = await db.startTransaction()
      await transaction.collection('t').doc('1').get()
      await transaction.collection('t').doc('1').update({ data: { n: 5 } })
      await t.doc('1').update({ data: { n: 2 } })
      await attempt('commit', () => transaction.commit())
      await attempt('after', () => t.doc('1').get())`)
    expect(commit.error!.code ?? commit.error!.message).toContain('DATABASE_TRANSACTION_CONFLICT')
    expect(after.result.data.n).toBe(2)
  })

  test('is busy on demand, so many times', async () => {
    await control('database', { busy: 2 })
    const program = (name: string) => `await attempt('${name}', async () => {
      const transaction = await db.startTransaction()
      await transaction.collection('t').add({ data: { _id: '${name}' } })
      await transaction.commit()
    })`
    const seen = await run(`${program('a')}; ${program('b')}; ${program('c')}`)
    for (const name of ['a', 'b']) {
      const { code, message } = seen[name].error!
      expect(`${code} ${message}`).toContain('TransactionBusy')
    }
    expect(seen.c.error).toBeUndefined()
    expect((await control('database', { busy: -1 })).status).toBe(400)
  })

  test('that writes what another one is writing is busy', async () => {
    const { second } = await run(`
      const [a, b] = [await db.startTransaction(), await db.startTransaction()]
      await a.collection('t').add({ data: { _id: '1' } })
      await attempt('second', () => b.collection('t').add({ data: { _id: '1' } }))`)
    expect(`${second.error!.code} ${second.error!.message}`).toContain('TransactionBusy')
  })
})

test('an operator that is not known is refused by its name', async () => {
  const { wrong } = await run(`
    await db.collection('t').add({ data: { _id: '1', n: 1 } })
    await attempt('wrong', () => db.collection('t').where({ n: { $where: 'true' } }).get())`)
  expect(wrong.error).toMatchObject({ errCode: -502002, errMsg: expect.stringContaining('$where') })
})

test('keys such as __proto__ are data', async () => {
  const { read } = await run(`
    const t = db.collection('t')
    await t.add({ data: JSON.parse('{"_id":"1","constructor":1,"x":{"toString":2}}') })
    await attempt('read', () => t.doc('1').get())`)
  expect(JSON.stringify(read.result.data)).toBe('{"_id":"1","constructor":1,"x":{"toString":2}}')
})

test('tcb-admin-node keeps its documents in the same place', async () => {
  const { dup, get, update, date } = await run(`
    const tcb = require('tcb-admin-node')
    tcb.init({ env: 'local' })
    const old = tcb.database()
    await db.collection('t').add({ data: { _id: '1', n: 1 } })
    await attempt('dup', () => old.collection('t').add({ _id: '1' }))
    await attempt('update', () => old.collection('t').doc('1').update({ n: old.command.inc(4), at: new Date(7) }))
    await attempt('get', () => old.collection('t').where({ n: 5 }).get())
    await attempt('date', async () => (await old.collection('t').doc('1').get()).data[0].at.getTime())`)
  expect(dup.result).toMatchObject({ code: 'DATABASE_DUPLICATE_WRITE' })
  expect(update.result.updated).toBe(1)
  expect(get.result.data).toMatchObject([{ _id: '1', n: 5 }])
  expect(date.result).toBe(7)
})
