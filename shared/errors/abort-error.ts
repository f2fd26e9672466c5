import { ourErrcodes } from './errcodes'
import { OurError, type OurFacts } from './our-error'

/** The caller aborted the call. `maybeExecuted` says whether it was already on its way. */
export class AbortError extends OurError {
  constructor(facts: OurFacts) {
    super('AbortError', ourErrcodes.aborted, facts)
  }
}
