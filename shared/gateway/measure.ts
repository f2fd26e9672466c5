import { isObject } from '../schema/objects'
/** The size of a value as JSON, in bytes, or why counting stopped. */
export type Measure = number | 'tooLarge' | 'tooDeep'

/** The state of counting. */
interface Counting {
  bytes: number
  readonly limitBytes: number
  /** Objects and arrays that are still to be counted. */
  readonly pending: object[]
  /** The level of each, from 1 on. */
  readonly levels: number[]
}

/**
 * Counts the bytes of a value as JSON without making the JSON. Stops at the limit and never recurses, so that a hostile
 * event costs little.
 * @param limitBytes the largest size of interest
 * @param deepest the deepest level of objects and arrays; the value itself is on level 1
 */
export function measure(value: unknown, limitBytes: number, deepest: number): Measure {
  const counting: Counting = { bytes: 0, limitBytes, pending: [], levels: [] }
  add(value, 1, counting)
  for (let next = counting.pending.pop(); next; next = counting.pending.pop()) {
    const level = counting.levels.pop()!
    if (counting.bytes > limitBytes) return 'tooLarge'
    if (level > deepest) return 'tooDeep'
    const fits = Array.isArray(next)
      ? addItems(next, level, counting)
      : addMembers(next as Record<string, unknown>, level, counting)
    if (!fits) return 'tooLarge'
  }
  return counting.bytes > limitBytes ? 'tooLarge' : counting.bytes
}

/** Counts a plain value; defers an object or an array and counts its brackets. */
function add(value: unknown, level: number, counting: Counting): void {
  if (typeof value === 'string') counting.bytes += textBytes(value, counting.limitBytes)
  else if (isObject(value)) {
    if (ArrayBuffer.isView(value)) counting.bytes += value.byteLength
    else {
      counting.bytes += 2
      counting.pending.push(value)
      counting.levels.push(level)
    }
  } else counting.bytes += typeof value === 'undefined' ? 4 : String(value).length
}

/** Counts the items of an array; false when they cannot fit. */
function addItems(items: unknown[], level: number, counting: Counting): boolean {
  // A digit and a comma each.
  if (counting.bytes + items.length * 2 - 1 > counting.limitBytes) return false
  counting.bytes += Math.max(0, items.length - 1)
  for (const item of items) {
    add(item, level + 1, counting)
    if (counting.bytes > counting.limitBytes) return false
  }
  return true
}

/** Counts the members of an object; false when they cannot fit. */
function addMembers(members: Record<string, unknown>, level: number, counting: Counting): boolean {
  const keys = Object.keys(members)
  // Quotes, colon, a digit and a comma each.
  if (counting.bytes + keys.length * 5 - 1 > counting.limitBytes) return false
  counting.bytes += Math.max(0, keys.length - 1)
  for (const key of keys) {
    counting.bytes += textBytes(key, counting.limitBytes) + 1
    add(members[key], level + 1, counting)
    if (counting.bytes > counting.limitBytes) return false
  }
  return true
}

const toEscape = /["\\\u0000-\u001f\ud800-\udfff]/
const shortText = 64

/** A text in quotes, with JSON's escapes; one that cannot fit is not read. */
function textBytes(text: string, limitBytes: number): number {
  if (text.length > limitBytes) return text.length + 2
  if (text.length <= shortText && isPlainAscii(text)) return text.length + 2
  return toEscape.test(text)
    ? Buffer.byteLength(JSON.stringify(text), 'utf8')
    : Buffer.byteLength(text, 'utf8') + 2
}

function isPlainAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return false
  }
  return true
}
