/** For whom open data is made up. */
export interface OpenDataOf {
  readonly appid: string
  readonly openid?: string
  /** Milliseconds since 1970. */
  readonly now: number
}

const dayMs = 24 * 60 * 60 * 1000
/** The days of steps that WeChat gives. */
const daysOfSteps = 30

/**
 * What WeChat gives for a CloudID, of a demo user. Which kind it is, WeChat knows from the id; here its text tells, or the
 * name under which it was sent: steps for `run`, a group for `group` or `share`, the profile for `user`, else the phone.
 */
export function openDataOf(cloudId: string, { appid, openid = '', now }: OpenDataOf, sentAs = ''): object {
  const watermark = { timestamp: Math.floor(now / 1000), appid }
  const told = `${cloudId} ${sentAs}`.toLowerCase()
  if (/run|step/.test(told)) return { stepInfoList: steps(now), watermark }
  if (/group|share|gid/.test(told)) return { openGId: 'tGDEMO_group_000000000000001', watermark }
  if (/user|profile/.test(told)) {
    const place = { city: '', province: '', country: '' }
    return {
      openId: openid,
      nickName: '微信用户',
      gender: 0,
      language: '',
      ...place,
      avatarUrl: '',
      watermark,
    }
  }
  const phoneNumber = `1380000${openid.replace(/\D/g, '').slice(-4).padStart(4, '0')}`
  return { phoneNumber, purePhoneNumber: phoneNumber, countryCode: '86', watermark }
}

/** The oldest day first, as WeChat lists them; a day begins at midnight in China. */
function steps(now: number): object[] {
  const shift = 8 * 60 * 60 * 1000
  const today = Math.floor((now + shift) / dayMs) * dayMs - shift
  return Array.from({ length: daysOfSteps }, (_, at) => {
    const day = today - (daysOfSteps - 1 - at) * dayMs
    return { timestamp: day / 1000, step: 3000 + (Math.round((day + shift) / dayMs) % 7) * 500 }
  })
}
