import { config, functionOf } from '../../../miniprogram/config'
import { methods } from '../../../miniprogram/generated/methods'
import { startCloud } from '../../../miniprogram/services/cloud'
import { mustBeOperator, openapi, wasOperator, whoami } from '../../../miniprogram/services/openapi'
import { logistics } from '../../../shared/catalogue'
import { cloudFailure, failure, standInForWx, thrownBy } from '../fake-wx'

const original = { ...config }
afterEach(() => {
  Object.assign(config, original)
  jest.useRealTimers()
})

test('a method calls the function of its namespace with its full name and the params', async () => {
  const { sent } = standInForWx()
  await openapi.logistics.updatePrinter({ openid: 'oABC', updateType: 'bind', tagidList: '123,456' })
  expect(sent).toEqual([
    {
      name: 'logistics',
      data: {
        method: 'logistics.updatePrinter',
        params: { openid: 'oABC', updateType: 'bind', tagidList: '123,456' },
      },
    },
  ])
})

test('a method without params sends an empty object', async () => {
  const { sent } = standInForWx()
  await openapi.logistics.getAllAccount()
  expect(sent[0]!.data).toEqual({ method: 'logistics.getAllAccount', params: {} })
})

test('all calls go to one function when the configuration says so', async () => {
  config.callThrough = 'single'
  const { sent } = standInForWx()
  await openapi.logistics.getPrinter()
  expect(sent[0]!.name).toBe('openapi')
})

test('the function of a deeper namespace is named with - for .', () => {
  expect(functionOf('officialAccount.newtmpl')).toBe('officialAccount-newtmpl')
})

test('an answer is returned as the function gave it', async () => {
  const reply = { count: 0, list: [], errCode: 0, errMsg: 'openapi.logistics.getAllAccount:ok' }
  standInForWx(() => reply)
  expect(await openapi.logistics.getAllAccount()).toEqual(reply)
})

test('a refusal is thrown with the names of the library', async () => {
  standInForWx(() => ({
    errCode: 9300529,
    errMsg: 'openapi.logistics.bindAccount:fail account has been bound rid: 5f-1',
    rid: '5f-1',
    retryable: false,
    maybeExecuted: false,
    method: 'logistics.bindAccount',
  }))
  const error = await thrownBy(
    openapi.logistics.bindAccount({ type: 'bind', bizId: '1', deliveryId: 'YUNDA' }),
  )
  expect(error).toBeInstanceOf(Error)
  expect({ ...error }).toEqual({
    name: 'CallError',
    errCode: 9300529,
    errMsg: 'openapi.logistics.bindAccount:fail account has been bound rid: 5f-1',
    rid: '5f-1',
    method: 'logistics.bindAccount',
    origin: 'function',
    retryable: false,
    maybeExecuted: false,
  })
})

test('what the function says about a retry is kept', async () => {
  standInForWx(() => failure(-604902, { retryable: true, maybeExecuted: true }))
  const error = await thrownBy(
    openapi.logistics.cancelOrder({ deliveryId: 'A', waybillId: '1', orderId: '1' }),
  )
  expect(error).toMatchObject({ errCode: -604902, retryable: true, maybeExecuted: true })
})

test.each([[undefined], [null], ['ok'], [{ list: [] }], [[1]]])(
  'an answer that is not in the agreed form (%j) is an answer error',
  async reply => {
    standInForWx(() => reply)
    expect(await thrownBy(openapi.logistics.getPrinter())).toMatchObject({ errCode: -604103 })
  },
)

test('a write whose answer cannot be read may have been done', async () => {
  standInForWx(() => ({}))
  const error = await thrownBy(openapi.logistics.updatePrinter({ openid: 'o', updateType: 'bind' }))
  expect(error).toMatchObject({ errCode: -604103, maybeExecuted: true })
})

test('a call without an answer ends at the configured time', async () => {
  jest.useFakeTimers()
  standInForWx(() => new Promise(() => {}))
  const thrown = thrownBy(openapi.logistics.getPrinter())
  await jest.advanceTimersByTimeAsync(config.callTimeoutMs)
  expect(await thrown).toMatchObject({ errCode: -604102, retryable: true, maybeExecuted: false })
})

