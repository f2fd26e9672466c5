import fc from 'fast-check'
import { readJson } from '../../../shared/schema/json-text'
import { processorMs } from '../../support/processor-time'

/** The time of the processor, also where the text is refused. */
const milliseconds = (text: string): Promise<number> =>
  processorMs(() => {
    try {
      readJson(text)
    } catch {
      // Only the time counts here.
    }
  })

describe('integers beyond 2^53-1 come as strings of their digits', () => {
  test.each([
    ['{"id":12345678901234567890}', { id: '12345678901234567890' }],
    ['{"id":-12345678901234567890}', { id: '-12345678901234567890' }],
    ['[9007199254740993]', ['9007199254740993']],
    ['[1,9007199254740992,2]', [1, '9007199254740992', 2]],
    ['[ 9007199254740993 , {"a":[ 9007199254740995 ]} ]', ['9007199254740993', { a: ['9007199254740995'] }]],
    ['{"a" :\t9007199254740993\r\n}', { a: '9007199254740993' }],
    ['9007199254740993', '9007199254740993'],
  ])('%s', (text, value) => {
    expect(readJson(text)).toEqual(value)
  })

  test('up to 2^53-1 they stay numbers, on both sides of zero', () => {
    expect(readJson('[9007199254740991,-9007199254740991]')).toEqual([9007199254740991, -9007199254740991])
  })

  test('digits inside strings and keys are left alone', () => {
    expect(readJson('{"12345678901234567890":"say 12345678901234567890"}')).toEqual({
      '12345678901234567890': 'say 12345678901234567890',
    })
    expect(readJson(String.raw`{"a\"12345678901234567890":"\\","b":12345678901234567890}`)).toEqual({
      'a"12345678901234567890': '\\',
      b: '12345678901234567890',
    })
  })

  test('fractions stay numbers, however long they are', () => {
    expect(readJson('[0.12345678901234567890,1234567890123456.5]')).toEqual([
      0.12345678901234568, 1234567890123456.5,
    ])
  })
})

describe('numbers at the edges', () => {
  test('a number that is infinite for JavaScript comes as its text', () => {
    expect(readJson('{"a":1e400,"b":-1E+999,"c":[1e400]}')).toEqual({
      a: '1e400',
      b: '-1E+999',
      c: ['1e400'],
    })
  })

  test('large exponents within the range stay numbers', () => {
    expect(readJson('[1e300,1e-400]')).toEqual([1e300, 0])
  })

  test('minus zero stays minus zero', () => {
    expect(Object.is(readJson('-0'), -0)).toBe(true)
    expect(Object.is((readJson('[-0,9007199254740993]') as number[])[0], -0)).toBe(true)
  })
})

