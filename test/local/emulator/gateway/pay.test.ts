import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../../../local/emulator'
import { type Functions, startFunctions } from '../../../../local/functions/start-functions'
import { ask } from '../plain-client'

const sdk = join(__dirname, '../../../../node_modules/wx-server-sdk')
let root: string
let functions: Functions
let emulator: Emulator
const lines: string[] = []

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'wx-openapi-pay-'))
  write(
    'pay',
    `const cloud = require(${JSON.stringify(sdk)})
    cloud.init()
    exports.main = ({ method, params }) => cloud.cloudPay[method](params)`,
  )
  write('paid', recording('{ errcode: 0, errmsg: "" }'))
  write('refunded', recording('{ errcode: 0, errmsg: "" }'))
  write('deaf', 'exports.main = () => ({ errcode: 1 })')
  emulator = await startEmulator({
    functions: { invoke: call => functions.invoke(call) },
    clock: '2026-11-30T00:30:00Z',
    onLog: line => lines.push(line),
  })
  functions = startFunctions({ root, environment: emulator.env })
})
beforeEach(async () => {
  lines.length = 0
  await ask(emulator.port, 'POST', '/__emu/reset', { json: {} })
})
afterAll(async () => {
  await emulator.close()
  await functions.close()
  rmSync(root, { recursive: true })
})

function write(name: string, source: string): void {
  mkdirSync(join(root, name))
  writeFileSync(join(root, name, 'index.js'), source)
}

/** Returns what it was called with when it is asked to show it. */
const recording = (answer: string) => `
  const calls = []
  exports.main = event => {
    if (event.show) return calls.splice(0)
    calls.push({ event, user: process.env.WX_OPENID, source: process.env.TCB_SOURCE })
    return ${answer}
  }`

interface Recorded {
  event: Record<string, unknown>
  user?: string
}
const callsOf = (name: string) => functions.invoke({ name, data: { show: true } }) as Promise<Recorded[]>
const call = (method: string, params: object, openid: string | undefined = 'oABC') =>
  functions.invoke({
    name: 'pay',
    data: { method, params },
    caller: openid ? { OPENID: openid } : {},
  }) as Promise<Record<string, any>>
const order = {
  body: 'tea',
  outTradeNo: 'order-1',
  spbillCreateIp: '127.0.0.1',
  subMchId: '1900000001',
  totalFee: 300,
  envId: 'local',
  functionName: 'paid',
}
const { subMchId, outTradeNo } = order
const confirm = (prepayId: string, more = {}) =>
  ask(emulator.port, 'POST', '/__emu/payments', { json: { prepayId, ...more } })

test('an order gives a payment; when it is confirmed, the function that it names is told', async () => {
  const ordered = await call('unifiedOrder', { ...order, attach: 'green' })
  expect(ordered).toMatchObject({
    returnCode: 'SUCCESS',
    resultCode: 'SUCCESS',
    tradeType: 'JSAPI',
    subMchId,
    errCode: 0,
    errMsg: 'cloudPay.unifiedOrder:ok',
    payment: {
      appId: 'wxdemo0000000000',
      timeStamp: expect.stringMatching(/^\d{10}$/),
      nonceStr: expect.any(String),
      package: `prepay_id=${ordered.prepayId}`,
      signType: 'MD5',
      paySign: expect.any(String),
    },
  })
  expect(await call('queryOrder', { subMchId, outTradeNo })).toMatchObject({ tradeState: 'NOTPAY' })
  const paid = await confirm(ordered.prepayId)
  expect(paid.json).toMatchObject({ state: 'SUCCESS', callback: { functionName: 'paid', isAccepted: true } })
  const [told] = await callsOf('paid')
  expect(told).toEqual({
    event: expect.objectContaining({
      returnCode: 'SUCCESS',
      resultCode: 'SUCCESS',
      outTradeNo,
      transactionId: paid.json.transactionId,
      totalFee: 300,
      cashFee: 300,
      subOpenid: 'oABC',
      attach: 'green',
      timeEnd: expect.stringMatching(/^20261130083\d\d\d$/),
    }),
    source: 'wx_unknown',
  })
  expect(await call('queryOrder', { subMchId, outTradeNo })).toMatchObject({
    tradeState: 'SUCCESS',
    transactionId: paid.json.transactionId,
  })
})

test.each([
  ['deaf', /returned \{"errcode":1\}; return \{ errcode: 0 \}/],
  ['nobody', /FUNCTION_NOT_FOUND/],
])('a callback %s that is not accepted is said, and can be called again', async (functionName, problem) => {
  const { prepayId } = await call('unifiedOrder', { ...order, functionName })
  const { json } = await confirm(prepayId)
  expect(json).toMatchObject({
    state: 'SUCCESS',
    callback: { isAccepted: false, problem: expect.stringMatching(problem) },
  })
  expect(lines.join('\n')).toMatch(problem)
  expect((await confirm(prepayId, { again: true })).json.callback.isAccepted).toBe(false)
})

