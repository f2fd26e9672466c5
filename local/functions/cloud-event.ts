import { dayMs, hourMs } from '../../shared/errors/time'
import { isObject, isRecord } from '../../shared/schema/objects'
import type { Caller } from './event-variables'

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
    event[name] = { cloudID, data: openDataOf(kindOfCloudId(cloudID, name), whose) }
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

/** The data of a user that WeChat gives to a server; a CloudID says here which ones by such a word. */
export const openDataKinds = ['user', 'phone', 'run', 'group'] as const
export type OpenDataKind = (typeof openDataKinds)[number]

/** For whom open data is made up. */
interface OpenDataOf {
  readonly appid: string
  readonly openid?: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Grey, as WeChat's own for users who show none. */
const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="132" height="132"><path fill="#ddd" d="M0 0h132v132H0z"/>' +
  '<path fill="#999" d="M22 118c0-26 20-38 44-38s44 12 44 38zM66 28a24 24 0 1 1 0 48 24 24 0 0 1 0-48"/></svg>'
const avatarUrl = `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`

/** The days of steps that WeChat gives. */
const daysOfSteps = 30

/**
 * Which kind a CloudID is for, WeChat knows from the id; here its text tells, or the name under which it was sent: steps
 * for `run`, a group for `group` or `share`, the profile for `user`, else the phone.
 */
export function kindOfCloudId(cloudId: string, sentAs = ''): OpenDataKind {
  const told = `${cloudId} ${sentAs}`.toLowerCase()
  if (/run|step/.test(told)) return 'run'
  if (/group|share|gid/.test(told)) return 'group'
  return /user|profile/.test(told) ? 'user' : 'phone'
}

/** What WeChat gives, of a demo user. */
export function openDataOf(kind: OpenDataKind, { appid, openid = '', now }: OpenDataOf): object {
  const watermark = { timestamp: Math.floor(now / 1000), appid }
  if (kind === 'run') return { stepInfoList: steps(now), watermark }
  if (kind === 'group') return { openGId: 'tGDEMO_group_000000000000001', watermark }
  if (kind === 'user') {
    const place = { city: '', province: '', country: '' }
    return {
      openId: openid,
      nickName: '微信用户',
      gender: 0,
      language: '',
      ...place,
      avatarUrl,
      watermark,
    }
  }
  const phoneNumber = `1380000${openid.replace(/\D/g, '').slice(-4).padStart(4, '0')}`
  return { phoneNumber, purePhoneNumber: phoneNumber, countryCode: '86', watermark }
}

/** The oldest day first, as WeChat lists them; a day begins at midnight in China. */
function steps(now: number): object[] {
  const shift = 8 * hourMs
  const today = Math.floor((now + shift) / dayMs) * dayMs - shift
  return Array.from({ length: daysOfSteps }, (_, at) => {
    const day = today - (daysOfSteps - 1 - at) * dayMs
    return { timestamp: day / 1000, step: 3000 + (Math.round((day + shift) / dayMs) % 7) * 500 }
  })
}
