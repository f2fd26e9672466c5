import { readWxContext, type WxContext } from '../auth/wx-context'
import * as catalogue from '../catalogue'
import { allParts, createClient, type Openapi } from '../client/client'
import type { OpenapiOptions } from '../client/options'
import { type ForwardedCalls, type ForwardedValues, forwarding, member } from './forward'

/** What wx-server-sdk's `init` takes. */
export interface CloudInitOptions {
  /** The environment: its id, `DYNAMIC_CURRENT_ENV`, or one for each service. */
  env?:
    | string
    | symbol
    | { database?: string | symbol; functions?: string | symbol; storage?: string | symbol }
  /** The timeout of a call, in milliseconds; for `openapi` too, unless `createCloud` sets another. */
  timeout?: number
  [option: string]: unknown
}

/** `cloud`, as `require('wx-server-sdk')` returns it, with an `openapi` that calls WeChat directly. */
export interface Cloud extends ForwardedCalls, ForwardedValues {
  /** Sets up the environment; as in wx-server-sdk, the first call counts. */
  init(options?: CloudInitOptions): void
  /** WeChat's server API: `cloud.openapi.<namespace>.<method>(params)`. */
  readonly openapi: Openapi<typeof catalogue>
  /** Who is calling and from where; it belongs to the current event, so call it before any await. */
  getWXContext(): WxContext
  /** The environment in which the function runs. */
  readonly DYNAMIC_CURRENT_ENV: symbol
}

/**
 * Makes a drop-in for `require('wx-server-sdk')`: `openapi` calls WeChat with the account's own token, or, with
 * `transport: 'cloud'`, through the installed wx-server-sdk and the permissions of the function. Everything
 * else (`database`, `callFunction`, `uploadFile`, …) goes to the installed wx-server-sdk, loaded on first use, with a
 * MissingDependencyError if it is not installed.
 * @param options the account and how WeChat is called; defaults come from the environment
 * @throws ConfigError if an option is wrong
 */
export function createCloud(options: OpenapiOptions = {}): Cloud {
  const settings: OpenapiOptions = { ...options }
  const openapi = createClient(catalogue, settings, allParts)
  const { members, init } = forwarding()
  const initBoth = (given?: CloudInitOptions): void => {
    // The client reads its settings on its first call, which comes after `init`.
    const timeout = given?.timeout
    if (typeof timeout === 'number' && timeout > 0 && settings.timeoutMs === undefined) {
      settings.timeoutMs = timeout
    }
    init(given)
  }
  const own: PropertyDescriptorMap = {
    init: member(initBoth),
    openapi: member(openapi),
    getWXContext: member(getWXContext),
  }
  return Object.defineProperties({}, { ...members, ...own }) as Cloud
}

/** A ready-made `cloud`, configured from the environment. */
export const cloud: Cloud = /* @__PURE__ */ createCloud()

// The variables in which WeChat's cloud passes its own tokens: functions must not see them.
const tokens = ['API_TOKEN', 'TRIGGER_API_TOKEN_V0']

/**
 * Who is calling and from where, as in wx-server-sdk: whole numbers as numbers. Those beyond 2^53-1 stay strings, so
 * that no id is rounded.
 */
export function getWXContext(): WxContext {
  const context: WxContext = {}
  const read = readWxContext()
  for (const name of Object.keys(read)) {
    if (tokens.indexOf(name) >= 0) continue
    const value = read[name]
    const isNumber = typeof value === 'string' && name !== 'ENV' && name !== 'SOURCE' && /^-?\d+$/.test(value)
    context[name] = isNumber && Number.isSafeInteger(Number(value)) ? Number(value) : value
  }
  return context
}
