import { coordinate } from '../auth/coordination'
import { type Coordinate, missingFunction } from '../auth/stores/store'
import { tokenStore } from '../auth/stores/token-store'
import type { LearningKeeper } from '../auth/token-keeper'
import type { Waiting } from '../auth/wait'
import { checkOptions } from '../client/check-options'
import type { OpenapiOptions } from '../client/options'
import { deadlineIn } from '../client/wire-client'
import { ourErrcodes } from '../errors/errcodes'
import { secondMs } from '../errors/time'
import { timeoutOf } from './deadlines'
import { asOldError, weChatAPIError } from './errors'
import { isReplaced } from './hooks'
import type { Instance } from './instance'
import { AccessToken } from './token-and-ticket'
import { endOf, ensuring, requireCredentials, type Tokens } from './tokens'

/** What `new API` takes instead of `getToken` and `saveToken`: one store for all processes that share the account. */
export interface SharedTokens extends Pick<OpenapiOptions, 'auth' | 'onTokenRefresh' | 'onWarning'> {
  /** Where tokens are kept: `fileStore(folder)`, `redisStore(client)`, `cloudbaseStore(db)`, or your own. */
  store: NonNullable<OpenapiOptions['store']>
}

/** Shared tokens, ready for use. */
export interface Sharing {
  /** The options for opening the account. */
  readonly options: SharedTokens
  /** Whether the source needs appid and secret, as WeChat's own do. */
  readonly needsSecret: boolean
  /** When a token from the store or from WeChat expires, in milliseconds since 1970. */
  endOf(token: string): number
  /** The tokens that came from the store; a token that a program sets itself is used as it is. */
  readonly adopted: WeakSet<object>
}

const members = ['store', 'auth', 'onTokenRefresh', 'onWarning']
const rememberedEnds = 10

function refuse(what: string): never {
  throw weChatAPIError({
    message: `new API: ${what}; pass { store: fileStore(folder) }, or getToken and saveToken`,
    code: ourErrcodes.invalidParams,
  })
}

/** @throws WeChatAPIError if there is no store, or an option is unknown or of the wrong kind */
export function openSharing(given: SharedTokens): Sharing {
  const { store, auth, onTokenRefresh, onWarning } = given as Partial<SharedTokens>
  const stranger = Object.keys(given).find(name => !members.includes(name))
  if (stranger) refuse(`the third argument has ${stranger.slice(0, 40)}; it may have ${members.join(', ')}`)
  if (!store) return refuse('store is missing')
  const missing = missingFunction(store)
  if (missing) refuse(`its store has no function ${missing}`)
  try {
    checkOptions(given)
  } catch (error) {
    throw asOldError(error)
  }
  const ends = new Map<string, number>()
  const noteEnds: Coordinate = (own, source, notices) => {
    const renew = (store.coordinate ?? coordinate)(own, source, notices)
    return async renewing => {
      const renewed = await renew(renewing)
      if (renewed) ends.set(renewed.token, endInMs(renewed.lifetimeMs))
      if (ends.size > rememberedEnds) ends.delete(ends.keys().next().value!)
      return renewed
    }
  }
  return {
    options: { auth, onTokenRefresh, onWarning, store: { ...tokenStore(store), coordinate: noteEnds } },
    needsSecret: typeof auth !== 'function',
    endOf: token => ends.get(token) ?? Date.now(),
    adopted: new WeakSet(),
  }
}

/** A token that never expires gets the latest possible date. */
const endInMs = (lifetimeMs: number): number =>
  Number.isFinite(lifetimeMs) ? endOf(lifetimeMs / secondMs) : 8.64e15

/** The tokens of an instance that shares them: always the shared one, set where old programs look for it. */
export function shareTokens(
  api: Instance,
  { endOf, needsSecret, adopted }: Sharing,
  keeper: () => LearningKeeper,
): Tokens {
  const adopt = (accessToken: string): AccessToken => {
    const token = AccessToken(accessToken, endOf(accessToken))
    adopted.add(token)
    api.token = token
    api.store = token
    return token
  }
  const get = async (waiting: Waiting): Promise<AccessToken> => {
    if (needsSecret) requireCredentials(api)
    try {
      return adopt(await keeper().get(waiting))
    } catch (error) {
      throw asOldError(error)
    }
  }
  const ensure = ensuring(api, get)
  return {
    ensure,
    latest: get,
    put(token) {
      api.token = token
    },
    fetch: () => get({ method: 'getAccessToken', deadline: deadlineIn(timeoutOf(api.defaults)) }),
    async get(waiting) {
      if (!api.token?.accessToken || adopted.has(api.token)) api.token = await ensure(waiting)
      return api.token.accessToken
    },
    async replace(refused, waiting) {
      if (isReplaced(api, 'preRequest') && !adopted.has(api.token ?? {})) return undefined
      const token = await keeper().replace(refused, waiting)
      return token === undefined ? undefined : adopt(token).accessToken
    },
    known: () => [api.token?.accessToken ?? '', ...keeper().known()],
    get parameter() {
      return keeper().parameter
    },
  }
}
