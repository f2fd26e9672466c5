import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isRecord } from '../../shared/schema/objects'
import { pathFrom, realPathWithin } from './files'
import { usualFunctionFolder } from './project-config'

/** Where `wx-openapi build` writes by default, from the folder of the project. */
export const usualOutput = 'dist/cloudfunctions'

/** Where build tools write: of a folder in one of these that is not there, it is sure that it is made. */
const builtFolders = /^(dist|build|out|output)\//

/** The file in its output that says what it wrote, so that nothing else is replaced. */
export const buildRecordFile = '.wx-openapi-build.json'

/** What `wx-openapi build` wrote into a folder. */
export interface BuildRecord {
  /** The folder of the sources, from the output, with `/`. */
  readonly source: string
  /** Its files, by function, from the folder of the function. */
  readonly functions: { readonly [name: string]: readonly string[] }
}

/** Reads the record of an output; undefined where there is none. */
export function readBuildRecord(output: string): BuildRecord | undefined {
  let record: unknown
  try {
    record = JSON.parse(readFileSync(join(output, buildRecordFile), 'utf8'))
  } catch {
    return undefined
  }
  const { source, functions } = isRecord(record) ? record : {}
  if (typeof source !== 'string' || !isRecord(functions)) return undefined
  if (!Object.values(functions).every(files => Array.isArray(files))) return undefined
  return { source, functions: functions as BuildRecord['functions'] }
}

/**
 * The folder of the sources, where cloudfunctionRoot names what is built of them: DevTools uploads the one, people work
 * in the other.
 * @param folder of the project, real
 * @param named the folder that cloudfunctionRoot names, absolute
 * @returns undefined where the folder that is named holds the sources
 */
export function sourceOfBuilt(folder: string, named: string): string | undefined {
  const record = readBuildRecord(named)
  const isUnbuilt = !existsSync(named) && builtFolders.test(pathFrom(folder, named))
  const source = record ? resolve(named, record.source) : join(folder, usualFunctionFolder)
  const real = record || isUnbuilt ? realPathWithin(folder, source) : undefined
  return real && real !== 'outside' ? real.path : undefined
}
