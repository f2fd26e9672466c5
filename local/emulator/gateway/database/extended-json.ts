import { isObject } from '../../../../shared/schema/objects'
import { type Document, setOwn } from './document'

/**
 * Values as they travel: numbers and dates in the extended JSON of MongoDB, in the plain form of the older SDK too, and
 * the server's own time, for which `now` (milliseconds since 1970) is filled in: one moment for all of a request.
 */
export function readExtended(value: unknown, now: number): unknown {
  if (Array.isArray(value)) return value.map(one => readExtended(one, now))
  if (!isObject(value)) return value
  const members = value as Document
  const [name, ...more] = Object.keys(members)
  if (name?.startsWith('$') && more.length === 0) {
    const known = readTagged(name, members[name], now)
    if (known !== undefined) return known
  }
  const read: Document = {}
  for (const key of Object.keys(members)) setOwn(read, key, readExtended(members[key], now))
  return read
}

function readTagged(tag: string, value: unknown, now: number): unknown {
  switch (tag) {
    case '$numberInt':
    case '$numberDouble':
    case '$numberLong':
      return Number(value)
    case '$tcb_server_date':
      return serverDate(value, now)
    case '$date':
      return isOffset(value) ? serverDate(value, now) : new Date(Number(readExtended(value, now)))
    default:
      return undefined
  }
}

const isOffset = (value: unknown): boolean => isObject(value) && Object.hasOwn(value, 'offset')

const serverDate = (value: unknown, now: number): Date =>
  new Date(now + Number(readExtended((value as { offset?: unknown }).offset ?? 0, now)))

/** A value for the way back. `plain` writes dates as the older SDK reads them. */
export function writeExtended(value: unknown, isPlain: boolean): unknown {
  if (value instanceof Date) {
    return isPlain ? { $date: value.getTime() } : { $date: { $numberLong: String(value.getTime()) } }
  }
  if (Array.isArray(value)) return value.map(one => writeExtended(one, isPlain))
  if (!isObject(value)) return value
  const written: Document = {}
  for (const key of Object.keys(value)) setOwn(written, key, writeExtended((value as Document)[key], isPlain))
  return written
}
