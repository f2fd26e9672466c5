import { networkError } from '../../../shared/transport/network-error'

const coded = (code: unknown, message = 'connect 10.0.0.7:443') => Object.assign(new Error(message), { code })

test('a connection that never came about was certainly not used', () => {
  expect(networkError('a.b', coded('ECONNREFUSED'), false)).toMatchObject({
    name: 'TransportError',
    errMsg: 'openapi.a.b:fail WeChat could not be reached (ECONNREFUSED)',
    retryable: true,
    maybeExecuted: false,
  })
})

test('one that broke after the request had left may have been used', () => {
  expect(networkError('a.b', coded('EPIPE'), true)).toMatchObject({
    errMsg: 'openapi.a.b:fail the connection broke before the response (EPIPE)',
    retryable: true,
    maybeExecuted: true,
  })
})

test.each([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'EPROTO',
])('after %s nothing was executed, another try is of no use, and the fix says where to look', code => {
  expect(networkError('a.b', coded(code), true)).toMatchObject({
    errMsg: `openapi.a.b:fail the certificate of the server was not accepted (${code})`,
    fix: 'check the clock of this machine; behind a proxy that intercepts TLS, set NODE_EXTRA_CA_CERTS to its certificate',
    retryable: false,
    maybeExecuted: false,
    cause: { code, message: code },
  })
})

test('the cause has the code alone: a message of node may hold an address or a URL', () => {
  const { cause } = networkError('a.b', coded('ECONNRESET', 'read https://x/?access_token=secret'), false)
  expect([(cause as Error).message, (cause as { code?: string }).code]).toEqual(['ECONNRESET', 'ECONNRESET'])
})

test('of several addresses that were tried the first one’s error counts', () => {
  const all = Object.assign(new Error('all failed'), { errors: [coded('ENETUNREACH'), coded('ETIMEDOUT')] })
  expect(networkError('a.b', all, false).errMsg).toContain('(ENETUNREACH)')
})

test.each([
  ['none', undefined],
  ['a number', 7],
  ['a list', ['EPIPE']],
  ['a sentence', 'read failed at 10.0.0.7'],
  ['a code with more around it', 'a ECONNREFUSED'],
  ['a code with more behind it', 'ECONNREFUSED 10.0.0.7'],
  ['an endless one', 'E'.repeat(61)],
  ['a single letter', 'E'],
])('where node gives no code (%s) it counts as a reset', (_, code) => {
  expect(networkError('a.b', coded(code), false).errMsg).toContain('(ECONNRESET)')
})

test.each([
  ['that is empty', []],
  ['of things that are no errors', [{ code: 'EPIPE' }]],
  ['that is none', { 0: coded('EPIPE') }],
])('and so where it gives a list of errors %s', (_, errors) => {
  expect(networkError('a.b', Object.assign(new Error(), { errors }), false).errMsg).toContain('(ECONNRESET)')
})
