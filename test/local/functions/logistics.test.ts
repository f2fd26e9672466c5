import { readFileSync } from 'node:fs'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { type Functions, startFunctions } from '../../../local/functions/start-functions'
import { logistics } from '../../../shared/catalogue/logistics'

let emulator: Emulator
let functions: Functions
const lines: string[] = []

beforeAll(async () => {
  emulator = await startEmulator()
  functions = startFunctions({
    root: 'cloudfunctions',
    environment: {
      WX_APPID: emulator.appid,
      WX_SECRET: emulator.secret,
      WX_OPENAPI_BASE_URL: emulator.url,
      OPENAPI_OPERATORS: 'oOperator',
    },
    onLog: line => lines.push(line),
  })
})
afterAll(async () => {
  await functions.close()
  await emulator.close()
})

const call = (method: string, params: object = {}, OPENID = 'oOperator') =>
  functions.invoke({ name: 'logistics', data: { method, params }, caller: { OPENID } }) as Promise<
    Record<string, unknown>
  >

test('an operator reads the accounts of the shop', async () => {
  const reply = await call('logistics.getAllAccount')
  expect(reply).toMatchObject({
    count: 1,
    list: [{ bizId: '123456789', deliveryId: 'YUNDA', quotaNum: 55 }],
    errCode: 0,
    errMsg: 'openapi.logistics.getAllAccount:ok',
  })
})

test('an operator binds a printer, and finds it again', async () => {
  const openid = 'oPrinterPrinterPrinterPrinte'
  expect(await call('logistics.updatePrinter', { openid, updateType: 'bind', tagidList: '123,456' })).toEqual(
    {
      errCode: 0,
      errMsg: 'openapi.logistics.updatePrinter:ok',
    },
  )
  expect(await call('getPrinter')).toMatchObject({ count: 1, openid: [openid], errCode: 0 })
})

test('a user of the mini program may not', async () => {
  expect((await call('logistics.getAllAccount', {}, 'oUser')).errCode).toBe(-604900)
})

test('whoami tells an owner the OPENID to list', async () => {
  expect(await call('whoami', {}, 'oUser')).toMatchObject({ openid: 'oUser', operator: false, env: 'local' })
})

test('WeChat’s refusal arrives with its code', async () => {
  const reply = await call('logistics.updatePrinter', { openid: 'oAny', updateType: 'bnd' })
  expect(reply).toMatchObject({ errCode: expect.any(Number), method: 'logistics.updatePrinter' })
  expect(reply.errCode).not.toBe(0)
})

test('config.json lists every cloud-callable method, and nothing else', () => {
  const { permissions } = JSON.parse(readFileSync('cloudfunctions/logistics/config.json', 'utf8'))
  const rows = Object.entries(logistics as Record<string, { cloudCallable?: true }>)
  const callable = rows.filter(([, row]) => row.cloudCallable).map(([name]) => `logistics.${name}`)
  expect(callable).toHaveLength(15)
  expect(permissions.openapi).toEqual(callable)
})

test('the function itself has three imports and one line', () => {
  const source = readFileSync('cloudfunctions/logistics/index.ts', 'utf8')
  expect(source.split('\n').filter(line => line !== '')).toHaveLength(4)
})