test('one call may be given less time than the others', async () => {
  jest.useFakeTimers()
  standInForWx(() => new Promise(() => {}))
  const thrown = thrownBy(openapi.logistics.getPrinter({}, { timeoutMs: 50 }))
  await jest.advanceTimersByTimeAsync(50)
  expect(await thrown).toMatchObject({ errCode: -604102 })
})

test('no timer is left behind by a call that was answered', async () => {
  jest.useFakeTimers()
  standInForWx()
  await openapi.logistics.getPrinter()
  expect(jest.getTimerCount()).toBe(0)
})

test('no timer is left behind by a call that failed', async () => {
  jest.useFakeTimers()
  standInForWx(() => {
    throw cloudFailure(-501000, 'FUNCTION_NOT_FOUND')
  })
  await thrownBy(openapi.logistics.getPrinter())
  expect(jest.getTimerCount()).toBe(0)
})

test('the mini program waits longer than a function may run', () => {
  expect(original.callTimeoutMs).toBeGreaterThan(20_000)
})

test('a WeChat without cloud functions is told, and starting it does no harm', async () => {
  standInForWx()
  delete (wx as { cloud?: unknown }).cloud
  startCloud()
  expect(await thrownBy(openapi.logistics.getPrinter())).toMatchObject({ cloudFault: 'unsupported' })
})

test('the cloud is started with the configured environment', () => {
  config.environmentId = 'shop-1a2b'
  const { initialised } = standInForWx()
  startCloud()
  expect(initialised).toEqual([{ env: 'shop-1a2b', traceUser: true }])
})

test('without a configured environment the first one is used', () => {
  config.environmentId = ''
  const { initialised } = standInForWx()
  startCloud()
  expect(initialised).toEqual([{ traceUser: true }])
})

test('whoami asks function logistics and makes no call to WeChat', async () => {
  const { sent } = standInForWx(() => ({
    errCode: 0,
    errMsg: 'ok',
    openid: 'oA',
    operator: true,
    env: 'e-1',
  }))
  expect(await whoami()).toEqual({ openid: 'oA', operator: true, env: 'e-1' })
  expect(sent).toEqual([{ name: 'logistics', data: { method: 'whoami', params: {} } }])
})

test('the generated list names every method of the catalogue with its effect', () => {
  const effects = Object.entries(logistics).map(([name, row]) => [
    name,
    typeof row.effect === 'string' ? row.effect : 'keyed',
  ])
  expect(Object.fromEntries(effects)).toEqual(methods.logistics)
})

test('a method of a deeper namespace calls the function of that namespace', async () => {
  const { sent } = standInForWx()
  await openapi.officialAccount.menu.delete()
  expect(sent[0]).toEqual({
    name: 'officialAccount-menu',
    data: { method: 'officialAccount.menu.delete', params: {} },
  })
})

test('openapi is harmless to await and to print', async () => {
  standInForWx()
  expect(await (openapi as unknown as Promise<unknown>)).toBe(openapi)
  expect(JSON.stringify(openapi.logistics)).toBe('{}')
})

describe('who may manage the shop', () => {
  test('the cloud function is asked once, and again after it refused a call', async () => {
    let operator = true
    const { sent } = standInForWx(({ data }) =>
      data.method === 'whoami' ? { errCode: 0, openid: 'oA', operator, env: '' } : failure(-604900),
    )
    await mustBeOperator()
    await mustBeOperator()
    expect(sent).toHaveLength(1)
    expect(wasOperator()).toBe(true)
    await thrownBy(openapi.logistics.getAllAccount())
    operator = false
    expect(await thrownBy(mustBeOperator())).toMatchObject({ errCode: -604900 })
    expect(wasOperator()).toBe(false)
  })

  test('a failed question is no refusal, and is asked again', async () => {
    let isOffline = true
    standInForWx(() => {
      if (isOffline) throw { errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED' }
      return { errCode: 0, openid: 'oA', operator: true, env: '' }
    })
    expect(await thrownBy(mustBeOperator())).toMatchObject({ errCode: -604901 })
    isOffline = false
    await expect(mustBeOperator()).resolves.toBeUndefined()
  })
})