test('an order is paid once, and not after two hours', async () => {
  const { prepayId } = await call('unifiedOrder', order)
  await confirm(prepayId)
  expect((await confirm(prepayId)).text).toMatch(/its state is SUCCESS/)
  const late = await call('unifiedOrder', { ...order, outTradeNo: 'order-2' })
  await ask(emulator.port, 'POST', '/__emu/clock', { json: { advanceMs: 7_200_001 } })
  expect((await confirm(late.prepayId)).text).toMatch(/within two hours/)
})

test('the same order gives the same prepayId, another under its number is refused', async () => {
  const { prepayId } = await call('unifiedOrder', order)
  expect((await call('unifiedOrder', order)).prepayId).toBe(prepayId)
  expect(await call('unifiedOrder', { ...order, totalFee: 1 })).toMatchObject({
    resultCode: 'FAIL',
    errCode: 0,
    errCodeDes: '商户订单号重复',
  })
  await confirm(prepayId)
  expect(await call('unifiedOrder', order)).toMatchObject({ resultCode: 'FAIL', errCodeDes: '该订单已支付' })
})

test.each([
  ['body', '缺少参数body'],
  ['outTradeNo', '缺少参数out_trade_no'],
  ['totalFee', '缺少参数total_fee'],
  ['subMchId', '缺少参数sub_mch_id'],
])('without %s an order is refused', async (name, returnMsg) => {
  const { [name]: _, ...rest } = order as Record<string, unknown>
  expect(await call('unifiedOrder', rest)).toMatchObject({ returnCode: 'FAIL', returnMsg })
  expect(lines.join('\n')).toContain(returnMsg)
})

test('without the function that is told, or without a user, an order is refused', async () => {
  const { functionName: _, ...rest } = order
  await expect(call('unifiedOrder', rest)).rejects.toMatchObject({
    message: expect.stringContaining('functionName is missing'),
  })
  expect(await call('unifiedOrder', order, '')).toMatchObject({ returnMsg: 'JSAPI支付必须传openid' })
})

test('an amount that is not a whole number of fen is refused', async () => {
  expect((await call('unifiedOrder', { ...order, totalFee: 0.5 })).returnMsg).toMatch(
    /^total_fee参数格式错误/,
  )
})

test('a refund goes to its function, once for each number, up to what was paid', async () => {
  const { prepayId } = await call('unifiedOrder', order)
  const refund = {
    subMchId,
    outTradeNo,
    outRefundNo: 'r1',
    totalFee: 300,
    refundFee: 200,
    envId: 'local',
    functionName: 'refunded',
  }
  expect((await call('refund', refund)).errCodeDes).toBe('订单未支付，不能退款')
  await confirm(prepayId)
  const { refundId } = await call('refund', refund)
  expect((await call('refund', refund)).refundId).toBe(refundId)
  expect((await call('refund', { ...refund, outRefundNo: 'r2' })).errCodeDes).toBe('累计退款金额大于支付金额')
  expect((await call('refund', { ...refund, totalFee: 1 })).errCodeDes).toMatch(/不一致/)
  expect(await call('queryRefund', { subMchId, outTradeNo })).toMatchObject({
    refundCount: 1,
    refundFee: 200,
  })
  const told = await callsOf('refunded')
  expect(told.map(({ event }) => event)).toEqual([
    expect.objectContaining({
      outTradeNo,
      outRefundNo: 'r1',
      refundId,
      refundFee: 200,
      refundStatus: 'SUCCESS',
    }),
  ])
})

test('an order that is closed cannot be paid, one that is not there cannot be closed', async () => {
  const { prepayId } = await call('unifiedOrder', order)
  expect(await call('closeOrder', { subMchId, outTradeNo })).toMatchObject({ resultCode: 'SUCCESS' })
  expect((await confirm(prepayId)).text).toMatch(/its state is CLOSED/)
  expect((await call('closeOrder', { subMchId, outTradeNo: 'other' })).errCodeDes).toBe('此交易订单号不存在')
})

test('a bill lists what was paid on a day, in China', async () => {
  const { prepayId } = await call('unifiedOrder', order)
  expect((await call('downloadBill', { subMchId, billDate: '20261130' })).returnMsg).toBe('No Bill Exist')
  await confirm(prepayId)
  const { data } = await call('downloadBill', { subMchId, billDate: '20261130', billType: 'ALL' })
  expect(data).toMatch(/`order-1,`oABC,`JSAPI,`SUCCESS,`3\.00,`0\.00,`tea/)
})

test('another method of cloudPay is named with those there are', async () => {
  await expect(call('micropay', {})).rejects.toMatchObject({
    message: expect.stringMatching(/no cloudPay\.micropay; it has unifiedOrder/),
  })
})

test('the page shows the order with a button that pays it', async () => {
  await call('unifiedOrder', { ...order, body: '<b>tea' })
  const { text } = await ask(emulator.port, 'GET', '/__emu/', { headers: { accept: 'text/html' } })
  expect(text).toContain('¥3.00 &lt;b&gt;tea')
  expect(text).toContain('data-route="/__emu/payments"')
})
