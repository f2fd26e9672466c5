import fc from 'fast-check'
import { findJsonFault } from '../../../local/project/json/read-json'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('whatever JSON.parse reads has no fault', () => {
  // Numbers that cannot be sent as they stand are a fault of their own.
  const value = fc.jsonValue().filter(one => !/\d{16}/.test(JSON.stringify(one)))
  fc.assert(
    fc.property(value, fc.constantFrom(0, 2), (given, indent) => {
      expect(findJsonFault(JSON.stringify(given, null, indent))).toBeUndefined()
    }),
  )
})

test('whatever JSON.parse refuses has a fault, at a place inside the text', () => {
  const character = fc.constantFrom(...'{}[]":,. \\/ntu01-eE\'“x\n')
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 12 }), text => {
      const fault = findJsonFault(text)
      if (!isJson(text)) expect(fault).toBeDefined()
      if (fault) expect(fault.at).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 5_000 },
  )
})

test.each([
  ['{"a" 1}', 5, 'expected : after the name, found 1'],
  ['{"a": 1 "b": 2}', 8, 'expected , or }, found "'],
  ['{"a": 1', 7, 'unexpected end of input'],
  ['{"a": "one', 6, 'this text is never closed'],
  ['{"a": "one\ntwo"}', 10, 'a text goes past the end of its line'],
  ['{"a": "C:\\dir"}', 9, '\\d is not an escape'],
  ['{"a": 012}', 6, '012 is not a number'],
  ['{"a": undefined}', 6, 'expected a value, found undefined'],
  ['{"a": 1} // done', 9, 'nothing may follow the JSON, found /'],
  ['{"a": 9007199254740992}', 6, '9007199254740992 is beyond 2^53-1 and would be rounded'],
])('%s is wrong at %d: %s', (text, at, problem) => {
  expect(findJsonFault(text)).toMatchObject({ at, problem })
})

test('absurdly deep JSON is a fault, not a crash', () => {
  expect(findJsonFault('['.repeat(100_000))).toMatchObject({ problem: 'nested more than 1000 levels deep' })
})
