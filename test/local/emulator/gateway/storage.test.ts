import { request } from 'node:http'
import { type Emulator, startEmulator } from '../../../../local/emulator'
import { ask } from '../plain-client'
import { runChild, withCloud } from './run-child'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

const run = (program: string) => runChild(emulator.env, withCloud(program))
const tcb = (program: string) =>
  runChild(
    emulator.env,
    `const tcb = require('tcb-admin-node'); tcb.init({ env: 'local', secretId: 'i', secretKey: 'k' }); ${program}`,
  )

const gateway = async (fields: object) =>
  (
    await fetch(emulator.gatewayUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ envName: 'local', ...fields }),
    })
  ).json() as Promise<any>

/** Keeps a file the way the newest SDK does, and gives what came of it. */
async function put(
  path: string,
  bytes: string | Buffer,
): Promise<{ fileId: string; status: number; said: string }> {
  const { data } = await gateway({ action: 'storage.getUploadMetadata', path, method: 'put' })
  const response = await fetch(data.url, { method: 'PUT', body: bytes as string })
  return { fileId: data.fileId, status: response.status, said: await response.text() }
}

const addressOf = async (fileid: string, max_age?: number): Promise<string> =>
  (await gateway({ action: 'storage.batchGetDownloadUrl', file_list: [{ fileid, max_age }] })).data
    .download_list[0].tempFileURL

describe('an untouched wx-server-sdk', () => {
  test('gets back the very bytes that it uploaded, from a buffer and from a stream', async () => {
    const { up, stream, down, other } = await run(`
      const { Readable } = require('node:stream'), fs = require('node:fs')
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index))
      await attempt('up', () => cloud.uploadFile({ cloudPath: 'dir/b 中.bin', fileContent: bytes }))
      await attempt('down', async () =>
        (await cloud.downloadFile({ fileID: outcomes.up.result.fileID })).fileContent.equals(bytes))
      await attempt('stream', () =>
        cloud.uploadFile({ cloudPath: 'own.js', fileContent: fs.createReadStream(require.resolve('wx-server-sdk/package.json')) }))
      await attempt('other', async () =>
        JSON.parse((await cloud.downloadFile({ fileID: outcomes.stream.result.fileID })).fileContent).name)`)
    expect(up!.result).toMatchObject({
      fileID: 'cloud://local.6c6f-local-1250000000/dir/b 中.bin',
      errMsg: 'uploadFile:ok',
    })
    expect(stream!.result.errMsg).toBe('uploadFile:ok')
    expect([down!.result, other!.result]).toEqual([true, 'wx-server-sdk'])
  })

  test('hears of each file whether it is there, and deletes those that are', async () => {
    const { urls, gone, after } = await run(`
      const { fileID } = await cloud.uploadFile({ cloudPath: 'a.txt', fileContent: Buffer.from('a') })
      await attempt('urls', () => cloud.getTempFileURL({ fileList: [{ fileID, maxAge: 60 }, 'cloud://local.x/absent'] }))
      await attempt('gone', () => cloud.deleteFile({ fileList: [fileID, 'cloud://local.x/absent'] }))
      await attempt('after', () => cloud.downloadFile({ fileID }))`)
    expect(urls!.result.fileList).toMatchObject([
      {
        status: 0,
        maxAge: 60,
        tempFileURL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/a\.txt$/),
      },
      { status: -503003, tempFileURL: '' },
    ])
    expect(gone!.result.fileList.map(({ status }: { status: number }) => status)).toEqual([0, -503003])
    expect(after!.error).toMatchObject({ code: 'STORAGE_FILE_NONEXIST' })
  })

  test('is told in words which path the storage refuses, and nothing is kept', async () => {
    const { climbs } = await run(`
      await attempt('climbs', () => cloud.uploadFile({ cloudPath: 'a/../../b.txt', fileContent: Buffer.from('a') }))`)
    expect(climbs!.error!.message).toContain('cloudPath must not contain . or .. as a folder')
    expect(await addressOf('cloud://local.6c6f-local-1250000000/a/../../b.txt')).toBe('')
  })
})

