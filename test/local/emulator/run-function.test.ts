import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Functions, startEmulator, startFunctions } from '../../../local/emulator'
import { ask, withEmulator } from './plain-client'

const root = mkdtempSync(join(tmpdir(), 'wx-openapi-run-function-'))
beforeAll(() => {
  mkdirSync(join(root, 'echo'))
  writeFileSync(
    join(root, 'echo/index.js'),
    'exports.main = event => ({ event, user: process.env.WX_OPENID, source: process.env.TCB_SOURCE })',
  )
})
afterAll(() => rmSync(root, { recursive: true }))

const withFunctions = async (work: (port: number) => Promise<void>) => {
  let functions: Functions
  const emulator = await startEmulator({ functions: { invoke: call => functions.invoke(call) } })
  functions = startFunctions({ root, environment: emulator.env })
  try {
    await work(emulator.port)
  } finally {
    await functions.close()
    await emulator.close()
  }
}
const run = (port: number, json: unknown) => ask(port, 'POST', '/__emu/functions', { json: json as object })

test('a function of startFunctions is called as by a mini program, in the name of a user', async () => {
  await withFunctions(async port => {
    expect((await run(port, { name: 'echo', data: { a: [1] }, openid: 'oUser' })).json).toEqual({
      result: {
        event: { a: [1], userInfo: { openId: 'oUser', appId: 'wxdemo0000000000' } },
        user: 'oUser',
        source: 'wx_client',
      },
      errMsg: 'cloud.callFunction:ok',
    })
    expect((await run(port, { name: 'echo' })).json.result).toEqual({
      event: { userInfo: { appId: 'wxdemo0000000000' } },
      source: 'wx_client',
    })
  })
})

test('a function that cannot be called gives the errCode of the cloud, and the log has it', async () => {
  await withFunctions(async port => {
    const { json } = await run(port, { name: 'nobody' })
    expect(json).toMatchObject({ errCode: -501000, errMsg: expect.stringContaining('FUNCTION_NOT_FOUND') })
    const [entry] = (await ask(port, 'GET', '/__emu/log')).json
    expect(entry).toMatchObject({ path: 'function nobody', errcode: -501000 })
  })
})

test.each([
  {},
  [],
  { name: '' },
  { name: 1 },
  { name: 'echo', openid: 7 },
  { name: 'echo', openid: '' },
  { name: 'echo', openId: 'oUser' },
])('%j is refused with what it takes', async json => {
  await withFunctions(async port => {
    const answer = await run(port, json)
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('name of a function')])
  })
})

test('an emulator that was started without functions says so', async () => {
  await withEmulator({}, async ({ port }) => {
    const answer = await run(port, { name: 'echo' })
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('without functions')])
  })
})
