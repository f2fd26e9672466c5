import { execFileSync } from 'node:child_process'
import { dirname } from 'node:path'
import { type Emulator, startEmulator } from '../../local/emulator'
import { createOpenapi } from '../../shared/index'
import { runChild } from '../local/emulator/gateway/run-child'
import { ask, reset } from '../local/emulator/plain-client'
import { useLibrary } from './library'

const library = useLibrary(`
  export * from './shared/index'
  export { cloudCalls, createOpenapi as openChosen } from './shared/client/index'
  export * as rows from './shared/catalogue/logistics'
  export { allParts, createClient } from './shared/client/client'
  export { endpoint } from './shared/schema/endpoint'`)

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
beforeEach(() => reset(emulator))
afterAll(() => emulator.close())

/** What wx-server-sdk has in the cloud: nothing of appid, secret or base URL. */
function cloudEnvironment(): Record<string, string> {
  const { TCB_CONTEXT_CNFG, TENCENTCLOUD, TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY } = emulator.env
  return {
    TCB_CONTEXT_CNFG,
    TENCENTCLOUD,
    TENCENTCLOUD_SECRETID,
    TENCENTCLOUD_SECRETKEY,
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TCB_ENV: 'local',
    SCF_NAMESPACE: 'local',
  }
}
const run = (program: string, env: Record<string, string> = {}) =>
  runChild(
    { ...cloudEnvironment(), ...env },
    `const { createOpenapi, createCloud, cloudCalls, openChosen, rows, allParts, createClient, endpoint } = require(${JSON.stringify(library.file)})
     const openapi = createOpenapi({ transport: 'cloud' })
     ${program}`,
  )
const log = async (): Promise<Record<string, any>[]> => (await ask(emulator.port, 'GET', '/__emu/log')).json
const fault = (method: string, action: object) =>
  ask(emulator.port, 'POST', '/__emu/faults', { json: { match: { method, times: 1 }, action } })

test('the same typed methods, without appid, secret and token', async () => {
  const { bound, printers } = await run(`
    await attempt('bound', () => openapi.logistics.updatePrinter(
      { openid: 'oABC', updateType: 'bind', tagidList: '1,2' }))
    await attempt('printers', () => openapi.logistics.getPrinter())`)
  expect(bound.result).toEqual({ errMsg: 'openapi.logistics.updatePrinter:ok', errCode: 0 })
  expect(printers.result).toMatchObject({ count: 1, openid: ['oABC'], errCode: 0 })
  const entries = await log()
  expect(entries.map(({ through, method }) => [through, method])).toEqual([
    ['cloud', 'logistics.updatePrinter'],
    ['cloud', 'logistics.getPrinter'],
  ])
  expect(entries[0].body).toEqual({ openid: 'oABC', update_type: 'bind', tagid_list: '1,2' })
})

test('names that no mechanical rule would make arrive exactly, and so do the user’s own keys', async () => {
  const data = { thingName: { value: '书' }, thing01: { value: 'x' } }
  await run(`await attempt('send', () => openapi.subscribeMessage.send(
    { touser: 'oABC', templateId: 't', data: ${JSON.stringify(data)}, miniprogramState: 'formal' }))`)
  expect((await log())[0].body).toEqual({
    touser: 'oABC',
    template_id: 't',
    data,
    miniprogram_state: 'formal',
  })
})

test('convertCase: false takes and gives WeChat’s names', async () => {
  const { quota } = await run(`await attempt('quota', () =>
    openapi({ convertCase: false }).logistics.getQuota({ delivery_id: 'YUNDA', biz_id: '123456789' }))`)
  expect(quota.result).toMatchObject({ quota_num: 55 })
})

test('another account is called by its appid', async () => {
  await run(`await attempt('call', () => openapi({ appid: '${emulator.appid}' }).logistics.getPrinter())`)
  expect((await log())[0].appid).toBe(emulator.appid)
})

test('ids beyond 2^53-1 come as their digits, and other long numbers as numbers', async () => {
  const rawBody = '{"errcode":0,"errmsg":"ok","id":271781022721654784,"lat":23.09999400000010,"n":7}'
  await fault('logistics.getPrinter', { rawBody })
  const { read } = await run(`await attempt('read', () => openapi.logistics.getPrinter())`)
  expect(read.result).toEqual({
    id: '271781022721654784',
    lat: 23.0999940000001,
    n: 7,
    errMsg: 'openapi.logistics.getPrinter:ok',
    errCode: 0,
  })
})

