import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigError } from '../../../shared/index'
import { examine } from '../../doctor/examine'
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
  const faults = findings.filter(({ severity }) => severity === 'fault').length
  if (options.json) screen.print(safeJson({ project: project.folder, findings }))
  else {
    showFindings(findings, screen, { isFull: true })
    const { good, bad } = screen.noteColours
    const notes = findings.length - faults
    const said = notes > 0 ? ` ${notes} cannot be known from here.` : ''
    const end = said + sayProject(project)
    screen.note(faults === 0 ? good(`Nothing is wrong.${end}`) : bad(`${faults} found.${end}`))
  }
  return faults === 0 ? exitCodes.ok : exitCodes.refused
}

function fileOf(option: string, given: string | undefined): string | undefined {
  if (given === undefined) return undefined
  const path = resolve(given)
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new ConfigError({ what: `${option}: there is no file ${path}`, fix: 'correct the path' })
  }
  return path
}
