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
