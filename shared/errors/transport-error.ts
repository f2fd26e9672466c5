import { ourErrcodes } from './errcodes'
import { OurError, type OurFacts } from './our-error'

/** WeChat was not reached, or the connection broke where breaking does no harm. */
export class TransportError extends OurError {
  constructor(facts: OurFacts) {
    super('TransportError', ourErrcodes.network, { retryable: true, ...facts })
  }
}
