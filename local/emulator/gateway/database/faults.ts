import { GatewayFault } from '../fields'

/** Another transaction has the documents. */
export const busy = () =>
  new GatewayFault(
    'ResourceUnavailable.TransactionBusy',
    '[ResourceUnavailable.TransactionBusy] Transaction is busy. Please try again later',
  )

export const tooLarge = () =>
  new GatewayFault('DATABASE_REQUEST_FAILED', 'the operation needs too much memory')

export const tooSlow = (milliseconds: number) =>
  new GatewayFault('SERVER_TIMEOUT', `operation exceeded time limit: it took over ${milliseconds / 1_000} s`)

/** A mistake of the emulator's own. */
export const failed = (why: string) => new GatewayFault('SYS_ERR', `the emulator failed: ${why}`)

export const ended = () => new GatewayFault('SYS_ERR', 'the database of the emulator has ended')
