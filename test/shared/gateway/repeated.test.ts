import { logistics } from '../../../shared/catalogue/logistics'
import { serve } from '../../../shared/gateway'
import { type StubServer, startStub } from '../../support/stub-server'

let stub: StubServer
const saved = { ...process.env }
afterEach(async () => {
  process.env = { ...saved }
  await stub.close()
})

test('an order whose answer was lost is found again through the function, and is one order', async () => {
  stub = await startStub(({ path }, count) => {
    if (path.endsWith('/order/get'))
      return { order_id: 'A1', delivery_id: 'SF', waybill_id: 'W1', order_status: 0 }
    if (!path.endsWith('/order/add')) return undefined
    // The first is executed and its answer lost; the second WeChat knows already.
    return count === 1 ? (_, socket) => socket.destroy() : { errcode: 9300522, errmsg: 'order repeated' }
  })
  Object.assign(process.env, {
    WX_OPENAPI_BASE_URL: stub.url,
    WX_APPID: 'wx1',
    WX_SECRET: 'a-secret-of-32-letters',
    OPENAPI_OPERATORS: 'operator',
    WX_CONTEXT_KEYS: 'WX_OPENID',
    WX_OPENID: 'operator',
    TCB_SOURCE: 'wx_client',
  })
  const openapi = ['logistics.addOrder', 'logistics.getOrder']
  const main = serve({ logistics }, { permissions: { openapi } })
  const event = { method: 'logistics.addOrder', params: { orderId: 'A1', deliveryId: 'SF', bizId: 'b' } }
  expect(await main(event, { time_limit_in_ms: 20_000 })).toMatchObject({
    errCode: 0,
    errMsg: 'openapi.logistics.addOrder:ok',
    orderId: 'A1',
    waybillId: 'W1',
  })
  expect(stub.calls().map(({ path }) => path.replace(/^.*\/order\//, ''))).toEqual(['add', 'add', 'get'])
})

test.each([
  ['config.json does not list it', ['logistics.addOrder'], ['addOrder', 'getOrder']],
  ['it is not open to the user', ['logistics.addOrder', 'logistics.getOrder'], ['addOrder']],
])('what became of an order is not asked where %s', async (_, openapi, everyone) => {
  stub = await startStub(({ path }, count) => {
    if (path.endsWith('/order/get')) return { order_id: 'A1', print_html: 'of somebody else' }
    if (!path.endsWith('/order/add')) return undefined
    return count === 1 ? { errcode: -1, errmsg: 'busy' } : { errcode: 9300508, errmsg: 'order repeated' }
  })
  Object.assign(process.env, { WX_CONTEXT_KEYS: 'WX_OPENID', WX_OPENID: 'oUser', TCB_SOURCE: 'wx_client' })
  const main = serve(
    { logistics },
    { permissions: { openapi } },
    { everyone, openapi: { appid: 'wx1', secret: 'a-secret-of-32-letters', baseUrl: stub.url } },
  )
  const event = { method: 'logistics.addOrder', params: { orderId: 'A1' } }
  expect(await main(event, { time_limit_in_ms: 20_000 })).toMatchObject({
    errCode: 9300508,
    maybeExecuted: true,
  })
  expect(stub.calls().map(({ path }) => path.replace(/^.*\/order\//, ''))).toEqual(['add', 'add'])
})
