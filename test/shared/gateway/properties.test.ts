import fc from 'fast-check'
import { logistics } from '../../../shared/catalogue/logistics'
import { serve } from '../../../shared/gateway'
import { measure } from '../../../shared/gateway/event'
import { type StubServer, startStub } from '../../support/stub-server'
import { handle, operator, user } from './serving'

let stub: StubServer
beforeAll(async () => {
  stub = await startStub(() => undefined)
})
afterAll(() => stub.close())

const names = Object.keys(logistics).map(name => `logistics.${name}`)
const cloudCallable = names.filter(
  name => (logistics as Record<string, { cloudCallable?: true }>)[name.slice(10)]!.cloudCallable,
)
const main = () =>
  serve(
    { logistics },
    { permissions: { openapi: cloudCallable } },
    {
      // A fast machine makes more than 50 calls a second here; `user-limit.test.ts` covers that limit.
      callsPerSecond: 1_000_000,
      openapi: { appid: 'wx1', secret: 's3cret-s3cret', baseUrl: stub.url },
    },
  )

const method = fc.oneof(fc.constantFrom(...names, '__proto__', 'constructor'), fc.string())
const claims = fc.dictionary(
  fc.constantFrom(
    'openid',
    'OPENID',
    'userInfo',
    'appid',
    'isAdmin',
    'operator',
    'SOURCE',
    'params',
    '__proto__',
  ),
  fc.oneof(fc.jsonValue(), fc.constant('oOperator')),
)
const event = fc.oneof(
  fc.jsonValue(),
  fc.tuple(claims, method, fc.dictionary(fc.string(), fc.jsonValue())).map(([rest, name, params]) => ({
    ...rest,
    method: name,
    params,
  })),
)

test('whatever the event, a user never gets further than the refusal, and nothing is sent', async () => {
  const serving = main()
  await fc.assert(
    fc.asyncProperty(event, async given => {
      const { errCode } = await handle(serving, user, given)
      const isWhoami = (given as { method?: unknown } | null)?.method === 'whoami'
      expect(isWhoami ? [0] : [-604900, -604905]).toContain(errCode)
    }),
    { numRuns: 300 },
  )
  expect(stub.arrived).toEqual([])
})

test('whatever else the event says, the decision on a caller stays the same', async () => {
  const serving = main()
  const settings = fc.constantFrom(
    user,
    operator,
    { ...operator, SOURCE: 'wx_http' },
    { ...operator, OPENID: '' },
  )
  const named = fc.constantFrom(...cloudCallable, 'logistics.noSuch', 'logistics.testUpdateOrder')
  await fc.assert(
    fc.asyncProperty(settings, named, claims, async (setting, name, rest) => {
      const { params: _, ...others } = rest
      const plain = await handle(serving, setting, { method: name, params: {} })
      const claiming = await handle(serving, setting, { ...others, method: name, params: {} })
      expect(claiming).toEqual(plain)
    }),
    { numRuns: 200 },
  )
})

test('no event makes a function throw', async () => {
  const serving = main()
  await fc.assert(
    fc.asyncProperty(event, async given => {
      const reply = await handle(serving, operator, given)
      expect(typeof reply.errCode).toBe('number')
      expect(typeof reply.errMsg).toBe('string')
    }),
    { numRuns: 300 },
  )
})

test('the size of JSON is counted as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const bytes = Buffer.byteLength(JSON.stringify(value))
      expect(measure(value, 1_000_000, 1000)).toBe(bytes)
      expect(measure(value, bytes, 1000)).toBe(bytes)
      expect(measure(value, bytes - 1, 1000)).toBe('tooLarge')
    }),
    { numRuns: 1000 },
  )
})
