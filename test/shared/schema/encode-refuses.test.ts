import { InvalidParamsError } from '../../../shared/errors/invalid-params-error'
import { encode } from '../../../shared/schema/encode'
import { type Endpoint, endpoint } from '../../../shared/schema/endpoint'
import {
  array,
  credential,
  fixed,
  integer,
  json,
  object,
  optional,
  query,
  record,
  type Shape,
  string,
} from '../../../shared/schema/fields'

const method = 'shop.tidy'
const row = (params: Shape = {}, http: Endpoint['http'] = 'POST /shop/tidy') =>
  endpoint({ http, effect: 'write', params, result: {} })

/** The faults of a refused call, as `path problem`. */
function faults(given: unknown, shape: Shape = {}, more: object = {}, http?: Endpoint['http']): string[] {
  try {
    encode(row(shape, http), given, { method, ...more })
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidParamsError)
    return (error as InvalidParamsError).faults.map(({ path, problem }) => `${path} ${problem}`)
  }
  throw new Error('it was not refused')
}

describe('what cannot be sent is refused', () => {
  const cycle: Record<string, unknown> = { list: [] }
  ;(cycle.list as unknown[]).push({ back: cycle })

  test.each([
    ['a function', () => 1, /^a is a function, which JSON cannot represent$/],
    ['a symbol', Symbol('s'), /^a is a symbol, which JSON cannot represent$/],
    ['a BigInt', BigInt(1), /^a is a bigint, which JSON cannot represent; give it as text$/],
    ['NaN', Number.NaN, /^a is NaN, which JSON cannot represent$/],
    ['infinity', -Infinity, /^a is -Infinity, which JSON cannot represent$/],
    ['a Date', new Date(0), /^a is a Date; /],
    ['a Map', new Map(), /^a is a Map or a Set; /],
    ['a Set', new Set(), /^a is a Map or a Set; /],
    ['a Promise', Promise.resolve(), /^a is a Promise; await it first$/],
    ['a Buffer', Buffer.from('x'), /^a holds bytes where text is due$/],
    ['a typed array', new Uint16Array(1), /^a holds bytes where text is due$/],
    ['an ArrayBuffer', new ArrayBuffer(1), /^a holds bytes where text is due$/],
    ['a cycle', cycle, /^a\.list\[0\]\.back contains itself$/],
  ])('%s', (_, value, said) => {
    expect(faults({ a: value })).toEqual([expect.stringMatching(said)])
    expect(faults({ a: value }, { a: string() })).toEqual([expect.stringMatching(said)])
  })

  test('an object whose toJSON() gives itself contains itself', () => {
    const self = { toJSON: () => self }
    expect(faults({ a: self })).toEqual(['a contains itself'])
  })

  test.each([
    ['below a record()', { a: record(string()) }, { a: { 'my key': BigInt(1) } }, 'a.my key is a bigint'],
    ['below a json()', { a: json() }, { a: [{ b: BigInt(1) }] }, 'a[0].b is a bigint'],
    ['in a list of lists', {}, { a: [[0, [BigInt(1)]]] }, 'a[0][1][0] is a bigint'],
    [
      'in a file in a list',
      {},
      { a: [{ contentType: 'image/png', value: Buffer.alloc(1) }] },
      'a[0].value holds bytes',
    ],
  ])('%s the path is named', (_, shape, given, said) => {
    expect(faults(given, shape as Shape)[0]).toMatch(said)
  })

  test.each([
    ['an array', [], 'an array'],
    ['text', 'x', 'a string'],
    ['a number', 1, 'a number'],
    ['a Buffer', Buffer.alloc(1), 'an object of a class'],
    ['a Map', new Map(), 'an object of a class'],
  ])('params that are %s', (_, given, kind) => {
    expect(faults(given)).toEqual([` must be an object, got ${kind}`])
  })
})

describe('depth', () => {
  const nested = (levels: number) => {
    let value: unknown = 'core'
    for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { a: value }
    return value
  }

  test('10,000 levels are refused with a typed error, not with a full stack', () => {
    expect(faults({ a: nested(10_000) })[0]).toMatch(/ is nested more than 1000 levels deep$/)
    expect(faults({ a: nested(10_000) }, { a: json() })[0]).toMatch(/ is nested more than 1000 levels deep$/)
  })

  test('1000 levels pass, one more does not', () => {
    expect(() => encode(row(), { a: nested(1000) }, { method })).not.toThrow()
    expect(faults({ a: nested(1001) })).toEqual([
      expect.stringMatching(/ is nested more than 1000 levels deep$/),
    ])
  })

  test('500 levels are no reason to refuse', () => {
    const value = nested(500)
    expect(JSON.stringify(encode(row(), { a: value }, { method }).json)).toBe(JSON.stringify({ a: value }))
  })
})

