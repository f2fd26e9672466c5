import { ConfigError } from '../errors/config-error'
import type { EncodedRequest } from '../schema/encode'

/** What the choice of an app key may depend on. */
export interface PayKeyQuery {
  /** The method that is called, `xpay.queryOrder`. */
  readonly method: string
  /** 0: the real payment environment, 1: the sandbox; absent where the method knows none. */
  readonly env?: number
  /** The merchant, where the method names one. */
  readonly mchid?: string
}

/** An app key for all payment methods, or one for each question. */
export type PayAppKey = string | ((query: PayKeyQuery) => string | Promise<string>)

/** The session_key of the one user that is served, or of each by OPENID. */
export type SessionKey = string | ((openid: string) => string | Promise<string>)

/** The keys that signatures are made with. Each one handed out is remembered, to keep it out of texts. */
export interface Keys {
  payAppKey(method: string, request: EncodedRequest): Promise<string>
  sessionKey(method: string, request: EncodedRequest, ofCall?: string): Promise<string>
  /** Whether the client was told how to find session keys at all. */
  readonly hasSessionKey: boolean
  known(): readonly string[]
}

const rememberedKeys = 100

const isText = (key: unknown): key is string => typeof key === 'string' && key !== ''

/**
 * Finds keys by the options of a client.
 * @throws ConfigError from each of its functions, naming the option that is missing
 */
export function findKeys(options: { payAppKey?: PayAppKey; sessionKey?: SessionKey }): Keys {
  const known = [options.payAppKey, options.sessionKey].filter(isText)
  const hand = (key: unknown, method: string, option: string): string => {
    if (!isText(key)) {
      throw new ConfigError({
        method,
        what: `the call must be signed, but there is no key; set the option ${option}`,
      })
    }
    if (!known.includes(key)) known.push(key)
    if (known.length > rememberedKeys) known.shift()
    return key
  }
  return {
    async payAppKey(method, request) {
      const { payAppKey } = options
      const { env, mchid } = (request.json ?? {}) as { env?: number; mchid?: string }
      return hand(
        typeof payAppKey === 'function' ? await payAppKey({ method, env, mchid }) : payAppKey,
        method,
        'payAppKey',
      )
    },
    async sessionKey(method, request, ofCall) {
      const { sessionKey } = options
      const openid = openidOf(request)
      const key = ofCall ?? (typeof sessionKey === 'function' ? await sessionKey(openid) : sessionKey)
      return hand(key, method, 'sessionKey')
    },
    hasSessionKey: options.sessionKey !== undefined,
    known: () => known,
  }
}

function openidOf({ query, json = {} }: EncodedRequest): string {
  const [, inQuery] = query.find(([name]) => name === 'openid') || []
  return String(inQuery ?? json.openid ?? '')
}
