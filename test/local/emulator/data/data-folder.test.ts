import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataFolder } from '../../../../local/emulator/data/data-folder'
import { type Kept, startEmulatorOf } from '../../../../local/emulator/start-emulator'
import * as catalogue from '../../../../shared/catalogue'

let parent: string
let folder: string
const told: string[] = []
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'wx-openapi-data-'))
  folder = join(parent, 'data')
  told.length = 0
})
afterEach(() => rmSync(parent, { recursive: true }))

const open = (fresh?: boolean) => DataFolder.open(folder, { fresh, tell: line => told.push(line) })

/** What one asks an emulator. */
interface Asking {
  gateway(action: string, fields: object): Promise<any>
  control(path: string, json?: object): Promise<any>
  raw(path: string, json: object): Promise<Response>
  fileAt(fileid: string): Promise<string | undefined>
}

/** Runs an emulator on the folder, and ends both. */
async function withFolder<T>(
  use: (asking: Asking) => Promise<T>,
  { collections = [], ...kept }: Kept & { collections?: any } = {},
): Promise<T> {
  const data = (await open())!
  const emulator = await startEmulatorOf(catalogue, { collections }, { ...kept, data }).catch(async error => {
    await data.close()
    throw error
  })
  const send = (url: string, json: object) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(json),
    })
  const post = async (url: string, json: object) => (await send(url, json)).json() as Promise<any>
  const gateway: Asking['gateway'] = (action, fields) =>
    post(emulator.gatewayUrl, { envName: 'local', action, ...fields })
  try {
    return await use({
      gateway,
      raw: (path, json) => send(`${emulator.url}/__emu/${path}`, json),
      async control(path, json) {
        const url = `${emulator.url}/__emu/${path}`
        return json ? post(url, json) : ((await fetch(url)).json() as Promise<any>)
      },
      async fileAt(fileid) {
        const { data: got } = await gateway('storage.batchGetDownloadUrl', { file_list: [{ fileid }] })
        const { tempFileURL } = got.download_list[0]
        return tempFileURL ? await (await fetch(tempFileURL)).text() : undefined
      },
    })
  } finally {
    await emulator.close()
    await data.close()
  }
}

async function upload({ gateway }: Asking, path: string, text: string): Promise<string> {
  const { data } = await gateway('storage.getUploadMetadata', { path })
  expect((await fetch(data.url, { method: 'PUT', body: text })).status).toBe(204)
  return data.fileId
}

const named = { collectionName: 'todos' }
const listOf = async ({ gateway }: Asking) =>
  (await gateway('database.queryDocument', { ...named, query: {} })).data.list

test('documents, files and who may read a collection are there after another start', async () => {
  const fileId = await withFolder(async asking => {
    await asking.control('database/collections', { name: 'todos', access: 'ADMINWRITE' })
    await asking.gateway('database.insertDocument', { ...named, data: '{"_id":"a","n":{"$numberInt":"1"}}' })
    await asking.gateway('database.insertDocument', {
      ...named,
      data: '{"_id":{"$numberInt":"1"},"n":{"$numberInt":"2"}}',
    })
    await asking.gateway('database.removeDocument', { ...named, query: '{"_id":"none"}' })
    return upload(asking, 'Photos/猫.png', 'miaow')
  })
  await withFolder(async asking => {
    expect(await listOf(asking)).toEqual([
      { _id: 'a', n: 1 },
      { _id: 1, n: 2 },
    ])
    expect(await asking.control('database/collections')).toEqual([
      { name: 'todos', documents: 2, access: 'ADMINWRITE' },
    ])
    expect(await asking.fileAt(fileId)).toBe('miaow')
    await asking.gateway('database.deleteDocument', { ...named, query: { _id: 1 } })
    await asking.gateway('storage.batchDeleteFile', { fileid_list: [fileId] })
  })
  await withFolder(async asking => {
    expect(await listOf(asking)).toEqual([{ _id: 'a', n: 1 }])
    expect(await asking.fileAt(fileId)).toBeUndefined()
  })
})

