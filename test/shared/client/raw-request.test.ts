import { type RawRequest, rowOf } from '../../../shared/client/raw-request'
import { encode } from '../../../shared/schema/encode'

const encoded = (request: RawRequest) => {
  const { row, params } = rowOf(request)
  return encode(row, params, { method: 'request', convertCase: request.convertCase })
}
const faults = (request: object) => {
  try {
    rowOf(request as RawRequest)
  } catch (error) {
    return (error as { faults: { path: string; problem: string }[] }).faults
  }
}

test('a GET has its values in the URL', () => {
  expect(encoded({ verb: 'GET', path: '/a', query: { pageSize: 2, isOld: false } })).toEqual({
    verb: 'GET',
    path: '/a',
    query: [
      ['page_size', '2'],
      ['is_old', 'false'],
    ],
  })
})

test('a POST has values in the URL beside its body', () => {
  expect(
    encoded({ verb: 'POST', path: '/a', query: { pageSize: 2 }, body: { bizId: { innerKey: 1 } } }),
  ).toEqual({
    verb: 'POST',
    path: '/a',
    query: [['page_size', '2']],
    json: { biz_id: { inner_key: 1 } },
  })
})

test('keys stay as they are when that is wanted, in the URL and in the body', () => {
  const request = { verb: 'POST', path: '/a', query: { pageSize: 2 }, body: { bizId: 1 } } as const
  expect(encoded({ ...request, convertCase: false })).toEqual({
    verb: 'POST',
    path: '/a',
    query: [['pageSize', '2']],
    json: { bizId: 1 },
  })
})

test('nobody knows what it does, so it counts as a write', () => {
  expect(rowOf({ verb: 'GET', path: '/a' }).row.effect).toBe('write')
})

test.each([
  '/a',
  '/cgi-bin/express/business',
  '/a_b/c-d',
  '/wxa/v1.2/getList',
  '/a.b.c/d',
  `/${'a'.repeat(199)}`,
])('the path %s is plain', path => {
  expect(rowOf({ verb: 'GET', path }).row.http).toBe(`GET ${path}`)
})

test.each([
  ['no text', 7],
  ['something that only reads like a path', ['/a']],
  ['without a slash', 'a'],
  ['with something before the slash', 'x/a'],
  ['ending in a slash', '/a/'],
  ['with an empty step', '/a//b'],
  ['going up', '/a/../b'],
  ['with a dot at the end', '/a.'],
  ['with a dot at the start', '/.a'],
  ['with two dots', '/a..b'],
  ['with a query', '/a?b'],
  ['with a line end', '/a\n'],
  ['longer than 200', `/${'a'.repeat(200)}`],
])('a path %s is refused', (_, path) => {
  expect(faults({ verb: 'GET', path })).toEqual([
    {
      path: 'path',
      problem: 'must be a plain path such as /some/path: letters, digits, - and _, no query, no host',
    },
  ])
})

test('another verb is refused', () => {
  expect(faults({ verb: 'PUT', path: '/a' })).toEqual([{ path: 'verb', problem: "must be 'GET' or 'POST'" }])
})

test('a GET with a body is refused', () => {
  expect(faults({ verb: 'GET', path: '/a', body: {} })).toEqual([
    { path: 'body', problem: 'is for POST only; use query instead' },
  ])
})

test('a value that stands in the URL and in the body is refused', () => {
  expect(faults({ verb: 'POST', path: '/a', query: { a: 1, b: 2 }, body: { b: 2 } })).toEqual([
    { path: 'query.b', problem: 'is in body too; keep one' },
  ])
})

test('a value in the URL may be called like what every object has', () => {
  expect(encoded({ verb: 'POST', path: '/a', query: { toString: 'x' }, body: {} }).query).toEqual([
    ['to_string', 'x'],
  ])
})

test('the error names the call', () => {
  expect(() => rowOf({ verb: 'GET', path: 'a' })).toThrow('openapi.request:fail path must be a plain path')
})
