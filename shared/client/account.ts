import { accessToken } from '../auth/access-token'
import { classicToken, stableToken } from '../auth/fetch-token'
import { findKeys } from '../auth/keys'
import type { WatchForRivals } from '../auth/rival'
import { midasSignature, payAndUserSignature, paySignature, userSignature } from '../auth/signed'
import type { Coordinate } from '../auth/stores/store'
import type { Strategy } from '../auth/strategy'
import { keepToken, type LearningKeeper } from '../auth/token-keeper'
import { ConfigError } from '../errors/config-error'
import type { AuthKind } from '../schema/endpoint'
import type { Transport } from '../transport/transport'
import { noticesTo } from './hooks'
import type { OpenapiOptions } from './options'

/** What a client takes care of its tokens with; a cloud function carries it only with its store. */
export interface TokenCare {
  readonly coordinate?: Coordinate
  readonly watch?: WatchForRivals
  /** More that must not appear in a text. */
  readonly secrets?: readonly string[]
}

/** One account of a client: its credentials, its token, its ways to authorise a call. */
export interface Account {
  readonly credentials: { readonly appid: string; readonly secret: string }
  strategyFor(auth: AuthKind): Strategy
  /** Everything that must not appear in a text. */
  secrets(): readonly string[]
  /** Keeps the tokens that calls are made with. */
  readonly keeper?: LearningKeeper
}

/** Nothing to add: the row is open to all, or its secret is a parameter that was filled in already. */
const nothing: Strategy = { authorise: async request => ({ request }) }

const unwrapped = (): never => {
  throw new ConfigError({ what: 'wrap the option store: tokenStore(store)' })
}

/** Sets up an account; nothing is asked of WeChat before the first call. */
export function openAccount(
  credentials: Account['credentials'],
  transport: Transport,
  options: OpenapiOptions,
  { coordinate = unwrapped, watch, secrets = [] }: TokenCare = {},
): Account {
  const { auth, store } = options
  const make = typeof auth === 'function' ? auth : auth === 'classic' ? classicToken : stableToken
  const notices = noticesTo(options, credentials.appid)
  const source = make(credentials, transport)
  const renewal = store && (store.coordinate || coordinate)(store, source, notices)
  const keeper = keepToken(source, { notices, renewal, watch })
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
    secrets: () => [credentials.secret, ...keeper.known(), ...keys.known(), ...secrets],
    keeper,
  }
}
