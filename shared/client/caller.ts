import type { Endpoint } from '../schema/endpoint'
import type { TokenCare } from './account'
import { type Check, makeCall } from './call'
import { opener } from './opener'
import type { CallOptions, OpenapiOptions } from './options'
import { createRetrier } from './retry'

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
  /** Finds the row that this one names for when it was done before. */
  readonly find?: (name: string) => Endpoint | undefined
}

/** Makes calls of any row. */
export type Caller = (asked: Asked) => Promise<Record<string, unknown>>

/**
 * Makes calls for one client. Nothing is asked of WeChat before the first one.
 * @throws ConfigError when the place or a time is wrong; what is missing altogether is said by the first call
 */
export function createCaller(
  options: OpenapiOptions,
  environment?: NodeJS.ProcessEnv,
  care?: TokenCare,
): Caller {
  const open = opener(options, environment, care)
  const retrier = createRetrier(options.retries)
  // An async function, so that every fault of a call is a rejection.
  return async ({ name, row, params, options: own = {}, appid, convertCase = true, check, find }) => {
    const { account, transport, timeoutMs } = open(appid)
    // Written out: copying objects into one another would be a tenth of what a call costs.
    return makeCall({
      name,
      row,
      params,
      account,
      transport,
      options: own,
      timeoutMs,
      check,
      convertCase,
      retrier,
      hooks: options,
      find,
    })
  }
}
