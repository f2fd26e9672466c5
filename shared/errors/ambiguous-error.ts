import { ourErrcodes } from './errcodes'
import { OurError, type OurFacts } from './our-error'

/** A write was sent and its answer was lost: it may have been done. `cause` says how the answer was lost. */
export class AmbiguousError extends OurError {
  constructor(facts: OurFacts) {
    super('AmbiguousError', ourErrcodes.ambiguous, { ...facts, maybeExecuted: true })
  }
}
