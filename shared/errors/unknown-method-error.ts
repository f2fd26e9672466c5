import { ourErrcodes } from './errcodes'
import { OurError, type OurFacts } from './our-error'

/** The catalogue has no method of this name. Nothing was sent. */
export class UnknownMethodError extends OurError {
  constructor(facts: OurFacts) {
    super('UnknownMethodError', ourErrcodes.unknownMethod, facts)
  }
}
