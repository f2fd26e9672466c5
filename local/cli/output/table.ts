/** One column of a table. */
export interface Column {
  /** The fewest columns of the terminal that it may shrink to; one without it never shrinks. */
  least?: number
  /** Shrinks before all others. */
  shrinksFirst?: boolean
  /** What happens to a text that is too long: it goes on in the next line, or ends with an ellipsis. */
  overflow?: 'wrap' | 'cut'
  /** Colours a piece that is laid out already. */
  paint?: (text: string) => string
}

const gap = 2

/**
 * Rows as lines of a table that is no wider than `width`, if its columns can shrink that far: from right to left,
 * after those that shrink first. Chinese characters count double.
 */
export function formatTable(
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
  { width, indent = 0 }: { width: number; indent?: number },
): string[] {
  const widths = shrink(columns, naturalWidths(rows, columns), width - indent)
  return rows.flatMap(row => formatRow(row, columns, widths).map(line => ' '.repeat(indent) + line))
}

const naturalWidths = (rows: readonly (readonly string[])[], columns: readonly Column[]): number[] =>
  columns.map((_, at) => Math.max(0, ...rows.map(row => widthOf(row[at] ?? ''))))

function shrink(columns: readonly Column[], natural: readonly number[], width: number): number[] {
  const widths = [...natural]
  const used = widths.filter(one => one > 0)
  let over = used.reduce((sum, one) => sum + one, 0) + gap * Math.max(0, used.length - 1) - width
  const rightToLeft = columns.map((_, at) => columns.length - 1 - at)
  const order = [true, false].flatMap(first =>
    rightToLeft.filter(at => (columns[at]!.shrinksFirst ?? false) === first),
  )
  for (const at of order) {
    const { least } = columns[at]!
    if (least === undefined || over <= 0) continue
    const given = Math.min(over, Math.max(0, widths[at]! - least))
    widths[at]! -= given
    over -= given
  }
  return widths
}

function formatRow(row: readonly string[], columns: readonly Column[], widths: readonly number[]): string[] {
  const cells = columns.map(({ overflow = 'wrap' }, at) => {
    const text = row[at] ?? ''
    return overflow === 'cut' ? [cut(text, widths[at]!)] : wrap(text, widths[at]!)
  })
  const height = Math.max(1, ...cells.map(lines => lines.length))
  return Array.from({ length: height }, (_, line) => {
    let text = ''
    let owed = 0
    columns.forEach(({ paint = same => same }, at) => {
      if (widths[at] === 0) return
      const piece = cells[at]![line] ?? ''
      // Spaces are owed until something follows, so that no line ends in them.
      if (piece) text += ' '.repeat(owed) + paint(piece)
      owed = (piece ? 0 : owed) + widths[at]! - widthOf(piece) + gap
    })
    return text
  })
}

/** Names and what they are, the names in one column. */
export function formatPairs(
  pairs: readonly (readonly [name: string, text: string])[],
  { width, indent = 2, paint }: { width: number; indent?: number; paint?: (text: string) => string },
): string[] {
  return formatTable(pairs, [{ paint }, { least: 20 }], { width, indent })
}

// Chinese, Japanese and Korean characters and most pictographs take two columns of a terminal.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u
const empty = /[\p{Mn}\p{Me}\p{Cf}]/u

const widthOfCharacter = (character: string): number =>
  character < '\u0300' ? 1 : wide.test(character) ? 2 : empty.test(character) ? 0 : 1

/** How many columns a text takes in a terminal. */
export function widthOf(text: string): number {
  let columns = 0
  for (const character of text) columns += widthOfCharacter(character)
  return columns
}

/** The text, filled with spaces up to so many columns. */
export const pad = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - widthOf(text)))

/** The longest beginning of a text that fits into so many columns. */
function beginning(text: string, columns: number): string {
  let kept = ''
  let taken = 0
  for (const character of text) {
    taken += widthOfCharacter(character)
    if (taken > columns) break
    kept += character
  }
  return kept
}

/** The text, cut with an ellipsis where it is longer than so many columns. */
export const cut = (text: string, columns: number): string =>
  widthOf(text) <= columns ? text : `${beginning(text, Math.max(0, columns - 1))}…`

/** The text in lines of at most so many columns, broken at spaces where there are any. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let rest = paragraph
    let isBegun = false
    while (widthOf(rest) > columns) {
      // Never nothing: a column narrower than one character would not end.
      const head = beginning(rest, columns) || [...rest][0]!
      const space = rest[head.length] === ' ' ? head.length : head.lastIndexOf(' ')
      const line = space > 0 ? rest.slice(0, space) : head
      lines.push(line.trimEnd())
      isBegun = true
      rest = rest.slice(line.length).trimStart()
    }
    if (rest || !isBegun) lines.push(rest)
  }
  return lines
}
