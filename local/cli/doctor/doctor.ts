import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigError } from '../../../shared/index'
import { examine } from '../../doctor/examine'
import type { Severity } from '../../project/finding'
import { openProject } from '../../project/open-project'
import { exitCodes } from '../exit-codes'
import type { Screen } from '../output/screen'
import { safeJson } from '../output/show-json'
import { sayProject, showFindings } from './show-findings'

/** The options of `wx-openapi doctor`. */
export interface DoctorOptions {
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
