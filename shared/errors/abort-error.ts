import { ourErrcodes } from './errcodes'
import { OurError, type OurFacts } from './our-error'

/** The caller aborted the call. `maybeExecuted` says whether it was already on its way. */
export class AbortError extends OurError {
  constructor(facts: OurFacts) {
    super('AbortError', ourErrcodes.aborted, facts)
  }
}

/** The caller aborted a call that had not left this machine. */
export const abortedUnsent = (method: string, again = ''): AbortError =>
  new AbortError({ method, what: `aborted before it was sent${again}` })
