import { accessToken } from '../auth/access-token'
import { classicToken, stableToken } from '../auth/fetch-token'
import { findKeys } from '../auth/keys'
import { midasSignature, payAndUserSignature, paySignature, userSignature } from '../auth/signed'
import type { TokenStore } from '../auth/stores/store'
import type { Strategy } from '../auth/strategy'
import { keepToken, type TokenKeeper } from '../auth/token-keeper'
import type { AuthKind } from '../schema/endpoint'
import type { Transport } from '../transport/transport'
import type { OpenapiOptions } from './options'

/** One account of a client: its credentials, its token, its ways to authorise a call. */
export interface Account {
  readonly credentials: { readonly appid: string; readonly secret: string }
  strategyFor(auth: AuthKind): Strategy
  /** Everything that must not appear in a text. */
  secrets(): readonly string[]
}

/** Nothing to add: the row is open to all, or its secret is a parameter that was filled in already. */
const nothing: Strategy = { authorise: async request => ({ request }) }

/** Sets up an account; nothing is asked of WeChat before the first call. */
export function openAccount(
  credentials: Account['credentials'],
  transport: Transport,
  store: TokenStore,
  options: OpenapiOptions,
): Account {
  const source = options.auth === 'classic' ? classicToken : stableToken
  const keeper: TokenKeeper = keepToken(source(credentials, transport), store)
  const keys = findKeys(options)
  const token = accessToken(keeper)
  const strategies: Record<AuthKind, Strategy> = {
    accessToken: token,
    appSecret: nothing,
    none: nothing,
    paySignature: paySignature(token, keys),
    userSignature: userSignature(token, keys),
    payAndUserSignature: payAndUserSignature(token, keys),
    midasSignature: midasSignature(token, keys),
  }
  return {
    credentials,
    strategyFor: auth => strategies[auth],
    secrets: () => [credentials.secret, ...keeper.known(), ...keys.known()],
  }
}
