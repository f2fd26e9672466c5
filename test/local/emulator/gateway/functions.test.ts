import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../../../local/emulator'
import { type Functions, startFunctions } from '../../../../local/functions/start-functions'
import { ask } from '../plain-client'
import { runChild, withCloud } from './run-child'

let root: string
let functions: Functions
let emulator: Emulator
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'wx-openapi-gateway-'))
  const make = (name: string, source: string, config?: object) => {
    mkdirSync(join(root, name))
    writeFileSync(join(root, name, 'index.js'), source)
    if (config) writeFileSync(join(root, name, 'config.json'), JSON.stringify(config))
  }
  make(
    'echo',
    'exports.main = async event => ({ event, openid: process.env.WX_OPENID, source: process.env.TCB_SOURCE })',
  )
  make('broken', 'exports.main = async () => { throw new Error("out of paper") }')
  make('printer', '', { permissions: { openapi: ['logistics.getPrinter'] } })
  make('bare', '')
  make('courier', '', { permissions: { openapi: ['logistics.getPrinter', 'logistics.testUpdateOrder'] } })
  functions = startFunctions({ root })
  emulator = await startEmulator({ functions, functionFolder: root })
})
afterAll(async () => {
  await emulator.close()
  await functions.close()
  rmSync(root, { recursive: true, force: true })
})

const env = (more: Record<string, string> = {}) => ({ ...emulator.env, ...more })

test('callFunction runs the local function of that name', async () => {
  const { good, missing, broken } = await runChild(
    env(),
    withCloud(`
      await attempt('good', () => cloud.callFunction({ name: 'echo', data: { a: [1, '中'] } }))
      await attempt('missing', () => cloud.callFunction({ name: 'ecko' }))
      await attempt('broken', () => cloud.callFunction({ name: 'broken' }))`),
  )
  expect(good.result.result).toEqual({ event: { a: [1, '中'] }, source: 'wx_client,scf' })
  expect(missing.error!.message).toContain('did you mean echo?')
  expect(broken.error!.message).toContain('out of paper')
})

const asFunction = (functionName: string) =>
  env({ TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${emulator.gatewayUrl}/${functionName}` }) })
const asCaller = (caller: object) =>
  env({
    WX_API_TOKEN: Buffer.from(JSON.stringify(caller)).toString('base64url'),
    WX_CONTEXT_KEYS: 'WX_API_TOKEN',
  })
const bothMethods = withCloud(`
  await attempt('declared', () => cloud.openapi.logistics.getPrinter())
  await attempt('other', () => cloud.openapi.logistics.getAllAccount())`)

test.each([
  ['the address of its gateway', () => asFunction('printer')],
  ['its API token', () => asCaller({ functionName: 'printer' })],
])('a function, known by %s, may call what its config.json declares, all else is -604101', async (_, of) => {
  const { declared, other } = await runChild(of(), bothMethods)
  expect([declared.result.errCode, other.error!.errCode]).toEqual([0, -604101])
  const log = (await ask(emulator.port, 'GET', '/__emu/log')).json
  expect(log.pop()).toMatchObject({
    method: 'logistics.getAllAccount',
    functionName: 'printer',
    errcode: -604101,
    errmsg: expect.stringMatching(/^function has no permission to call this API: add /),
  })
})

test('a function without config.json may call nothing', async () => {
  const { declared } = await runChild(asFunction('bare'), bothMethods)
  expect(declared.error!.errCode).toBe(-604101)
})

test('what WeChat serves over HTTPS only is -604100 for a function, though its config.json declares it', async () => {
  const { declared, other } = await runChild(
    asFunction('courier'),
    withCloud(`
      await attempt('declared', () => cloud.openapi.logistics.getPrinter())
      await attempt('other', () => cloud.openapi.logistics.testUpdateOrder())`),
  )
  expect([declared.result.errCode, other.error!.errCode]).toEqual([0, -604100])
  const log = (await ask(emulator.port, 'GET', '/__emu/log')).json
  expect(log.pop()).toMatchObject({ errmsg: 'API not found: it can be called over HTTPS only' })
})

test('a process outside a function has no permissions to check', async () => {
  const { declared, other } = await runChild(env(), bothMethods)
  expect([declared.result.errCode, other.result.errCode]).toEqual([0, 0])
})

test('a name that leads out of the folder is nobody’s', async () => {
  const { declared } = await runChild(asCaller({ functionName: '../printer' }), bothMethods)
  expect(declared.result.errCode).toBe(0)
})

test('the user stays the same when one function calls another', async () => {
  const { call } = await runChild(
    asCaller({ functionName: 'printer', openid: 'oABC' }),
    withCloud(`await attempt('call', () => cloud.callFunction({ name: 'echo' }))`),
  )
  expect(call.result.result).toMatchObject({ openid: 'oABC', source: 'wx_client,scf' })
})

test('without functions a call says so', async () => {
  const bare = await startEmulator()
  const { call } = await runChild(
    bare.env,
    withCloud(`await attempt('call', () => cloud.callFunction({ name: 'echo' }))`),
  )
  expect(call.error!.message).toContain('started without functions')
  await bare.close()
})

test('a caller that goes away is known to be gone while its function still runs', async () => {
  let called = (_: AbortSignal) => {}
  const isCalled = new Promise<AbortSignal>(resolve => {
    called = resolve
  })
  const other = await startEmulator({
    functions: {
      async invoke({ gone }) {
        called(gone!)
        await once(gone!, 'abort')
      },
    },
  })
  const calling = request(other.gatewayUrl, { method: 'POST', agent: false })
  calling.on('error', () => undefined)
  calling.end(JSON.stringify({ action: 'functions.invokeFunction', function_name: 'echo' }))
  const gone = await isCalled
  expect(gone.aborted).toBe(false)
  calling.destroy()
  await once(gone, 'abort')
  await other.close()
})
