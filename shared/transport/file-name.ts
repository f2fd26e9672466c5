/**
 * The file name that a Content-Disposition gives, without folders; `filename*` counts more than `filename`.
 * `undefined` when it gives none.
 */
export function fileNameOf(disposition: string): string | undefined {
  const name = extended(disposition) || plain(disposition)
  // What a server says must not lead out of the folder where somebody saves it.
  const last =
    name &&
    name
      .split(/[\\/]/)
      .pop()!
      .replace(/[\0-\x1f\x7f]/g, '')
  return last && last !== '.' && last !== '..' ? last : undefined
}

function extended(disposition: string): string | undefined {
  const match = /(?:^|;)\s*filename\*\s*=\s*"?([\w-]+)'[^']*'([^;"\s]*)/i.exec(disposition)
  if (!match) return undefined
  const bytes = Buffer.from(
    match[2]!.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  return bytes.toString(/^utf-8$/i.test(match[1]!) ? 'utf8' : 'latin1')
}

function plain(disposition: string): string | undefined {
  const match = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/i.exec(disposition)
  if (!match) return undefined
  const text = match[1] === undefined ? match[2]! : match[1].replace(/\\(["\\])/g, '$1')
  // Node reads headers as latin1; many a server writes UTF-8.
  const utf8 = Buffer.from(text, 'latin1').toString('utf8')
  return utf8.indexOf('\uFFFD') < 0 ? utf8 : text
}