test('files go up and come down byte for byte', async () => {
  const { down } = await run(`await attempt('down', async () => {
    const value = Buffer.from('ffd8ff0001020d0a2d2d', 'hex')
    const { mediaId } = await openapi.officialAccount.media.upload(
      { type: 'image', media: { contentType: 'image/jpeg', value } })
    const { contentType, buffer } = await openapi.officialAccount.media.get({ mediaId })
    return [contentType, buffer.toString('hex')]
  })`)
  expect(down.result).toEqual(['image/jpeg', 'ffd8ff0001020d0a2d2d'])
})

test('what travels in a URL over HTTPS is a parameter like any other', async () => {
  await run(
    `await attempt('get', () => openapi.auth.getPaidUnionId({ openid: 'oABC', transactionId: '42' }))`,
  )
  expect((await log())[0]).toMatchObject({ verb: 'GET', query: { openid: 'oABC', transaction_id: '42' } })
})

test('a client of chosen rows calls through the cloud with the function cloudCalls', async () => {
  const { printers } = await run(`
    const { logistics } = rows
    await attempt('printers', () =>
      openChosen({ rows: { logistics }, transport: cloudCalls }).logistics.getPrinter())`)
  expect(printers.result.errCode).toBe(0)
  expect((await log()).map(({ through, method }) => [through, method])).toEqual([
    ['cloud', 'logistics.getPrinter'],
  ])
})

