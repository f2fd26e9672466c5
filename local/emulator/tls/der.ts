// As much of DER, the binary form of ASN.1, as a certificate needs.

/** One value: its tag, its length, its bytes. */
export function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body])
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff]
  return Buffer.from([0x80 | bytes.length, ...bytes])
}

export const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts)
export const set = (...parts: readonly Buffer[]): Buffer => tagged(0x31, ...parts)
export const octets = (bytes: Buffer): Buffer => tagged(0x04, bytes)
/** Whole bytes as bits. */
export const bits = (bytes: Buffer): Buffer => tagged(0x03, Buffer.from([0]), bytes)
export const text = (value: string): Buffer => tagged(0x0c, Buffer.from(value, 'utf8'))
export const yes = tagged(0x01, Buffer.from([0xff]))
/** A number that is not negative, by its bytes. */
export const number = (bytes: Buffer): Buffer =>
  tagged(0x02, bytes[0]! & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)

/** `2.5.29.17`, as numbers. */
export function objectId(...[first, second, ...rest]: readonly number[]): Buffer {
  const bytes = [40 * first! + second!]
  for (const part of rest) {
    const groups = [part & 0x7f]
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift(0x80 | (left & 0x7f))
    bytes.push(...groups)
  }
  return tagged(0x06, Buffer.from(bytes))
}

/** A moment, to the second, in UTC; until 2049 with a year of two digits, as RFC 5280 (4.1.2.5) asks. */
export function time(moment: Date): Buffer {
  const digits = moment.toISOString().replace(/\D/g, '').slice(0, 14)
  const isShort = digits < '2050'
  return tagged(isShort ? 0x17 : 0x18, Buffer.from(`${isShort ? digits.slice(2) : digits}Z`, 'latin1'))
}
