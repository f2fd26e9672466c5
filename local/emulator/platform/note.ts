import type { LogEntry } from '../state/records'
import type { World } from '../state/world'
import type { PlatformRequest } from './sent'

/** What the log says of a request, whether or not its body was read. */
export type Noted = Pick<PlatformRequest, 'verb' | 'path' | 'query' | 'caller' | 'fault'>

/** Writes a request down; what is not known yet can be set on the entry later. */
export function note(request: Noted, world: World, method?: string): LogEntry {
  const query: Record<string, unknown> = Object.create(null)
  for (const [name, value] of request.query) if (name !== 'access_token') query[name] = value
  return world.record({
    verb: request.verb,
    path: String(world.mask(request.path)),
    method,
    appid: undefined,
    query: world.mask(query) as Record<string, unknown>,
    body: undefined,
    status: 0,
    caller: request.caller,
    fault: request.fault?.id,
  })
}