describe('names that collide', () => {
  const said = 'collides with another key that is also a_b for WeChat; keep one of them'

  test('are refused, in the body, in the query and deeper', () => {
    expect(faults({ aB: 1, a_b: 2 })).toEqual([`a_b ${said}`])
    expect(faults({ aB: 1, a_b: 2 }, {}, {}, 'GET /shop/tidy')).toEqual([`a_b ${said}`])
    expect(faults({ x: [{ a_b: 1, aB: 2 }] })).toEqual([`x[0].aB ${said}`])
  })

  test('are refused when one of them is a file', () => {
    const file = { contentType: 'image/png', value: Buffer.alloc(1) }
    expect(faults({ aB: file, a_b: 2 })).toEqual([`a_b ${said}`])
  })

  test('do not collide in two places, nor with convertCase: false', () => {
    expect(encode(row({ aB: query(integer()) }), { aB: 1, a_b: 2 }, { method })).toMatchObject({
      query: [['a_b', '1']],
      json: { a_b: 2 },
    })
    expect(encode(row(), { aB: 1, a_b: 2 }, { method, convertCase: false }).json).toEqual({ aB: 1, a_b: 2 })
  })

  test('an undefined value does not collide', () => {
    expect(encode(row(), { aB: undefined, a_b: 2 }, { method }).json).toEqual({ a_b: 2 })
    expect(encode(row(), { x: { a_b: 2, aB: undefined } }, { method }).json).toEqual({ x: { a_b: 2 } })
  })
})

describe('what is the client’s to set', () => {
  test.each(['access_token', 'accessToken', 'AccessToken'])('%s is refused', name => {
    expect(faults({ [name]: 'x' })).toEqual([`${name} is set by the client; leave it out`])
  })

  test('access_token is refused with convertCase: false too', () => {
    expect(faults({ access_token: 'x' }, {}, { convertCase: false })).toEqual([
      'access_token is set by the client; leave it out',
    ])
  })

  test('another account’s secret is refused, and not repeated in the message', () => {
    const refused = faults(
      { secret: 'somebody-elses' },
      { secret: credential('secret') },
      { credentials: { secret: 'own' } },
    )
    expect(refused).toEqual(['secret is set by the client; leave it out'])
  })

  test('an appid is refused, under the caller’s name for it, where the client has none', () => {
    const shape = { theAppid: credential('appid') }
    expect(faults({ theAppid: 'wx2' }, shape)).toEqual(['theAppid is set by the client; leave it out'])
  })

  test('another value for a fixed() is refused, in whatever spelling', () => {
    const shape = { grantType: fixed('code') }
    expect(faults({ grantType: 'other' }, shape)).toEqual(['grantType must be "code" or left out'])
    expect(faults({ grant_type: 'other' }, shape)).toEqual(['grant_type must be "code" or left out'])
    expect(faults({ grant_type: 'other' }, shape, { convertCase: false })).toEqual([
      'grant_type must be "code" or left out',
    ])
  })
})

describe('the error', () => {
  test('names all faults at once, in the order of the parameters', () => {
    const shape = { name: string(), list: optional(array(object({ count: integer() }))) }
    const given = {
      list: [{ count: Number.NaN }, { count: 1, bytes: Buffer.alloc(1) }],
      name: () => 1,
      deep: { er: { x: BigInt(1) } },
    }
    expect(faults(given, shape).map(fault => fault.split(' ')[0])).toEqual([
      'list[0].count',
      'list[1].bytes',
      'name',
      'deep.er.x',
    ])
  })

  test('carries the code, the method and the faults in its message', () => {
    expect.assertions(3)
    try {
      encode(row(), { a: BigInt(1), b: Number.NaN }, { method })
    } catch (error) {
      const { errCode, errMsg, maybeExecuted } = error as InvalidParamsError
      expect(errCode).toBe(-501007)
      expect(errMsg).toBe(
        'openapi.shop.tidy:fail a is a bigint, which JSON cannot represent; give it as text; b is NaN, which JSON cannot represent',
      )
      expect(maybeExecuted).toBe(false)
    }
  })

  test('stays readable when thousands of values are wrong', () => {
    expect.assertions(2)
    try {
      encode(row(), { list: Array.from({ length: 5000 }, () => BigInt(1)) }, { method })
    } catch (error) {
      expect((error as InvalidParamsError).faults).toHaveLength(5000)
      expect((error as InvalidParamsError).errMsg).toMatch(/; and 4980 more$/)
    }
  })
})
