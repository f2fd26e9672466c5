import type { Endpoint } from '../schema/endpoint'
import { type Check, makeCall } from './call'
import { positive } from './config'
import { opener } from './opener'
import type { CallOptions, OpenapiOptions } from './options'

/** One call to make. */
export interface Asked {
  readonly name: string
  readonly row: Endpoint
  readonly params?: unknown
  readonly options?: CallOptions
  /** Another account than the client's own. */
  readonly appid?: string
  readonly convertCase?: boolean
  readonly check?: Check
}

/** Makes calls of any row. */
export type Caller = (asked: Asked) => Promise<Record<string, unknown>>

/**
 * Makes calls for one client. Nothing is asked of WeChat before the first one.
 * @throws ConfigError when an option is wrong; what is missing altogether is said by the first call
 */
export function createCaller(options: OpenapiOptions, environment?: NodeJS.ProcessEnv): Caller {
  const open = opener(options, environment)
  // An async function, so that every fault of a call is a rejection.
  return async ({ name, row, params, options: callOptions = {}, appid, convertCase = true, check }) => {
    positive('timeoutMs', callOptions.timeoutMs)
    const { account, transport, timeoutMs } = open(appid)
    return makeCall({
      name,
      row,
      params,
      account,
      transport,
      options: callOptions,
      timeoutMs,
      convertCase,
      check,
    })
  }
}
