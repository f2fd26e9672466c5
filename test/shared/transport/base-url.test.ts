import { parseBaseUrl } from '../../../shared/transport/base-url'

test('a base URL is taken apart', () => {
  expect(parseBaseUrl('https://api.weixin.qq.com:8443/some/where', 'option')).toEqual({
    protocol: 'https:',
    hostname: 'api.weixin.qq.com',
    port: '8443',
    prefix: '/some/where',
  })
})

test.each([
  ['https://example.com', ''],
  ['https://example.com/', ''],
  ['https://example.com/a/b//', '/a/b'],
])('the prefix of %s ends in no slash', (given, prefix) => {
  expect(parseBaseUrl(given, 'option').prefix).toBe(prefix)
})

test.each([
  ['http://localhost', 'localhost'],
  ['http://127.0.0.1:8080', '127.0.0.1'],
  ['http://127.100.20.255', '127.100.20.255'],
  ['http://[::1]:8080', '::1'],
])('plain http to %s is allowed, from the environment too', (given, hostname) => {
  for (const from of ['option', 'environment'] as const) {
    expect(parseBaseUrl(given, from)).toMatchObject({ protocol: 'http:', hostname })
  }
})

test.each([
  'http://example.com',
  'http://localhost.example.com',
  'http://my-localhost',
  'http://128.0.0.1',
  'http://127.0.0.1.example.com',
  'http://x127.0.0.1.nip.io',
  'http://[::2]',
  'ftp://127.0.0.1',
  'ftp://example.com',
])('%s is refused, for it is neither https nor loopback', given => {
  expect(() => parseBaseUrl(given, 'option')).toThrow(
    'the option baseUrl must be https; plain http goes to loopback only',
  )
})

test.each([
  'https://user@example.com',
  'https://:password@example.com',
  'https://example.com/?query',
  'https://example.com/#fragment',
])('%s is refused, for it is more than an address', given => {
  expect(() => parseBaseUrl(given, 'option')).toThrow(
    'the option baseUrl must be a plain address, without user, query or fragment',
  )
})

test('what is no URL is refused with an example of one', () => {
  expect(() => parseBaseUrl('nonsense', 'option')).toThrow(
    'the option baseUrl is not a URL; write https://api.weixin.qq.com',
  )
})

test('an error names the variable when the environment is to blame', () => {
  expect(() => parseBaseUrl('nonsense', 'environment')).toThrow(
    'the variable WX_OPENAPI_BASE_URL is not a URL',
  )
})

test.each(['https://weixin.qq.com', 'https://api.weixin.qq.com', 'https://api2.weixin.qq.com'])(
  'the environment may name %s',
  given => {
    expect(parseBaseUrl(given, 'environment').hostname).toBe(given.slice('https://'.length))
  },
)

test.each(['https://example.com', 'https://evilweixin.qq.com', 'https://weixin.qq.com.example.com'])(
  'only the option may name %s',
  given => {
    expect(parseBaseUrl(given, 'option').hostname).toBe(given.slice('https://'.length))
    expect(() => parseBaseUrl(given, 'environment')).toThrow(
      'the variable WX_OPENAPI_BASE_URL may only name loopback or a host of weixin.qq.com; set any other host with the option baseUrl',
    )
  },
)

test.each([
  ['localhost:8686', 'http://localhost:8686'],
  ['localhost:8686/path?access_token=abc', 'http://localhost:8686'],
  ['localhost:8686?access_token=abc', 'http://localhost:8686'],
  ['[::1]:8686/path', 'http://[::1]:8686'],
  ['proxy.example.com:443/path', 'https://proxy.example.com:443'],
])('%s has no scheme; what to write is said, without path and query', (given, right) => {
  expect(() => parseBaseUrl(given, 'option')).toThrow(
    expect.objectContaining({
      errMsg: expect.stringContaining(`the option baseUrl has no scheme; write ${right}`),
    }),
  )
  expect(() => parseBaseUrl(given, 'option')).toThrow(
    expect.objectContaining({ message: expect.not.stringMatching(/access_token|path/) }),
  )
})
