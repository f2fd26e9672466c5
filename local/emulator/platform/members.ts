/** Members by the names that travel. */
export type Members = Record<string, unknown>

/** Whether a value is an object with members, as JSON gives it. */
export { isRecord as isMembers } from '../../../shared/schema/objects'
