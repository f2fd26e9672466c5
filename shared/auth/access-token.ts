import type { EncodedRequest } from '../schema/request'
import type { Authorised, Strategy } from './strategy'
import type { TokenKeeper } from './token-keeper'
import type { Waiting } from './wait'

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
