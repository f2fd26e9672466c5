import { ourErrcodes } from '../errors/errcodes'
import { isObject, isRecord, ownProperty } from '../schema/objects'
import { type Reply, refuse } from './reply'

/** What an event asks for, once its size and shape are valid. */
export interface Asked {
  readonly method: string
  readonly params: Record<string, unknown>
  /** The size of the event as JSON. */
  readonly bytes: number
}

/** The largest event without files, in bytes. */
export const plainEventBytes = 100 * 1024
/** The largest event with files, in bytes. */
export const mediaEventBytes = 1024 * 1024
// Nothing that WeChat documents is deeper than about ten levels.
const deepestLevel = 100

/**
 * Reads an event. Only `method` and `params` count; everything else (WeChat adds `userInfo`) is ignored.
 * @param limitBytes the largest event that any served method takes
 * @returns what the event asks for, or a refusal that depends neither on what is served nor on the caller
 */
export function readEvent(event: unknown, limitBytes: number): Asked | Reply {
  const bytes = measure(event, limitBytes, deepestLevel)
  if (bytes === 'tooLarge') return tooLarge(limitBytes)
  if (bytes === 'tooDeep') return refused(`the event is nested more than ${deepestLevel} levels deep`)
  if (!isRecord(event)) return refused('the event must be an object, { method, params }')
  const method = ownProperty(event, 'method')
  const params = ownProperty(event, 'params')
  if (typeof method !== 'string') return refused('method must be a string, the name of a method')
  if (params !== undefined && params !== null && !isRecord(params)) return refused('params must be an object')
  return { method, params: params ?? {}, bytes }
}

/** The refusal of an event that is too large. */
export const tooLarge = (limitBytes: number, method?: string): Reply =>
  refuse(ourErrcodes.eventRefused, {
    method,
    what: `the event is larger than ${limitBytes / 1024} KB`,
    fix: 'send less at a time; compress pictures before sending them',
  })

const refused = (what: string): Reply => refuse(ourErrcodes.eventRefused, { what })

/** The size of a value as JSON, in bytes, or why counting stopped. */
type Measure = number | 'tooLarge' | 'tooDeep'

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
