import { aboutErrcode } from './errcodes'
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
