import { budget } from '../auth/budget'
import { lifetimeSeconds } from '../auth/fetch-token'
import type { TokenKeeper } from '../auth/token-keeper'
import { type Waiting, waitFor } from '../auth/wait'
import { auth } from '../catalogue/auth'
import { deadlineIn } from '../client/wire'
import { AccessToken, usable } from './access-token'
import { readResult } from './answer'
import { ask, type Hook } from './ask'
import { built } from './built'
import { asOldError, weChatAPIError } from './errors'
import type { Instance } from './instance'
import { timeoutOf, wireOf } from './state'

/** The tokens of one instance: read from the user's store, fetched once for all who wait, replaced when refused. */
export interface Tokens extends TokenKeeper {
  /** A token from the store if it is good, else a fresh one. */
  ensure(waiting: Waiting): Promise<AccessToken>
  /** A fresh one, which is saved. Who asks meanwhile gets the same. */
  fetch(): Promise<AccessToken>
}

const second = 1000
/** What is taken off a token's lifetime, so that it does not end on its way. */
const marginSeconds = 10
/** A store may go on giving a refused token for a while; older ones nobody has any more. */
const rememberedTokens = 10

export function keepTokens(api: Instance): Tokens {
  // A method that WeChat always answers with 40001 must not turn into a storm of token requests.
  const replacements = budget(Date.now, { times: 2, within: 30 * second })
  let latest: { token: AccessToken; at: number } | undefined
  const refusedTokens: string[] = []
  let fetching: Promise<AccessToken> | undefined
  let asking: Promise<AccessToken> | undefined
  let replacing: Promise<AccessToken | undefined> | undefined

  const isRefused = (token: AccessToken) => refusedTokens.includes(token.accessToken)
  const fresh = () => (latest?.token.isValid() && !isRefused(latest.token) ? latest : undefined)

  /** Through the instance, so that a user's own `getAccessToken` counts; one request for all who wait. */
  const fetchOnce = (waiting: Waiting): Promise<AccessToken> => {
    asking ??= ask<AccessToken>(api, api.getAccessToken as Hook, [], longest(waiting, api))
      .then(token => {
        latest = { token: AccessToken(token.accessToken, token.expireTime), at: Date.now() }
        return latest.token
      })
      .finally(() => {
        asking = undefined
      })
    return waitFor(asking, waiting)
  }

  const read = async (waiting: Waiting) => usable(await ask(api, api.getToken as Hook, [], waiting))

  const ensure = async (waiting: Waiting): Promise<AccessToken> => {
    const own = api.ensureAccessToken as Hook
    if (own !== built.ensureAccessToken) return ask(api, own, [], waiting)
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

  const replace = async (refused: string, waiting: Waiting): Promise<AccessToken | undefined> => {
    refusedTokens.push(refused)
    if (refusedTokens.length > rememberedTokens) refusedTokens.shift()
    const kept = await read(waiting)
    if (kept && !isRefused(kept)) return kept
    return replacements.take() ? fetchOnce(waiting) : undefined
  }

  return {
    ensure,
    fetch() {
      fetching ??= fetchToken(api).finally(() => {
        fetching = undefined
      })
      return fetching
    },
    async get(waiting) {
      if (!api.token?.accessToken) api.token = await ensure(waiting)
      return api.token.accessToken
    },
    async replace(refused, waiting) {
      if (api.tokenFromCustom) return undefined
      const other = () => usable(api.token)
      if (other() && api.token?.accessToken !== refused && !isRefused(other()!)) return api.token!.accessToken
      replacing ??= replace(refused, { ...waiting, signal: undefined }).finally(() => {
        replacing = undefined
      })
      const token = await waitFor(replacing, waiting)
      if (token) api.token = token
      return token?.accessToken
    },
    known: () => [api.token?.accessToken, latest?.token.accessToken, ...refusedTokens].filter(isText),
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'

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

/** @throws WeChatAPIError when the instance has nothing to ask for a token with */
export function requireCredentials(api: Instance): void {
  for (const name of ['appid', 'appsecret'] as const) {
    if (!api[name]) {
      throw weChatAPIError({
        message: `getAccessToken: ${name} is missing`,
        code: name === 'appid' ? 41002 : 41004,
      })
    }
  }
}

async function fetchToken(api: Instance): Promise<AccessToken> {
  requireCredentials(api)
  const name = 'getAccessToken'
  const timeoutMs = timeoutOf(api.defaults)
  const result = await wireOf(api).send({ name, row: auth.getAccessToken, params: {}, timeoutMs })
  const { access_token: token, expires_in: expiresIn } = readResult(result, false, [api.appsecret])
    .data as Record<string, unknown>
  if (typeof token !== 'string' || token === '') {
    throw weChatAPIError({ message: 'the token endpoint gave no token', code: -1 })
  }
  const kept = AccessToken(token, endOf(expiresIn))
  try {
    await ask(api, api.saveToken as Hook, [kept], longest({ method: name }, api))
  } catch (error) {
    throw asOldError(error)
  }
  return kept
}
