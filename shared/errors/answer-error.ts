import { ourErrcodes } from './errcodes'
import { OurError, type OurFacts } from './our-error'

/** Something answered, but not as WeChat does: a page of a proxy, half a body, too many bytes. */
export class AnswerError extends OurError {
  constructor(facts: OurFacts) {
    super('AnswerError', ourErrcodes.answer, { retryable: true, ...facts })
  }
}
