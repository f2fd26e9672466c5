import { nodeHttp } from '../transport/node-http'
import type { Transport } from '../transport/transport'
import { type Account, openAccount, type TokenCare } from './account'
import { type Config, credentialsFor, resolveConfig } from './config'
import type { OpenapiOptions } from './options'

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
export function opener(
  options: OpenapiOptions,
  environment: NodeJS.ProcessEnv = process.env,
  care?: TokenCare,
): (appid?: string) => Opened {
  if (options.baseUrl !== undefined || options.timeoutMs !== undefined) resolveConfig(options, environment)
  const opened = new Map<string | undefined, Opened>()
  let config: Config | undefined
  let transport: Transport | undefined

  const open = (appid: string | undefined): Opened => {
    config = config || resolveConfig(options, environment)
    const { baseUrl, maxAnswerBytes, timeoutMs } = config
    const { agent } = options
    transport =
      transport ||
      (options.failOver && config.isWeChat
        ? options.failOver(hostname => nodeHttp({ baseUrl: { ...baseUrl, hostname }, agent, maxAnswerBytes }))
        : nodeHttp({ baseUrl, agent, maxAnswerBytes }))
    const credentials = credentialsFor(appid, config, options)
    const same = opened.get(credentials.appid)
    return same || { transport, timeoutMs, account: openAccount(credentials, transport, options, care) }
  }
  return appid => {
    const known = opened.get(appid)
    if (known) return known
    const fresh = open(appid)
    opened.set(appid, fresh).set(fresh.account.credentials.appid, fresh)
    return fresh
  }
}
