import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { ConfigError } from '../../shared/index'
import { examine } from '../doctor/examine'
import type { Severity } from '../project/finding'
import { openProject } from '../project/open-project'
import { exitCodes } from './exit-codes'
import type { Screen } from './output/screen'
import { sayProject, showFindings } from './output/show-findings'
import { safeJson } from './output/show-json'

/** The options of `wx-openapi doctor`. */
interface DoctorOptions {
  readonly variables?: string
  readonly tokenRule?: string
  readonly also?: readonly string[]
  readonly strict?: boolean
  readonly json?: boolean
}

/**
 * Examines the set-up of a project.
 * @returns the exit code
 * @throws ConfigError when there is no such folder or file
 */
export function doctor(folder: string | undefined, options: DoctorOptions, screen: Screen): number {
  const project = openProject(folder ?? '.')
  const variables = fileOf('--variables', options.variables)
  const tokenRule = fileOf('--token-rule', options.tokenRule)
  const findings = examine(project, { also: options.also, variables, tokenRule })
  const count = (severity: Severity) => findings.filter(one => one.severity === severity).length
  const [faults, warnings, notes] = [count('fault'), count('warning'), count('note')]
  const isGood = faults === 0 && !(options.strict && warnings > 0)
  if (options.json) screen.print(safeJson({ project: project.folder, findings }))
  else {
    showFindings(findings, screen, { isFull: true })
    const { good, bad } = screen.noteColours
    const warned = warnings > 0 ? ` ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}.` : ''
    const said = notes > 0 ? ` ${notes} cannot be known from here.` : ''
    const end = warned + said + sayProject(project)
    screen.note(faults === 0 ? good(`Nothing is wrong.${end}`) : bad(`${faults} found.${end}`))
  }
  return isGood ? exitCodes.ok : exitCodes.refused
}

function fileOf(option: string, given: string | undefined): string | undefined {
  if (given === undefined) return undefined
  const path = resolve(given)
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new ConfigError({ what: `${option}: there is no file ${path}`, fix: 'correct the path' })
  }
  return path
}

const help = `Exit codes:
  0    nothing is wrong; what cannot be known from here is noted
  1    something is wrong, or with --strict there is a warning
  2    the command or its input is wrong
  70   a fault of this command`

/** Adds `doctor` to the command. */
export function addDoctor(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('doctor')
    .summary('examine the set-up of a project before the upload')
    .description(
      'Examines project.config.json, permissions, functions, bundles, variables, secrets and time-outs.\nNeeds no network and shows no value of anything secret.',
    )
    .argument('[dir]', 'a folder of the project; by default this one')
    .option(
      // Not --env-file: node takes that one for itself, even behind the name of a script.
      '--variables <file>',
      'NAME=value lines with the variables of the functions; only the names are used',
    )
    .option(
      '--token-rule <file>',
      'the access rule of the collection that holds tokens, as the cloud console shows it',
    )
    .option(
      '--also <method>',
      'a method that WeChat has and this version does not know; may be repeated',
      collect,
    )
    .option('--strict', 'warnings count in the exit code')
    .option('--json', 'one line of JSON on standard output')
    .addHelpText('after', `\n${help}`)
    .action((folder: string | undefined, options: DoctorOptions) => finish(doctor(folder, options, screen)))
}

const collect = (method: string, before: readonly string[] = []): string[] => [...before, method]
