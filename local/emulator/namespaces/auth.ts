import type { World } from '../state/world'
import type { Grant } from '../tokens/token-book'
import { type Call, type Handlers, handle } from './handler'

/** The token endpoints. */
export const auth = ({ tokens }: World): Handlers => ({
  'auth.getAccessToken': handle((_, call) => granted(tokens.giveClassic(call.appid), 'classic', call)),
  'auth.getStableAccessToken': handle<{ force_refresh?: boolean }>((params, call) =>
    granted(tokens.giveStable(call.appid, params.force_refresh === true), 'stable', call),
  ),
})

function granted({ token, expiresIn, isNew }: Grant, kind: string, call: Call) {
  if (isNew) call.did('token made', { kind, expires_in: expiresIn })
  return { access_token: token, expires_in: expiresIn }
}
