import { ourErrcodes } from './errcodes'
import { OurError } from './our-error'

/** One thing wrong with the parameters. */
export interface Fault {
  /** Where, `cargo.detailList[2].count`. */
  path: string
  /** What is wrong, `must be an integer, got "3"`. */
  problem: string
}

/** The parameters cannot be sent, or do not fit the row under `strict`. Nothing was sent. */
export class InvalidParamsError extends OurError {
  /** All that is wrong, in the order of the parameters. */
  readonly faults: readonly Fault[]

  constructor(method: string | undefined, faults: readonly Fault[]) {
    const said = faults.slice(0, 20).map(({ path, problem }) => `${path || 'params'} ${problem}`)
    if (faults.length > said.length) said.push(`and ${faults.length - said.length} more`)
    super('InvalidParamsError', ourErrcodes.invalidParams, { method, what: said.join('; ') })
    this.faults = faults
  }
}