test('tcb-admin-node uploads by a form, and gets the same bytes back', async () => {
  const { up, down } = await tcb(`
    await attempt('up', () => tcb.uploadFile({ cloudPath: 'a.txt', fileContent: Buffer.from([0, 255, 13, 10]) }))
    await attempt('down', async () =>
      [...(await tcb.downloadFile({ fileID: outcomes.up.result.fileID })).fileContent])`)
  expect(up!.result.fileID).toBe('cloud://local.6c6f-local-1250000000/a.txt')
  expect(down!.result).toEqual([0, 255, 13, 10])
})

test('the oldest form sends the file along with the action', async () => {
  const form = new FormData()
  form.append('action', 'storage.uploadFile')
  form.append('path', 'old.txt')
  form.append('file', new Blob([Buffer.from([200, 0])]), 'old.txt')
  const answer: any = await (await fetch(emulator.gatewayUrl, { method: 'POST', body: form })).json()
  expect(answer.data).toEqual({ fileID: 'cloud://local.6c6f-local-1250000000/old.txt' })
  const bytes = await (await fetch(await addressOf(answer.data.fileID))).arrayBuffer()
  expect([...Buffer.from(bytes)]).toEqual([200, 0])
})

test.each(['', '/lead.txt', 'a//b', '../b', 'a/./b', 'line\nend', 'b\\c', 'x'.repeat(851)])(
  'the path %j is refused as the object storage refuses',
  async path => {
    const { status, said } = await put(path, 'x')
    expect([status, said]).toEqual([
      403,
      expect.stringMatching(/<Error><Code>InvalidArgument<.*<RequestId>.*<TraceId>/),
    ])
  },
)

test('an upload has one use and a quarter of an hour', async () => {
  const { data } = await gateway({ action: 'storage.getUploadMetadata', path: 'a.txt', method: 'put' })
  const send = async () => (await fetch(data.url, { method: 'PUT', body: 'x' })).status
  expect([await send(), await send()]).toEqual([204, 403])
  const late = await gateway({ action: 'storage.getUploadMetadata', path: 'b.txt', method: 'put' })
  await ask(emulator.port, 'POST', '/__emu/clock', { json: { advanceMs: 15 * 60_000 } })
  expect((await fetch(late.data.url, { method: 'PUT', body: 'x' })).status).toBe(403)
})

test('a file of 51 MB is refused, and the emulator goes on', async () => {
  const { status, said } = await put('large.bin', Buffer.alloc(51 * 1024 * 1024))
  expect([status, said]).toEqual([413, expect.stringContaining('larger than 50')])
  expect((await put('small.bin', 'x')).status).toBe(204)
})

describe('an address', () => {
  test('answers with the type of the file, until its time has passed by the clock', async () => {
    const { fileId } = await put('pictures/a.PNG', 'not really')
    const address = await addressOf(fileId, 60)
    const response = await fetch(address)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png'])
    await ask(emulator.port, 'POST', '/__emu/clock', { json: { advanceMs: 60_000 } })
    expect((await fetch(address)).status).toBe(403)
  })

  test('gives a player the part that it asks for', async () => {
    const { fileId } = await put('a.mp4', '0123456789')
    const address = await addressOf(fileId)
    const part = await fetch(address, { headers: { range: 'bytes=2-4' } })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 2-4/10',
      '234',
    ])
    const last = await fetch(address, { headers: { range: 'bytes=-3' } })
    expect(await last.text()).toBe('789')
    expect((await fetch(address, { headers: { range: 'bytes=10-' } })).status).toBe(416)
  })

  test.each(['a.html', 'a.svg', 'a.xml', 'a.js'])('never lets a browser run %s', async name => {
    const { fileId } = await put(name, '<script>1</script>')
    const { headers } = await fetch(await addressOf(fileId))
    expect(headers.get('content-disposition')).toBe('attachment')
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('is nothing that can be guessed, written to, or reached under a stranger’s name', async () => {
    const address = new URL(await addressOf((await put('a.txt', 'a')).fileId))
    expect((await fetch(`${address.origin}/${'0'.repeat(32)}/a.txt`)).status).toBe(404)
    expect((await fetch(`${address.origin}/__emu/`)).status).toBe(404)
    expect((await fetch(address, { method: 'POST', body: 'x' })).status).toBe(405)
    const status = await new Promise(resolve =>
      request(address, { headers: { host: 'evil.example' } }, response =>
        resolve(response.resume().statusCode),
      ).end(),
    )
    expect(status).toBe(403)
  })

  test('is another origin than the emulator’s, which answers none of its pages', async () => {
    const { origin } = new URL(await addressOf((await put('a.html', 'x')).fileId))
    expect(origin).not.toBe(emulator.url)
    const { status } = await fetch(`${emulator.url}/__emu/log`, { headers: { origin } })
    expect(status).toBe(403)
  })
})

