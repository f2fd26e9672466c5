import { coordinate } from '../auth/coordination'
import { classicToken, stableToken } from '../auth/fetch-token'
import { findKeys } from '../auth/keys'
import { type WatchForRivals, watchForRivals } from '../auth/rival'
import type { Coordinate } from '../auth/stores/store'
import {
  accessToken,
  midasSignature,
  payAndUserSignature,
  paySignature,
  type Strategy,
  userSignature,
} from '../auth/strategy'
import { keepToken, type LearningKeeper } from '../auth/token-keeper'
import { ConfigError } from '../errors/config-error'
import type { AuthKind } from '../schema/endpoint'
import { type BaseUrl, isLoopback } from '../transport/base-url'
import type { Tunnel } from '../transport/environment-proxy'
import { nodeHttp } from '../transport/node-http'
import type { Transport } from '../transport/transport'
import { type Config, credentialsFor, resolveConfig } from './config'
import { noticesTo } from './hooks'
import type { OpenapiOptions } from './options'

/** What a client takes care of its tokens with; a cloud function carries it only with its store. */
export interface TokenCare {
  readonly coordinate?: Coordinate
  readonly watch?: WatchForRivals
}

/** What takes care of tokens outside cloud functions, which carry only what they use. */
export const tokenCare: TokenCare = { coordinate, watch: watchForRivals }

/** One account of a client: its credentials, its token, its ways to authorise a call. */
export interface Account {
  readonly credentials: { readonly appid: string; readonly secret: string }
  /** How a call is authorised, by what its row says. */
  readonly strategies: { readonly [auth in AuthKind]?: Strategy }
  /** Everything that must not appear in a text. */
  secrets(): readonly string[]
  /** Keeps the tokens that calls are made with. */
  readonly keeper?: LearningKeeper
}

/** An open platform serves any number of accounts: those that were not used for the longest time are opened anew. */
const keptAccounts = 1000

/** What the calls of one account share. */
export interface Opened {
  readonly transport: Transport
  readonly timeoutMs: number
  readonly account: Account
}

/**
 * Reads the configuration with the first call and keeps what is opened: one transport, one account an appid.
 * @throws ConfigError at once when an option is wrong; what is missing altogether is said by the first call
 */
export function openAccounts(
  options: OpenapiOptions,
  environment: NodeJS.ProcessEnv = process.env,
  care?: TokenCare,
): (appid?: string) => Opened {
  if (options.baseUrl !== undefined || options.timeoutMs !== undefined) resolveConfig(options, environment)
  const opened = new Map<string | undefined, Opened>()
  let config: Config | undefined
  let transport: Transport | undefined
  let tunnel: Tunnel | undefined

  const open = (appid: string | undefined): Opened => {
    config = config || resolveConfig(options, environment)
    const { baseUrl, maxAnswerBytes, timeoutMs } = config
    const { agent } = options
    tunnel = tunnel || options.proxy?.(environment)
    const reach = (to: BaseUrl) => {
      const connect = tunnel?.connectTo(to)
      const isUnused = !agent && !tunnel && !isLoopback(to.hostname)
      const named = isUnused && ['HTTPS_PROXY', 'https_proxy'].find(name => environment[name])
      const fix = named ? `${named} is set: to use it, set the option proxy: environmentProxy` : undefined
      return nodeHttp({ baseUrl: to, agent, connect, fix, maxAnswerBytes })
    }
    transport =
      transport ||
      (options.failOver && config.isWeChat
        ? options.failOver(hostname => reach({ ...baseUrl, hostname }))
        : reach(baseUrl))
    const credentials = credentialsFor(appid, config, options)
    const same = opened.get(credentials.appid)
    return (
      same || {
        transport,
        timeoutMs,
        account: openAccount(credentials, transport, options, care, tunnel?.secrets),
      }
    )
  }
  return appid => {
    const found = opened.get(appid) || open(appid)
    // What was used last stands last.
    for (const name of [appid, found.account.credentials.appid]) {
      opened.delete(name)
      opened.set(name, found)
    }
    if (opened.size > keptAccounts) opened.delete(opened.keys().next().value)
    return found
  }
}

/** Nothing to add: the row is open to all, or its secret is a parameter that was filled in already. */
const nothing: Strategy = { authorise: async request => ({ request }) }

const unwrapped = (): never => {
  throw new ConfigError({ what: 'wrap the option store: tokenStore(store)' })
}

/** Sets up an account; nothing is asked of WeChat before the first call. */
function openAccount(
  credentials: Account['credentials'],
  transport: Transport,
  options: OpenapiOptions,
  { coordinate = unwrapped, watch }: TokenCare = {},
  secrets: readonly string[] = [],
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
    strategies,
    secrets: () => [credentials.secret, ...keeper.known(), ...keys.known(), ...secrets],
    keeper,
  }
}
