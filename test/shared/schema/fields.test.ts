import { endpoint, isEndpoint } from '../../../shared/schema/endpoint'
import {
  array,
  bigInteger,
  binary,
  boolean,
  credential,
  fixed,
  integer,
  json,
  jsonString,
  media,
  number,
  object,
  oneOf,
  optional,
  query,
  record,
  string,
  wire,
} from '../../../shared/schema/fields'

test.each([
  ['string', string()],
  ['integer', integer()],
  ['number', number()],
  ['bigInteger', bigInteger()],
  ['boolean', boolean()],
  ['oneOf', oneOf('a')],
  ['object', object({})],
  ['array', array(string())],
  ['record', record(string())],
  ['json', json()],
  ['jsonString', jsonString(string())],
  ['media', media()],
  ['binary', binary()],
])('%s() says its kind and is required', (kind, field) => {
  expect(field.kind).toBe(kind)
  expect(field.optional).toBe(false)
})

test('what the client sends by itself need not be written', () => {
  expect(fixed('a')).toEqual({ kind: 'fixed', values: ['a'], optional: true })
  expect(credential('appid')).toEqual({ kind: 'credential', values: ['appid'], optional: true })
})

test('oneOf.open() knows its values and says that there may be others', () => {
  expect(oneOf.open('a', 1)).toEqual({ kind: 'oneOf', values: ['a', 1], open: true, optional: false })
  expect(oneOf('a')).not.toHaveProperty('open')
})

test('binary() holds the members of every JSON that may come in its place', () => {
  expect(binary({ news: string() }, { title: string() }).fields).toEqual({ news: string(), title: string() })
  expect(binary()).not.toHaveProperty('fields')
})

test('optional(), wire() and query() may wrap each other in any order', () => {
  const wanted = { kind: 'string', rules: { max: 3 }, optional: true, wire: 'theName', place: 'query' }
  const inner = string({ max: 3 })
  expect(optional(wire('theName', query(inner)))).toEqual(wanted)
  expect(query(wire('theName', optional(inner)))).toEqual(wanted)
  expect(wire('theName', optional(query(inner)))).toEqual(wanted)
})

test('a wrapped field is a new one, so that shapes can be shared', () => {
  const shared = string()
  optional(wire('other', query(shared)))
  expect(shared).toEqual({ kind: 'string', optional: false })
})

test('rules stand on the field, and nothing stands there without rules', () => {
  expect(array(integer(), { max: 10 }).rules).toEqual({ max: 10 })
  expect(array(integer())).not.toHaveProperty('rules')
  expect(integer({ min: 0 }).rules).toEqual({ min: 0 })
})

test('a row is told from a namespace by its verb and path', () => {
  const row = endpoint({ http: 'GET /a', effect: 'read', params: {}, result: {} })
  expect(isEndpoint(row)).toBe(true)
  expect(isEndpoint({ http: row })).toBe(false)
  expect(isEndpoint({})).toBe(false)
  expect(isEndpoint(undefined)).toBe(false)
})
