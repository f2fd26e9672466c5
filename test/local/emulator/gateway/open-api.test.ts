import { type Emulator, startEmulator } from '../../../../local/emulator'
import { ask, reset } from '../plain-client'
import { type Outcome, runChild, withCloud } from './run-child'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
beforeEach(() => reset(emulator))
afterAll(() => emulator.close())

const run = (program: string): Promise<Record<string, Outcome>> => runChild(emulator.env, withCloud(program))
const read = async (path: string) => (await ask(emulator.port, 'GET', `/__emu/${path}`)).json

test('an untouched wx-server-sdk calls methods by name and gets camelCase results', async () => {
  const { one, other } = await run(`
    await attempt('one', () => cloud.openapi.logistics.updatePrinter(
      { openid: 'oABC', updateType: 'bind', tagidList: '1,2' }))
    await attempt('other', () => cloud.openapi({ version: 'v2' }).logistics.getPrinter())`)
  expect(one).toEqual({ result: { errMsg: 'openapi.logistics.updatePrinter:ok', errCode: 0 } })
  expect(other.result).toMatchObject({ count: 1, openid: ['oABC'], tagidList: ['1', '2'], errCode: 0 })
})

test('the log has the call as WeChat saw it, marked as a cloud call, and nobody needed a token', async () => {
  await run(`await attempt('bind', () => cloud.openapi.logistics.updatePrinter(
    { openid: 'oABC', updateType: 'bind' }))`)
  const [entry, ...more] = await read('log')
  expect(more).toEqual([])
  expect(entry).toMatchObject({
    verb: 'POST',
    path: '/cgi-bin/express/business/printer/update',
    method: 'logistics.updatePrinter',
    body: { openid: 'oABC', update_type: 'bind' },
    through: 'cloud',
    errcode: 0,
  })
  expect(await read('effects')).toMatchObject([{ what: 'printer bound' }])
})

test('a refusal of WeChat’s is an error with errCode and errMsg', async () => {
  const { wrong } = await run(`
    await attempt('wrong', () => cloud.openapi.logistics.updatePrinter({ openid: 'x', updateType: 'bind' }))`)
  expect(wrong.error).toMatchObject({
    errCode: 40003,
    errMsg: expect.stringMatching(/^openapi\.logistics\.updatePrinter:fail invalid openid rid: /),
  })
})

test('an unknown name is -604100', async () => {
  const { unknown } = await run(
    `await attempt('unknown', () => cloud.openapi.logistics.updatePrintre({ openid: 'oABC' }))`,
  )
  expect(unknown.error).toMatchObject({ errCode: -604100 })
  expect((await read('log'))[0]).toMatchObject({ errcode: -604100, errmsg: 'API not found' })
})

test('files go up and come down byte for byte', async () => {
  const { up, down } = await run(`
    const value = Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2, 13, 10, 45, 45])
    await attempt('up', () => cloud.openapi.officialAccount.media.upload(
      { type: 'image', media: { contentType: 'image/jpeg', value } }))
    await attempt('down', async () => {
      const { mediaId } = outcomes.up.result
      const { contentType, buffer, errCode } = await cloud.openapi.customerServiceMessage.getTempMedia({ mediaId })
      return [contentType, errCode, buffer.toString('hex')]
    })`)
  expect(up.result).toMatchObject({ type: 'image', errCode: 0 })
  expect(down.result).toEqual(['image/jpeg', 0, 'ffd8ff0001020d0a2d2d'])
})

test('callOpenAPI and tcb-admin-node speak to the same emulator', async () => {
  const { api, old, compatible } = await run(`
    await attempt('api', () => cloud.callOpenAPI({ api: 'logistics.getPrinter', data: {} }))
    const tcb = require('tcb-admin-node')
    tcb.init({ env: 'local' })
    await attempt('old', () => tcb.callWxOpenApi({ apiName: 'logistics.getPrinter', requestData: {} }))
    await attempt('compatible', async () =>
      (await tcb.callCompatibleWxOpenApi({ apiName: 'logistics.getPrinter', requestData: Buffer.alloc(0) })).toString())`)
  expect(api.result.result).toMatchObject({ errcode: 0, count: 0 })
  expect(old.result.result).toMatchObject({ errcode: 0, count: 0 })
  expect(compatible.result).toContain('"count":0')
  expect((await read('log')).map((entry: { through: string }) => entry.through)).toEqual(
    Array(3).fill('cloud'),
  )
})

test('faults act on cloud calls, on the answer and on the connection', async () => {
  const faults = [
    { match: { method: 'logistics.getPrinter', times: 1 }, action: { errcode: 45011 } },
    { match: { path: '/cgi-bin/express/business/printer/*' }, action: { executeThenReset: true } },
  ]
  await ask(emulator.port, 'POST', '/__emu/faults', { json: faults })
  const { limited, lost } = await run(`
    await attempt('limited', () => cloud.openapi.logistics.getPrinter())
    await attempt('lost', () => cloud.openapi.logistics.updatePrinter({ openid: 'oABC', updateType: 'bind' }))`)
  expect(limited.error).toMatchObject({ errCode: 45011 })
  expect(lost.error?.message).toMatch(/socket hang up|ECONNRESET/)
  expect(await read('effects')).toMatchObject([{ what: 'printer bound' }])
})

test('limits count cloud calls too', async () => {
  await ask(emulator.port, 'POST', '/__emu/quota', { json: { daily: 1 } })
  const { first, second } = await run(`
    await attempt('first', () => cloud.openapi.logistics.getPrinter())
    await attempt('second', () => cloud.openapi.logistics.getPrinter())`)
  expect([first.result.errCode, second.error!.errCode]).toEqual([0, 45009])
})

test('an appid that is nobody’s is 40013, and nothing is done in another’s name', async () => {
  const { read: none, bind } = await run(`
    const foreign = cloud.openapi({ appid: 'wxnope' })
    await attempt('read', () => foreign.logistics.getPrinter())
    await attempt('bind', () => foreign.logistics.updatePrinter({ openid: 'oABC', updateType: 'bind' }))`)
  expect(none.error).toMatchObject({
    errCode: 40013,
    errMsg: expect.stringMatching(/^openapi\.logistics\.getPrinter:fail invalid appid rid: /),
  })
  expect(bind.error).toMatchObject({ errCode: 40013 })
  expect(await read('effects')).toEqual([])
  const [, entry] = await read('log')
  expect(entry).toMatchObject({ errcode: 40013, body: { openid: 'oABC', update_type: 'bind' } })
  expect(entry).not.toHaveProperty('appid')
})

test('another account is chosen by its appid', async () => {
  const two = await startEmulator({
    accounts: [
      { appid: 'wx1', secret: '1' },
      { appid: 'wx2', secret: '2' },
    ],
  })
  await runChild(
    two.env,
    withCloud(`await attempt('call', () => cloud.openapi({ appid: 'wx2' }).logistics.getPrinter())`),
  )
  expect((await ask(two.port, 'GET', '/__emu/log')).json[0].appid).toBe('wx2')
  await two.close()
})
