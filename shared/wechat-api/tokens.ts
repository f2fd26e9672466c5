import { budget } from '../auth/budget'
import { lifetimeSeconds } from '../auth/fetch-token'
import type { TokenKeeper } from '../auth/token-keeper'
import { pause, type Waiting, waitFor } from '../auth/wait'
import { auth } from '../catalogue/auth'
import { traceOfCopying } from '../client/config'
import { type Deadline, deadlineIn, type WireClient } from '../client/wire-client'
import { isTokenErrcode, ourErrcodes } from '../errors/errcodes'
import { isOpenapiError } from '../errors/openapi-error'
import { secondMs } from '../errors/time'
import type { Endpoint } from '../schema/endpoint'
import { readResult } from './answer'
import { timeoutOf } from './deadlines'
import { asOldError, weChatAPIError } from './errors'
import { callHook, callMember, type Hook, isReplaced } from './hooks'
import type { Instance } from './instance'
import { sendByRequest } from './send-by-request'
import { AccessToken, usable } from './token-and-ticket'

/** The tokens of one instance: from the user's store, fetched once for concurrent calls, replaced if rejected. */
export interface Tokens extends TokenKeeper {
  /** What `ensureAccessToken` of the instance returns, the user's or ours. */
  ensure(waiting: Waiting): Promise<AccessToken>
  /** A token from the store if it is valid, else a fresh one. */
  latest(waiting: Waiting): Promise<AccessToken>
  /** Sets the instance's token for the next call. */
  put(token: AccessToken): void
  /** A fresh token, which is saved. Concurrent calls get the same one. */
  fetch(): Promise<AccessToken>
}

/** Subtracted from a token's lifetime, so that it does not expire in flight. */
const marginSeconds = 10
/** A store may keep returning a rejected token for a while; older ones are no longer in use. */
const rememberedTokens = 10

