import fc from 'fast-check'
import { type CatalogueNode, type Endpoint, isEndpoint } from '../../shared/schema/endpoint'
import type { Shape } from '../../shared/schema/fields'
import { answerOf, membersOf, type RawAnswer, type Spelling, sizeOf } from './arbitrary'
import { isRegular, resultShape } from './shapes'

/** One call that both make, and what WeChat answers it. */
export interface Sample {
  readonly name: string
  readonly http: string
  /** `wire` where the mechanical rule cannot make the names: then both call with convertCase: false. */
  readonly spelling: Spelling
  readonly params: Record<string, unknown>
  readonly answer: RawAnswer
}

export const rowsOf = (node: CatalogueNode, above = ''): [string, Endpoint][] =>
  Object.entries(node).flatMap(([name, child]) =>
    isEndpoint(child) ? [[above + name, child] as [string, Endpoint]] : rowsOf(child, `${above}${name}.`),
  )

export const spellingOf = (row: Endpoint): Spelling =>
  isRegular(row.params as Shape) && isRegular(resultShape(row) ?? {}) ? 'camel' : 'wire'

/** Samples of every row; the same seed makes the same. */
export function makePlan(rows: readonly [string, Endpoint][], perRow: number, seed: number): Sample[] {
  return rows.flatMap(([name, row], at) => {
    const spelling = spellingOf(row)
    const isSmall = row.http.startsWith('GET ') || sizeOf(row.params as Shape) > mostFields
    const sample = fc.record({
      params: membersOf(row.params as Shape, spelling, isSmall),
      answer: answerOf(row),
    })
    const made = fc.sample(sample, { numRuns: perRow, seed: seed + at })
    return made.map(one => ({ name, http: row.http, spelling, ...one }))
  })
}

// The log cuts what is longer than it can show, and what was cut cannot be compared.
const mostFields = 30

/** Names that every function has: the SDK, whose methods are functions, gives those in their place. */
const ofFunctions = Object.getOwnPropertyNames(Function.prototype)

export const isHiddenByFunction = (method: string): boolean =>
  method.split('.').some(part => ofFunctions.includes(part))
