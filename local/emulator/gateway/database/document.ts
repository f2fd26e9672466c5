/** A document; dates are Date, everything else is JSON. */
export type Document = { [name: string]: unknown }

const isObject = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

export { isObject }

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

/** The member at a dotted path. */
export function memberAt(document: Document, path: string): unknown {
  let value: unknown = document
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Document)[name]
  }
  return value
}

/** Sets the member at a dotted path; undefined takes it away. */
export function setMemberAt(document: Document, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop()!
  let target = document
  for (const name of names) {
    if (!Object.hasOwn(target, name) || typeof target[name] !== 'object' || target[name] === null) {
      if (value === undefined) return
      setOwn(target, name, {})
    }
    target = target[name] as Document
  }
  if (value === undefined) delete target[last]
  else setOwn(target, last, value)
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
