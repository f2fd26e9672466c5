import type { EncodedRequest } from '../schema/request'
import type { Body } from '../transport/outgoing'
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
