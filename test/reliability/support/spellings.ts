/** Every way in which a secret could be written. */
export function spellingsOf(text: string): string[] {
  const base64 = Buffer.from(text).toString('base64')
  return [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(text).toString('hex'),
  ]
}

/** The spellings of some secrets that stand in a text. */
export const leaksOf = (secrets: readonly string[], text: string): string[] =>
  secrets.flatMap(spellingsOf).filter(spelling => text.includes(spelling))
