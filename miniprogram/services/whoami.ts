import { call } from './openapi'

/** Who is using the mini program, as the cloud function sees it. */
export interface Caller {
  /** The user's id in this mini program. */
  openid: string
  /** Whether the user may call WeChat's server API through the function. */
  operator: boolean
  /** Id of the cloud environment. */
  env: string
}

/** Where the user's OPENID is kept on this phone, so that a list can say which entry is the user. */
export const openidKey = 'openid'

/** Asks function `logistics` who the user is; no call to WeChat is made. */
export async function whoami(): Promise<Caller> {
  const { openid, operator, env } = (await call('whoami', 'read', {}, {}, 'logistics')) as Partial<Caller>
  return { openid: openid || '', operator: operator === true, env: env || '' }
}
