import type { EncodedRequest } from '../schema/encode'
import { type Body, bodyOf } from '../transport/outgoing'
import type { Keys } from './keys'
import type { TokenKeeper } from './token-keeper'
import type { Waiting } from './wait'

/** A request that may be made, and what to do if WeChat refuses it all the same. */
export interface Authorised {
  readonly request: EncodedRequest
  /**
   * The bytes of the body, where the right depends on them: they must be sent as they are.
   */
  readonly body?: Body
  /**
   * Asks for the request with a better right, after WeChat refused the token; `undefined` when there is none.
   */
  renew?(): Promise<Authorised | undefined>
}

/** Gives a request the right to be made. Says what it holds: a token, a secret, nothing. */
export interface Strategy {
  authorise(request: EncodedRequest, waiting: Waiting): Promise<Authorised>
}

/** How often one call may get another token: WeChat may refuse the second as well, right after the first. */
const renewals = 2

/** The right that an access token gives. A refused token is replaced. */
export const accessToken = (keeper: TokenKeeper): Strategy => ({
  async authorise(request: EncodedRequest, waiting: Waiting): Promise<Authorised> {
    const withToken = (token: string, left: number): Authorised => ({
      request: { ...request, query: [[keeper.parameter || 'access_token', token], ...request.query] },
      async renew() {
        const other = left > 0 ? await keeper.replace(token, waiting) : undefined
        return other === undefined ? undefined : withToken(other, left - 1)
      },
    })
    return withToken(await keeper.get(waiting), renewals)
  },
})

/** Hexadecimal HMAC-SHA256; crypto is loaded with the first signature. */
async function hmac(key: string, ...texts: (string | Buffer)[]): Promise<string> {
  const { createHmac } = await import('node:crypto')
  const sum = createHmac('sha256', key)
  for (const text of texts) sum.update(text)
  return sum.digest('hex')
}

/** What one kind of signature needs: its keys, found before anything is sent, and what it writes with them. */
interface Signing<K> {
  find(request: EncodedRequest, waiting: Waiting): Promise<K>
  sign(authorised: Authorised, keys: K): Promise<Authorised>
}

/** A strategy that signs what another one authorised, and signs again after a refused token. */
const thenSigned = <K>(inner: Strategy, { find, sign }: Signing<K>): Strategy => ({
  async authorise(request, waiting) {
    const keys = await find(request, waiting)
    const signed = async (authorised: Authorised): Promise<Authorised> => ({
      ...(await sign(authorised, keys)),
      async renew() {
        const renewed = await authorised.renew!()
        return renewed && signed(renewed)
      },
    })
    return signed(await inner.authorise(request, waiting))
  },
})

const withQuery = (request: EncodedRequest, ...more: [string, string][]): EncodedRequest => ({
  ...request,
  query: [...request.query, ...more],
})

/** The bytes that are signed are the bytes that are sent. */
const frozenBody = ({ request, body }: Authorised) => body ?? bodyOf(request)

/**
 * Payments: `pay_sig` is made with the app key, over the path and the very bytes of the body.
 * @see https://developers.weixin.qq.com/minigame/introduction/commercialization/virtual-payment/signature.html
 */
export const paySignature = (inner: Strategy, keys: Keys): Strategy =>
  thenSigned(inner, {
    find: (request, { method }) => keys.payAppKey(method, request),
    async sign(authorised, key) {
      const { request } = authorised
      const body = frozenBody(authorised)
      return {
        request: withQuery(request, ['pay_sig', await hmac(key, `${request.path}&`, body?.body ?? '')]),
        body,
      }
    },
  })

/** Calls in the name of a user: `signature` is made with the user's session_key, over the body. */
const signedByUser = (inner: Strategy, keys: Keys, ...more: [string, string][]): Strategy =>
  thenSigned(inner, {
    find: (request, { method, sessionKey }) => keys.sessionKey(method, request, sessionKey),
    async sign(authorised, key) {
      const body = frozenBody(authorised)
      const signature = await hmac(key, body?.body ?? '')
      return { request: withQuery(authorised.request, ['signature', signature], ...more), body }
    },
  })

/** Calls in the name of a user that say how they are signed. */
export const userSignature = (inner: Strategy, keys: Keys): Strategy =>
  signedByUser(inner, keys, ['sig_method', 'hmac_sha256'])

/** Payments in the name of a user carry both signatures. */
export const payAndUserSignature = (inner: Strategy, keys: Keys): Strategy =>
  signedByUser(paySignature(inner, keys), keys)

/**
 * Virtual payment of mini games: `sig` is made with the app key over the sorted members of the body; `mp_sig`, where
 * the client knows session keys, with the session_key over those, the token and `sig`.
 * @see https://developers.weixin.qq.com/minigame/en/dev/tutorial/open-ability/midas-signature.html
 */
export const midasSignature = (inner: Strategy, keys: Keys): Strategy =>
  thenSigned(inner, {
    find: async (request, { method, sessionKey }) => ({
      secret: await keys.payAppKey(method, request),
      session:
        keys.hasSessionKey || sessionKey ? await keys.sessionKey(method, request, sessionKey) : undefined,
    }),
    async sign({ request }, { secret, session }) {
      const place = `org_loc=${request.path}&method=${request.verb}`
      const json = { ...request.json }
      json.sig = await hmac(secret, `${sorted(json)}&${place}&secret=${secret}`)
      if (session) {
        const [, token] = request.query.find(([name]) => name === 'access_token') ?? []
        json.mp_sig = await hmac(
          session,
          `${sorted({ ...json, access_token: token })}&${place}&session_key=${session}`,
        )
      }
      return { request: { ...request, json } }
    },
  })

const sorted = (members: Record<string, unknown>): string =>
  Object.keys(members)
    .sort()
    .map(name => `${name}=${members[name]}`)
    .join('&')
