import { type Command, InvalidArgumentError } from 'commander'
import { exitCodes } from '../exit-codes'
import type { Screen } from '../output/screen'
import { safeJson } from '../output/show-json'
import { formatPairs } from '../output/table'
import { wrap } from '../output/width'
import { kinds } from './causes'
import { type Explanation, findErrcode, knownErrcodes, type Meaning, nearestErrcodes } from './find-errcode'

/** Adds `explain <errcode>` to the command. */
export function addExplain(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('explain')
    .summary('show what an errcode means and what to do')
    .description(
      'Shows what an errcode means, what usually lies behind it, what to do, and which methods answer it.',
    )
    .argument('<errcode>', "WeChat's code or the library's own, such as 40164 or -604101", errcode)
    .option('--json', 'as JSON')
    .action((code: number, options: { json?: boolean }) => finish(explain(code, options, screen)))
}

function errcode(given: string): number {
  // The full-width minus is what some phones make of it.
  const text = given.trim().replace(/^[−－–]/, '-')
  if (/^-?\d{1,12}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number, such as 40164 or -604101.')
}

/**
 * Shows what an errcode means, what usually lies behind it, what to do, and which methods answer it.
 * @returns the exit code: `usage` when nobody knows the code, after the nearest ones were named
 */
export function explain(errcode: number, { json }: { json?: boolean }, screen: Screen): number {
  const found = findErrcode(errcode)
  if (!found) return showUnknown(errcode, json === true, screen)
  if (json) screen.print(safeJson(found))
  else show(found, screen)
  return exitCodes.ok
}

const noCauses = 'the public facts name none'
const widest = 100

function show({ errcode, kind, meanings, causes }: Explanation, screen: Screen): void {
  const { print, columns, colours } = screen
  const width = Math.min(columns, widest)
  print(`${colours.bad(String(errcode))}  ${colours.strong(meanings[0]!.means)}`)
  const facts: [string, string][] = [
    ...(kind ? [['kind', `${kind}: ${kinds[kind]}`] as [string, string]] : []),
    ['causes', causes.length === 0 ? noCauses : causes.map(cause => `- ${cause}`).join('\n')],
  ]
  meanings.forEach(({ means, fix }, at) => {
    if (at > 0) facts.push(['or', means])
    facts.push(['to do', fix ?? noFix(meanings[at]!)], ['from', fromText(meanings[at]!, kind)])
  })
  for (const line of formatPairs(facts, { width, paint: colours.faint })) print(line)
}

const noFix = ({ methods: [first] = [] }: Meaning): string =>
  `the public facts say nothing; \`wx-openapi describe ${first}\` shows what the method takes`

const fromText = ({ methods }: Meaning, kind: Explanation['kind']): string =>
  methods?.join(', ') ?? (kind === 'ours' ? 'this library, in any method' : 'any method')

function showUnknown(errcode: number, json: boolean, { print, note, columns, noteColours }: Screen): number {
  const nearest = nearestErrcodes(errcode).map(known => findErrcode(known)!)
  if (json) {
    const near = nearest.map(({ errcode: known, meanings }) => ({
      errcode: known,
      means: meanings[0]!.means,
    }))
    print(safeJson({ errcode, isKnown: false, nearest: near }))
    return exitCodes.usage
  }
  const width = Math.min(columns, widest)
  const sentence = `is not among the ${knownErrcodes().length} errcodes that are known here. Look at errMsg; WeChat's own words stand in it. The nearest ones:`
  const [first = '', ...rest] = wrap(`${errcode} ${sentence}`, width)
  note(first.replace(String(errcode), code => noteColours.bad(code)))
  for (const line of rest) note(line)
  const pairs = nearest.map((one): [string, string] => [String(one.errcode), one.meanings[0]!.means])
  for (const line of formatPairs(pairs, { width, paint: noteColours.bad })) note(line)
  return exitCodes.usage
}
