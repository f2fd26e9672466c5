import { isRecord } from '../../../../shared/schema/objects'
import { GatewayFault } from '../fields'

/** A document; dates are Date, regular expressions RegExp, everything else is JSON. */
export type Document = { [name: string]: unknown }

export const isObject = (value: unknown): value is Document =>
  isRecord(value) && !(value instanceof Date) && !(value instanceof RegExp)

/** Whether a value is an object whose first member is an operator. */
export const hasOperators = (value: unknown): value is Document =>
  isObject(value) && (Object.keys(value)[0]?.startsWith('$') ?? false)

/** So many objects and lists can stand in each other, as in MongoDB; by so many the functions here call themselves. */
export const mostLevels = 100

/** Whether more objects and lists stand in each other than so many. */
export const hasMoreLevels = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some(one => hasMoreLevels(one, levels - 1)))

/** A copy that shares nothing that can be changed. */
export function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return value
  if (value instanceof Date) return new Date(value.getTime()) as T
  if (Array.isArray(value)) return value.map(copy) as T
  const made: Document = {}
  for (const name of Object.keys(value)) setOwn(made, name, copy((value as Document)[name]))
  return made as T
}

/** Sets a member as data, also when it is called `__proto__`. */
export function setOwn(target: Document, name: string, value: unknown): void {
  if (name !== '__proto__') target[name] = value
  else Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
}

/** The largest document, as in MongoDB. */
const largestBytes = 16 * 1024 * 1024

/** @throws GatewayFault when a document is larger than 16 MB, counted as JSON, or nested too deeply */
export function checkSize(document: Document): void {
  if (hasMoreLevels(document, mostLevels)) {
    throw new GatewayFault('INVALID_PARAM', `a document has more than ${mostLevels} levels`)
  }
  if (sizeOf(document, largestBytes) > largestBytes) {
    throw new GatewayFault('DATABASE_REQUEST_FAILED', 'the document is larger than 16 MB')
  }
}

/** About how many bytes a value takes; it stops counting above `enough`. */
function sizeOf(value: unknown, enough: number): number {
  if (typeof value === 'string') return value.length * 3 <= enough ? value.length : Buffer.byteLength(value)
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return 8
  let size = 8
  for (const name of Object.keys(value)) {
    size += name.length + sizeOf((value as Document)[name], enough - size)
    if (size > enough) break
  }
  return size
}