test('dates of both dialects, of 1970 too, are the same after another start', async () => {
  const later = { $date: 1_600_000_000_123 }
  await withFolder(async asking => {
    await asking.control('database/collections', { name: 'todos' })
    await asking.gateway('database.addDocument', {
      ...named,
      _id: 'old',
      data: { at: { $date: 0 }, list: [later] },
    })
    await asking.gateway('database.updateDocument', {
      ...named,
      query: { _id: 'old' },
      data: { $set: { 'in.at': { $date: -1 } } },
    })
    await asking.gateway('database.insertDocument', {
      ...named,
      data: '{"_id":"new","at":{"$date":{"$numberLong":"0"}}}',
    })
  })
  await withFolder(async asking => {
    expect(await listOf(asking)).toEqual([
      { _id: 'old', at: { $date: 0 }, list: [later], in: { at: { $date: -1 } } },
      { _id: 'new', at: { $date: 0 } },
    ])
    const { data } = await asking.gateway('database.getDocument', {
      ...named,
      query: '{"at":{"$date":{"$numberLong":"0"}}}',
    })
    expect(data.list.map((text: string) => JSON.parse(text).at)).toEqual(
      [1, 2].map(() => ({ $date: { $numberLong: '0' } })),
    )
    // What was read back and written again is still a date.
    const { data: counted } = await asking.gateway('database.countDocument', {
      ...named,
      query: { list: { $gt: { $date: 5 } } },
    })
    expect(counted.total).toBe(1)
  })
})

test('a transaction is kept once it is committed, and nothing of it before', async () => {
  await withFolder(async asking => {
    await asking.control('database/collections', { name: 'todos' })
    for (const ends of ['commitTransaction', 'none']) {
      const { transactionId } = await asking.gateway('database.startTransaction', {})
      const data = JSON.stringify({ _id: ends })
      await asking.gateway('database.insertDocInTransaction', { ...named, transactionId, data })
      if (ends !== 'none') await asking.gateway(`database.${ends}`, { transactionId })
    }
  })
  await withFolder(async asking => expect(await listOf(asking)).toEqual([{ _id: 'commitTransaction' }]))
})

const seed = { name: 'todos', documents: [{ _id: 'seeded' }] }

test('a seed fills collections without documents, and leaves others as they were', async () => {
  const collections = [seed, { name: 'users', documents: [{ name: 'Ann' }] }]
  await withFolder(
    async asking => {
      expect(await listOf(asking)).toEqual([])
      await asking.gateway('database.insertDocument', { ...named, data: '{"_id":"own"}' })
    },
    { collections: ['todos'] },
  )
  await withFolder(
    async asking => {
      expect(await listOf(asking)).toEqual([{ _id: 'own' }])
      const { data } = await asking.gateway('database.queryDocument', { collectionName: 'users', query: {} })
      expect(data.list).toEqual([{ _id: 'seed-1', name: 'Ann' }])
    },
    { collections },
  )
})

test('more documents than fit are refused before any is kept', async () => {
  const many = (name: string) => ({
    name,
    documents: Array.from({ length: 60_000 }, (_, at) => ({ _id: at })),
  })
  await expect(withFolder(async () => {}, { collections: [many('a'), many('b')] })).rejects.toThrow(
    'the database can have 100000 documents; at the start it has 120000',
  )
  await withFolder(async asking => expect(await asking.control('database/collections')).toEqual([]))
})

test.each([
  ['no list', { collections: {} }, 'collections must be a list'],
  [
    'a document that is none',
    { collections: [{ name: 'a' }, { name: 'b', documents: [7] }] },
    'documents must be',
  ],
  ['a collection without a name', { collections: [{ name: 'a' }, {}] }, 'name must be a text'],
  [
    'an access that there is not',
    { collections: [{ name: 'a' }, { name: 'b', access: 'ALL' }] },
    'access must be',
  ],
])('%s is put into nothing', async (_, json, said) => {
  await withFolder(async asking => {
    const response = await asking.raw('database/documents', json)
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(said)])
    expect(await asking.control('database/collections')).toEqual([])
  })
})

