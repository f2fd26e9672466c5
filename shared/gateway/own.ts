/** The value of an own member. What is inherited, or got by `__proto__`, is nobody's data. */
export const own = (value: object, key: string): unknown => Object.getOwnPropertyDescriptor(value, key)?.value

/** Whether a value is an object with members: no array, nothing else. */
export const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
