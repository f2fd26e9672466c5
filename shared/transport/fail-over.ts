import { isOpenapiError } from '../errors/openapi-error'
import { steadyNow } from './deadline'
import type { Transport } from './transport'

/** The names under which WeChat can be reached, the usual one first. */
const hosts = ['api', 'api2', 'sh.api', 'sz.api', 'hk.api'].map(name => `${name}.weixin.qq.com`)

/** How long calls stay with another host before they try the usual one again. */
const stayMs = 60_000

/** A transport made of the transports to several hosts. */
export type FailOver = (open: (hostname: string) => Transport) => Transport

/**
 * Goes to WeChat's next host while one cannot be reached. A request that left this machine is never sent elsewhere,
 * nor one to a host whose certificate is wrong.
 */
export const failOver: FailOver = open => {
  const opened: { [hostname: string]: Transport } = {}
  let first = 0
  let until = 0
  return {
    async send(request, options) {
      if (steadyNow() > until) first = 0
      for (let turn = 0; ; turn += 1) {
        const at = (first + turn) % hosts.length
        const host = hosts[at]!
        opened[host] = opened[host] || open(host)
        try {
          const answer = await opened[host].send(request, options)
          if (turn > 0) {
            first = at
            until = steadyNow() + stayMs
          }
          return answer
        } catch (error) {
          const isUnreached = isOpenapiError(error) && error.name === 'TransportError' && error.retryable
          if (!isUnreached || error.maybeExecuted || turn === hosts.length - 1) throw error
        }
      }
    },
  }
}
