import type { Account } from '../accounts/account'
import type { Members, Upload } from '../platform/members'

/** A valid call: who makes it, and where to record its side effects. */
export interface Call {
  /** `logistics.addOrder` */
  readonly method: string
  /** The account that calls. */
  readonly appid: string
  readonly account: Account
  /** Records a side effect. */
  did(what: string, facts: Members): void
}

/**
 * What a method does, in wire names: gives the members of its answer or a file, or throws a `Refusal`. The parameters
 * were held against the row before.
 */
export type Handler = (params: Members, call: Call) => Members | Upload

/** Methods with a state of their own, by the name under which the catalogue holds them. */
export interface Handlers {
  readonly [method: string]: Handler
}

/** Says what the parameters hold; true because the row was checked before. */
export const handle =
  <T>(handler: (params: T, call: Call) => Members | Upload): Handler =>
  (params, call) =>
    handler(params as T, call)
