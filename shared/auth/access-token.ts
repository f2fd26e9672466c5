import type { EncodedRequest } from '../schema/request'
import type { Authorised, Strategy } from './strategy'
import type { TokenKeeper } from './token-keeper'
import type { Waiting } from './wait'

const withToken = (request: EncodedRequest, token: string): EncodedRequest => ({
  ...request,
  query: [['access_token', token], ...request.query],
})

/** The right that an access token gives. A refused token is replaced once. */
export const accessToken = (keeper: TokenKeeper): Strategy => ({
  async authorise(request: EncodedRequest, waiting: Waiting): Promise<Authorised> {
    const token = await keeper.get(waiting)
    return {
      request: withToken(request, token),
      async renew() {
        const other = await keeper.replace(token, waiting)
        return other === undefined ? undefined : { request: withToken(request, other) }
      },
    }
  },
})
