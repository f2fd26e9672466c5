import { join } from 'node:path'
import { functionEnvironment } from '../../../../local/cli/start/first-calls'
import { type Emulator, startEmulator } from '../../../../local/emulator'
import { type Functions, startFunctions } from '../../../../local/functions/start-functions'
import { ask } from '../plain-client'

const root = join(__dirname, 'fixtures/cloudfunctions')
let emulator: Emulator
let functions: Functions
beforeAll(async () => {
  emulator = await startEmulator({ functionFolder: root, collections: ['printers'] })
  functions = startFunctions({ root, environment: functionEnvironment(emulator) })
})
afterAll(async () => {
  await functions.close()
  await emulator.close()
})

test('a function written for the cloud runs unchanged, offline, with the environment that start gives', async () => {
  const result = await functions.invoke({
    name: 'untouched',
    data: { tags: '123,456' },
    caller: { OPENID: 'oABC' },
  })
  expect(result).toEqual({
    accounts: 1,
    bound: { errMsg: 'openapi.logistics.updatePrinter:ok', errCode: 0 },
    kept: 'oABC',
  })
  const effects = (await ask(emulator.port, 'GET', '/__emu/effects')).json
  expect(effects).toMatchObject([
    { what: 'printer bound', facts: { openid: 'oABC', tagid_list: ['123', '456'] } },
  ])
})

test('what it returns when WeChat refuses is what the cloud would give', async () => {
  const result = await functions.invoke({
    name: 'untouched',
    data: { tags: 'x' },
    caller: { OPENID: 'oABC' },
  })
  expect(result).toMatchObject({ errCode: 40097, errMsg: expect.stringContaining('updatePrinter:fail') })
})
