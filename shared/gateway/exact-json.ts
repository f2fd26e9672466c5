import { isRecord } from '../schema/objects'

/** A number as it is written, because JavaScript would change it: an id of 20 digits, for example. */
export class ExactNumber {
  constructor(readonly digits: string) {}
}

const stringOrNumber = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d[\d.eE+-]*/g

/**
 * Reads JSON text without rounding a number.
 * @throws SyntaxError for anything that JSON does not allow, such as a byte order mark or a trailing comma
 */
export function readExactly(text: string): unknown {
  JSON.parse(text)
  // Strings, and numbers that would be rounded, become strings that start with their kind.
  const marked = text.replace(stringOrNumber, (found: string, string?: string, colon?: string) => {
    if (colon) return found
    if (string) return `"s${found.slice(1)}`
    return String(Number(found)) === found ? found : `"n${found}"`
  })
  return JSON.parse(marked, (_, value) => {
    if (typeof value !== 'string') return value
    return value[0] === 's' ? value.slice(1) : new ExactNumber(value.slice(1))
  })
}

/** Writes what `readExactly` read. */
export function writeExactly(value: unknown): string {
  if (value instanceof ExactNumber) return value.digits
  if (Array.isArray(value)) return `[${value.map(writeExactly)}]`
  if (!isRecord(value)) return JSON.stringify(value)
  return `{${Object.keys(value).map(key => `${JSON.stringify(key)}:${writeExactly(value[key])}`)}}`
}
