const loneHalf = /[\uD800-\uDFFF]/gu
// From version 12 node writes half of a surrogate pair as an escape; a backslash before it was in the text.
const escapedHalf = /\\\\|\\ud[89a-f][\da-f]{2}/g

/** Text without halves of surrogate pairs, which UTF-8 cannot hold: each becomes U+FFFD. */
export const wellFormed = (text: string): string => text.replace(loneHalf, '\uFFFD')

/** Whether a text contains half of a surrogate pair. */
export const isWellFormed = (text: string): boolean => text.search(loneHalf) < 0

/** A value as JSON text that is well-formed Unicode. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  if (text.indexOf('\\ud') < 0) return text
  return text.replace(escapedHalf, found => (found === '\\\\' ? found : '\uFFFD'))
}

const quote = 0x22
const backslash = 0x5c
const space = 0x20

// Only a run of this many digits can be an integer beyond 2^53-1, only an exponent can make a number infinite.
const mayHoldBigNumber = /\d{16}|\d[eE]\+?\d{3}/

/**
 * Parses JSON as WeChat writes it. Integers beyond 2^53-1 come as strings of their digits, so that no id is
 * rounded; control characters inside strings are read as they are; a byte order mark is passed over.
 * @param isLenient whether, as a last resort, a backslash that escapes nothing stands for itself, and NUL after the
 * JSON is passed over
 * @throws SyntaxError when it is no JSON even so
 */
export function readJson(source: string, isLenient = false): unknown {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source
  if (!mayHoldBigNumber.test(text)) {
    try {
      return JSON.parse(text)
    } catch {}
  }
  try {
    return JSON.parse(repair(text))
  } catch (error) {
    if (!isLenient) throw error
  }
  const ended = withoutNuls(text)
  try {
    return JSON.parse(repair(ended, 'literal'))
  } catch {
    return JSON.parse(repair(ended, 'closing'))
  }
}

function withoutNuls(text: string): string {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) <= space) end -= 1
  return text.slice(0, end)
}

/** How backslashes are read: as JSON has them, as themselves where they escape nothing, and also before a last quote. */
type Backslashes = 'strict' | 'literal' | 'closing'

/** The same JSON with its control characters escaped and its big numbers quoted. One pass. */
function repair(text: string, backslashes: Backslashes = 'strict'): string {
  let repaired = ''
  let copiedTo = 0
  let at = 0
  const replace = (from: number, to: number, by: string) => {
    repaired += text.slice(copiedTo, from) + by
    copiedTo = to
  }
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = skipString(text, at + 1, replace, backslashes)
    } else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const end = endOfNumber(text, at)
      const number = text.slice(at, end)
      if (isTooBig(number)) replace(at, end, `"${number}"`)
      at = end
    } else at += 1
  }
  return repaired + text.slice(copiedTo)
}

/** Walks over a string and escapes what JSON wants escaped; gives the place behind its closing quote. */
function skipString(
  text: string,
  start: number,
  replace: (from: number, to: number, by: string) => void,
  backslashes: Backslashes,
): number {
  let at = start
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === quote) return at + 1
    if (code < space) replace(at, at + 1, `\\u${code.toString(16).padStart(4, '0')}`)
    if (code !== backslash) at += 1
    else if (backslashes === 'strict' || escapes(text, at, backslashes)) at += 2
    else {
      replace(at, at + 1, '\\\\')
      at += 1
    }
  }
  return at
}

const validEscape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y
// Behind these a string has ended, and another member, or nothing, follows.
const lastQuote = /\\"\s*(?:,\s*"|[:}\]])/y

function escapes(text: string, at: number, backslashes: Backslashes): boolean {
  validEscape.lastIndex = at
  lastQuote.lastIndex = at
  return validEscape.test(text) && !(backslashes === 'closing' && lastQuote.test(text))
}

function endOfNumber(text: string, start: number): number {
  let at = start
  while (at < text.length && '+-.eE0123456789'.includes(text[at]!)) at += 1
  return at
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

function isTooBig(number: string): boolean {
  const match = jsonNumber.exec(number)
  // What is no number of JSON stays as it is, for JSON.parse to refuse.
  if (!match) return false
  const isInteger = match[1] === undefined && match[2] === undefined
  return isInteger ? !Number.isSafeInteger(Number(number)) : !Number.isFinite(Number(number))
}
