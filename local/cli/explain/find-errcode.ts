import { listEndpoints } from '../../../shared/catalog'
import { type ErrcodeKind, errcodes } from '../../../shared/errors/errcodes'
import { causes } from './causes'

/** What a code means to some methods. */
export interface Meaning {
  readonly means: string
  /** What to do; absent where the public facts say nothing. */
  readonly fix?: string
  /** The methods for which it means this; absent where any method can answer it. */
  readonly methods?: readonly string[]
}

/** All that is known about an errcode. */
export interface Explanation {
  readonly errcode: number
  /** Absent where only single methods are known to answer it. */
  readonly kind?: ErrcodeKind
  /** That of every method first, those of single methods after it, the most common one first. */
  readonly meanings: readonly Meaning[]
  readonly causes: readonly string[]
}

/** What the rows and the table of the platform say about a code; undefined when they do not know it. */
export function findErrcode(errcode: number): Explanation | undefined {
  const platform = errcodes[errcode]
  const ofRows = meaningsOfRows().get(errcode) ?? []
  if (!platform && ofRows.length === 0) return undefined
  const ofAll: Meaning[] = platform ? [{ means: platform.means, fix: platform.fix }] : []
  return {
    errcode,
    ...(platform && { kind: platform.kind }),
    meanings: [...ofAll, ...ofRows],
    causes: causes[errcode] ?? [],
  }
}

/** Every code that is known, in rising order. */
export const knownErrcodes = (): number[] =>
  [...new Set([...Object.keys(errcodes).map(Number), ...meaningsOfRows().keys()])].sort((a, b) => a - b)

type Group = Required<Pick<Meaning, 'means' | 'methods'>> & Pick<Meaning, 'fix'>

/** The meanings that rows give to codes, with the methods that share one. */
function meaningsOfRows(): Map<number, Meaning[]> {
  const groups = new Map<number, Map<string, Group>>()
  for (const { name, errcodes: own } of listEndpoints()) {
    for (const { code, means, fix } of own) {
      const ofCode = groups.get(code) ?? new Map<string, Group>()
      groups.set(code, ofCode)
      const key = JSON.stringify([means, fix])
      const { methods = [] } = ofCode.get(key) ?? {}
      ofCode.set(key, { means, ...(fix !== undefined && { fix }), methods: [...methods, name] })
    }
  }
  const mostCommonFirst = (a: Group, b: Group) => b.methods.length - a.methods.length
  return new Map([...groups].map(([code, ofCode]) => [code, [...ofCode.values()].sort(mostCommonFirst)]))
}

const mostNear = 5

/** The known codes that an unknown one may be meant for: one digit wrong or swapped, then those beside it. */
export function nearestErrcodes(errcode: number): number[] {
  const text = String(errcode)
  const rank = (known: number) => [isOneSlip(text, String(known)) ? 0 : 1, Math.abs(known - errcode)] as const
  return knownErrcodes()
    .map(known => ({ known, rank: rank(known) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1])
    .slice(0, mostNear)
    .map(({ known }) => known)
}

/** Whether one digit or the sign was changed, left out or added, or two neighbours were swapped. */
function isOneSlip(given: string, known: string): boolean {
  let start = 0
  while (start < given.length && given[start] === known[start]) start += 1
  const [a, b] = [given.slice(start), known.slice(start)]
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}
