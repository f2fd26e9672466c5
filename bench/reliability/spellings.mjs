// The ways in which a secret can stand in a text.

/** The usual ones, in which an answer may quote it. */
export const usualSpellings = text => [
  text,
  encodeURIComponent(text),
  encodeURIComponent(text).replace(/%../g, byte => byte.toLowerCase()),
  JSON.stringify(text).slice(1, -1),
  JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  JSON.stringify(text).slice(1, -1).replaceAll('/', '\\u002f'),
  Buffer.from(text).toString('base64'),
  // Inside of something larger, as a header of Basic authentication has it.
  ...['', 'a', 'ab'].map(before => Buffer.from(`${before}${text}:more`).toString('base64')),
]

/** The usual ones, and what is left of it when it is a part of something larger that was escaped. */
export const anySpellings = text => [
  ...usualSpellings(text),
  // Letters and digits survive every way of escaping.
  /^\w+/.exec(text)[0],
  Buffer.from(text).toString('hex'),
  Buffer.from(text).toString('hex').toUpperCase(),
  ...base64Anywhere(text),
]

/** What base64 makes of a text wherever it stands in another: the letters that depend on it alone. */
const base64Anywhere = text =>
  [0, 1, 2].flatMap(shift => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)])
    const first = Math.ceil((shift * 8) / 6)
    const last = Math.floor((bytes.length * 8) / 6)
    return ['base64', 'base64url'].map(kind => bytes.toString(kind).slice(first, last))
  })
