import type { Clock } from '../../state/clock'
import { type Document, setOwn } from './document'

/**
 * Values as they travel: numbers and dates in the extended JSON of MongoDB, in the plain form of the older SDK too, and
 * the server's own time, which is filled in here.
 */
export function readExtended(value: unknown, clock: Clock): unknown {
  if (Array.isArray(value)) return value.map(one => readExtended(one, clock))
  if (typeof value !== 'object' || value === null) return value
  const members = value as Document
  const [name, ...more] = Object.keys(members)
  if (name?.startsWith('$') && more.length === 0) {
    const known = readTagged(name, members[name], clock)
    if (known !== undefined) return known
  }
  const read: Document = {}
  for (const key of Object.keys(members)) setOwn(read, key, readExtended(members[key], clock))
  return read
}

function readTagged(tag: string, value: unknown, clock: Clock): unknown {
  switch (tag) {
    case '$numberInt':
    case '$numberDouble':
    case '$numberLong':
      return Number(value)
    case '$tcb_server_date':
      return serverDate(value, clock)
    case '$date':
      return isOffset(value) ? serverDate(value, clock) : new Date(Number(readExtended(value, clock)))
    default:
      return undefined
  }
}

const isOffset = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'offset')

const serverDate = (value: unknown, clock: Clock): Date =>
  new Date(clock.now() + Number(readExtended((value as { offset?: unknown }).offset ?? 0, clock)))

/** A value for the way back. `plain` writes dates as the older SDK reads them. */
export function writeExtended(value: unknown, isPlain: boolean): unknown {
  if (value instanceof Date) {
    return isPlain ? { $date: value.getTime() } : { $date: { $numberLong: String(value.getTime()) } }
  }
  if (Array.isArray(value)) return value.map(one => writeExtended(one, isPlain))
  if (typeof value !== 'object' || value === null) return value
  const written: Document = {}
  for (const key of Object.keys(value)) setOwn(written, key, writeExtended((value as Document)[key], isPlain))
  return written
}
