import * as catalogue from '../../../shared/catalogue'
import { logistics } from '../../../shared/catalogue/logistics'
import { serve } from '../../../shared/gateway'
import { type StubServer, startStub } from '../../support/stub-server'
import { handle, operator } from './serving'

let stub: StubServer
beforeAll(async () => {
  stub = await startStub(() => undefined)
})
afterAll(() => stub.close())
beforeEach(() => {
  stub.arrived.length = 0
})

const openapi = () => ({ appid: 'wx1', secret: 's3cret-s3cret', baseUrl: stub.url })
const allow = (...names: string[]) => ({ permissions: { openapi: names } })

test('a call goes to WeChat in its names and comes back in ours', async () => {
  const answering = await startStub(({ path }) =>
    path.endsWith('printer/update') ? { errcode: 0, errmsg: 'ok', tagid_list: '7' } : undefined,
  )
  const main = serve({ logistics }, allow('logistics.updatePrinter'), {
    openapi: { ...openapi(), baseUrl: answering.url },
  })
  const params = { openid: 'oPrinter', updateType: 'bind', tagidList: '123,456' }
  const reply = await handle(main, operator, { method: 'logistics.updatePrinter', params })
  expect(reply).toEqual({ tagidList: '7', errCode: 0, errMsg: 'openapi.logistics.updatePrinter:ok' })
  const [call] = answering.calls()
  expect(call!.path).toBe('/cgi-bin/express/business/printer/update')
  expect(JSON.parse(call!.body.toString())).toEqual({
    openid: 'oPrinter',
    update_type: 'bind',
    tagid_list: '123,456',
  })
  await answering.close()
})

test('the short name works where one namespace is served', async () => {
  const main = serve({ logistics }, allow('logistics.getQuota'), { openapi: openapi() })
  const reply = await handle(main, operator, {
    method: 'getQuota',
    params: { deliveryId: 'YUNDA', bizId: '1' },
  })
  expect(reply.errMsg).toBe('openapi.logistics.getQuota:ok')
})

test('the short name works for a deep namespace that stands alone', async () => {
  const { newtmpl } = catalogue.officialAccount
  const main = serve({ officialAccount: { newtmpl } }, allow('officialAccount.newtmpl.getCategory'), {
    openapi: openapi(),
  })
  const reply = await handle(main, operator, { method: 'getCategory' })
  expect(reply).toEqual({ errCode: 0, errMsg: 'openapi.officialAccount.newtmpl.getCategory:ok' })
})

test('the short name is unknown where more than one namespace is served', async () => {
  const main = serve(catalogue, allow('logistics.getQuota'), { openapi: openapi() })
  expect((await handle(main, operator, { method: 'getQuota' })).errCode).toBe(-604100)
  expect((await handle(main, operator, { method: 'logistics.getQuota' })).errCode).toBe(0)
})

test('a mistyped method is told the nearest one', async () => {
  const main = serve({ logistics }, allow(), { openapi: openapi() })
  expect(await handle(main, operator, { method: 'updatePriner' })).toEqual({
    errCode: -604100,
    errMsg: 'openapi.logistics.updatePriner:fail API not found; did you mean logistics.updatePrinter?',
    method: 'logistics.updatePriner',
    meaning: 'API not found',
    fix: 'call logistics.updatePrinter',
    retryable: false,
    maybeExecuted: false,
  })
})

test('a method that is not in config.json is refused with the line to add', async () => {
  const main = serve({ logistics }, allow('logistics.getQuota'), { openapi: openapi() })
  const reply = await handle(main, operator, { method: 'addOrder', params: {} })
  expect(reply).toMatchObject({
    errCode: -604101,
    errMsg: 'openapi.logistics.addOrder:fail function has no permission to call this API',
    fix: 'add "logistics.addOrder" to permissions.openapi in config.json and upload the function',
  })
  expect(stub.arrived).toEqual([])
})

test('a method that is HTTPS-only is refused until it is opted in, also when config.json names it', async () => {
  const config = allow('logistics.testUpdateOrder')
  const event = { method: 'testUpdateOrder', params: {} }
  const closed = serve({ logistics }, config, { openapi: openapi() })
  expect(await handle(closed, operator, event)).toMatchObject({
    errCode: -604101,
    fix: "it has no permission name; add httpsOnly: ['testUpdateOrder'] to the options of serve",
  })
  for (const name of ['testUpdateOrder', 'logistics.testUpdateOrder']) {
    const open = serve({ logistics }, allow(), { httpsOnly: [name], openapi: openapi() })
    expect((await handle(open, operator, event)).errCode).toBe(0)
  }
})

const malformed: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['text', 'logistics.addOrder'],
  ['no permissions', {}],
  ['permissions that are null', { permissions: null }],
  ['no list', { permissions: { openapi: 'logistics.addOrder' } }],
  ['an object for a list', { permissions: { openapi: { 0: 'logistics.addOrder' } } }],
  ['a list with a number', { permissions: { openapi: ['logistics.addOrder', 1] } }],
  ['an inherited list', Object.create({ permissions: { openapi: ['logistics.addOrder'] } })],
]

test.each(malformed)('a config.json that holds %s allows nothing and says so', async (_, config) => {
  const main = serve({ logistics }, config as {}, { httpsOnly: ['testUpdateOrder'], openapi: openapi() })
  for (const name of ['addOrder', 'testUpdateOrder']) {
    const reply = await handle(main, operator, { method: name, params: {} })
    expect(reply.errCode).toBe(-604101)
    expect(reply.fix).toContain('config.json is malformed')
  }
  expect(stub.arrived).toEqual([])
})

describe('a mistake of the author shows when the function starts', () => {
  const wrong: [string, () => unknown, string][] = [
    [
      'a mistyped name in httpsOnly',
      () => serve({ logistics }, allow(), { httpsOnly: ['testUpdatOrder'] }),
      'did you mean logistics.testUpdateOrder?',
    ],
    [
      'a mistyped name in everyone',
      () => serve({ logistics }, allow(), { everyone: ['getPaths'] }),
      'did you mean logistics.getPath?',
    ],
    [
      'an inherited name',
      () => serve({ logistics }, allow(), { everyone: ['constructor'] }),
      'names constructor',
    ],
    [
      'a cloud-callable method in httpsOnly',
      () => serve({ logistics }, allow(), { httpsOnly: ['addOrder'] }),
      'which has a permission name',
    ],
    ['the rows of a namespace', () => serve(logistics, allow()), 'pass { logistics }, not logistics'],
    ['no rows', () => serve({}, allow()), 'pass { logistics }'],
    [
      'a base URL that is none',
      () => serve({ logistics }, allow(), { openapi: { baseUrl: 'weixin' } }),
      'baseUrl',
    ],
  ]
  test.each(wrong)('%s', (_, start, message) => {
    expect(start).toThrow(
      expect.objectContaining({ errCode: -604904, errMsg: expect.stringContaining(message) }),
    )
  })
})
