import { cut, formatTable, pad, widthOf, wrap } from '../../../local/cli/output/table'

test.each([
  ['logistics', 9],
  ['生成运单', 8],
  ['快递 A', 6],
  ['（全角）', 8],
  ['e\u0301', 1],
  ['📦', 2],
])('%s is as wide as %d columns', (text, columns) => {
  expect(widthOf(text)).toBe(columns)
})

test('a text is never cut inside a character', () => {
  expect(cut('生成运单', 8)).toBe('生成运单')
  expect(cut('生成运单', 6)).toBe('生成…')
  expect(cut('📦📦', 3)).toBe('📦…')
})

test('a text is filled up to its column', () => {
  expect(pad('运单', 6)).toBe('运单  ')
})

test('a text is wrapped at spaces, and inside a word only when it must', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three'])
  expect(wrap('abcdefgh ij', 4)).toEqual(['abcd', 'efgh', 'ij'])
  expect(wrap('生成运单', 4)).toEqual(['生成', '运单'])
  expect(wrap('运', 1)).toEqual(['运'])
})

test('columns stand below each other, Chinese or not', () => {
  const lines = formatTable(
    [
      ['运单', 'a'],
      ['order', 'b'],
    ],
    [{}, {}],
    { width: 80 },
  )
  expect(lines).toEqual(['运单   a', 'order  b'])
})

test('the column that shrinks first gives way, then those at the right', () => {
  const rows = [['name', 'a long path', 'a long title']]
  const columns = [
    {},
    { least: 4, shrinksFirst: true, overflow: 'cut' as const },
    { least: 4, overflow: 'cut' as const },
  ]
  expect(formatTable(rows, columns, { width: 26 })).toEqual(['name  a lon…  a long title'])
  expect(formatTable(rows, columns, { width: 20 })).toEqual(['name  a l…  a long …'])
})

test('a cell that is too long goes on in the next line, below itself', () => {
  const lines = formatTable([['id', 'one two three', 'x']], [{}, { least: 7 }, {}], { width: 15, indent: 2 })
  expect(lines).toEqual(['  id  one two  x', '      three'])
})
