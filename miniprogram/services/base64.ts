const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function bytesOf(base64: string): number[] {
  const bytes: number[] = []
  let buffer = 0
  let bits = 0
  for (const letter of base64) {
    const value = letters.indexOf(letter)
    if (value < 0) continue
    buffer = ((buffer << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes.push((buffer >> bits) & 0xff)
    }
  }
  return bytes
}

/** Decodes base64 to UTF-8 text; the mini program has no `atob`. What is not UTF-8 stays base64. */
export function textOfBase64(base64: string): string {
  try {
    return decodeURIComponent(
      bytesOf(base64)
        .map(byte => `%${byte < 16 ? '0' : ''}${byte.toString(16)}`)
        .join(''),
    )
  } catch {
    return base64
  }
}
