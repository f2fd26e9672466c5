import type { Shape } from '../../../shared/schema/fields'
import { sample } from '../../../shared/schema/sample'
import type { EmulatorAccount } from '../accounts/account'
import type { Handlers } from '../namespaces/handler'
import { type Answer, jsonAnswer } from '../platform/answer'
import type { Members } from '../platform/members'
import { Refusal } from '../platform/refusal'
import type { Route } from '../platform/routes'
import type { Profile, Rows, Words } from './profile'
import { invalidAppid, wechatApi } from './wechat-api'

/**
 * - `wechat-api`: what the programs and tests of wechat-api (2017) expect
 * - `co-wechat-api`: the same for co-wechat-api (2020), where an appid that is not valid is refused as `invalid appid`
 */
export const profiles = {
  'wechat-api': wechatApi,
  'co-wechat-api': { ...wechatApi, stranger: invalidAppid },
} as const

/** A profile in use. */
export interface OpenProfile {
  /**
   * The account of a guest who asks for a token.
   * @throws Refusal when appid or secret do not look like WeChat's
   */
  letIn(appid: string, secret: string): EmulatorAccount
  /** @throws Refusal when the method is closed to such a body */
  enter(method: string, body: Members): void
  /** A refusal without rid and hint, which the WeChat of that time did not send. The log keeps the hint. */
  refusal(refusal: Refusal, route: Route | undefined): Answer
  handlers(): Handlers
}

/** The names of the profiles. */
export type ProfileName = keyof typeof profiles

export const profileNames = Object.keys(profiles) as ProfileName[]

/**
 * Opens a profile.
 * @param find the method of a name
 * @throws Error when there is no such profile
 */
export function openProfile(name: ProfileName, find: (method: string) => Route | undefined): OpenProfile {
  if (!profileNames.includes(name)) throw new Error(`profile must be one of ${profileNames.join(', ')}`)
  const profile: Profile = profiles[name]
  const rows: Rows = {
    sampleOf(method) {
      const route = find(method)
      if (!route) throw new Error(`the catalogue has no method ${method}`)
      return sample(route.row.result as Shape, { names: 'wire', bigIntegers: 'bigint' })
    },
  }
  return {
    letIn(appid, secret) {
      if (!profile.guests.appid.test(appid)) throw said(profile.stranger)
      if (!profile.guests.secret.test(secret)) throw new Refusal(40125)
      return { appid, secret }
    },
    enter(method, body) {
      for (const [name, closed] of Object.entries(profile.closed)) {
        if (`${method}.`.startsWith(`${name}.`) && !closed.unless?.(body)) throw said(closed)
      }
    },
    refusal({ errcode, hint, words }, route) {
      const errmsg = new Refusal(errcode, undefined, words).errmsg(route?.row)
      const answer = jsonAnswer({ errcode, errmsg })
      return hint ? { ...answer, errmsg: `${errmsg} hint: [${hint}]` } : answer
    },
    handlers: () => profile.handlers(rows),
  }
}

const said = ({ errcode, errmsg }: Words): Refusal => new Refusal(errcode, undefined, errmsg)
