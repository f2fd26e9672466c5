import { relative } from 'node:path'
import type { Screen } from '../output/screen'
import { colourJson, safeJson } from '../output/show-json'
import { formatPairs } from '../output/table'
import type { Project } from './find-project'
import { firstCalls, firstFunction, type Report } from './first-calls'
import type { Stand } from './stand'

/** Says what is up, and that nothing of it is real. */
export function showStand(stand: Stand, project: Project, screen: Screen): void {
  const { emulator, functions, collections, preview } = stand
  const { strong, faint } = screen.colours
  screen.print(strong('A stand-in for WeChat is running on this machine.'))
  screen.print(
    'Nothing real is used: WX_APPID and WX_SECRET of your environment are ignored, because the stand-in has a demo account of its own.',
  )
  screen.print()
  const names = functions.names()
  const folder = `${relative(process.cwd(), project.functionFolder) || '.'}/`
  const pairs: [string, string][] = [
    ['emulator', emulator.url],
    ['functions', names.length > 0 ? `${names.length} in ${folder}: ${some(names)}` : `none in ${folder}`],
  ]
  if (collections.length > 0)
    pairs.push(['collections', `made, as the code names them: ${some(collections)}`])
  if (preview) pairs.push(['mini program', `${preview} (open it in a browser)`])
  for (const line of formatPairs(pairs, { width: screen.columns, paint: faint })) screen.print(line)
  if (names.length === 0) {
    screen.print(`  Make a folder ${folder}<name>/ with an index.ts or index.js, and start again;`)
    screen.print(
      '  another place is said by cloudfunctionRoot in project.config.json, another project by --project.',
    )
  }
}

const mostNames = 8

const some = (names: readonly string[]): string =>
  names.length <= mostNames ? names.join(', ') : `${names.slice(0, mostNames - 1).join(', ')}, …`

/** Shows a call: the request as WeChat saw it, and what came back. */
export function showReport(number: number, report: Report, screen: Screen): void {
  const { strong, name, good, bad } = screen.colours
  const way = report.through ? `cloud function ${report.through}` : 'the library'
  screen.print(`\n${strong(`${number}. ${report.method}`)} through ${way}`)
  const { seen } = report
  if (seen) {
    const query = Object.keys(seen.query).length > 0 ? ` ${safeJson(seen.query)}` : ''
    screen.print(`   ${name('->')} ${seen.verb} ${seen.path}${query}`)
    if (seen.body !== undefined) screen.print(`      ${safeJson(seen.body)}`)
  } else screen.print(`   ${bad('->')} no request reached the emulator`)
  const isGood = (report.result as { errCode?: unknown } | null)?.errCode === 0
  const text = colourJson(report.result ?? null, screen.colours).replace(/\n/g, '\n      ')
  screen.print(`   ${(isGood ? good : bad)('<-')} ${text}`)
}

/** A function and its event: the one whose events are known, else the first. */
function exampleOf(names: readonly string[]): string | undefined {
  if (names.includes(firstFunction)) {
    return `${firstFunction} '${JSON.stringify({ method: firstCalls[0]!.method })}'`
  }
  return names[0] && `${names[0]} '{}'`
}

/** Says what can be done now. */
export function showNext({ emulator, functions }: Stand, screen: Screen): void {
  const { strong, name } = screen.colours
  const { url, appid, secret } = emulator
  screen.print(`\n${strong('What now')}`)
  const invocation = exampleOf(functions.names())
  const pairs: [string, string][] = [
    ...(invocation
      ? [['call a function', name(`npx wx-openapi invoke ${invocation}`)] as [string, string]]
      : []),
    ['call a method', name("npx wx-openapi call logistics.getAllAccount '{}'")],
    [
      'find one',
      `${name('npx wx-openapi list')}, then ${name('npx wx-openapi describe logistics.addOrder')}`,
    ],
    ['see what arrived', name(`curl ${url}/__emu/log`)],
    ['your own program', name(`WX_OPENAPI_BASE_URL=${url} WX_APPID=${appid} WX_SECRET=${secret}`)],
  ]
  for (const line of formatPairs(pairs, { width: Number.POSITIVE_INFINITY })) screen.print(line)
  screen.print('\nCtrl-C ends it.')
}
