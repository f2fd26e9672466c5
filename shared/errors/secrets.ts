/**
 * The names of what is secret: of members, parameters of a URL, and the last part of a path. What some names end in is
 * no secret here: the tokens of waybills and deliveries tell orders apart, and a movie ticket is a card.
 */
export const secretName =
  /\b(?!(?:waybill|delivery|carrier|wx)_?token\b|(?:movie|meeting|scenic)_?ticket\b)\w*(?:pass(?:word|wd)|pwd|secret(?:_?key)?|token|ticket|(?:session|app|auth|aes|encrypt|private|api)_?key|js_?code|auth(?:orization)?_?code|authorization|signature|sig)\b/i

/** Whether a member must not be shown, by its name: text that is not empty, or a number. */
export const isSecret = (name: string, value: unknown): boolean =>
  (typeof value === 'string' ? value !== '' : typeof value === 'number') && secretName.test(name)

/** The values of all secrets inside of a value, by their names. */
export function secretsIn(value: unknown): string[] {
  const found: string[] = []
  JSON.stringify(value, (name, member) => {
    if (isSecret(name, member)) found.push(String(member))
    // What is no object holds nothing, and JSON does not take every kind of it.
    return typeof member === 'object' ? member : undefined
  })
  return found
}

/** What stands in place of a secret. */
export const mask = '[redacted]'
// A shorter text would be found by chance in innocent words.
const shortestSecret = 6

/** The spellings in which a secret can turn up in a text. */
function spellings(secret: string): string[] {
  const inUrl = encodeURIComponent(secret)
  const inJson = JSON.stringify(secret).slice(1, -1)
  const hex = Buffer.from(secret).toString('hex')
  return [
    secret,
    inUrl,
    inUrl.replace(/%../g, escaped => escaped.toLowerCase()),
    inJson,
    inJson.replace(/\//g, '\\/'),
    inJson.replace(/\//g, '\\u002f'),
    ...inBase64(secret),
    hex,
    hex.toUpperCase(),
  ]
}

/** What base64 makes of a secret, alone or anywhere in a larger text: the letters that depend on it alone. */
function inBase64(secret: string): string[] {
  const whole = Buffer.from(secret)
  const inside = [0, 1, 2].map(shift => {
    const bytes = Buffer.concat([Buffer.alloc(shift), whole])
    return bytes.toString('base64').slice(Math.ceil((shift * 4) / 3), Math.floor((bytes.length * 4) / 3))
  })
  return [whole.toString('base64'), ...inside].reduce<string[]>(
    (all, text) => all.concat(text, text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')),
    [],
  )
}

/** A text without the secrets, in whatever of their usual spellings; everything else stays. */
export function redact(text: string, secrets: Iterable<string | undefined>): string {
  let clean = text
  for (const secret of secrets) {
    if (!secret || secret.length < shortestSecret) continue
    for (const spelling of spellings(secret)) clean = clean.split(spelling).join(mask)
  }
  return clean
}

const longestText = 500

/** A text of somebody else's, fit to be shown: one line, no control characters, not endless, no secrets. */
export function presentable(text: string, secrets: Iterable<string | undefined> = []): string {
  // Redacted before it is cut: half a secret would not be recognised.
  const line = redact(text, secrets)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .trim()
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line
}
