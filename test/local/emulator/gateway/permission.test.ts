import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../../../local/emulator'
import { ask, reset } from '../plain-client'
import { runChild, withCloud } from './run-child'

let project: string
let emulator: Emulator
let lines: string[]
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'wx-openapi-permission-'))
  emulator = await startEmulator({
    functionFolder: join(project, 'cloudfunctions'),
    onLog: line => lines.push(line),
  })
})
afterAll(async () => {
  await emulator.close()
  rmSync(project, { recursive: true, force: true })
})
beforeEach(async () => {
  rmSync(join(project, 'cloudfunctions'), { recursive: true, force: true })
  mkdirSync(join(project, 'cloudfunctions/x'), { recursive: true })
  await reset(emulator)
  lines = []
})

const write = (config: string) => writeFileSync(join(project, 'cloudfunctions/x/config.json'), config)

/** Function x calls what its config.json may declare, once by each way. */
const callAsFunction = () =>
  runChild(
    {
      ...emulator.env,
      TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${emulator.gatewayUrl}/x` }),
    },
    withCloud(`
      await attempt('typed', () => cloud.openapi.logistics.getAllAccount())
      await attempt('api', () => cloud.callOpenAPI({ api: 'logistics.getAllAccount', data: {} }))`),
  )

const refusal = 'function has no permission to call this API'
const add = 'add "logistics.getAllAccount" to permissions.openapi in cloudfunctions/x/config.json'

test.each([
  ['does not declare the method', '{ "permissions": { "openapi": ["logistics.getPrinter"] } }', add],
  ['declares nothing', '{}', add],
  ['is null', 'null', add],
  [
    'has something else than a list',
    '{ "permissions": { "openapi": "logistics.getAllAccount" } }',
    'permissions.openapi in cloudfunctions/x/config.json is not a list; make it one that lists "logistics.getAllAccount"',
  ],
  ['has a comma too many', '{\n  "permissions": {\n    "openapi": [],\n  }\n}', broken(4, 3)],
  ['has a comment before a name', '{ "permissions": { "openapi": [ // all\n] } }', broken(1, 33)],
  ['has a value without quotes', '\uFEFF{\r\n  "permissions": all\r\n}', broken(2, 18)],
  ['ends too early', '{ "permissions": { "openapi": [\n', broken(2, 1)],
  ['is empty', '', broken(1, 1)],
])('where config.json %s, log and terminal say what to do', async (_, config, reason) => {
  write(config)
  const { typed, api } = await callAsFunction()
  expect(typed.error!.errCode).toBe(-604101)
  expect(api.result.result).toEqual({ errcode: -604101, errmsg: `${refusal}: ${reason}` })
  const log = (await ask(emulator.port, 'GET', '/__emu/log')).json
  expect(log).toMatchObject(Array(2).fill({ errcode: -604101, errmsg: `${refusal}: ${reason}` }))
  const line = `x: logistics.getAllAccount is refused, -604101 ${refusal}: ${reason}`
  expect(lines).toEqual([line, line])
})

function broken(line: number, column: number): string {
  const place = `line ${line}, column ${column}`
  return `cloudfunctions/x/config.json is not JSON: error at ${place}; fix it, and list "logistics.getAllAccount" in permissions.openapi`
}

test('a config.json that is missing is said to be, on the page too', async () => {
  await callAsFunction()
  const reason =
    'there is no cloudfunctions/x/config.json; create it with { "permissions": { "openapi": ["logistics.getAllAccount"] } }'
  expect(lines[0]).toContain(reason)
  const { text } = await ask(emulator.port, 'GET', '/__emu/', { headers: { accept: 'text/html' } })
  expect(text.replace(/&quot;/g, '"')).toContain(`${refusal}: ${reason}`)
})

test('a config.json that cannot be read is said to be', async () => {
  mkdirSync(join(project, 'cloudfunctions/x/config.json'))
  await callAsFunction()
  expect(lines[0]).toContain('cloudfunctions/x/config.json cannot be read (EISDIR)')
})

test('a byte order mark before the JSON is passed over', async () => {
  write('\uFEFF{ "permissions": { "openapi": ["logistics.getAllAccount"] } }')
  const { typed, api } = await callAsFunction()
  expect([typed.result.errCode, api.result.result.errcode]).toEqual([0, 0])
  expect(lines).toEqual([])
})

test('a method that nobody knows is told to the terminal too', async () => {
  const env = { ...emulator.env, TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${emulator.gatewayUrl}/x` }) }
  await runChild(env, withCloud(`await attempt('call', () => cloud.openapi.logistics.getAllAcount())`))
  expect(lines).toEqual(['x: openapi.logistics.getAllAcount is refused, -604100 API not found'])
})
