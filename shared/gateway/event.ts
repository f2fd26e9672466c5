import { ourErrcodes } from '../errors/errcodes'
import { isRecord, ownProperty } from '../schema/objects'
import { measure } from './measure'
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
