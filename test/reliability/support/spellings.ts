/** Every way in which a secret could be written. */
export function spellingsOf(text: string): string[] {
  const base64 = Buffer.from(text).toString('base64')
  const json = JSON.stringify(text).slice(1, -1)
  return [
    text,
    encodeURIComponent(text),
    encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, byte => byte.toLowerCase()),
    json,
    json.split('/').join('\\/'),
    json.split('/').join('\\u002f'),
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('hex').toUpperCase(),
  ]
}

/** The spellings of some secrets that stand in a text. */
export const leaksOf = (secrets: readonly string[], text: string): string[] =>
  secrets.flatMap(spellingsOf).filter(spelling => text.includes(spelling))
