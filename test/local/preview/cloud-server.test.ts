import { type Emulator, startEmulator } from '../../../local/emulator'
import { type Preview, startPreview } from '../../../local/preview/server'
import { ask } from '../emulator/plain-client'
import { hearNews } from './news'
import { copyFixture, removeFolders } from './project-folder'

const operator = 'oDEMO_user_00000000000000001'
let emulator: Emulator
let preview: Preview
let bare: Preview
let token: string

beforeAll(async () => {
  emulator = await startEmulator({ collections: [{ name: 'todos' }, { name: 'open', access: 'READONLY' }] })
  const callFunction = async () => ({ result: {} })
  const project = copyFixture()
  preview = await startPreview({ project, emulator: emulator.url, callFunction })
  bare = await startPreview({ project, callFunction })
  token = await tokenOf(preview)
})
afterAll(async () => {
  await Promise.all([preview.close(), bare.close(), emulator.close()])
  removeFolders()
})

const tokenOf = async ({ url }: Preview) => /"token":"([^"]+)"/.exec(await (await fetch(url)).text())![1]

const send = (
  path: string,
  body: object | string,
  { caller = operator, to = preview.url, ...headers }: Record<string, string> = {},
) =>
  fetch(`${to}__cloud/${path}?caller=${caller}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-preview-token': token, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const act = async (action: string, values: object, headers = {}) => {
  const response = await send('ask', { action, values }, headers)
  return response.ok ? ((await response.json()) as any) : response.status
}

test('a page acts as who it was opened for, whatever it says besides', async () => {
  const values = {
    collectionName: 'todos',
    data: { _id: 'mine' },
    openid: 'oSOMEBODY',
    viewer: {},
    action: 'x',
  }
  expect(await act('database.addDocument', values)).toEqual({ data: { _id: 'mine' } })
  const asked = { action: 'database.queryDocument', collectionName: 'todos' }
  const { json } = await ask(emulator.port, 'POST', '/__cloud', { json: asked })
  expect(json.data.list).toEqual([{ _id: 'mine', _openid: operator }])
})

test.each(['startTransaction', 'addCollection', 'modifyAndReturnDoc', 'constructor'])(
  'a page cannot ask the database for %s',
  async action => {
    expect(await act(`database.${action}`, { collectionName: 'todos' })).toBe(400)
  },
)

test('a page cannot ask the storage for more than addresses and deletions', async () => {
  expect(await act('storage.getUploadMetadata', { path: 'a.txt' })).toBe(400)
})

test.each([
  ['somebody who cannot be chosen', { caller: 'oSOMEBODY' }, 400],
  ['nobody', { caller: '' }, 400],
  ['a page without our token', { 'x-preview-token': 'guessed' }, 403],
  ['a form', { 'content-type': 'text/plain' }, 415],
  ['another origin', { origin: 'http://127.0.0.1:1' }, 403],
  ['another site', { 'sec-fetch-site': 'same-site' }, 403],
])('%s is refused at every door', async (_who, headers: Record<string, string>, status) => {
  for (const path of ['ask', 'download', 'watch'])
    expect([path, (await send(path, {}, headers)).status]).toEqual([path, status])
  const upload = { 'content-type': 'application/octet-stream', ...headers }
  expect((await send('upload', 'bytes', upload)).status).toBe(status)
})

test('what is not JSON, a door that is not there and a GET are refused', async () => {
  expect((await send('ask', '{')).status).toBe(400)
  expect((await send('other', {})).status).toBe(404)
  expect((await fetch(`${preview.url}__cloud/ask?caller=${operator}`)).status).toBe(405)
})

test('a preview without an emulator has no doors to it, and its page is told', async () => {
  const headers = { to: bare.url, 'x-preview-token': await tokenOf(bare) }
  expect((await send('ask', {}, headers)).status).toBe(404)
  expect(await (await fetch(bare.url)).text()).toContain('"hasCloud":false')
})

test('the page may show pictures and films of servers of this machine, such as the storage, and nothing else of theirs', async () => {
  const policy = (await fetch(preview.url)).headers.get('content-security-policy')!
  const here = 'http://127.0.0.1:* http://localhost:*'
  expect(policy.split('; ').filter(one => one.includes('http'))).toEqual([
    `img-src 'self' data: blob: ${here}`,
    `media-src 'self' data: blob: ${here}`,
  ])
})

test('a channel serves the user alone for whom it was opened, and its watches end with it', async () => {
  const { next: line, close } = await hearNews(preview.url, operator)
  await line()
  const { channel } = await line()
  await act('database.addDocument', { collectionName: 'open', data: { _id: 'seen' } })
  const watch = { channel, watch: 1, values: { collectionName: 'open', openid: 'oSOMEBODY' } }
  const other = await send('watch', watch, { caller: 'oDEMO_user_00000000000000002' })
  expect(await other.json()).toMatchObject({ code: 'SYS_ERR' })
  expect(await (await send('watch', watch)).json()).toEqual({})
  expect(await line()).toMatchObject({
    watch: 1,
    snapshot: { type: 'init', docs: [{ _id: 'seen', _openid: operator }] },
  })
  close()
  let left: unknown
  // The server hears of it when the connection is closed.
  for (let tries = 0; tries < 1_000 && (left as any)?.code !== 'SYS_ERR'; tries += 1)
    left = await (await send('watch', watch)).json()
  expect(left).toEqual({ code: 'SYS_ERR', message: 'the page has no such channel' })
})

test.each([
  ['another origin', { origin: 'http://127.0.0.1:1' }],
  ['no browser', { origin: undefined }],
  ['another site', { 'sec-fetch-site': 'cross-site' }],
])('%s hears no news', async (_who, headers) => {
  await expect(hearNews(preview.url, operator, headers)).rejects.toThrow('403')
})

test('somebody who cannot be chosen gets no channel', async () => {
  const { next, close } = await hearNews(preview.url, 'oSOMEBODY')
  expect(await next()).toEqual({ version: expect.any(Number) })
  const other = await hearNews(preview.url, operator)
  expect(await other.next()).toEqual({ version: expect.any(Number) })
  expect(await other.next()).toEqual({ channel: expect.any(String) })
  expect((await send('watch', { watch: 1, values: {} }, { caller: 'oSOMEBODY' })).status).toBe(400)
  other.close()
  close()
})

test('a file comes as bytes, its type beside them', async () => {
  const type = { 'content-type': 'application/octet-stream' }
  const target = `${preview.url}__cloud/upload?caller=${operator}&path=a.html&env=shop`
  const headers = { ...type, 'x-preview-token': token }
  const kept = await (await fetch(target, { method: 'POST', headers, body: '<b>' })).json()
  const fileID = 'cloud://shop.7368-shop-1250000000/a.html'
  expect(kept).toEqual({ data: { fileID } })
  const file = await send('download', { fileID })
  expect([await file.text(), file.headers.get('content-type'), file.headers.get('x-file-type')]).toEqual([
    '<b>',
    'application/octet-stream',
    'text/html; charset=utf-8',
  ])
})

test('an emulator that is gone fails the call, and the page is still served', async () => {
  const gone = await startEmulator()
  await gone.close()
  const callFunction = async () => ({ result: {} })
  const lonely = await startPreview({ project: copyFixture(), emulator: gone.url, callFunction })
  try {
    const headers = { to: lonely.url, 'x-preview-token': await tokenOf(lonely) }
    const response = await send('ask', { action: 'database.queryDocument', values: {} }, headers)
    expect(await response.json()).toEqual({ code: 'SYS_ERR', message: expect.stringContaining('emulator') })
  } finally {
    await lonely.close()
  }
})