describe('the drop-in of transport: cloud', () => {
  test('calls WeChat through the cloud, and everything else as it does', async () => {
    const { printers, kinds } = await run(`
      const cloud = createCloud({ transport: 'cloud' })
      cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
      await attempt('printers', () => cloud.openapi.logistics.getPrinter())
      await attempt('kinds', () => [typeof cloud.database().collection, typeof cloud.version])`)
    expect(printers.result).toMatchObject({ errCode: 0, errMsg: 'openapi.logistics.getPrinter:ok' })
    expect(kinds.result).toEqual(['function', 'string'])
    expect((await log()).map(({ through, method }) => [through, method])).toEqual([
      ['cloud', 'logistics.getPrinter'],
    ])
  })

  test('needs the permission of each method', async () => {
    const bare = await startEmulator({ functionFolder: __dirname })
    const { call } = await run(
      `await attempt('call', () => createCloud({ transport: 'cloud' }).openapi.logistics.getPrinter())`,
      { TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${bare.gatewayUrl}/some` }) },
    )
    expect(call.error).toMatchObject({ errCode: -604101 })
    await bare.close()
  })

  test('keeps the timeout of init', async () => {
    await fault('logistics.getPrinter', { delayMs: 20_000 })
    const { late } = await run(`
      const cloud = createCloud({ transport: 'cloud' })
      cloud.init({ timeout: 1000 })
      await attempt('late', () => cloud.openapi.logistics.getPrinter())`)
    expect(late.error!.name).toBe('TimeoutError')
  })
})

test('the instance that the user sets up is left alone', async () => {
  const { both } = await run(`
    const cloud = require('wx-server-sdk')
    await openapi.logistics.getPrinter()
    await attempt('both', async () => {
      cloud.init({ env: 'mine' })
      return cloud.openapi.logistics.getPrinter()
    })`)
  expect(both.result.errCode).toBe(0)
})

describe('errors', () => {
  test('of WeChat are WeChatError, with rid and remedy', async () => {
    const { wrong } = await run(`await attempt('wrong', () =>
      openapi.logistics.updatePrinter({ openid: 'x', updateType: 'bind' }))`)
    expect(wrong.error).toMatchObject({
      name: 'WeChatError',
      errCode: 40003,
      errMsg: expect.stringMatching(/^openapi\.logistics\.updatePrinter:fail invalid openid rid: /),
      rid: expect.stringMatching(/^[0-9a-f]{8}-/),
    })
  })

  test('a method that the cloud does not know is told so, and what to do', async () => {
    const { none } = await run(`
      const row = endpoint({ http: 'POST /none', effect: 'read', params: {}, result: {} })
      await attempt('none', () => createClient({ demo: { none: row } }, { transport: 'cloud' }, allParts).demo.none())`)
    expect(none.error).toMatchObject({
      name: 'UnknownMethodError',
      errCode: -604100,
      fix: expect.stringContaining("omit transport: 'cloud'"),
    })
  })

  test('a method that config.json does not declare names the remedy', async () => {
    const bare = await startEmulator({ functionFolder: __dirname })
    const { call } = await run(`await attempt('call', () => openapi.logistics.getPrinter())`, {
      TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${bare.gatewayUrl}/some` }),
    })
    expect(call.error).toMatchObject({
      errCode: -604101,
      fix: expect.stringContaining('permissions.openapi'),
    })
    await bare.close()
  })

  test('a lost answer of a write is ambiguous and not sent again, of a read it is', async () => {
    await fault('logistics.updatePrinter', { executeThenReset: true })
    await fault('logistics.getPrinter', { executeThenReset: true })
    const { write, read } = await run(`
      await attempt('write', () => openapi.logistics.updatePrinter({ openid: 'oABC', updateType: 'bind' }))
      await attempt('read', () => openapi.logistics.getPrinter())`)
    const { name, maybeExecuted, retryable } = write.error!
    expect([name, maybeExecuted, retryable]).toEqual(['AmbiguousError', true, false])
    expect(read.result).toMatchObject({ count: 1 })
    expect((await log()).map(({ method }) => method)).toEqual([
      'logistics.updatePrinter',
      'logistics.getPrinter',
      'logistics.getPrinter',
    ])
  })

  test('a gateway that is not there is a TransportError, and nothing left this machine', async () => {
    const { call } = await run(
      `await attempt('call', () => createOpenapi({ transport: 'cloud', retries: 0 }).logistics.getPrinter())`,
      { TCB_CONTEXT_CNFG: JSON.stringify({ URL: 'http://127.0.0.1:1/cloud' }) },
    )
    expect(call.error).toMatchObject({ name: 'TransportError', maybeExecuted: false })
    expect(JSON.stringify(call.error)).not.toContain('127.0.0.1')
  })

  test('a late answer is a TimeoutError in time, and an abort ends the waiting at once', async () => {
    await fault('logistics.getPrinter', { delayMs: 20_000 })
    await fault('logistics.getPrinter', { delayMs: 20_000 })
    const { late, aborted, took } = await run(`
      const began = performance.now()
      await attempt('late', () => openapi.logistics.getPrinter(undefined, { timeoutMs: 1000 }))
      const aborting = new AbortController()
      setTimeout(() => aborting.abort(), 100)
      await attempt('aborted', () => openapi.logistics.getPrinter(undefined, { signal: aborting.signal }))
      await attempt('took', () => performance.now() - began)`)
    expect([late.error!.name, aborted.error!.name]).toEqual(['TimeoutError', 'AbortError'])
    expect(took.result).toBeLessThan(10_000)
  })

  test.each([{ baseUrl: 'https://api.weixin.qq.com' }, { auth: 'classic' as const }])(
    'the option %j goes with HTTPS only',
    options => {
      expect(() => createOpenapi({ transport: 'cloud', ...options })).toThrow("not for transport: 'cloud'")
    },
  )

  test('openapi.request is for HTTPS', async () => {
    const openapi = createOpenapi({ transport: 'cloud' })
    await expect(openapi.request({ verb: 'GET', path: '/any' })).rejects.toMatchObject({
      name: 'ConfigError',
    })
  })

  test('an SDK that is not installed is named, with the command that installs it', () => {
    const program = `require(${JSON.stringify(library.file)}).createOpenapi({ transport: 'cloud' }).logistics.getPrinter()
      .catch(error => console.log(JSON.stringify(error)))`
    const printed = execFileSync(process.execPath, ['-e', program], {
      cwd: dirname(library.file),
      encoding: 'utf8',
    })
    expect(JSON.parse(printed)).toMatchObject({
      errCode: -604906,
      fix: expect.stringContaining('npm install wx-server-sdk'),
    })
  })
})
