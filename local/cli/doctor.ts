import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { ConfigError } from '../../shared/index'
import { examine } from '../doctor/examine'
import type { Severity } from '../project/finding'
import { openProject } from '../project/open-project'
import { exitCodes } from './exit-codes'
import { type Screen, safeJson } from './output/screen'
import { sayProject, showFindings } from './output/show-findings'
import { en } from './permissions/texts/en'
import { collect } from './read-options'
import { en as shared } from './texts/en'

/** The options of `wx-openapi doctor`. */
interface DoctorOptions {
  readonly variables?: string
  readonly tokenRule?: string
  readonly also?: readonly string[]
  readonly strict?: boolean
  readonly json?: boolean
}

/**
 * Checks the set-up of a project.
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
    const warned = warnings > 0 ? en.findings.warnings(warnings) : ''
    const said = notes > 0 ? en.doctor.unknown(notes) : ''
    const end = warned + said + sayProject(project)
    screen.note(faults === 0 ? good(en.doctor.good(end)) : bad(en.doctor.bad(faults, end)))
  }
  return isGood ? exitCodes.ok : exitCodes.refused
}

function fileOf(option: string, given: string | undefined): string | undefined {
  if (given === undefined) return undefined
  const path = resolve(given)
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new ConfigError({ what: en.doctor.noFile(option, path), fix: en.doctor.correctPath })
  }
  return path
}

/** Adds `doctor` to the command. */
export function addDoctor(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('doctor')
    .summary(en.doctor.summary)
    .description(en.doctor.description)
    .argument('[dir]', shared.options.projectFolder)
    .option('--variables <file>', en.doctor.variables)
    .option('--token-rule <file>', en.doctor.tokenRule)
    .option('--also <method>', shared.options.also, collect)
    .option('--strict', en.doctor.strict)
    .option('--json', shared.options.json)
    .addHelpText('after', `\n${en.doctor.help}`)
    .action((folder: string | undefined, options: DoctorOptions) => finish(doctor(folder, options, screen)))
}