describe('JSON as WeChat writes it', () => {
  test('control characters inside strings are read as they are', () => {
    expect(readJson('{"a":"one\ntwo\tthree\u0000\u001f"}')).toEqual({ a: 'one\ntwo\tthree\u0000\u001f' })
    expect(readJson('{"a\nb":1}')).toEqual({ 'a\nb': 1 })
  })

  test('control characters and large integers in one text do not get into each other’s way', () => {
    expect(readJson('{"a":"\n","b":9007199254740993,"c":"\t"}')).toEqual({
      a: '\n',
      b: '9007199254740993',
      c: '\t',
    })
  })

  test('a byte order mark is passed over, but only at the start', () => {
    expect(readJson('\ufeff{"a":1}')).toEqual({ a: 1 })
    expect(readJson('{"a":"\ufeff"}')).toEqual({ a: '\ufeff' })
    expect(() => readJson('{"a":\ufeff1}')).toThrow(SyntaxError)
  })

  test('pretty printed text, escapes and escaped slashes are read', () => {
    expect(readJson('{\r\n  "url" : "https:\\/\\/example.com",\n\t"n" : [ 1 , 2 ]\n}\n')).toEqual({
      url: 'https://example.com',
      n: [1, 2],
    })
    expect(readJson('"\\u4e2d\\n\\"\\\\"')).toBe('中\n"\\')
  })

  test('of duplicate keys the last one wins', () => {
    expect(readJson('{"a":1,"a":2}')).toEqual({ a: 2 })
    expect(readJson('{"a":9007199254740993,"a":9007199254740995}')).toEqual({ a: '9007199254740995' })
  })

  test('"__proto__" is data and changes no prototype', () => {
    const read = readJson('{"__proto__":{"polluted":9007199254740993}}') as object
    expect(Object.keys(read)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

describe('what is no JSON', () => {
  test.each([
    '',
    '\ufeff',
    'null null',
    '<html>',
    '{"a":1',
    '{"a":9007199254740993',
    '{"a":012345678901234567890}',
    '{"a":+12345678901234567890}',
    '{"a":.12345678901234567890}',
    '{"a":12345678901234567890x}',
    '{"a":1e400.5}',
    '{"a":01e400}',
    '{"a":1.e400}',
    '"open\n',
    '"ends in a backslash\\',
    "{'a':12345678901234567890}",
    '{"a":1,}\n',
  ])('%j is refused with a SyntaxError', text => {
    expect(() => readJson(text)).toThrow(SyntaxError)
  })

  test('a control character between the values stays an error', () => {
    expect(() => readJson('{"a":\u00011}')).toThrow(SyntaxError)
  })
})

describe('compared with JSON.parse', () => {
  test('it reads every valid JSON without large numbers alike', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6, noUnicodeString: false }).filter(hasNoLargeNumber),
        fc.nat(3),
        (value, indent) => {
          const text = JSON.stringify(value, null, indent)
          expect(readJson(text)).toEqual(JSON.parse(text))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('it still does when a large number forces the slow way', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }).filter(hasNoLargeNumber), value => {
        const text = JSON.stringify([value, 0]).replace(/0\]$/, '9007199254740993]')
        expect(readJson(text)).toEqual([JSON.parse(JSON.stringify(value)), '9007199254740993'])
      }),
      { numRuns: 500 },
    )
  })

  test('every integer comes back with all its digits', () => {
    const largest = BigInt(`1${'0'.repeat(40)}`)
    fc.assert(
      fc.property(fc.bigInt({ min: -largest, max: largest }), fc.string(), (integer, text) => {
        const read = readJson(`{${JSON.stringify(text)}:[${integer}]}`) as Record<string, [number | string]>
        expect(String(read[text]![0])).toBe(String(integer))
        const isSafe = integer <= Number.MAX_SAFE_INTEGER && integer >= Number.MIN_SAFE_INTEGER
        expect(typeof read[text]![0]).toBe(isSafe ? 'number' : 'string')
      }),
      { numRuns: 500 },
    )
  })

  test('mutated bytes either parse or throw a SyntaxError, and pollute nothing', () => {
    const base = Buffer.from(
      '{"a":[12345678901234567890,1e400,-0,"\\u4e2d\\n\n"],"__proto__":{"b":null},"c":{"d":[true]}}',
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        changes => {
          const bytes = Buffer.from(base)
          for (const [at, byte] of changes) bytes[at] = byte
          try {
            readJson(bytes.toString('utf8'))
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError)
          }
          expect(Object.keys(Object.prototype)).toEqual([])
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('hostile text takes time in proportion to its length', () => {
  const length = 1_000_000
  test.each([
    ['digits without end', '1'.repeat(length)],
    ['large integers without end', `[${'9007199254740993,'.repeat(length / 17)}0]`],
    ['control characters without end', `"${'\n'.repeat(length)}"`],
    ['backslashes without end', `"${'\\'.repeat(length)}`],
    ['quotes without end', '"'.repeat(length)],
    ['brackets without end', '['.repeat(length)],
    ['signs and exponents without end', '-e+.'.repeat(length / 4)],
    ['fifteen digits again and again', `[${'123456789012345,'.repeat(length / 16)}1e400]`],
  ])('%s', async (_, text) => {
    expect(await milliseconds(text)).toBeLessThan(2000)
  })
})

/** Whether JSON.parse itself keeps every number of a value. */
function hasNoLargeNumber(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(hasNoLargeNumber)
}
