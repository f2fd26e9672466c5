import type { ourErrcodes } from '../../shared/errors/errcodes'

type OurErrcodes = typeof ourErrcodes

/** The library's own codes that the mini program raises or reads; TypeScript holds them to the library's table. */
export const ours: Pick<
  OurErrcodes,
  'invalidParams' | 'unknownMethod' | 'noPermission' | 'timeout' | 'answer' | 'callerRefused' | 'network'
> &
  Pick<OurErrcodes, 'resultTooLarge' | 'ambiguous' | 'config' | 'eventRefused' | 'missingDependency'> = {
  invalidParams: -501007,
  unknownMethod: -604100,
  noPermission: -604101,
  timeout: -604102,
  answer: -604103,
  resultTooLarge: -604001,
  callerRefused: -604900,
  network: -604901,
  ambiguous: -604902,
  config: -604904,
  eventRefused: -604905,
  missingDependency: -604906,
}

/**
 * Where a call failed.
 * - `phone`: it did not leave this phone, or its answer did not arrive
 * - `cloud`: the cloud took it, but the function is missing, broken, too slow or gave too much
 * - `function`: the function answered with an error, its own or WeChat's
 */
export type Origin = 'phone' | 'cloud' | 'function'

/** What went wrong with the function itself, where `origin` is `cloud`. */
export type CloudFault =
  | 'missing'
  | 'incomplete'
  | 'crashed'
  | 'tooLarge'
  | 'environment'
  | 'closed'
  | 'unsupported'
  | 'refused'

/** What is known of a failed call; the names are those of the library's errors. */
export interface CallFacts {
  /** WeChat's code, or one of the library's own. */
  errCode: number
  /** What happened, in the words of the side that noticed it. */
  errMsg: string
  /** The method that was called, `logistics.updatePrinter`. */
  method: string
  origin: Origin
  cloudFault?: CloudFault
  /** WeChat's id of this very request. */
  rid?: string
  /** Whether the same call, made again, may succeed. */
  retryable: boolean
  /** Whether WeChat may have done what was asked, although no good answer came. */
  maybeExecuted: boolean
}

/** A call that failed. */
export interface CallError extends Error, CallFacts {
  name: 'CallError'
}

/** Makes the error of a failed call. */
export const callError = (facts: CallFacts): CallError =>
  Object.assign(new Error(facts.errMsg), facts, { name: 'CallError' as const })

/** Whether something that was thrown is the error of a failed call. */
export const isCallError = (thrown: unknown): thrown is CallError =>
  typeof thrown === 'object' && thrown !== null && (thrown as { name?: unknown }).name === 'CallError'
