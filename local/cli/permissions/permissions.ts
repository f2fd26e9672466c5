import { Argument, type Command, Option } from 'commander'
import { ConfigError } from '../../../shared/index'
import { type Checked, checkPermissions } from '../../doctor/permissions/check-project'
import { type Fixed, fixPermissions } from '../../doctor/permissions/fix-permissions'
import { Library } from '../../doctor/project/library'
import type { Severity } from '../../project/finding'
import { openProject, type Project } from '../../project/open-project'
import { projectFile } from '../../project/project-config'
import { exitCodes } from '../exit-codes'
import { plainText, type Screen } from '../output/screen'
import { sayProject, showFindings } from '../output/show-findings'
import { safeJson } from '../output/show-json'
import { explain, factsOf } from './explain-permissions'

/** The options of `wx-openapi permissions`. */
interface PermissionsOptions {
  readonly also?: readonly string[]
  readonly prune?: boolean
  readonly strict?: boolean
  readonly json?: boolean
}

/**
 * Checks, mends or explains the permissions of a project.
 * @returns the exit code
 * @throws ConfigError when there is no project, or its functions are out of it
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
  const fixed = action === 'fix' ? fixPermissions(first.checked.functions, first.library, options.prune) : []
  const { checked, library } = fixed.length > 0 ? check() : first
  const isGood = !checked.findings.some(({ severity }) => isCounted(severity, options))
  if (options.json) printJson(project, checked, fixed, screen)
  else {
    if (action === 'explain') explain(checked, library, screen)
    for (const one of fixed) showFixed(one, screen)
    showFindings(checked.findings, screen, { isFull: false })
    showEnd(
      {
        project,
        checked,
        isGood,
        hasFixed: fixed.some(({ left }) => left === undefined),
        isFix: action === 'fix',
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
  else
    note(
      `There are no cloud functions in ${project.functions.written}: nothing to check.${sayProject(project)}`,
    )
  return exitCodes.ok
}

/** Whether the project has a folder of functions. */
function hasFunctions({ folder, functions, config }: Project): boolean {
  if (config.state === 'broken') {
    const { file, line, column } = config.place
    throw new ConfigError({
      what: `${file}:${line}:${column}: ${config.problem}`,
      fix: `mend ${projectFile}`,
    })
  }
  if (functions.state !== 'outside') return functions.state === 'there'
  throw new ConfigError({
    what: `cloudfunctionRoot ${functions.written} leads out of ${folder}, which is not followed`,
    fix: `set cloudfunctionRoot in ${projectFile}, or give the folder of a project`,
  })
}

function showFixed({ file, change, left }: Fixed, { print, colours }: Screen): void {
  if (left !== undefined) {
    print(plainText(`${file} was left as it is: ${left}`))
    return
  }
  const parts = [
    ...change.add.map(name => colours.good(`+${plainText(name)}`)),
    ...change.remove.map(name => colours.bad(`-${plainText(name)}`)),
    ...Array.from(change.replace, ([from, to]) => `${plainText(from)} -> ${colours.good(plainText(to))}`),
    ...(change.hasStrays ? ['names moved to permissions.openapi'] : []),
  ]
  print(`${plainText(file)}: ${parts.join(', ')}`)
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
  const unknown = notes > 0 ? ` ${count(notes, 'thing')} could not be known.` : ''
  const warned = warnings > 0 ? ` ${count(warnings, 'warning')}.` : ''
  const said = warned + unknown + sayProject(project)
  const rest = isFix ? 'left for you' : 'found'
  note(
    isGood
      ? noteColours.good(`${count(functions.length, 'function')} checked, nothing is wrong.${said}`)
      : noteColours.bad(
          `${count(functions.length, 'function')} checked, ${count(faults, 'fault')} ${rest}.${said}`,
        ),
  )
  if (hasFixed || !isGood) {
    note('Upload the function after a change. WeChat takes about ten minutes to see a new config.json.')
  }
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`

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

const help = `check    says what is missing, unused, misspelt or in the wrong place, for each cloud function
fix      writes it into config.json; everything else in the file stays as it is
explain  shows what each function calls, where, and what it needs for that

WeChat takes about ten minutes to see a changed config.json after the upload.

Exit codes:
  0    nothing is wrong
  1    something is wrong, or with --strict there is a warning; each line on standard output is file:line:column: what
  2    the command or its input is wrong, or fix may not write
  70   a fault of this command`

/** Adds `permissions` to the command. */
export function addPermissions(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('permissions')
    .summary('check the permissions of the cloud functions in config.json')
    .description(
      'Reads the code of each cloud function and compares what it calls with its config.json. Needs no network.',
    )
    .addArgument(new Argument('<action>', 'what to do').choices(['check', 'fix', 'explain']))
    .argument('[dir]', 'a folder of the project; by default this one')
    .option(
      '--also <method>',
      'a method that WeChat has and this version does not know; may be repeated',
      collect,
    )
    .option('--prune', 'with fix: remove what nothing calls too')
    .option('--strict', 'warnings count in the exit code')
    // What `fix` does anyway; an earlier version needed it.
    .addOption(new Option('--keep-unused').hideHelp())
    .option('--json', 'one line of JSON on standard output')
    .addHelpText('after', `\n${help}`)
    .action((action: string, folder: string | undefined, options: PermissionsOptions) =>
      finish(permissions(action, folder, options, screen)),
    )
}

const collect = (method: string, before: readonly string[] = []): string[] => [...before, method]
