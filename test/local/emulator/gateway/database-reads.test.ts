import { type Emulator, startEmulator } from '../../../../local/emulator'
import { runChild, withCloud } from './run-child'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

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
    // null · -1 2 · '' '1' · {a:1,b:1} {a:2} {z:1} {a:'x'} · [] [0] [0,1] · false true · before 1970, 1970
    expect(ids(up.result.data)).toBe('axbycrhdsieqjfkg')
    expect(ids(down.result.data)).toBe('gkfjqeisdhrcybxa')
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
