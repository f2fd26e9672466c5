import { aboutErrcode, ourErrcodes } from './errcodes'
import { type ErrorFacts, OpenapiError } from './openapi-error'

/** What every error of our own says: a code of the table, and what happened in words. */
export interface OurFacts extends Pick<ErrorFacts, 'fix' | 'retryable' | 'maybeExecuted' | 'cause'> {
  /** The method that was called; absent where none was. */
  method?: string
  /** What happened, in words that name the field or the option. */
  what: string
}

/** An error that this library raises itself: the table gives its meaning and its remedy. */
export abstract class OurError extends OpenapiError {
  constructor(name: string, errCode: number, { what, ...facts }: OurFacts) {
    const { means, fix } = aboutErrcode(errCode)
    super(name, {
      errCode,
      errMsg: `${facts.method ? `openapi.${facts.method}` : 'openapi'}:fail ${what}`,
      meaning: means,
      ...facts,
      fix: facts.fix || fix,
    })
  }
}

/** An option or an environment variable is missing or wrong. Nothing was sent. */
export class ConfigError extends OurError {
  constructor(facts: OurFacts) {
    super('ConfigError', ourErrcodes.config, facts)
  }
}

/** One thing wrong with the parameters. */
export interface Fault {
  /** Where, `cargo.detailList[2].count`. */
  path: string
  /** What is wrong, `must be an integer, got "3"`. */
  problem: string
}

/** The parameters cannot be sent, or do not fit the row under `strict`. Nothing was sent. */
export class InvalidParamsError extends OurError {
  /** All that is wrong, in the order of the parameters. */
  readonly faults: readonly Fault[]

  constructor(method: string | undefined, faults: readonly Fault[]) {
    const said = faults.slice(0, 20).map(({ path, problem }) => `${path || 'params'} ${problem}`)
    if (faults.length > said.length) said.push(`and ${faults.length - said.length} more`)
    super('InvalidParamsError', ourErrcodes.invalidParams, { method, what: said.join('; ') })
    this.faults = faults
  }
}

/** The catalogue has no method of this name. Nothing was sent. */
export class UnknownMethodError extends OurError {
  constructor(facts: OurFacts) {
    super('UnknownMethodError', ourErrcodes.unknownMethod, facts)
  }
}

/** A part of wx-server-sdk was touched, and wx-server-sdk is not installed. */
export class MissingDependencyError extends OurError {
  constructor(facts: OurFacts) {
    super('MissingDependencyError', ourErrcodes.missingDependency, facts)
  }
}

/** WeChat was not reached, or the connection broke where breaking does no harm. */
export class TransportError extends OurError {
  constructor(facts: OurFacts) {
    super('TransportError', ourErrcodes.network, { retryable: true, ...facts })
  }
}

/** The time of the call ran out: waiting, token and body together. */
export class TimeoutError extends OurError {
  constructor(facts: OurFacts) {
    super('TimeoutError', ourErrcodes.timeout, { retryable: true, ...facts })
  }
}

/** The caller aborted the call. `maybeExecuted` says whether it was already on its way. */
export class AbortError extends OurError {
  constructor(facts: OurFacts) {
    super('AbortError', ourErrcodes.aborted, facts)
  }
}

/** The caller aborted a call that had not left this machine. */
export const abortedUnsent = (method: string, again = ''): AbortError =>
  new AbortError({ method, what: `aborted before it was sent${again}` })

/** Something answered, but not as WeChat does: a page of a proxy, half a body, too many bytes. */
export class AnswerError extends OurError {
  constructor(facts: OurFacts) {
    super('AnswerError', ourErrcodes.answer, { retryable: true, ...facts })
  }
}

/** A write was sent and its answer was lost: it may have been done. `cause` says how the answer was lost. */
export class AmbiguousError extends OurError {
  constructor(facts: OurFacts) {
    super('AmbiguousError', ourErrcodes.ambiguous, { ...facts, maybeExecuted: true })
  }
}
