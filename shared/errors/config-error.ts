import { ourErrcodes } from './errcodes'
import { OurError, type OurFacts } from './our-error'

/** An option or an environment variable is missing or wrong. Nothing was sent. */
export class ConfigError extends OurError {
  constructor(facts: OurFacts) {
    super('ConfigError', ourErrcodes.config, facts)
  }
}
