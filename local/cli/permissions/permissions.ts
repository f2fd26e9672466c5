import { Argument, type Command, Option } from 'commander'
import { ConfigError } from '../../../shared/index'
import { type Checked, checkPermissions } from '../../doctor/permissions/check-project'
import { type Fixed, fixPermissions } from '../../doctor/permissions/fix-permissions'
import type { FunctionFacts } from '../../doctor/permissions/function-facts'
import { Library } from '../../doctor/project/library'
import { type Place, type Severity, showPlace } from '../../project/finding'
import { openProject, type Project } from '../../project/open-project'
import { projectFile } from '../../project/project-config'
import { exitCodes } from '../exit-codes'
import { plainText, type Screen, safeJson } from '../output/screen'
import { sayProject, showFindings } from '../output/show-findings'
import { formatTable } from '../output/table'
import { collect } from '../read-options'
import { en as shared } from '../texts/en'
import { en } from './texts/en'

/** The options of `wx-openapi permissions`. */
interface PermissionsOptions {
  readonly also?: readonly string[]
  readonly prune?: boolean
  readonly dryRun?: boolean
  readonly strict?: boolean
  readonly json?: boolean
}

/**
 * Checks, fixes or explains the permissions of a project.
 * @returns the exit code
 * @throws ConfigError when there is no project, or its functions are outside of it
 */
export function permissions(
  action: string,
  folder: string | undefined,
  options: PermissionsOptions,
  screen: Screen,
): number {
  const project = openProject(folder ?? '.')
  if (!hasFunctions(project)) return sayNothing(project, options, screen)
  const check = () => {
    const library = new Library(project.folder, options.also)
    return { library, checked: checkPermissions(project, library) }
  }
  const first = check()
  const { functions } = first.checked
  const fixed =
    action === 'fix' ? fixPermissions(functions, first.library, options.prune, options.dryRun) : []
  const { checked, library } = fixed.length > 0 && !options.dryRun ? check() : first
  const isGood = !checked.findings.some(({ severity }) => isCounted(severity, options))
  if (options.json) printJson(project, checked, fixed, screen)
  else {
    if (action === 'explain') explain(checked, library, screen)
    for (const one of fixed) showFixed(one, screen, options.dryRun === true)
    showFindings(checked.findings, screen, { isFull: false })
    showEnd(
      {
        project,
        checked,
        isGood,
        hasFixed: !options.dryRun && fixed.some(({ left }) => left === undefined),
        isFix: action === 'fix' && !options.dryRun,
      },
      screen,
    )
  }
  if (fixed.some(({ isRefused }) => isRefused)) return exitCodes.usage
  return isGood ? exitCodes.ok : exitCodes.refused
}

const isCounted = (severity: Severity, { strict }: PermissionsOptions): boolean =>
  severity === 'fault' || (severity === 'warning' && strict === true)

function sayNothing(project: Project, { json }: PermissionsOptions, { print, note }: Screen): number {
  if (json) print(safeJson({ project: project.folder, functions: [], findings: [] }))
  else note(en.permissions.noFunctions(project.functions.written, sayProject(project)))
  return exitCodes.ok
}

/** Whether the project has a folder of functions. @throws ConfigError when that cannot be known */
export function hasFunctions({ folder, functions, config }: Project): boolean {
  if (config.state === 'broken') {
    const { file, line, column } = config.place
    throw new ConfigError({
      what: `${file}:${line}:${column}: ${config.problem}`,
      fix: en.permissions.correct(projectFile),
    })
  }
  if (functions.state !== 'outside') return functions.state === 'there'
  throw new ConfigError({
    what: en.permissions.outside(functions.written, folder),
    fix: en.permissions.setRoot(projectFile),
  })
}

function showFixed({ file, change, left }: Fixed, { print, colours }: Screen, isDryRun: boolean): void {
  if (left !== undefined) {
    print(plainText(en.permissions.left(file, left)))
    return
  }
  const parts = [
    ...change.add.map(name => colours.good(`+${plainText(name)}`)),
    ...change.remove.map(name => colours.bad(`-${plainText(name)}`)),
    ...Array.from(change.replace, ([from, to]) => `${plainText(from)} -> ${colours.good(plainText(to))}`),
    ...(change.hasStrays ? [en.permissions.moved] : []),
  ]
  const line = `${plainText(file)}: ${parts.join(', ')}`
  print(isDryRun ? en.permissions.would(line) : line)
}

interface End {
  project: Project
  checked: Checked
  isGood: boolean
  hasFixed: boolean
  isFix: boolean
}

function showEnd({ project, checked, isGood, hasFixed, isFix }: End, { note, noteColours }: Screen): void {
  const { findings, functions } = checked
  const faults = findings.filter(({ severity }) => severity === 'fault').length
  const warnings = findings.filter(({ severity }) => severity === 'warning').length
  const notes = findings.length - faults - warnings
  const unknown = notes > 0 ? en.permissions.unknown(notes) : ''
  const warned = warnings > 0 ? en.findings.warnings(warnings) : ''
  const said = warned + unknown + sayProject(project)
  note(
    isGood
      ? noteColours.good(en.permissions.good(functions.length, said))
      : noteColours.bad(en.permissions.bad(functions.length, faults, isFix, said)),
  )
  if (hasFixed || !isGood) {
    note(en.permissions.upload)
  }
}

function printJson(project: Project, checked: Checked, fixed: readonly Fixed[], { print }: Screen): void {
  const changes = fixed.map(({ file, change, left }) => ({
    file,
    left,
    added: change.add,
    removed: change.remove,
    replaced: Array.from(change.replace, ([from, to]) => ({ from, to })),
  }))
  print(
    safeJson({
      project: project.folder,
      functions: checked.functions.map(({ facts }) => factsOf(facts)),
      findings: checked.findings,
      ...(fixed.length > 0 && { fixed: changes }),
    }),
  )
}

/** Adds `permissions` to the command. */
export function addPermissions(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('permissions')
    .summary(en.permissions.summary)
    .description(en.permissions.description)
    .addArgument(new Argument('<action>', en.permissions.action).choices(['check', 'fix', 'explain']))
    .argument('[dir]', shared.options.projectFolder)
    .option('--also <method>', shared.options.also, collect)
    .option('--prune', en.permissions.prune)
    .option('--dry-run', en.permissions.dryRun)
    .option('--strict', en.permissions.strict)
    // What `fix` does anyway; an earlier version needed it.
    .addOption(new Option('--keep-unused').hideHelp())
    .option('--json', shared.options.json)
    .addHelpText('after', `\n${en.permissions.help}`)
    .action((action: string, folder: string | undefined, options: PermissionsOptions) =>
      finish(permissions(action, folder, options, screen)),
    )
}

/** Shows for each function what it calls, where, and what it needs for that. */
function explain({ functions }: Checked, library: Library, screen: Screen): void {
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
function factsOf({ name, configFile, permissions, required, program }: FunctionFacts) {
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