describe('a user of the mini program', () => {
  const askFor = async (openid: string, action: string, fields: object) =>
    (await ask(emulator.port, 'POST', '/__emu/storage/call', { json: { openid, action, ...fields } })).json
  const putFor = async (openid: string, path: string) => {
    const { data } = await askFor(openid, 'storage.getUploadMetadata', { path, envName: 'shop' })
    return { fileId: data.fileId, status: (await fetch(data.url, { method: 'PUT', body: openid })).status }
  }
  const textOf = async (fileId: string) => (await fetch(await addressOf(fileId))).text()
  const removeFor = async (openid: string, fileId: string) =>
    (await askFor(openid, 'storage.batchDeleteFile', { fileid_list: [fileId] })).data.delete_list[0].code

  test('reads all files, and replaces and deletes the own ones alone', async () => {
    const { fileId, status } = await putFor('oA', 'a.txt')
    expect([status, fileId]).toEqual([204, 'cloud://shop.7368-shop-1250000000/a.txt'])
    const seen = await askFor('oB', 'storage.batchGetDownloadUrl', { file_list: [fileId] })
    expect(await (await fetch(seen.data.download_list[0].tempFileURL)).text()).toBe('oA')
    expect((await putFor('oB', 'a.txt')).status).toBe(403)
    expect(await removeFor('oB', fileId)).toBe('STORAGE_EXCEED_AUTHORITY')
    expect(await textOf(fileId)).toBe('oA')
    expect((await putFor('oA', 'a.txt')).status).toBe(204)
    expect(await removeFor('oA', fileId)).toBe('SUCCESS')
  })

  test('cannot touch what a function keeps, while functions may do everything', async () => {
    const { fileId } = await put('own.txt', 'function')
    expect(await removeFor('oA', fileId)).toBe('STORAGE_EXCEED_AUTHORITY')
    const theirs = await putFor('oA', 'theirs.txt')
    const { data } = await gateway({ action: 'storage.batchDeleteFile', fileid_list: [theirs.fileId] })
    expect(data.delete_list[0].code).toBe('SUCCESS')
  })

  test('must be named, and can ask for nothing but the storage', async () => {
    const { text } = await ask(emulator.port, 'POST', '/__emu/storage/call', { json: { action: 'x' } })
    expect(text).toContain('openid must be a text')
    expect(await askFor('oA', 'database.queryDocument', {})).toMatchObject({ code: 'INVALID_PARAM' })
  })

  test('can be told where all files are served', async () => {
    const { json } = await ask(emulator.port, 'GET', '/__emu/storage')
    expect(json.origin).toBe(new URL(await addressOf((await put('a.txt', 'a')).fileId)).origin)
  })
})

test('a reset leaves no file', async () => {
  const { fileId } = await put('a.txt', 'a')
  await ask(emulator.port, 'POST', '/__emu/reset', { json: {} })
  expect(await addressOf(fileId)).toBe('')
})
