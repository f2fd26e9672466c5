import { ourErrcodes } from './errcodes'
import { OurError, type OurFacts } from './our-error'

/** A part of wx-server-sdk was touched, and wx-server-sdk is not installed. */
export class MissingDependencyError extends OurError {
  constructor(facts: OurFacts) {
    super('MissingDependencyError', ourErrcodes.missingDependency, facts)
  }
}
