import { GatewayFault } from '../fields'
import { type Document, isObject, setOwn } from './document'

/**
 * Values as they travel: numbers, dates and regular expressions in the extended JSON of MongoDB, in the plain form of the
 * older SDKs too, and the server's own time, for which `now` (milliseconds since 1970) is filled in: one moment for all
 * of a request.
 * @throws GatewayFault for a regular expression that is not valid
 */
export function readExtended(value: unknown, now: number): unknown {
  if (Array.isArray(value)) return value.map(one => readExtended(one, now))
  if (!isObject(value)) return value
  const members = value as Document
  const names = Object.keys(members)
  if (names[0]?.startsWith('$') && names.length <= 2) {
    const known = readTagged(members, names, now)
    if (known !== undefined) return known
  }
  const read: Document = {}
  for (const key of names) setOwn(read, key, readExtended(members[key], now))
  return read
}

function readTagged(members: Document, [tag, other]: readonly string[], now: number): unknown {
  const value = members[tag!]
  if (other !== undefined) {
    const [pattern, options] = [members.$regex, members.$options]
    return typeof pattern === 'string' && typeof options === 'string'
      ? readPattern(pattern, options)
      : undefined
  }
  switch (tag) {
    case '$numberInt':
    case '$numberDouble':
    case '$numberLong':
    case '$numberDecimal':
      return Number(value)
    case '$oid':
      return typeof value === 'string' ? value : undefined
    case '$tcb_server_date':
      return serverDate(value, now)
    case '$date':
      return isObject(value) && Object.hasOwn(value, 'offset')
        ? serverDate(value, now)
        : readDate(readExtended(value, now))
    case '$regex':
      return typeof value === 'string' ? readPattern(value, '') : undefined
    case '$regularExpression':
      return isObject(value) ? readPattern(value.pattern, value.options ?? '') : undefined
    default:
      return undefined
  }
}

function readDate(value: unknown): Date {
  const date = new Date(value as string | number)
  if (Number.isNaN(date.getTime())) throw new GatewayFault('INVALID_PARAM', '$date is not a valid date')
  return date
}

const serverDate = (value: unknown, now: number): Date =>
  new Date(now + Number(readExtended((value as { offset?: unknown })?.offset ?? 0, now)))

/**
 * A regular expression of MongoDB: of its options i, m and s are as here, x passes over spaces and comments, and those
 * that only say how one searches (g, u, y) say nothing.
 * @throws GatewayFault when it is not valid
 */
export function readPattern(pattern: unknown, options: unknown): RegExp {
  if (typeof pattern !== 'string' || typeof options !== 'string' || !/^[imsxguy]*$/.test(options)) {
    throw new GatewayFault('INVALID_PARAM', '$regex must be a text, its $options of i, m, s and x')
  }
  const [, inline = '', rest] = /^(?:\(\?([ims]+)\))?([\s\S]*)$/.exec(pattern)!
  const flags = [...'ims'].filter(flag => `${options}${inline}`.includes(flag)).join('')
  const source = options.includes('x')
    ? rest!.replace(/(\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\])|\s+|#[^\n]*/g, '$1')
    : rest!
  try {
    return new RegExp(source, flags)
  } catch (error) {
    throw new GatewayFault('INVALID_PARAM', `$regex is not valid: ${(error as Error).message}`)
  }
}

/** A value for the way back. `plain` writes dates and regular expressions as the older SDKs read them. */
export function writeExtended(value: unknown, isPlain: boolean): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $numberDouble: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(one => writeExtended(one, isPlain) ?? null)
  if (value instanceof Date) {
    return isPlain ? { $date: value.getTime() } : { $date: { $numberLong: String(value.getTime()) } }
  }
  if (value instanceof RegExp) {
    const [pattern, options] = [value.source.replace(/\\\//g, '/'), value.flags]
    return isPlain ? { $regex: pattern, $options: options } : { $regularExpression: { pattern, options } }
  }
  const written: Document = {}
  for (const key of Object.keys(value)) setOwn(written, key, writeExtended((value as Document)[key], isPlain))
  return written
}

/** The text of a value in extended JSON, which tells values apart, of whatever type; what is absent is null. */
export const textOf = (value: unknown): string => JSON.stringify(writeExtended(value, false)) ?? 'null'
