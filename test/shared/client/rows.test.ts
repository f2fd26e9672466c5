import * as catalogue from '../../../shared/catalogue'
import * as logisticsModule from '../../../shared/catalogue/logistics'
import { user } from '../../../shared/catalogue/officialAccount/user'
import { checkParams, createOpenapi } from '../../../shared/client'
import { memoryStore } from '../../../shared/stores'
import { type StubServer, startStub } from '../../support/stub-server'

const { logistics } = logisticsModule
const { officialAccount } = catalogue
let stub: StubServer
beforeAll(async () => {
  stub = await startStub(() => undefined)
})
afterAll(() => stub.close())

const options = () => ({ appid: 'wx1', secret: 'a-secret-of-32-letters', baseUrl: stub.url })
/** What making a client throws. */
function refusal(given: unknown) {
  try {
    createOpenapi(given as never)
  } catch (error) {
    return error
  }
}

test('the methods of the rows are there, by the names of the whole catalogue, and no others', async () => {
  const openapi = createOpenapi({ ...options(), rows: { logistics, officialAccount: { user } } })
  expect((await openapi.logistics.getAllDelivery()).errMsg).toBe('openapi.logistics.getAllDelivery:ok')
  expect((await openapi.officialAccount.user.getList()).errMsg).toBe(
    'openapi.officialAccount.user.getList:ok',
  )
  expect((await openapi.call('logistics.getAllDelivery')).errCode).toBe(0)
  expect([Object.keys(openapi), Object.keys(openapi.officialAccount)]).toEqual([
    ['logistics', 'officialAccount'],
    ['user'],
  ])
  await expect(openapi.call('wxacode.get')).rejects.toMatchObject({ errCode: -604100 })
})

test('a whole folder of namespaces, or the whole catalogue, can be given too', () => {
  expect(Object.keys(createOpenapi({ rows: { officialAccount } }).officialAccount)).toEqual(
    Object.keys(officialAccount),
  )
  expect(Object.keys(createOpenapi({ rows: catalogue }))).toEqual(Object.keys(catalogue))
})

const needed = 'pass { rows: { logistics } }'
test.each<[unknown, string]>([
  [undefined, `createOpenapi needs rows; ${needed}`],
  [null, `createOpenapi needs rows; ${needed}`],
  [{}, `createOpenapi needs rows; ${needed}`],
  [{ rows: undefined }, `createOpenapi needs rows; ${needed}`],
  [{ rows: 'logistics' }, `createOpenapi needs rows; ${needed}`],
  [{ rows: {} }, `createOpenapi got no rows; ${needed}`],
  [{ rows: [] }, `createOpenapi got no rows; ${needed}`],
  [{ rows: logistics }, `createOpenapi got the method addOrder without its namespace; ${needed}`],
  [{ rows: { logistics: undefined } }, `rows.logistics holds no rows; ${needed}`],
  [{ rows: { logistics: {} } }, `rows.logistics holds no rows; ${needed}`],
  [{ rows: { logistics: 'logistics' } }, `rows.logistics holds no rows; ${needed}`],
  [{ rows: { logistics: { getOrder: () => 1 } } }, `rows.logistics.getOrder holds no rows; ${needed}`],
  [
    { rows: { logistics: logisticsModule } },
    `rows.logistics is the module that exports logistics; ${needed}`,
  ],
])('%p is refused', (given, said) => {
  expect(refusal(given)).toMatchObject({
    name: 'ConfigError',
    errMsg: `openapi:fail ${said}`,
    fix: "import { logistics } from 'wx-openapi-shim/catalogue/logistics' and pass rows: { logistics }",
  })
})

test('rows that lead back to themselves are refused', () => {
  const rows: Record<string, unknown> = {}
  rows.more = { again: rows, other: rows }
  expect(refusal({ rows })).toMatchObject({ name: 'ConfigError' })
})

test('an option that does not exist is refused, and so is one of a wrong kind', () => {
  expect(refusal({ rows: { logistics }, appId: 'wx1' })).toMatchObject({
    errMsg: 'openapi:fail there is no option appId; did you mean appid?',
  })
  expect(refusal({ rows: { logistics }, retries: 'x' })).toMatchObject({ name: 'ConfigError' })
})

test('parameters are checked in full by the function checkParams', async () => {
  const openapi = createOpenapi({ ...options(), rows: { logistics }, strict: checkParams })
  const wrong = openapi.call('logistics.updatePrinter', { openid: 7, updateType: 'bnd' })
  await expect(wrong).rejects.toMatchObject({ name: 'InvalidParamsError', errCode: -501007 })
})

test.each([
  ['transport', 'cloud', 'cloudCalls'],
  ['strict', true, 'checkParams'],
])('%s: %p names the function to pass', (name, value, wanted) => {
  expect(refusal({ rows: { logistics }, [name]: value })).toMatchObject({
    name: 'ConfigError',
    errMsg: `openapi:fail the option ${name} must be the function ${wanted}, or omitted`,
    fix: `import { ${wanted} } from 'wx-openapi-shim/client' and pass ${name}: ${wanted}`,
  })
})

test('tokens are kept in a store of this package; one of the user’s own must be wrapped', async () => {
  const store = memoryStore()
  const openapi = createOpenapi({ ...options(), rows: { logistics }, store })
  expect((await openapi.logistics.getAllDelivery()).errCode).toBe(0)
  const { coordinate, ...bare } = store as typeof store & { coordinate?: unknown }
  const unwrapped = createOpenapi({ ...options(), rows: { logistics }, store: bare as typeof store })
  await expect(unwrapped.logistics.getAllDelivery()).rejects.toMatchObject({
    errMsg: expect.stringContaining('wrap the option store: tokenStore(store)'),
  })
})
