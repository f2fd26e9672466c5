import { randomBytes } from 'node:crypto'
import { sessionKeyOf } from '../accounts/account'
import { Refusal } from '../platform/refusal'
import type { World } from '../state/world'
import type { Grant } from '../tokens/token-book'
import { type Call, type Handlers, handle } from './handler'

/** The token endpoints, and the session keys of users. */
export const auth = ({ tokens, users }: World): Handlers => ({
  'auth.getAccessToken': handle((_, call) => granted(tokens.giveClassic(call.appid), 'classic', call)),
  'auth.getStableAccessToken': handle<{ force_refresh?: boolean }>((params, call) => {
    const grant = tokens.giveStable(call.appid, params.force_refresh === true)
    if (!grant) throw new Refusal(45009, 'force_refresh is used up for this day')
    return granted(grant, 'stable', call)
  }),
  'auth.code2Session': handle<{ js_code: string }>(({ js_code }, { account }) => {
    const openid = users.take('login', js_code)
    if (openid === undefined) throw new Refusal(40163)
    users.signIn(openid, account)
    const unionid = `uDEMO_union_${openid.slice(-16).padStart(16, '0')}`
    return { session_key: sessionKeyOf(account, openid), unionid, openid }
  }),
  'auth.resetUserSessionKey': handle<{ openid: string }>(({ openid }, { account, did }) => {
    const session_key = randomBytes(16).toString('base64')
    account.sessionKeys.set(openid, session_key)
    did('session key reset', { openid })
    return { openid, session_key }
  }),
})

function granted({ token, expiresIn, isNew }: Grant, kind: string, call: Call) {
  if (isNew) call.did('token made', { kind, expires_in: expiresIn })
  return { access_token: token, expires_in: expiresIn }
}
