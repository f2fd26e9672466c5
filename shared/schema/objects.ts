/** Whether a value is an object of any kind: an array and a Date are, null is not. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Whether a value is an object with members, as JSON gives it: not an array. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && !Array.isArray(value)

/** Whether a value is a plain object: made by `{}` or without a prototype, not by a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** The value of an own property. What is inherited, or read through `__proto__`, is nobody's data. */
export const ownProperty = (object: object, name: string): unknown =>
  Object.getOwnPropertyDescriptor(object, name)?.value
