import { ourErrcodes } from './errcodes'
import { OurError, type OurFacts } from './our-error'

/** The time of the call ran out: waiting, token and body together. */
export class TimeoutError extends OurError {
  constructor(facts: OurFacts) {
    super('TimeoutError', ourErrcodes.timeout, { retryable: true, ...facts })
  }
}
