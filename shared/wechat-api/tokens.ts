import { budget } from '../auth/budget'
import { lifetimeSeconds } from '../auth/fetch-token'
import type { TokenKeeper } from '../auth/token-keeper'
import { pause, type Waiting, waitFor } from '../auth/wait'
import { auth } from '../catalogue/auth'
import { traceOfCopying } from '../client/config'
import { type Deadline, deadlineIn, type WireClient } from '../client/wire-client'
import { isTokenErrcode, ourErrcodes } from '../errors/errcodes'
import { isOpenapiError } from '../errors/openapi-error'
import type { Endpoint } from '../schema/endpoint'
import { readResult } from './answer'
import { timeoutOf } from './deadlines'
import { asOldError, weChatAPIError } from './errors'
import { callHook, callMember, type Hook, isReplaced } from './hooks'
import type { Instance } from './instance'
import { sendByRequest } from './send-by-request'
import { AccessToken, usable } from './token-and-ticket'

/** The tokens of one instance: read from the user's store, fetched once for all who wait, replaced when refused. */
export interface Tokens extends TokenKeeper {
  /** What `ensureAccessToken` of the instance gives, the user's own or ours. */
  ensure(waiting: Waiting): Promise<AccessToken>
  /** A token from the store if it is good, else a fresh one. */
  latest(waiting: Waiting): Promise<AccessToken>
  /** Puts a token on the instance for the call that follows. */
  put(token: AccessToken): void
  /** A fresh one, which is saved. Who asks meanwhile gets the same. */
  fetch(): Promise<AccessToken>
}

const second = 1000
/** What is taken off a token's lifetime, so that it does not end on its way. */
const marginSeconds = 10
/** A store may go on giving a refused token for a while; older ones nobody has any more. */
const rememberedTokens = 10

/** @param wire the way to WeChat with the instance's present members */
export function keepTokens(api: Instance, wire: () => WireClient): Tokens {
  // A method that WeChat always answers with 40001 must not turn into a storm of token requests.
  const replacements = budget(Date.now, { times: 2, within: 30 * second })
  let fetched: { token: AccessToken; at: number } | undefined
  const refusedTokens: string[] = []
  /** The tokens that `preRequest` of ours put on the instance: only those are replaced behind one of the user's own. */
  const adopted = new WeakSet<object>()
  let fetching: Promise<AccessToken> | undefined
  let asking: Promise<AccessToken> | undefined
  let replacing: Promise<AccessToken | undefined> | undefined

  const isRefused = (token: AccessToken) => refusedTokens.includes(token.accessToken)
  const fresh = () => (fetched?.token.isValid() && !isRefused(fetched.token) ? fetched : undefined)

  /** Through the instance, so that a user's own `getAccessToken` counts; one request for all who wait. */
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
      throw weChatAPIError({ message: 'accessToken Error: the token that was given has ended', code: 40001 })
    }
    // The store was slow to answer, and somebody fetched meanwhile; or it still gives what WeChat refused.
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

/** Asks a user's own `ensureAccessToken` where there is one. It may call ours, which asks nobody else. */
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

/** Work that many share is bounded by its own time, not by that of the first who asks. */
const longest = ({ method }: Pick<Waiting, 'method'>, api: Instance): Waiting => ({
  method,
  deadline: deadlineIn(2 * timeoutOf(api.defaults)),
})

/** When something that lives so many seconds is no longer used, in milliseconds since 1970. */
export function endOf(expiresIn: unknown): number {
  const lifetime = lifetimeSeconds(expiresIn)
  return Date.now() + Math.max(lifetime - marginSeconds, Math.ceil(lifetime / 2)) * second
}

/** @throws WeChatAPIError when the instance has nothing to ask for a token with, or what copying spoilt */
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

/** A token request changes nothing that a second one would not: one that broke is no lost write. */
const row: Endpoint = { ...auth.getAccessToken, effect: 'read' }
/** How long to wait before a broken token request is sent again. */
const pausesMs = [100, 300]

async function fetchToken(api: Instance, wire: () => WireClient): Promise<AccessToken> {
  requireCredentials(api)
  const { access_token: token, expires_in: expiresIn } = await requestToken(api, wire)
  if (typeof token !== 'string' || token === '') {
    throw weChatAPIError({ message: 'the token endpoint gave no token', code: -1 })
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

/** Whether the same request may give a token soon: the way broke or WeChat was busy, not what it said of the account. */
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
