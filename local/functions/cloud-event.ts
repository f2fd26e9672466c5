import { isObject, isRecord } from '../../shared/schema/objects'
import type { Caller } from './event-variables'
import { openDataOf } from './open-data'

/** So many CloudIDs of one event are opened by WeChat. */
const mostCloudIds = 5

/**
 * An event as WeChat's cloud hands it to a function: with `userInfo` of the user who calls, whatever the event says, and
 * with the data of each CloudID among its members, which arrives as `{ cloudID }`.
 */
export function cloudEvent(data: unknown, { OPENID, APPID, SOURCE }: Caller): unknown {
  // A request of HTTP comes from no mini program.
  if (!isRecord(data) || SOURCE === 'wx_http') return data
  const event: Record<string, unknown> = { ...data }
  delete event.userInfo
  let opened = 0
  for (const [name, value] of Object.entries(event)) {
    const cloudID = cloudIdOf(value)
    if (cloudID === undefined || opened === mostCloudIds) continue
    opened += 1
    const whose = { appid: APPID ?? '', openid: OPENID, now: Date.now() }
    event[name] = { cloudID, data: openDataOf(cloudID, whose, name) }
  }
  if (!OPENID && !APPID) return event
  return { ...event, userInfo: { ...(APPID && { appId: APPID }), ...(OPENID && { openId: OPENID }) } }
}

/** The id, where a value is what `wx.cloud.CloudID(id)` is sent as. */
function cloudIdOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined
  const { cloudID, ...more } = value as { cloudID?: unknown }
  return typeof cloudID === 'string' && Object.keys(more).length === 0 ? cloudID : undefined
}
