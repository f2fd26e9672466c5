/** Members by the names that travel. */
export type Members = Record<string, unknown>

/** Whether a value is an object with members, as JSON gives it. */
export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
