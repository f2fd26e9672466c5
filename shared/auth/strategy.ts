import type { EncodedRequest } from '../schema/encode'
import type { Body } from '../transport/outgoing'
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
