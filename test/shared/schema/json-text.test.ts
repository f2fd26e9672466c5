import { isWellFormed, jsonText, wellFormed } from '../../../shared/schema/json-text'

const [high, low] = ['\ud83d', '\ude00']

test.each([
  ['a high half', `a${high}b`, 'a\ufffdb'],
  ['a low half', `${low}b`, '\ufffdb'],
  ['halves in the wrong order', low + high, '\ufffd\ufffd'],
  ['a whole pair', high + low, '😀'],
])('%s becomes what UTF-8 can hold', (_, text, expected) => {
  expect(wellFormed(text)).toBe(expected)
  expect(jsonText({ [text]: [text] })).toBe(`{"${expected}":["${expected}"]}`)
  expect(isWellFormed(text)).toBe(text === expected)
})

test('text that only looks like an escape stays text', () => {
  const text = '\\ud83d \\\\ud83d'
  expect(JSON.parse(jsonText({ text }))).toEqual({ text })
  expect(JSON.parse(jsonText({ text: text + high }))).toEqual({ text: `${text}\ufffd` })
})
