import { placeParams } from './gateway/place-params'
import { checkParams } from './platform/check-params'
import { isMembers, type Members } from './platform/members'
import { perform } from './platform/perform'
import type { Platform } from './platform/platform'
import { Refusal } from './platform/refusal'
import type { World } from './state/world'

/** A call that is made at the start, as seed. */
export interface SeedCall {
  /** `logistics.bindAccount` */
  readonly method: string
  /** In WeChat's names. */
  readonly params?: Readonly<Record<string, unknown>>
  /** The account that calls; the first by default. */
  readonly appid?: string
}

/**
 * Makes calls in a fresh world.
 * @throws Error that names the first call that WeChat would refuse, and why
 */
export function playCalls(calls: readonly SeedCall[], platform: Platform, world: World): void {
  if (!Array.isArray(calls as unknown)) throw new Error('calls must be a list')
  calls.forEach((call, at) => {
    const name = `call ${at + 1}`
    if (!isMembers(call) || typeof call.method !== 'string') throw new Error(`${name} must have a method`)
    const { method, params = {}, appid } = call
    const route = platform.find(method)
    if (!route) {
      const hint = platform.firstNameOf.hint(method)
      throw new Error(`${name} names ${method.slice(0, 80)}, which is not a method${hint}`)
    }
    if (!isMembers(params)) throw new Error(`params of ${name} must be an object`)
    const account = appid === undefined ? world.accounts[0] : world.accountOf(appid)
    if (!account) throw new Error(`${name} names an appid that no account has`)
    try {
      const sent = placeParams(route, params as Members, account)
      perform(route, checkParams(route, sent), { account }, world)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw new Error(`${name}, ${method}, is refused: errcode ${error.errcode} ${error.errmsg(route.row)}`)
    }
  })
}