/** @param wire the connection to WeChat for the instance's current members */
export function keepTokens(api: Instance, wire: () => WireClient): Tokens {
  // A method for which WeChat always returns 40001 must not cause a storm of token requests.
  const replacements = budget(Date.now, { times: 2, within: 30 * secondMs })
  let fetched: { token: AccessToken; at: number } | undefined
  const refusedTokens: string[] = []
  /** The tokens that our `preRequest` set: if the user replaced `preRequest`, only those are replaced. */
  const adopted = new WeakSet<object>()
  let fetching: Promise<AccessToken> | undefined
  let asking: Promise<AccessToken> | undefined
  let replacing: Promise<AccessToken | undefined> | undefined

  const isRefused = (token: AccessToken) => refusedTokens.includes(token.accessToken)
  const fresh = () => (fetched?.token.isValid() && !isRefused(fetched.token) ? fetched : undefined)

  /** Through the instance, so that a user's own `getAccessToken` is used; one request for concurrent calls. */
  const fetchOnce = (waiting: Waiting): Promise<AccessToken> => {
    asking ??= waitFor(callMember(api, 'getAccessToken', []), longest(waiting, api))
      .then(({ data }) => {
        const { accessToken, expireTime } = data as AccessToken
        fetched = { token: AccessToken(accessToken, expireTime), at: Date.now() }
        return fetched.token
      })
      .finally(() => {
        asking = undefined
      })
    return waitFor(asking, waiting)
  }

  const read = async (waiting: Waiting) => usable(await callHook(api, api.getToken as Hook, [], waiting))

  const latest = async (waiting: Waiting): Promise<AccessToken> => {
    const startedAt = Date.now()
    const kept = await read(waiting)
    if (kept && !isRefused(kept)) return kept
    if (api.tokenFromCustom) {
      throw weChatAPIError({ message: 'accessToken Error: the given token has expired', code: 40001 })
    }
    // The store was slow to respond and another call fetched a token meanwhile; or it still returns the rejected one.
    const known = fresh()
    if (known && (kept || known.at >= startedAt)) return known.token
    return fetchOnce(waiting)
  }

  const ensure = ensuring(api, latest)
  const put = (token: AccessToken) => {
    api.token = token
    adopted.add(token)
  }

  const replace = async (refused: string, waiting: Waiting): Promise<AccessToken | undefined> => {
    refusedTokens.push(refused)
    if (refusedTokens.length > rememberedTokens) refusedTokens.shift()
    if (isReplaced(api, 'ensureAccessToken')) {
      const other = await ensure(waiting)
      return isRefused(other) ? undefined : other
    }
    const kept = await read(waiting)
    if (kept && !isRefused(kept)) return kept
    return replacements.take() ? fetchOnce(waiting) : undefined
  }

  return {
    ensure,
    latest,
    put,
    fetch() {
      fetching ??= fetchToken(api, wire).finally(() => {
        fetching = undefined
      })
      return fetching
    },
    async get(waiting) {
      if (!api.token?.accessToken) put(await ensure(waiting))
      return api.token!.accessToken
    },
    async replace(refused, waiting) {
      if (api.tokenFromCustom) return undefined
      if (isReplaced(api, 'preRequest') && !adopted.has(api.token ?? {})) return undefined
      const other = () => usable(api.token)
      if (other() && api.token?.accessToken !== refused && !isRefused(other()!)) return api.token!.accessToken
      replacing ??= replace(refused, { ...waiting, signal: undefined }).finally(() => {
        replacing = undefined
      })
      const token = await waitFor(replacing, waiting)
      if (token) put(token)
      return token?.accessToken
    },
    known: () => [api.token?.accessToken, fetched?.token.accessToken, ...refusedTokens].filter(isText),
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** Calls the user's own `ensureAccessToken` if there is one. It may call ours, which calls no other. */
export const ensuring =
  (api: Instance, latest: Tokens['latest']): Tokens['ensure'] =>
  waiting => {
    if (!isReplaced(api, 'ensureAccessToken')) return latest(waiting)
    const own = callMember(api, 'ensureAccessToken', [])
    return waitFor(
      own.then(({ data }) => data as AccessToken),
      waiting,
    )
  }

/** Shared work has its own timeout, not that of the first caller. */
const longest = ({ method }: Pick<Waiting, 'method'>, api: Instance): Waiting => ({
  method,
  deadline: deadlineIn(2 * timeoutOf(api.defaults)),
})

/** When a value with this lifetime in seconds is no longer used, in milliseconds since 1970. */
export function endOf(expiresIn: unknown): number {
  const lifetime = lifetimeSeconds(expiresIn)
  return Date.now() + Math.max(lifetime - marginSeconds, Math.ceil(lifetime / 2)) * secondMs
}

/** @throws WeChatAPIError if appid or appsecret is missing, or damaged by copying */
export function requireCredentials(api: Instance): void {
  for (const name of ['appid', 'appsecret'] as const) {
    if (!api[name]) {
      throw weChatAPIError({
        message: `getAccessToken: ${name} is missing`,
        code: name === 'appid' ? 41002 : 41004,
      })
    }
    const trace = traceOfCopying(String(api[name]))
    if (trace) throw weChatAPIError({ message: `${name} ${trace}`, code: ourErrcodes.config })
  }
}

/** A token request is idempotent: a broken one is not a lost write. */
const row: Endpoint = { ...auth.getAccessToken, effect: 'read' }
/** How long to wait before a broken token request is sent again. */
const pausesMs = [100, 300]

async function fetchToken(api: Instance, wire: () => WireClient): Promise<AccessToken> {
  requireCredentials(api)
  const { access_token: token, expires_in: expiresIn } = await requestToken(api, wire)
  if (typeof token !== 'string' || token === '') {
    throw weChatAPIError({ message: 'the token endpoint returned no token', code: -1 })
  }
  const kept = AccessToken(token, endOf(expiresIn))
  try {
    await callHook(api, api.saveToken as Hook, [kept], longest({ method: name }, api))
  } catch (error) {
    throw asOldError(error)
  }
  return kept
}

const name = 'getAccessToken'

/** Whether a retry may soon succeed: the connection broke or WeChat was busy, as opposed to an error of the account. */
const mayAskAgain = (error: unknown): boolean =>
  isOpenapiError(error) && error.retryable && !error.retryAfterMs && !isTokenErrcode(error.errCode)

async function requestToken(api: Instance, wire: () => WireClient): Promise<Record<string, unknown>> {
  if (isReplaced(api, 'request')) {
    return (await sendByRequest(api, { row, params: {} })).data as Record<string, unknown>
  }
  const deadline: Deadline = deadlineIn(timeoutOf(api.defaults))
  for (let sent = 0; ; sent += 1) {
    const pauseMs = pausesMs[sent]
    const result = await wire().send({ name, row, params: {}, timeoutMs: Math.max(1, deadline.left()) })
    if (!mayAskAgain(result.error) || pauseMs === undefined || deadline.left() <= pauseMs) {
      return readResult(result, false, [api.appsecret]).data as Record<string, unknown>
    }
    await pause(pauseMs)
  }
}
