import { type Emulator, startEmulator } from '../../../local/emulator'
import { ask, withToken } from './plain-client'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ answers: { 'logistics.getQuota': { quota_num: 7 } } })
})
afterEach(() => ask(emulator.port, 'POST', '/__emu/reset', { json: {} }))
afterAll(() => emulator.close())

const control = (verb: string, path: string, json?: unknown) =>
  ask(emulator.port, verb, `/__emu/${path}`, { json })

test.each(['faults', 'answers'])('DELETE %s needs no content type', async path => {
  expect(await control('DELETE', path)).toMatchObject({ status: 200, json: { removed: 0 } })
})

test('DELETE with a body still says what it is', async () => {
  const reply = await ask(emulator.port, 'DELETE', '/__emu/faults', { body: '{}' })
  expect(reply.status).toBe(415)
})

test('answers are set, listed, and taken back one by one', async () => {
  await control('POST', 'answers', {
    'logistics.getQuota': { quota_num: 1 },
    'security.msgSecCheck': { a: 1 },
  })
  expect((await control('GET', 'answers')).json).toEqual({
    'logistics.getQuota': { quota_num: 1 },
    'security.msgSecCheck': { a: 1 },
  })
  expect((await control('DELETE', 'answers?method=logistics.getQuota')).json).toEqual({ removed: 1 })
  expect((await control('DELETE', 'answers')).json).toEqual({ removed: 1 })
  expect((await control('GET', 'answers')).json).toEqual({ 'logistics.getQuota': { quota_num: 7 } })
})

test('a wrong answer, method or file is a 400 that says what is wrong', async () => {
  const texts = [
    await control('POST', 'answers', { 'logistics.getQuta': {} }),
    await control('POST', 'answers', { 'logistics.getQuota': 7 }),
    await control('GET', 'calls?method=logistics.getQuta'),
    await control('GET', 'calls'),
    await control('POST', 'storage/files', { path: 'a' }),
    await control('POST', 'faults', { match: { method: 'logistics.getQuta' }, action: { errcode: 1 } }),
  ].map(({ status, text }) => [status, text.trim()])
  expect(texts).toEqual([
    [400, 'answers names logistics.getQuta, which is not a method; did you mean logistics.getQuota?'],
    [400, 'the answer of logistics.getQuota must be an object.'],
    [400, 'method names logistics.getQuta, which is not a method; did you mean logistics.getQuota?'],
    [400, 'method names nothing, which is not a method.'],
    [400, 'Send { "path": …, "base64": … }, the path of the file and its bytes.'],
    [
      400,
      'match of the rule has the method "logistics.getQuta", which is neither an HTTP verb nor a method; did you mean logistics.getQuota?',
    ],
  ])
})

test('calls have their responses, in which tokens are masked', async () => {
  const client = await withToken(emulator)
  await ask(emulator.port, 'GET', `/cgi-bin/express/business/account/getall?access_token=${client.token}`)
  const [call] = (await control('GET', 'calls?method=logistics.getAllAccount')).json
  expect(call).toMatchObject({ method: 'logistics.getAllAccount', errcode: 0 })
  expect(JSON.parse(call.response)).toMatchObject({ errcode: 0, count: expect.any(Number) })
  const { text } = await control('GET', 'calls?method=auth.getStableAccessToken')
  const { text: classic } = await control('GET', 'calls?method=auth.getAccessToken')
  expect(text + classic).toContain('***')
  expect(text + classic).not.toContain(client.token)
})

test('methods that had only a sample are counted until the reset', async () => {
  const client = await withToken(emulator)
  const path = `/cgi-bin/message/subscribe/send?access_token=${client.token}`
  await ask(emulator.port, 'POST', path, { json: { touser: 'o', template_id: 't', data: {} } })
  expect((await control('GET', 'unhandled')).json).toEqual({ 'subscribeMessage.send': 1 })
  await control('POST', 'reset', {})
  expect((await control('GET', 'unhandled')).json).toEqual({})
})

test('a file that is kept is listed, and read by its path', async () => {
  const base64 = Buffer.from('tea').toString('base64')
  const { fileID } = (await control('POST', 'storage/files', { path: 'a/Tea.txt', base64 })).json
  expect((await control('GET', 'storage/files')).json).toEqual([{ fileID, bytes: 3 }])
  expect((await control('GET', 'storage/files?file=a%2FTea.txt')).json).toEqual({ fileID, base64 })
  expect((await control('GET', 'storage/files?file=none')).text).toBe('null')
})
