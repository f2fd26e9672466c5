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
