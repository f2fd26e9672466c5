import { type Command, InvalidArgumentError } from 'commander'
import { listEndpoints } from '../../shared/catalog'
import { type ErrcodeKind, errcodes } from '../../shared/errors/errcodes'
import { exitCodes } from './exit-codes'
import { type Screen, safeJson } from './output/screen'
import { printErrorFacts } from './output/show-error'
import { formatPairs, wrap } from './output/table'
import { causes, kinds } from './texts/causes'
import { en } from './texts/en'

/** Adds `explain <errcode>` to the command. */
export function addExplain(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('explain')
    .summary(en.explain.summary)
    .description(en.explain.description)
    .argument('<errcode>', en.explain.errcode, errcode)
    .option('--json', en.options.asJson)
    .action((code: number, options: { json?: boolean }) => finish(explain(code, options, screen)))
}

function errcode(given: string): number {
  // The full-width minus is what some phones make of it.
  const text = given.trim().replace(/^[−－–]/, '-')
  if (/^-?\d{1,12}$/.test(text)) return Number(text)
  throw new InvalidArgumentError(en.explain.notANumber)
}

/**
 * Shows what an errcode means, its usual causes, what to do, and which methods return it.
 * @returns the exit code: `usage` for an unknown code, after the nearest ones were named
 */
export function explain(errcode: number, { json }: { json?: boolean }, screen: Screen): number {
  const found = findErrcode(errcode)
  if (!found) return showUnknown(errcode, json === true, screen)
  if (json) screen.print(safeJson(found))
  else show(found, screen)
  return exitCodes.ok
}

const widest = 100

function show({ errcode, kind, meanings, causes }: Explanation, screen: Screen): void {
  const { print, columns, colours } = screen
  const width = Math.min(columns, widest)
  print(`${colours.bad(String(errcode))}  ${colours.strong(meanings[0]!.means)}`)
  const facts: [string, string][] = [
    ...(kind ? [[en.explain.kind, `${kind}: ${kinds[kind]}`] as [string, string]] : []),
    ...(causes.length > 0
      ? [[en.explain.causes, causes.map(cause => `- ${cause}`).join('\n')] as [string, string]]
      : []),
  ]
  meanings.forEach(({ means, fix }, at) => {
    if (at > 0) facts.push([en.explain.or, means])
    facts.push(
      [en.explain.fix, fix ?? en.explain.noFix(meanings[at]!.methods?.[0])],
      [en.explain.from, fromText(meanings[at]!, kind)],
    )
  })
  for (const line of formatPairs(facts, { width, paint: colours.faint })) print(line)
}

const fromText = ({ methods }: Meaning, kind: Explanation['kind']): string =>
  methods?.join(', ') ?? (kind === 'ours' ? en.explain.thisLibrary : en.explain.anyMethod)

function showUnknown(errcode: number, json: boolean, screen: Screen): number {
  const { note, columns, noteColours } = screen
  const nearest = nearestErrcodes(errcode).map(known => findErrcode(known)!)
  if (json) {
    const near = nearest.map(({ errcode: known, meanings }) => ({
      errcode: known,
      means: meanings[0]!.means,
    }))
    const message = en.explain.unknown(errcode, knownErrcodes().length)
    printErrorFacts({ code: 'UNKNOWN_ERRCODE', message, errcode, nearest: near }, screen)
    return exitCodes.usage
  }
  const width = Math.min(columns, widest)
  const [first = '', ...rest] = wrap(en.explain.unknown(errcode, knownErrcodes().length), width)
  note(first.replace(String(errcode), code => noteColours.bad(code)))
  for (const line of rest) note(line)
  const pairs = nearest.map((one): [string, string] => [String(one.errcode), one.meanings[0]!.means])
  for (const line of formatPairs(pairs, { width, paint: noteColours.bad })) note(line)
  return exitCodes.usage
}

/** What a code means to some methods. */
interface Meaning {
  readonly means: string
  /** What to do; absent where the public facts say nothing. */
  readonly fix?: string
  /** The methods for which it means this; absent where any method can answer it. */
  readonly methods?: readonly string[]
}

/** All that is known about an errcode. */
interface Explanation {
  readonly errcode: number
  /** Absent where only single methods are known to answer it. */
  readonly kind?: ErrcodeKind
  /** That of every method first, those of single methods after it: those with a fix first. */
  readonly meanings: readonly Meaning[]
  readonly causes: readonly string[]
}

/** What the rows and the table of the platform say about a code; undefined when they do not know it. */
function findErrcode(errcode: number): Explanation | undefined {
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
const knownErrcodes = (): number[] =>
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
  // What somebody took the trouble to explain is what people meet.
  const knownFirst = (a: Group, b: Group) =>
    Number(a.fix === undefined) - Number(b.fix === undefined) || b.methods.length - a.methods.length
  return new Map([...groups].map(([code, ofCode]) => [code, [...ofCode.values()].sort(knownFirst)]))
}

const mostNear = 5

/** The known codes that an unknown one may be meant for: one digit wrong or swapped, then those beside it. */
function nearestErrcodes(errcode: number): number[] {
  const text = String(errcode)
  const rank = (known: number) => [isOneSlip(text, String(known)) ? 0 : 1, Math.abs(known - errcode)] as const
  return knownErrcodes()
    .map(known => ({ known, rank: rank(known) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1])
    .slice(0, mostNear)
    .map(({ known }) => known)
}

/** Whether one digit or the sign was changed, removed or added, or two neighbours were swapped. */
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
