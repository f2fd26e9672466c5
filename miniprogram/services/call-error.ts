import type { ourErrcodes } from '../../shared/errors/errcodes'

type OurErrcodes = typeof ourErrcodes

/** The library's own codes that the mini program raises or reads; TypeScript checks them against the library's table. */
export const ours: Pick<
  OurErrcodes,
  'invalidParams' | 'unknownMethod' | 'noPermission' | 'timeout' | 'answer' | 'callerRefused' | 'network'
> &
  Pick<
    OurErrcodes,
    'resultTooLarge' | 'ambiguous' | 'config' | 'eventRefused' | 'missingDependency' | 'aborted'
  > = {
  invalidParams: -501007,
  unknownMethod: -604100,
  noPermission: -604101,
  timeout: -604102,
  answer: -604103,
  resultTooLarge: -604001,
  callerRefused: -604900,
  network: -604901,
  ambiguous: -604902,
  aborted: -604903,
  config: -604904,
  eventRefused: -604905,
  missingDependency: -604906,
}

/**
 * Where a call failed.
 * - `phone`: it did not leave this phone, or its response did not arrive
 * - `cloud`: the cloud accepted it, but the function is missing, broken, too slow or returned too much
 * - `function`: the function returned an error, its own or WeChat's
 */
export type Origin = 'phone' | 'cloud' | 'function'

/** What is wrong with the function itself, if `origin` is `cloud`. */
export type CloudFault =
  | 'missing'
  | 'incomplete'
  | 'crashed'
  | 'tooLarge'
  | 'environment'
  | 'closed'
  | 'unsupported'
  | 'refused'

/** The properties of a failed call, as in the library's errors. */
export interface CallFacts {
  /** WeChat's code, or one of the library's own. */
  errCode: number
  /** What happened, in the words of its source. */
  errMsg: string
  /** The method that was called, `logistics.updatePrinter`. */
  method: string
  origin: Origin
  cloudFault?: CloudFault
  /** WeChat's id of this request. */
  rid?: string
  /** Whether the same call, made again, may succeed. */
  retryable: boolean
  /** Whether WeChat may have executed the call, although there was no valid response. */
  maybeExecuted: boolean
}

/** A call that failed. */
export interface CallError extends Error, CallFacts {
  name: 'CallError'
}

/** Makes the error of a failed call. */
export const callError = (facts: CallFacts): CallError =>
  Object.assign(new Error(facts.errMsg), facts, { name: 'CallError' as const })

/** Whether a thrown value is the error of a failed call. */
export const isCallError = (thrown: unknown): thrown is CallError =>
  typeof thrown === 'object' && thrown !== null && (thrown as { name?: unknown }).name === 'CallError'
