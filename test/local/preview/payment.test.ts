import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { type Preview, startPreview } from '../../../local/preview/server'
import { fixture, removeFolders, writeFolder } from './project-folder'

let emulator: Emulator
let preview: Preview
let token: string
const called: unknown[] = []

beforeAll(async () => {
  emulator = await startEmulator({
    functions: {
      async invoke({ name, data }) {
        called.push([name, (data as { outTradeNo: string }).outTradeNo])
        return { errcode: 0 }
      },
    },
  })
  const config = JSON.stringify({ miniprogramRoot: 'mp/', appid: 'wx1' })
  const folder = writeFolder({ 'project.config.json': config })
  cpSync(fixture, join(folder, 'mp'), { recursive: true })
  const callFunction = async () => ({ result: {}, seen: [] })
  preview = await startPreview({ project: folder, callFunction, emulator: emulator.url })
  token = /"token":"([^"]+)"/.exec(await (await fetch(preview.url)).text())![1]!
})
afterAll(async () => {
  await preview.close()
  await emulator.close()
  removeFolders()
})

/** Orders as wx-server-sdk does. */
async function order(outTradeNo: string): Promise<string> {
  const params = {
    body: 'tea',
    out_trade_no: outTradeNo,
    total_fee: 300,
    spbill_create_ip: '127.0.0.1',
    sub_mch_id: '1900000001',
    env_id: 'local',
    function_name: 'paid',
    openid: 'oABC',
  }
  const form = new FormData()
  form.set('action', 'wx.wxPayApi')
  form.set('apiName', 'unifiedOrder')
  form.set('requestData', new Blob([JSON.stringify(params)]), 'requestData')
  const answer = await fetch(emulator.gatewayUrl, { method: 'POST', body: form })
  return ((await answer.json()) as { prepay_id: string }).prepay_id
}

const pay = (json: object, headers: Record<string, string> = { 'x-preview-token': token }) =>
  fetch(`${preview.url}__cloud/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(json),
  })

test('the phone sees what is to be paid, and pays it; the function of the order is called then', async () => {
  const prepayId = await order('a')
  expect(await (await pay({ prepayId, isPaid: false })).json()).toEqual({ body: 'tea', totalFee: 300 })
  expect(called).toEqual([])
  expect((await pay({ prepayId, isPaid: true })).status).toBe(200)
  expect(called).toEqual([['paid', 'a']])
})

test('an order that cannot be paid gives the reason', async () => {
  const prepayId = await order('b')
  await pay({ prepayId, isPaid: true })
  const again = await pay({ prepayId, isPaid: true })
  expect([again.status, await again.text()]).toEqual([400, expect.stringContaining('its state is SUCCESS')])
  const absent = await pay({ prepayId: 'wx0', isPaid: true })
  expect([absent.status, await absent.text()]).toEqual([400, expect.stringContaining('no such order')])
})

test('nobody but the page may pay', async () => {
  const prepayId = await order('c')
  expect((await pay({ prepayId, isPaid: true }, {})).status).toBe(403)
})
