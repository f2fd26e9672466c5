import { isOpenapiError } from '../errors/openapi-error'
import { minuteMs, secondMs } from '../errors/time'
import { type Deadline, steadyNow } from './clock'
import type { Transport } from './transport'

/** The names under which WeChat can be reached, the usual one first. */
const hosts = ['api', 'api2', 'sh.api', 'sz.api', 'hk.api'].map(name => `${name}.weixin.qq.com`)

/** How long calls stay with another host before they try the usual one again. */
const stayMs = minuteMs

/** How long a host may take to connect while there is another to ask. */
const longestConnectMs = 3 * secondMs

/** The part of a call's time that it may take. Node lets a handshake that stands still take this time twice. */
const connectPart = 1 / 3

/** A transport made of the transports to several hosts. */
export type FailOver = (open: (hostname: string) => Transport) => Transport

/**
 * Goes to WeChat's next host while one cannot be reached, or takes 3 seconds or a third of what is left of the call's
 * time to connect. A request that left this machine is never sent elsewhere, nor one to a host whose certificate is wrong.
 */
export const failOver: FailOver = open => {
  const opened: { [hostname: string]: Transport } = {}
  let first = 0
  let until = 0
  return {
    async send(request, options) {
      if (steadyNow() > until) first = 0
      // Other calls may move `first` on meanwhile.
      const start = first
      for (let turn = 0; ; turn += 1) {
        const at = (start + turn) % hosts.length
        const host = hosts[at]!
        const isLast = turn === hosts.length - 1
        const connectMs = isLast
          ? undefined
          : Math.min(longestConnectMs, options.deadline.left() * connectPart)
        opened[host] = opened[host] || open(host)
        try {
          const answer = await opened[host].send(request, { ...options, connectMs })
          if (turn > 0) {
            first = at
            until = steadyNow() + stayMs
          }
          return answer
        } catch (error) {
          if (isLast || !isUnreached(error, options.deadline)) throw error
        }
      }
    },
  }
}

/** Whether a host could not be reached, so that nothing was sent, and there is time for another. */
function isUnreached(error: unknown, deadline: Deadline): boolean {
  if (!isOpenapiError(error) || error.maybeExecuted) return false
  return error.name === 'TimeoutError'
    ? deadline.left() > 0
    : error.name === 'TransportError' && error.retryable
}
