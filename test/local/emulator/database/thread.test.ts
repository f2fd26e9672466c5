import { Database } from '../../../../local/emulator/gateway/database/database'
import type { Document } from '../../../../local/emulator/gateway/database/document'

/** A regular expression that looks for longer than anybody waits. */
const endless = { text: { $regex: '^(a+)+$' } }
const seeds = [
  {
    name: 't',
    documents: [
      { _id: '1', n: 1 },
      { _id: 'long', text: `${'a'.repeat(60)}!` },
    ],
  },
]

const short = { milliseconds: 1_000, megabytes: 256 }

let database: Database
afterEach(() => database.close())

const ask = async (action: string, values: Document = {}): Promise<any> =>
  database.run({ action, values: { collectionName: 't', ...values }, now: 0 })
const idsOf = async (query: Document = {}): Promise<unknown[]> =>
  (await ask('queryDocument', { query })).data.list.map(({ _id }: Document) => _id)

describe('an operation without an end', () => {
  beforeEach(() => {
    database = new Database(seeds, short)
  })

  test('ends with the cloud’s error, and what was committed stays', async () => {
    await ask('addDocument', { data: { _id: '2' } })
    await ask('deleteDocument', { query: { _id: '1' } })
    await expect(ask('queryDocument', { query: endless })).rejects.toMatchObject({
      code: 'SERVER_TIMEOUT',
      message: 'operation exceeded time limit: it took over 1 s',
    })
    expect(await idsOf()).toEqual(['long', '2'])
  })

  test('is the only one that fails: those behind it are done', async () => {
    const slow = ask('queryDocument', { query: endless })
    const behind = [ask('addDocument', { data: { _id: '3' } }), ask('countDocument')]
    await expect(slow).rejects.toMatchObject({ code: 'SERVER_TIMEOUT' })
    expect(await Promise.all(behind)).toEqual([{ data: { _id: '3' } }, { data: { total: 3 } }])
  })

  test('leaves this thread to all else', async () => {
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 10)
    await expect(ask('queryDocument', { query: endless })).rejects.toMatchObject({ code: 'SERVER_TIMEOUT' })
    clearInterval(timer)
    expect(turns).toBeGreaterThan(5)
  })

  test('takes the transactions with it that had not been committed', async () => {
    const { transactionId } = await ask('startTransaction')
    await ask('updateDocument', { transactionId, query: { _id: '1' }, data: { $set: { n: 2 } } })
    await expect(ask('queryDocument', { query: endless })).rejects.toMatchObject({ code: 'SERVER_TIMEOUT' })
    await expect(ask('commitTransaction', { transactionId })).rejects.toThrow('there is no such transaction')
    expect(await idsOf({ n: 1 })).toEqual(['1'])
  })
})

test('a pipeline that makes more than fits ends, and what was committed stays', async () => {
  database = new Database(seeds, { milliseconds: 60_000, megabytes: 48 })
  const grown = { $reduce: { input: { $range: [0, 30] }, initialValue: ['x'.repeat(200)], in: doubled } }
  const stage = { stageKey: '$project', stageValue: JSON.stringify({ all: grown }) }
  await expect(ask('aggregate', { stages: [stage] })).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: 'the operation needs too much memory',
  })
  expect(await idsOf()).toEqual(['1', 'long'])
})
const doubled = {
  $concatArrays: ['$$value', { $map: { input: '$$value', in: { $concat: ['$$this', 'y'] } } }],
}

test('a database that has ended refuses what still waits, and what comes', async () => {
  database = new Database(seeds)
  const waiting = ask('countDocument')
  waiting.catch(() => {})
  await database.close()
  await expect(waiting).rejects.toThrow('has ended')
  await expect(ask('countDocument')).rejects.toThrow('has ended')
})

test('a database goes on in the thread of the one before it, with nothing of what was there', async () => {
  const before = new Database(seeds)
  await before.run({ action: 'countDocument', values: { collectionName: 't' }, now: 0 })
  const { transactionId } = (await before.run({ action: 'startTransaction', values: {}, now: 0 })) as {
    transactionId: string
  }
  const threads = jest.fn()
  process.on('worker', threads)
  database = new Database([{ name: 't', documents: [{ _id: 'new' }] }])
  await before.passOn(database)
  expect(await idsOf()).toEqual(['new'])
  await expect(ask('commitTransaction', { transactionId })).rejects.toThrow('there is no such transaction')
  process.off('worker', threads)
  expect(threads).not.toHaveBeenCalled()
})

test('a database starts a thread of its own when that of the one before it is at work', async () => {
  const before = new Database([{ name: 't', documents: [{ _id: 'long', text: `${'a'.repeat(60)}!` }] }])
  const waiting = before.run({
    action: 'queryDocument',
    values: { collectionName: 't', query: endless },
    now: 0,
  })
  waiting.catch(() => {})
  database = new Database(seeds)
  await before.passOn(database)
  await expect(waiting).rejects.toThrow('has ended')
  expect(await idsOf()).toEqual(['1', 'long'])
})

test('documents of every type are the same after the thread began anew', async () => {
  database = new Database([{ name: 't' }], short)
  const document = {
    _id: '1',
    date: { $date: 5 },
    pattern: { $regex: 'a/b', $options: 'i' },
    numbers: [1.5, -0.25, 2 ** 53],
    nested: { b: null, a: [{}, []], 中: '𝒳' },
  }
  await ask('addDocument', { data: document })
  await ask('addDocument', { data: { _id: 'long', text: `${'a'.repeat(60)}!` } })
  const before = await ask('queryDocument', { query: { _id: '1' } })
  await expect(ask('queryDocument', { query: endless })).rejects.toMatchObject({ code: 'SERVER_TIMEOUT' })
  expect(JSON.stringify(await ask('queryDocument', { query: { _id: '1' } }))).toBe(JSON.stringify(before))
  expect(before.data.list).toEqual([document])
})

test('the time that many documents take to load is not counted as that of an operation', async () => {
  const fields = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`field${at}`, at]))
  const documents = Array.from({ length: 60_000 }, (_, at) => ({ _id: `${at}`, ...fields }))
  const many = [{ name: 't', documents }]
  database = new Database(many)
  const before = performance.now()
  await ask('queryDocument', { query: { _id: '7' } })
  const loading = performance.now() - before
  await database.close()
  database = new Database(many, { milliseconds: loading / 2, megabytes: 1_024 })
  expect(await idsOf({ _id: '7' })).toEqual(['7'])
})
