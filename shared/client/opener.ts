import { type BaseUrl, isLoopback } from '../transport/base-url'
import type { Tunnel } from '../transport/environment-proxy'
import { nodeHttp } from '../transport/node-http'
import type { Transport } from '../transport/transport'
import { type Account, openAccount, type TokenCare } from './account'
import { type Config, credentialsFor, resolveConfig } from './config'
import type { OpenapiOptions } from './options'

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
export function opener(
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
    tunnel = tunnel || (options.proxy && options.proxy(environment))
    const reach = (to: BaseUrl) => {
      const connect = tunnel && tunnel.connectTo(to)
      const isUnused = !agent && !tunnel && !isLoopback(to.hostname)
      const named = isUnused && ['HTTPS_PROXY', 'https_proxy'].find(name => environment[name])
      const fix = named
        ? `${named} is set: to go through it, give the option proxy: environmentProxy`
        : undefined
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
        account: openAccount(credentials, transport, options, { ...care, secrets: tunnel && tunnel.secrets }),
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
