import type { Waiting } from '../auth/wait'
import type { Fault } from '../errors/invalid-params-error'
import type { Endpoint } from '../schema/endpoint'
import type { Transport } from '../transport/transport'
import type { Account } from './accounts'
import type { Hooks } from './hooks'
import type { Retrier } from './retry'

/** Checks parameters against a row in full. */
export type Check = (row: Endpoint, params: unknown, convertCase: boolean) => Fault[]

/** Finds the row that another one names for when it was done before. */
export type FindRow = (name: string) => Endpoint | undefined

/** Everything about one call. It is made once and handed on, from the parameters down to the bytes. */
export interface Call extends Waiting {
  readonly row: Endpoint
  readonly params: unknown
  readonly convertCase: boolean
  readonly account: Account
  readonly transport: Transport
  readonly hooks: Hooks
  /** Decides about second attempts; without one there are none but with another token. */
  readonly retrier?: Retrier
  readonly retryWrites?: boolean
  /** Finds every fault of the parameters, where they are to be checked in full. */
  readonly check?: Check
  readonly find?: FindRow
}
