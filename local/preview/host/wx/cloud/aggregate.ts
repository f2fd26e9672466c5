import { writeValue } from './values'
import { writeQuery } from './write-query'

/** The expressions of `db.command.aggregate`; the database has them with a $ before the name. */
const expressions =
  'abs add addToSet allElementsTrue and anyElementTrue arrayElemAt arrayToObject avg ceil cmp concat concatArrays ' +
  'cond convert dateFromParts dateFromString dateToParts dateToString dayOfMonth dayOfWeek dayOfYear divide eq exp ' +
  'filter first floor gt gte hour ifNull in indexOfArray indexOfBytes indexOfCP isArray isoDayOfWeek isoWeek ' +
  'isoWeekYear last let literal ln log log10 lt lte ltrim map max mergeObjects meta millisecond min minute mod month ' +
  'multiply not objectToArray or pow push range reduce reverseArray rtrim second setDifference setEquals ' +
  'setIntersection setIsSubset setUnion size slice split sqrt stdDevPop stdDevSamp strLenBytes strLenCP strcasecmp ' +
  'substr substrBytes substrCP subtract sum switch toBool toDate toDecimal toDouble toInt toLong toLower toObjectId ' +
  'toString toUpper trim trunc type week year zip'

/** `db.command.aggregate`. */
export const aggregateCommand = {
  ...Object.fromEntries(
    expressions.split(' ').map(name => [name, (operand: unknown) => ({ [`$${name}`]: operand })]),
  ),
  neq: (operand: unknown) => ({ $ne: operand }),
  pipeline: () => new Pipeline(),
}

/** One step of a pipeline, as it travels. */
interface Stage {
  readonly name: string
  readonly operand: unknown
}

/** A pipeline that is written step by step: `pipeline().match({ … }).done()` within a `lookup`. */
export class Pipeline {
  protected readonly stages: Stage[] = []

  match(query: unknown): this {
    return this.add('match', writeQuery(query))
  }

  geoNear({ query, ...options }: { query?: unknown }): this {
    return this.add('geoNear', { ...options, ...(query !== undefined && { query: writeQuery(query) }) })
  }

  sample(size: number | { size: number }): this {
    return this.add('sample', typeof size === 'number' ? { size } : size)
  }

  /** The steps, for the `pipeline` of a `lookup`. */
  done(): object[] {
    return this.stages.map(({ name, operand }) => ({ [`$${name}`]: operand }))
  }

  /** Adds a step by its name. */
  add(name: string, operand: unknown): this {
    this.stages.push({ name, operand: writeValue(operand) })
    return this
  }
}

const plainStages =
  'addFields bucket bucketAuto count group limit lookup project replaceRoot skip sort sortByCount unwind'

for (const name of plainStages.split(' ')) {
  Object.defineProperty(Pipeline.prototype, name, {
    value(this: Pipeline, operand: unknown) {
      return this.add(name, operand)
    },
  })
}

/** The pipeline of a collection, which `end` runs. */
export class Aggregate extends Pipeline {
  constructor(private readonly run: (stages: readonly object[], options?: object) => unknown) {
    super()
  }

  end(options?: object): unknown {
    const stages = this.stages.map(({ name, operand }) => ({
      stageKey: `$${name}`,
      stageValue: JSON.stringify(operand),
    }))
    return this.run(stages, options)
  }
}
