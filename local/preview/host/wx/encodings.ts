import { ApiFailure, requireParam } from './call-style'

export type Bytes = Uint8Array<ArrayBuffer>
/** What a file is read as, and written from. */
export type Data = string | ArrayBuffer

export function joined(one: Bytes, other: Bytes): Bytes {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

const byteEncodings = /^(?:binary|latin1|ascii)$/
const textEncodings: Record<string, string> = { utf8: 'utf-8', ucs2: 'utf-16le', utf16le: 'utf-16le' }
const nameOf = (encoding: string) => textEncodings[encoding.toLowerCase().replaceAll('-', '')]

/** @throws ApiFailure for an encoding that WeChat does not have */
export function decoded(bytes: Bytes, encoding: string | undefined): Data {
  if (encoding === undefined) return bytes.buffer
  const name = nameOf(encoding)
  if (name) return new TextDecoder(name).decode(bytes)
  if (encoding === 'hex') return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  const text = Array.from(bytes, byte => String.fromCharCode(byte)).join('')
  if (encoding === 'base64') return btoa(text)
  if (byteEncodings.test(encoding)) return text
  throw new ApiFailure(`invalid encoding "${encoding}"`)
}

/** @throws ApiFailure for an encoding that WeChat does not have */
export function encoded(data: Data, encoding = 'utf8'): Bytes {
  if (typeof data !== 'string') return new Uint8Array(data.slice(0))
  const name = nameOf(encoding)
  if (name === 'utf-8') return new TextEncoder().encode(data)
  if (name) return new Uint8Array(Uint16Array.from(data, letter => letter.charCodeAt(0)).buffer)
  if (encoding === 'hex')
    return Uint8Array.from(data.match(/../g) ?? [], digits => Number.parseInt(digits, 16))
  if (encoding !== 'base64' && !byteEncodings.test(encoding))
    throw new ApiFailure(`invalid encoding "${encoding}"`)
  return Uint8Array.from(encoding === 'base64' ? atob(data) : data, letter => letter.charCodeAt(0))
}

/** WeChat gives no more at a time. */
const mostRandomBytes = 1024 * 1024
/** The browser gives no more at a time. */
const mostBytesAtOnce = 65_536

/** What `wx.getRandomValues` gives. */
export function randomValues(options: { length: number }) {
  requireParam(options, 'length', 'Number')
  const { length } = options
  if (!Number.isInteger(length) || length <= 0 || length > mostRandomBytes)
    throw new ApiFailure('invalid length')
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += mostBytesAtOnce)
    crypto.getRandomValues(bytes.subarray(at, at + mostBytesAtOnce))
  return { randomValues: bytes.buffer }
}
