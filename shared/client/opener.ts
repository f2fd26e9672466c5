import { memoryStore } from '../auth/stores/memory-store'
import { nodeHttp } from '../transport/node-http'
import type { Transport } from '../transport/transport'
import { type Account, openAccount } from './account'
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
): (appid?: string) => Opened {
  if (options.baseUrl !== undefined || options.timeoutMs !== undefined) resolveConfig(options, environment)
  const opened = new Map<string | undefined, Opened>()
  const store = options.store ?? memoryStore()
  let config: Config | undefined
  let transport: Transport | undefined

  const open = (appid: string | undefined): Opened => {
    config ??= resolveConfig(options, environment)
    const { baseUrl, maxAnswerBytes, timeoutMs } = config
    transport ??= nodeHttp({ baseUrl, agent: options.agent, maxAnswerBytes })
    const credentials = credentialsFor(appid, config, options)
    const same = opened.get(credentials.appid)
    return same ?? { transport, timeoutMs, account: openAccount(credentials, transport, store, options) }
  }
  return appid => {
    const known = opened.get(appid)
    if (known) return known
    const fresh = open(appid)
    opened.set(appid, fresh).set(fresh.account.credentials.appid, fresh)
    return fresh
  }
}
