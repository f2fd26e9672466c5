/**
 * Reads JSON. Whole numbers that JSON.parse would round, such as long ids, become the text of their digits.
 * @throws Error when it is not JSON in UTF-8
 */
export function parseExactly(bytes: Buffer): unknown {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  const read: unknown = JSON.parse(text)
  if (!/\d{16}/.test(text)) return read
  const exact = quoteLongIntegers(text)
  return exact === text ? read : JSON.parse(exact)
}

/** Puts quotes around the whole numbers of a JSON text that a double cannot hold. */
function quoteLongIntegers(json: string): string {
  // One number, whole, or the beginning of a text. Texts are passed over without an expression: they may be long.
  const tokens = /-?\d[\d.eE+-]*|"/g
  let exact = ''
  let copied = 0
  for (let found = tokens.exec(json); found; found = tokens.exec(json)) {
    const [token] = found
    if (token === '"') tokens.lastIndex = endOfText(json, tokens.lastIndex)
    else if (isRounded(token)) {
      exact += `${json.slice(copied, found.index)}"${token}"`
      copied = tokens.lastIndex
    }
  }
  return exact + json.slice(copied)
}

const isRounded = (number: string): boolean =>
  /^-?\d{16,}$/.test(number) && !Number.isSafeInteger(Number(number))

/** Where a JSON text ends that begins at a place: behind the first quote that is not escaped. */
function endOfText(json: string, begin: number): number {
  let quote = json.indexOf('"', begin)
  while (isEscaped(json, quote)) quote = json.indexOf('"', quote + 1)
  return quote + 1
}

function isEscaped(json: string, at: number): boolean {
  let before = at
  while (json[before - 1] === '\\') before -= 1
  return (at - before) % 2 === 1
}
