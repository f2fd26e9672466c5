import { type Emulator, startEmulator } from '../../../local/emulator'
import { type Preview, startPreview } from '../../../local/preview/server'
import { copyFixture, removeFolders } from './project-folder'

let emulator: Emulator
let preview: Preview
let alone: Preview
const callFunction = async () => ({ result: {}, seen: [] })

beforeAll(async () => {
  emulator = await startEmulator()
  const project = copyFixture()
  preview = await startPreview({ project, callFunction, emulator: emulator.url })
  alone = await startPreview({ project, callFunction })
})
afterAll(async () => {
  await preview.close()
  await alone.close()
  await emulator.close()
  removeFolders()
})

const caller = 'oDEMO_user_00000000000000001'

const askFor = async (json: object, at = preview, token?: string) => {
  const given = token ?? /"token":"([^"]+)"/.exec(await (await fetch(at.url)).text())![1]!
  const response = await fetch(`${at.url}__cloud/user`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-preview-token': given },
    body: JSON.stringify(json),
  })
  return [response.status, await response.text()]
}

test('a page gets what WeChat gives for its user', async () => {
  const [status, text] = await askFor({ wants: 'login', caller })
  expect([status, JSON.parse(String(text))]).toEqual([200, { code: expect.stringMatching(/^\w{32}$/) }])
})

test.each([
  [{ wants: 'login', caller: 'oSomebody' }, 'no caller has this openid'],
  [{ wants: 'login', caller: ['oDEMO_user_00000000000000001'] }, 'no caller has this openid'],
  [{ wants: 'session_key', caller }, 'the pages of a mini program cannot do that'],
])('%j is refused', async (json, reason) => {
  expect(await askFor(json)).toEqual([400, reason])
})

test('nobody but the page may ask', async () => {
  expect((await askFor({ wants: 'login', caller }, preview, 'no token'))[0]).toBe(403)
})

test('without an emulator nobody knows the user', async () => {
  expect(await askFor({ wants: 'login', caller }, alone)).toEqual([
    400,
    expect.stringContaining('no emulator'),
  ])
})
