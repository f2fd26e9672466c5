import { isRecord } from '../../../../shared/schema/objects'

/** A document; dates are Date, everything else is JSON. */
export type Document = { [name: string]: unknown }

const isObject = (value: unknown): value is Document => isRecord(value) && !(value instanceof Date)

export { isObject }

/** So many objects and lists can stand in each other, as in MongoDB; by so many the functions here call themselves. */
export const mostLevels = 100

/** Whether more objects and lists stand in each other than so many. */
export const hasMoreLevels = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some(one => hasMoreLevels(one, levels - 1)))

/** A copy that shares nothing. */
export function copy<T>(value: T): T {
  if (value instanceof Date) return new Date(value.getTime()) as T
  if (Array.isArray(value)) return value.map(copy) as T
  if (!isObject(value)) return value
  const made: Document = {}
  for (const name of Object.keys(value)) setOwn(made, name, copy(value[name]))
  return made as T
}

/** Sets a member as data, also when it is called `__proto__`. */
export function setOwn(target: Document, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
}

/** Whether two values are the same, deeply. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a instanceof Date || b instanceof Date) return a instanceof Date && b instanceof Date && +a === +b
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, at) => isSame(one, b[at]))
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a)
    return (
      names.length === Object.keys(b).length &&
      names.every(name => Object.hasOwn(b, name) && isSame(a[name], b[name]))
    )
  }
  return a === b
}