test('a reset goes back to the seed, and the folder follows', async () => {
  const path = join(parent, 'logo.png')
  writeFileSync(path, 'logo')
  const kept = { collections: [seed], files: [{ place: 'local/logo.png', path }] }
  await withFolder(async asking => {
    await asking.gateway('database.insertDocument', { ...named, data: '{"_id":"own"}' })
    await asking.control('database/collections', { name: 'more', access: 'READONLY' })
    await upload(asking, 'own.txt', 'own')
    await upload(asking, 'logo.png', 'changed')
    expect(await asking.control('reset', {})).toEqual({ ok: true })
    await asking.gateway('database.insertDocument', { ...named, data: '{"_id":"after"}' })
  }, kept)
  await withFolder(async asking => {
    expect(await listOf(asking)).toEqual([{ _id: 'seeded' }, { _id: 'after' }])
    expect(await asking.control('database/collections')).toEqual([
      { name: 'todos', documents: 2, access: 'PRIVATE' },
    ])
    const fileId = (path: string) => `cloud://local.6c6f-local-1250000000/${path}`
    expect(await asking.fileAt(fileId('logo.png'))).toBe('logo')
    expect(await asking.fileAt(fileId('own.txt'))).toBeUndefined()
  })
})

test('a fresh folder is empty, and a broken file is put aside for it', async () => {
  await withFolder(asking => asking.control('database/collections', { name: 'todos' }))
  await (await open(true))!.close()
  await withFolder(async asking => expect(await asking.control('database/collections')).toEqual([]))
  const path = join(folder, 'database.jsonl')
  writeFileSync(path, `${readFileSync(path, 'utf8')}broken\n`)
  const broken = readFileSync(path)
  await expect(open()).rejects.toThrow(/database\.jsonl is broken in line \d+; nothing was changed/)
  expect(readFileSync(path).equals(broken)).toBe(true)
  await (await open(true))!.close()
  const [, aside] = /now (\S+)\.$/.exec(told.at(-1)!)!
  expect(readFileSync(aside!).equals(broken)).toBe(true)
})

test('git passes the folder over, and a .gitignore that is there is left', async () => {
  await (await open())!.close()
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n')
  writeFileSync(join(folder, '.gitignore'), 'storage/\n')
  await (await open())!.close()
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('storage/\n')
})

test('a folder with other files, and a file, are refused and left alone', async () => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{}')
  await expect(open(true)).rejects.toThrow(/holds other files, and is not a data folder/)
  expect(readdirSync(folder)).toEqual(['package.json'])
  folder = join(folder, 'package.json')
  await expect(open()).rejects.toThrow(/is a file/)
})

test('one holds the folder, by whatever path another comes to it, until it closes', async () => {
  const first = (await open())!
  symlinkSync(folder, join(parent, 'link'))
  const byLink = () => DataFolder.open(join(parent, 'link'), { tell: () => {} })
  expect(await open()).toBeUndefined()
  expect(await byLink()).toBeUndefined()
  await first.close()
  await (await byLink())!.close()
})

test('what a killed process left unfinished is removed', async () => {
  await (await open())!.close()
  for (const name of ['database.tmp', '0123456789abcdef.tmp', 'mine.tmp'])
    writeFileSync(join(folder, name), 'half')
  await (await open())!.close()
  expect(readdirSync(folder).sort()).toEqual(['.gitignore', 'database.jsonl', 'mine.tmp', 'storage'])
})

test('the emulator of a test keeps nothing: no folder is made', async () => {
  const emulator = await startEmulatorOf(catalogue, { collections: [seed] })
  await emulator.close()
  expect(existsSync(folder)).toBe(false)
})

test('a collection that the code has come to name is made when it is first asked for', async () => {
  const asked: string[] = []
  const findCollection = (name: string) => {
    asked.push(name)
    return name === 'todos' ? { name, access: 'READONLY' as const } : undefined
  }
  await withFolder(
    async asking => {
      expect(
        await asking.gateway('database.queryDocument', { collectionName: 'users', query: {} }),
      ).toMatchObject({
        code: 'DATABASE_COLLECTION_NOT_EXIST',
      })
      expect(await Promise.all([listOf(asking), listOf(asking)])).toEqual([[], []])
      expect(await asking.control('database/collections')).toEqual([
        { name: 'todos', documents: 0, access: 'READONLY' },
      ])
      expect(asked[0]).toBe('users')
    },
    { findCollection },
  )
  await withFolder(async asking => expect(await listOf(asking)).toEqual([]))
})

test('a broken list of owners is named and not changed; --fresh begins without it', async () => {
  await (await open())!.close()
  const owners = join(folder, 'storage-owners.json')
  writeFileSync(owners, '{"local/a.png":')
  await expect(open()).rejects.toThrow(`${owners} is broken`)
  expect(readFileSync(owners, 'utf8')).toBe('{"local/a.png":')
  await (await open(true))!.close()
  expect(existsSync(owners)).toBe(false)
})
