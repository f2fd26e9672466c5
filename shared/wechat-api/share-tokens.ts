import { type Coordinate, coordinate } from '../auth/coordination'
import { watchForRivals } from '../auth/rival'
import { tokenStore } from '../auth/stores/token-store'
import type { LearningKeeper } from '../auth/token-keeper'
import type { Waiting } from '../auth/wait'
import type { OpenapiOptions } from '../client/options'
import { deadlineIn } from '../client/wire'
import { ourErrcodes } from '../errors/errcodes'
import { AccessToken } from './access-token'
import { ask, type Hook } from './ask'
import { built } from './built'
import { asOldError, weChatAPIError } from './errors'
import type { Instance } from './instance'
import { endOf, requireCredentials, type Tokens } from './tokens'

/** What an instance may be given in the place of `getToken` and `saveToken`: one store for all who share the account. */
export interface SharedTokens extends Pick<OpenapiOptions, 'auth' | 'onTokenRefresh' | 'onWarning'> {
  /** Where tokens are kept: `fileStore(folder)`, `redisStore(client)`, `cloudbaseStore(db)`, or one of your own. */
  store: NonNullable<OpenapiOptions['store']>
}

/** Tokens that are shared, made ready. */
export interface Sharing {
  /** For whoever opens the account. */
  readonly options: SharedTokens
  /** When a token ends that came from the store or from WeChat, in milliseconds since 1970. */
  endOf(token: string): number
}

const functions = ['read', 'publish', 'lease', 'release'] as const
const rememberedEnds = 10

/** What takes care of a store. */
export const care = { coordinate, watch: watchForRivals }

/** @throws WeChatAPIError when what was given holds no store */
export function openSharing(given: SharedTokens): Sharing {
  const store = given.store as SharedTokens['store'] | undefined
  const missing = functions.find(name => typeof store?.[name] !== 'function')
  if (!store || missing) {
    const what = store ? `its store has no function ${missing}` : 'store is missing'
    throw weChatAPIError({
      message: `new API: ${what}; pass { store: fileStore(folder) }, or getToken and saveToken`,
      code: ourErrcodes.invalidParams,
    })
  }
  const ends = new Map<string, number>()
  const noteEnds: Coordinate = (own, source, notices) => {
    const renew = (store.coordinate ?? coordinate)(own, source, notices)
    return async renewing => {
      const renewed = await renew(renewing)
      if (renewed) ends.set(renewed.token, endOf(renewed.lifetimeMs / 1000))
      if (ends.size > rememberedEnds) ends.delete(ends.keys().next().value!)
      return renewed
    }
  }
  return {
    options: { ...given, store: { ...tokenStore(store), coordinate: noteEnds } },
    endOf: token => ends.get(token) ?? Date.now(),
  }
}

/** The tokens of an instance that shares them: always one that all others have too, put where old programs look. */
export function shareTokens(api: Instance, { endOf }: Sharing, keeper: () => LearningKeeper): Tokens {
  const adopt = (accessToken: string): AccessToken => {
    api.token = AccessToken(accessToken, endOf(accessToken))
    api.store = api.token
    return api.token as AccessToken
  }
  const get = async (waiting: Waiting): Promise<AccessToken> => {
    requireCredentials(api)
    try {
      return adopt(await keeper().get(waiting))
    } catch (error) {
      throw asOldError(error)
    }
  }
  return {
    ensure: waiting => {
      const own = api.ensureAccessToken as Hook
      return own === built.ensureAccessToken ? get(waiting) : ask(api, own, [], waiting)
    },
    fetch: () => get({ method: 'getAccessToken', deadline: deadlineIn(callMs) }),
    get: async waiting => (await get(waiting)).accessToken,
    async replace(refused, waiting) {
      const token = await keeper().replace(refused, waiting)
      return token === undefined ? undefined : adopt(token).accessToken
    },
    known: () => keeper().known(),
  }
}

const callMs = 10_000
