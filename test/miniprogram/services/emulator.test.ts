import { resolve } from 'node:path'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { type Functions, startFunctions } from '../../../local/functions/start-functions'
import { bindAccount, listAccounts } from '../../../miniprogram/services/accounts'
import { whoami } from '../../../miniprogram/services/openapi'
import { findOrder } from '../../../miniprogram/services/order-book'
import { lookUpOrder, sendOrder } from '../../../miniprogram/services/order-sending'
import { cancelOrder, readTrack, refreshOrders } from '../../../miniprogram/services/placed-orders'
import { bindPrinter, listPrinters, unbindPrinter } from '../../../miniprogram/services/printers'
import { standInForWx, thrownBy } from '../fake-wx'
import { draft } from './drafts'

// The services on the real cloud function, which calls the emulator over its sockets.
const operator = 'oDEMO_user_00000000000000001'
let emulator: Emulator
let functions: Functions
let caller = operator

beforeEach(async () => {
  caller = operator
  emulator = await startEmulator()
  functions = startFunctions({
    root: resolve(__dirname, '../../../cloudfunctions'),
    environment: {
      WX_OPENAPI_BASE_URL: emulator.url,
      WX_APPID: emulator.appid,
      WX_SECRET: emulator.secret,
      OPENAPI_OPERATORS: operator,
    },
  })
  standInForWx(({ name, data }) => functions.invoke({ name, data, caller: { OPENID: caller } }))
})

afterEach(async () => {
  await functions.close()
  await emulator.close()
})

const post = (path: string, body: object) =>
  fetch(emulator.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const effectsNamed = async (name: string): Promise<unknown[]> => {
  const effects = (await (await fetch(`${emulator.url}/__emu/effects`)).json()) as object[]
  return effects.filter(effect => JSON.stringify(effect).includes(`"${name}"`))
}

const order = { ...draft, accountKey: 'YUNDA|123456789', serviceType: '0', openid: operator }
const yunda = async () => (await listAccounts()).find(({ key }) => key === 'YUNDA|123456789')!

test('the demo account is bound and has 55 waybills', async () => {
  expect(await yunda()).toMatchObject({ company: '韵达快递', stateText: '绑定成功', quota: '55' })
})

test('a printer is bound with two tags, found, and unbound', async () => {
  await bindPrinter(operator, ['123', '456'], false)
  expect((await listPrinters()).list).toEqual([{ openid: operator, tags: ['123', '456'], unknown: false }])
  await unbindPrinter(operator)
  expect((await listPrinters()).list).toEqual([])
})

test('an account that is asked for is under review until its time has come', async () => {
  await bindAccount({ type: 'bind', deliveryId: 'ZTO', bizId: 'ZT1', password: 'p' })
  const state = async () => (await listAccounts()).find(({ bizId }) => bizId === 'ZT1')?.stateText
  expect(await state()).toBe('审核中')
  await post('/__emu/clock', { advanceMs: 3_600_000 })
  expect(await state()).toBe('绑定成功')
})

test('an order is made, and its track grows with the time', async () => {
  const outcome = await sendOrder(order, await yunda())
  expect(outcome.kind).toBe('made')
  expect(await readTrack(findOrder('SO1')!)).toEqual([])
  await post('/__emu/clock', { advanceMs: 4 * 3_600_000 })
  const titles = (await readTrack(findOrder('SO1')!)).map(({ title }) => title)
  expect(titles).toEqual(['运输中', '已揽件'])
})

test('an order that is sent twice is one order', async () => {
  const account = await yunda()
  const first = await sendOrder(order, account)
  expect(await sendOrder(order, account)).toEqual(first)
  expect(await effectsNamed('order created')).toHaveLength(1)
})

test('an order without a track is cancelled, one with a track is not', async () => {
  await sendOrder(order, await yunda())
  await sendOrder({ ...order, orderId: 'SO2' }, await yunda())
  await cancelOrder(findOrder('SO1')!)
  expect((await lookUpOrder(findOrder('SO1')!))?.orderStatus).toBe(1)
  await post('/__emu/clock', { advanceMs: 4 * 3_600_000 })
  expect(await thrownBy(cancelOrder(findOrder('SO2')!))).toMatchObject({ errCode: 9300506 })
})

test('the states of the orders are read in one call', async () => {
  await sendOrder(order, await yunda())
  await functions.invoke({
    name: 'logistics',
    caller: { OPENID: operator },
    data: {
      method: 'logistics.cancelOrder',
      params: { orderId: 'SO1', deliveryId: 'YUNDA', waybillId: findOrder('SO1')!.waybillId },
    },
  })
  await refreshOrders({ onProgress: () => {}, isStopped: () => false })
  expect(findOrder('SO1')?.state).toBe('cancelled')
})

test('a customer learns the own OPENID and is refused everything else', async () => {
  caller = 'oDEMO_user_00000000000000002'
  expect(await whoami()).toMatchObject({ openid: caller, operator: false })
  expect(await thrownBy(listAccounts())).toMatchObject({ errCode: -604900, origin: 'function' })
})

test('an OPENID that WeChat does not know is refused with its code', async () => {
  expect(await thrownBy(bindPrinter('nobody', [], false))).toMatchObject({ errCode: 40003 })
})
