import { realAppid } from '../accounts/account'
import { type SealedKind, sealData, sealedKinds } from '../accounts/user-book'
import type { Members } from '../platform/members'
import type { ControlCall } from './control-call'
import { textOf, told } from './database-routes'

/** What a page of a user gets of WeChat: a code that works once, or data that only a server can read. */
function give(given: Members, { serving }: ControlCall): object {
  const [openid, wants] = [textOf(given, 'openid'), textOf(given, 'wants')]
  const { accounts, accountOf, clock, users } = serving.world
  if (wants === 'login') return { code: users.give('login', openid) }
  if (wants === 'phoneCode') return { code: users.give('phone', openid) }
  if (!sealedKinds.includes(wants as SealedKind))
    throw new Error(`wants must be one of login, phoneCode, ${sealedKinds.join(', ')}`)
  const signedInTo = users.appidOf(openid)
  const named = typeof given.appid === 'string' && realAppid.test(given.appid) ? given.appid : undefined
  const appid = signedInTo ?? named ?? accounts[0]!.appid
  const account = accountOf(appid) ?? accounts[0]!
  return sealData(wants as SealedKind, account, { openid, appid, now: clock.now() })
}

/** What stands for WeChat's app on the phone of a user. */
export const userRoutes = { '/__emu/users': { POST: told(give) } }
