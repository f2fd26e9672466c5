import fc from 'fast-check'
import { logistics } from '../../../shared/catalogue/logistics'
import { serve } from '../../../shared/gateway'
import { handle, type Setting } from '../../shared/gateway/serving'
import { type StubServer, startStub } from '../../support/stub-server'
import { scaled } from '../support/scale'
import { withSeed } from '../support/seed'

let stub: StubServer
beforeAll(async () => {
  stub = await startStub(() => undefined)
})
afterAll(() => stub.close())

const main = () =>
  serve(
    { logistics },
    { permissions: { openapi: ['logistics.getPath', 'logistics.addOrder'] } },
    {
      everyone: ['getPath'],
      callsPerSecond: 1e9,
      openapi: { appid: 'wx1', secret: 's3cret-s3cret', baseUrl: stub.url, retries: 0 },
    },
  )

const settings: fc.Arbitrary<Setting> = fc.record({
  OPENID: fc.constantFrom('oOperator', 'oUser', '', undefined),
  SOURCE: fc.constantFrom('wx_client', 'wx_trigger', 'wx_http', 'wx_devtools', 'wx_client,scf', undefined),
  operators: fc.constantFrom('oOperator', 'oBoss,oOperator', '', undefined),
})
const method = fc.constantFrom('logistics.getPath', 'addOrder', 'logistics.getQuota', 'logistics.noSuch')
const claim = fc.oneof(fc.constantFrom('oOperator', 'wx_client', true), fc.jsonValue({ maxDepth: 2 }))
const claims = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      'openid',
      'OPENID',
      'WX_OPENID',
      'SOURCE',
      'TCB_SOURCE',
      'OPENAPI_OPERATORS',
      'operators',
    ),
    fc.constantFrom('userInfo', 'isAdmin', 'operator', 'appid', 'touser', '__proto__', 'constructor'),
    fc.string(),
  ),
  claim,
)

/** What was decided, whatever came of the call. */
async function decide(setting: Setting, event: object): Promise<string> {
  const { errCode } = await handle(main(), setting, JSON.parse(JSON.stringify(event)))
  if (errCode === -604900) return 'not this caller'
  if (errCode === -604100) return 'no such method'
  return errCode === -604101 ? 'not in config.json' : 'called'
}

/** The same by hand: only users of the mini program call, and only operators more than what is open. */
function expected({ OPENID, SOURCE, operators }: Setting, name: string): string {
  if (SOURCE !== 'wx_client' || !OPENID) return 'not this caller'
  const isOperator = operators?.split(',').includes(OPENID)
  if (!isOperator) return name === 'logistics.getPath' ? 'called' : 'not this caller'
  if (name === 'logistics.noSuch') return 'no such method'
  return name === 'logistics.getQuota' ? 'not in config.json' : 'called'
}

describe(withSeed, () => {
  test('who may call is said by the context and the method alone, whatever else an event claims', async () => {
    await fc.assert(
      fc.asyncProperty(settings, method, claims, claims, async (setting, name, params, others) => {
        const { method: _, params: __, ...beside } = others
        expect(await decide(setting, { ...beside, method: name, params })).toBe(expected(setting, name))
      }),
      { numRuns: scaled(300, 5000) },
    )
  })
})
