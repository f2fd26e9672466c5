import { createHmac } from 'node:crypto'
import { createOpenapi } from '../../../shared'
import { type StubServer, startStub } from '../../support/stub-server'

const appKey = 'an-app-key-of-32-letters-0123456'
const sessionKey = '9hAb/NEYUlkaMBEsmFgzig=='
const options = { appid: 'wx1234567', secret: 'a-secret-of-32-letters' }
let stub: StubServer
let refuse = false

beforeEach(async () => {
  refuse = false
  stub = await startStub(({ path, query }) =>
    !path.includes('token') && refuse && query.get('access_token') === 'token-1'
      ? { errcode: 40001, errmsg: 'no' }
      : undefined,
  )
})
afterEach(() => stub.close())

const client = (more: object) => createOpenapi({ ...options, baseUrl: stub.url, ...more })
const last = () => stub.calls()[stub.calls().length - 1]
/** Hexadecimal HMAC-SHA256 by node itself. */
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex')

test('pay_sig covers the path and the very bytes of the body', async () => {
  await client({ payAppKey: appKey }).xpay.queryOrder({ openid: 'o1', env: 0, orderId: '订单-1' })
  const { body, query } = last()
  expect(body.toString()).toBe('{"openid":"o1","env":0,"order_id":"订单-1"}')
  expect(query.get('pay_sig')).toBe(hmac(appKey, `/xpay/query_order&${body}`))
  expect(query.get('access_token')).toBe('token-1')
})

test('the app key can depend on the payment environment and the merchant', async () => {
  const asked: object[] = []
  const payAppKey = (query: { env?: number }) => {
    asked.push(query)
    return query.env === 1 ? 'sandbox-key' : 'live-key'
  }
  await client({ payAppKey }).xpay.queryOrder({ openid: 'o1', env: 1, orderId: '1' })
  expect(last().query.get('pay_sig')).toBe(hmac('sandbox-key', `/xpay/query_order&${last().body}`))
  await client({ payAppKey }).b2b.getMchBalance({ mchid: '1900' })
  expect(asked).toEqual([
    { method: 'xpay.queryOrder', env: 1, mchid: undefined },
    { method: 'b2b.getMchBalance', env: undefined, mchid: '1900' },
  ])
})

test('a payment in the name of a user carries both signatures', async () => {
  await client({ payAppKey: appKey, sessionKey }).xpay.queryUserBalance({
    openid: 'o1',
    env: 0,
    userIp: '127.0.0.1',
  })
  const { body, query } = last()
  expect(query.get('pay_sig')).toBe(hmac(appKey, `/xpay/query_user_balance&${body}`))
  expect(query.get('signature')).toBe(hmac(sessionKey, body.toString()))
})

test('a user’s signature of a GET covers an empty body', async () => {
  await client({ sessionKey }).auth.checkSessionKey({ openid: 'o1' })
  expect(Object.fromEntries(last().query)).toEqual({
    access_token: 'token-1',
    openid: 'o1',
    signature: hmac(sessionKey, ''),
    sig_method: 'hmac_sha256',
  })
})

test('the session_key is found by the user’s OPENID, or given with the call', async () => {
  const openapi = client({ sessionKey: (openid: string) => `key-of-${openid}` })
  await openapi.storage.removeUserStorage({ openid: 'o2', key: ['a'] })
  expect(last().query.get('signature')).toBe(hmac('key-of-o2', last().body.toString()))
  await openapi.auth.checkSessionKey({ openid: 'o1' }, { sessionKey })
  expect(last().query.get('signature')).toBe(hmac(sessionKey, ''))
})

test('the published vector of midas: sig and, with a session_key, mp_sig', async () => {
  const payAppKey = 'zNLgAGgqsEWJOg1nFVaO5r7fAlIQxr1u'
  const params = {
    openid: 'odkx20ENSNa2w5y3g_qOkOvBNM1g',
    offerId: '12345678',
    ts: 1507530737,
    zoneId: '1',
    pf: 'android' as const,
  }
  await client({ payAppKey, sessionKey: 'V7Q38/i2KXaqrQyl2Yx9Hg==' }).midas.getBalance(params)
  const body = JSON.parse(last().body.toString())
  expect(body.sig).toBe('1ad64e8dcb2ec1dc486b7fdf01f4a15159fc623dc3422470e51cf6870734726b')
  const covered = `access_token=token-1&appid=wx1234567&offer_id=12345678&openid=odkx20ENSNa2w5y3g_qOkOvBNM1g&pf=android&sig=${body.sig}&ts=1507530737&zone_id=1`
  expect(body.mp_sig).toBe(
    hmac(
      'V7Q38/i2KXaqrQyl2Yx9Hg==',
      `${covered}&org_loc=/cgi-bin/midas/getbalance&method=POST&session_key=V7Q38/i2KXaqrQyl2Yx9Hg==`,
    ),
  )
})

test('after a refused token the call is signed again', async () => {
  refuse = true
  await client({ payAppKey: appKey, sessionKey }).midas.getBalance({
    openid: 'o',
    offerId: '1',
    ts: 1,
    zoneId: '1',
    pf: 'android',
  })
  const [first, second] = stub.calls().map(({ body }) => JSON.parse(body.toString()))
  expect(second.sig).toBe(first.sig)
  expect(second.mp_sig).not.toBe(first.mp_sig)
})

test('without a key the call says which option is missing, and nothing is sent', async () => {
  await expect(client({}).xpay.queryOrder({ openid: 'o1', env: 0, orderId: '1' })).rejects.toThrow(
    'set the option payAppKey',
  )
  await expect(client({}).auth.checkSessionKey({ openid: 'o1' })).rejects.toThrow('set the option sessionKey')
  expect(stub.arrived).toHaveLength(0)
})

test('keys never come from params, and never show in an error', async () => {
  await stub.close()
  const error = await client({ payAppKey: appKey, sessionKey })
    .xpay.queryUserBalance({ openid: 'o1', env: 0, userIp: '127.0.0.1' })
    .catch(error => error)
  expect(`${error.stack}${JSON.stringify(error)}`).not.toMatch(new RegExp(`${appKey}|${sessionKey}`))
})
