import { type Emulator, startEmulator } from '../../../../local/emulator'
import { ask } from '../plain-client'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({
    collections: [
      { name: 'own', documents: [{ _id: 'hers', _openid: 'oB', n: 1 }] },
      { name: 'open', access: 'READONLY', documents: [{ _id: 'hers', _openid: 'oB', n: 1 }] },
      { name: 'news', access: 'ADMINWRITE', documents: [{ _id: 'first' }] },
      { name: 'secret', access: 'ADMINONLY', documents: [{ _id: 'key' }] },
      { name: 'many', access: 'READONLY', documents: Array.from({ length: 30 }, (_, n) => ({ n })) },
    ],
  })
})
afterAll(() => emulator.close())
beforeEach(() => ask(emulator.port, 'POST', '/__emu/reset', { json: {} }))

const control = async (path: string, json: object) => {
  const { status, json: told, text } = await ask(emulator.port, 'POST', `/__emu/database/${path}`, { json })
  return status === 200 ? told : text
}
const user = (collectionName: string, action: string, fields: object = {}) =>
  control('call', { openid: 'oA', action, collectionName, ...fields })
const server = async (collectionName: string, action: string, fields: object = {}) => {
  const json = { action: `database.${action}`, collectionName, ...fields }
  return (await ask(emulator.port, 'POST', '/__cloud', { json })).json
}
const idsOf = ({ data, code }: any) => code ?? data.list.map(({ _id }: any) => _id)
const change = (_id: string) => ({ query: { _id }, data: { $set: { n: 2 } } })

const deniedCode = 'DATABASE_PERMISSION_DENIED'

test('what a user adds has the OPENID of the user, which nobody can give', async () => {
  await user('own', 'addDocument', { data: { _id: 'mine' } })
  expect((await server('own', 'queryDocument', { query: { _id: 'mine' } })).data.list).toEqual([
    { _id: 'mine', _openid: 'oA' },
  ])
  expect(await user('own', 'addDocument', { data: { _openid: 'oB' } })).toMatchObject({
    code: 'INVALID_PARAM',
  })
  await user('own', 'updateDocument', { query: { _id: 'new' }, data: { a: 1 }, merge: false, upsert: true })
  expect((await server('own', 'queryDocument', { query: { _id: 'new' } })).data.list).toEqual([
    { _id: 'new', _openid: 'oA', a: 1 },
  ])
})

test.each([
  [5, 'collections must be a list'],
  [[5], 'must be a name'],
  [[{ name: '' }], 'must be a name'],
  [[{ name: 't', access: 'ALL' }], 'access of the collection t'],
  [[{ name: 't', documents: [1] }], 'documents of the collection t'],
])('an emulator does not start with the collections %j', async (collections, why) => {
  await expect(startEmulator({ collections: collections as never })).rejects.toThrow(why)
})

describe('who may read and write', () => {
  test('by default the creator alone', async () => {
    await user('own', 'addDocument', { data: { _id: 'mine' } })
    expect(idsOf(await user('own', 'queryDocument'))).toEqual(['mine'])
    expect((await user('own', 'countDocument')).data.total).toBe(1)
    expect((await user('own', 'updateDocument', change('hers'))).data.updated).toBe(0)
    expect((await user('own', 'deleteDocument', { query: { _id: 'hers' } })).data.deleted).toBe(0)
    expect((await user('own', 'updateDocument', change('mine'))).data.updated).toBe(1)
    expect(idsOf(await server('own', 'queryDocument'))).toEqual(['hers', 'mine'])
    const stages = [{ stageKey: '$count', stageValue: '"n"' }]
    expect((await user('own', 'aggregate', { stages })).data.list).toBe('["{\\"n\\":1}"]')
  })

  test('all read and the creator writes', async () => {
    expect(idsOf(await user('open', 'queryDocument'))).toEqual(['hers'])
    expect((await user('open', 'updateDocument', change('hers'))).data.updated).toBe(0)
  })

  test('all read, nobody writes', async () => {
    expect(idsOf(await user('news', 'queryDocument'))).toEqual(['first'])
    expect((await user('news', 'addDocument', { data: {} })).code).toBe(deniedCode)
    expect((await user('news', 'updateDocument', change('first'))).code).toBe(deniedCode)
    expect((await server('news', 'updateDocument', change('first'))).data.updated).toBe(1)
  })

  test('functions alone', async () => {
    for (const action of ['queryDocument', 'countDocument', 'deleteDocument'])
      expect((await user('secret', action)).code).toBe(deniedCode)
    expect(idsOf(await server('secret', 'queryDocument'))).toEqual(['key'])
  })

  test('as it was set since, and users make no collections', async () => {
    await control('collections', { name: 'secret', access: 'READONLY' })
    expect(idsOf(await user('secret', 'queryDocument'))).toEqual(['key'])
    expect(await control('collections', { name: 'made' })).toEqual({ name: 'made', access: 'PRIVATE' })
    expect(idsOf(await user('made', 'queryDocument'))).toEqual([])
    expect((await user('other', 'addCollection')).code).toBe(deniedCode)
    expect(await control('collections', { name: 'made', access: 'ALL' })).toContain('access must be one of')
    const { json } = await ask(emulator.port, 'GET', '/__emu/database/collections')
    expect(json).toContainEqual({ name: 'many', documents: 30, access: 'READONLY' })
  })
})

