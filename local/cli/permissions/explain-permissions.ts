import type { Checked } from '../../doctor/permissions/check-project'
import type { FunctionFacts } from '../../doctor/permissions/function-facts'
import type { Library } from '../../doctor/project/library'
import { type Place, showPlace } from '../../project/finding'
import type { Screen } from '../output/screen'
import { plainText } from '../output/screen'
import { formatTable } from '../output/table'
import { en } from './texts/en'

/** Shows for each function what it calls, where, and what it needs for that. */
export function explain({ functions }: Checked, library: Library, screen: Screen): void {
  const { print, colours } = screen
  for (const { facts } of functions) {
    print(`${colours.strong(plainText(facts.name))}  ${colours.faint(plainText(facts.configFile))}`)
    const rows = rowsOf(facts, library).map(cells => cells.map(plainText))
    if (rows.length === 0) print(`  ${en.permissions.callsNothing}`)
    const columns = [{ paint: colours.name }, {}, { least: 20, paint: colours.faint }]
    for (const line of formatTable(rows, columns, { width: screen.columns, indent: 2 })) print(line)
    print()
  }
}

function rowsOf(facts: FunctionFacts, library: Library): string[][] {
  const listed = new Set(facts.permissions.listed.map(({ name }) => name))
  const needed = Array.from(facts.required, ([name, places]) => [
    name,
    en.permissions.needed(listed.has(name)),
    someOf(places),
  ])
  const plain = new Map<string, Place[]>()
  for (const { name, way, place } of facts.program?.calls ?? []) {
    if (way === 'cloudCall' || facts.required.has(name)) continue
    plain.set(name, [...(plain.get(name) ?? []), place])
  }
  const overHttps = Array.from(plain, ([name, places]) => [name, en.permissions.overHttps, someOf(places)])
  return [
    ...needed,
    ...overHttps,
    ...(facts.program?.served ?? []).flatMap(served => servedRows(served, listed, library)),
  ]
}

type Served = NonNullable<FunctionFacts['program']>['served'][number]

function servedRows({ offered, place }: Served, listed: ReadonlySet<string>, library: Library): string[][] {
  const open = offered.filter(name => listed.has(name))
  const closed = offered.filter(name => !listed.has(name) && library.isCloudCallable(name))
  const row = (name: string) => [name, en.permissions.served, showPlace(place)]
  const rest =
    closed.length > 0
      ? [[en.permissions.more(closed.length), en.permissions.servedWhenListed, showPlace(place)]]
      : []
  return [...open.map(row), ...rest]
}

const mostPlaces = 3

const someOf = (places: readonly Place[]): string =>
  places.slice(0, mostPlaces).map(showPlace).join(', ') +
  (places.length > mostPlaces ? en.permissions.andMore(places.length - mostPlaces) : '')

/** A function as tools read it. */
export function factsOf({ name, configFile, permissions, required, program }: FunctionFacts) {
  return {
    name,
    config: configFile,
    listed: permissions.listed.map(one => one.name),
    required: Array.from(required, ([method, places]) => ({ method, places })),
    served: (program?.served ?? []).flatMap(({ offered }) => offered),
    overHttps: [
      ...new Set((program?.calls ?? []).filter(({ way }) => way !== 'cloudCall').map(call => call.name)),
    ],
  }
}
