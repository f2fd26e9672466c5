const quote = 0x22
const backslash = 0x5c
const space = 0x20

// Only a run of this many digits can be an integer beyond 2^53-1, only an exponent can make a number infinite.
const mayHoldBigNumber = /\d{16}|\d[eE]\+?\d{3}/

/**
 * Parses JSON as WeChat writes it. Integers beyond 2^53-1 come as strings of their digits, so that no id is
 * rounded; control characters inside strings are read as they are; a byte order mark is passed over.
 * @throws SyntaxError when it is no JSON even so
 */
export function readJson(source: string): unknown {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source
  if (mayHoldBigNumber.test(text)) return JSON.parse(mend(text))
  try {
    return JSON.parse(text)
  } catch {
    return JSON.parse(mend(text))
  }
}

/** The same JSON with its control characters escaped and its big numbers quoted. One pass. */
function mend(text: string): string {
  let mended = ''
  let copiedTo = 0
  let at = 0
  const replace = (from: number, to: number, by: string) => {
    mended += text.slice(copiedTo, from) + by
    copiedTo = to
  }
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = skipString(text, at + 1, replace)
    } else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const end = endOfNumber(text, at)
      const number = text.slice(at, end)
      if (isTooBig(number)) replace(at, end, `"${number}"`)
      at = end
    } else at += 1
  }
  return mended + text.slice(copiedTo)
}

/** Walks over a string and escapes what JSON wants escaped; gives the place behind its closing quote. */
function skipString(
  text: string,
  start: number,
  replace: (from: number, to: number, by: string) => void,
): number {
  let at = start
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === quote) return at + 1
    if (code < space) replace(at, at + 1, `\\u${code.toString(16).padStart(4, '0')}`)
    at += code === backslash ? 2 : 1
  }
  return at
}

function endOfNumber(text: string, start: number): number {
  let at = start
  while (at < text.length && '+-.eE0123456789'.includes(text[at]!)) at += 1
  return at
}

const wellFormed = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

function isTooBig(number: string): boolean {
  const match = wellFormed.exec(number)
  // What is no number of JSON stays as it is, for JSON.parse to refuse.
  if (!match) return false
  const isInteger = match[1] === undefined && match[2] === undefined
  return isInteger ? !Number.isSafeInteger(Number(number)) : !Number.isFinite(Number(number))
}