test('a pipeline looks into other collections as far as its user may read them', async () => {
  const lookup = (from: string) =>
    user('open', 'aggregateDocuments', {
      stages: [
        {
          stageKey: '$lookup',
          stageValue: JSON.stringify({ from, localField: 'n', foreignField: 'n', as: 'found' }),
        },
      ],
    })
  await user('own', 'addDocument', { data: { _id: 'mine', n: 1 } })
  const [open] = (await lookup('own')).data.list.map(JSON.parse)
  expect(open.found.map(({ _id }: any) => _id)).toEqual(['mine'])
  expect((await lookup('secret')).code).toBe(deniedCode)
})

test("'{openid}' in a query stands for the user", async () => {
  expect(idsOf(await user('open', 'queryDocument', { query: { _openid: '{openid}' } }))).toEqual([])
  await user('open', 'addDocument', { data: { _id: 'mine' } })
  expect(idsOf(await user('open', 'queryDocument', { query: { _openid: '{openid}' } }))).toEqual(['mine'])
  const inside = { query: { $or: [{ _openid: { $in: ['{openid}'] } }] } }
  expect((await user('open', 'countDocument', inside)).data.total).toBe(1)
  expect((await server('open', 'countDocument', inside)).data.total).toBe(0)
})

test('twenty documents come at most, asked for or not', async () => {
  for (const limit of [undefined, 25])
    expect((await user('many', 'queryDocument', { limit })).data.list).toHaveLength(20)
  expect((await user('many', 'queryDocument', { limit: 3 })).data.list).toHaveLength(3)
})

describe('a watch', () => {
  const open = async (fields: object = {}) =>
    (await control('watch', { openid: 'oB', collectionName: 'own', ...fields })).watch as string
  const next = async (watch: string) => (await control('watch', { watch })).snapshots

  test('tells first all of its documents, more than twenty too', async () => {
    const [first] = await next(await open({ collectionName: 'many' }))
    expect(first).toMatchObject({ id: 0, type: 'init' })
    expect(first.docs).toHaveLength(30)
    expect(first.docChanges[0]).toMatchObject({ dataType: 'init', queueType: 'init' })
  })

  test('then what is added, changed, removed, and what no longer fits', async () => {
    const watch = await open({ query: { n: { $gt: 0 } }, order: [{ field: 'n', direction: 'desc' }] })
    expect((await next(watch))[0].docs).toEqual([{ _id: 'hers', _openid: 'oB', n: 1 }])
    const told = async (action: string, fields: object) => {
      await server('own', action, fields)
      const [{ docs, docChanges }] = await next(watch)
      return { ids: docs.map(({ _id }: any) => _id), changes: docChanges }
    }
    const at = { $date: 5 }
    expect(await told('addDocument', { data: { _id: 'x', _openid: 'oB', n: 5, at } })).toMatchObject({
      ids: ['x', 'hers'],
      changes: [{ docId: 'x', dataType: 'add', queueType: 'enqueue', doc: { at } }],
    })
    const set = (_id: string, n: number) => ({ query: { _id }, data: { $set: { n }, $unset: { at: '' } } })
    expect(await told('updateDocument', set('x', 6))).toMatchObject({
      ids: ['x', 'hers'],
      changes: [
        {
          docId: 'x',
          dataType: 'update',
          queueType: 'update',
          updatedFields: { n: 6 },
          removedFields: ['at'],
        },
      ],
    })
    expect(await told('updateDocument', set('hers', 0))).toMatchObject({
      ids: ['x'],
      changes: [{ docId: 'hers', dataType: 'update', queueType: 'dequeue' }],
    })
    expect(await told('updateDocument', set('hers', 7))).toMatchObject({
      ids: ['hers', 'x'],
      changes: [{ docId: 'hers', dataType: 'update', queueType: 'enqueue' }],
    })
    expect(await told('deleteDocument', { query: { _id: 'x' } })).toMatchObject({
      ids: ['hers'],
      changes: [{ docId: 'x', dataType: 'remove', queueType: 'dequeue' }],
    })
  })

  test('waits for what is new, and hears nothing of what its user may not see', async () => {
    const watch = await open({ openid: 'oA' })
    expect((await next(watch))[0].docs).toEqual([])
    const waiting = next(watch)
    await server('own', 'addDocument', { data: { _id: 'other', _openid: 'oB' } })
    await server('own', 'addDocument', { data: { _id: 'mine', _openid: 'oA' } })
    expect((await waiting)[0].docs).toEqual([{ _id: 'mine', _openid: 'oA' }])
  })

  test('hears of a transaction once it is committed', async () => {
    const watch = await open()
    await next(watch)
    const { transactionId } = await server('own', 'startTransaction')
    for (const _id of ['a', 'b'])
      await server('own', 'addDocument', { transactionId, data: { _id, _openid: 'oB' } })
    await server('own', 'commitTransaction', { transactionId })
    expect((await next(watch)).at(-1).docs).toHaveLength(3)
  })

  test('ends when it is closed, and with a reset; a wrong one never begins', async () => {
    const watch = await open()
    expect(await control('watch', { watch, close: true })).toEqual({ ok: true })
    expect((await control('watch', { watch })).message).toBe('there is no such watch')
    const other = await open()
    await next(other)
    const waiting = next(other)
    await ask(emulator.port, 'POST', '/__emu/reset', { json: {} })
    expect(await waiting).toEqual([])
    const wrong = { openid: 'oA', collectionName: 'own', query: { $where: 'x' } }
    expect((await control('watch', wrong)).code).toBe('DATABASE_INVALID_OPERRATOR')
    expect((await control('watch', { ...wrong, collectionName: 'none' })).code).toBe(
      'DATABASE_COLLECTION_NOT_EXIST',
    )
    expect((await control('watch', { collectionName: 'secret', openid: 'oA' })).code).toBe(deniedCode)
    expect(await control('watch', { collectionName: 'own' })).toContain('openid must be a text')
  })
})
