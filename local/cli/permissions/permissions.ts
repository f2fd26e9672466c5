import { Argument, type Command, Option } from 'commander'
import { ConfigError } from '../../../shared/index'
import { type Checked, checkPermissions } from '../../doctor/permissions/check-project'
import { type Fixed, fixPermissions } from '../../doctor/permissions/fix-permissions'
import { Library } from '../../doctor/project/library'
import type { Severity } from '../../project/finding'
import { openProject, type Project } from '../../project/open-project'
import { projectFile } from '../../project/project-config'
import { exitCodes } from '../exit-codes'
import { plainText, type Screen, safeJson } from '../output/screen'
import { sayProject, showFindings } from '../output/show-findings'
import { en as shared } from '../texts/en'
import { explain, factsOf } from './explain-permissions'
import { en } from './texts/en'

/** The options of `wx-openapi permissions`. */
interface PermissionsOptions {
  readonly also?: readonly string[]
  readonly prune?: boolean
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
  else note(en.permissions.noFunctions(project.functions.written, sayProject(project)))
  return exitCodes.ok
}

/** Whether the project has a folder of functions. */
function hasFunctions({ folder, functions, config }: Project): boolean {
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

function showFixed({ file, change, left }: Fixed, { print, colours }: Screen): void {
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
    .option('--strict', en.permissions.strict)
    // What `fix` does anyway; an earlier version needed it.
    .addOption(new Option('--keep-unused').hideHelp())
    .option('--json', shared.options.json)
    .addHelpText('after', `\n${en.permissions.help}`)
    .action((action: string, folder: string | undefined, options: PermissionsOptions) =>
      finish(permissions(action, folder, options, screen)),
    )
}

const collect = (method: string, before: readonly string[] = []): string[] => [...before, method]
