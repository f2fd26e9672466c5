import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ConfigError } from '../../../shared/index'

/** A folder with cloud functions, as WeChat DevTools opens it. */
export interface Project {
  /** Its absolute path, symbolic links resolved. */
  readonly folder: string
  /** Where its cloud functions are, absolute; it may be absent. */
  readonly functionFolder: string
}

const configName = 'project.config.json'
const usualFunctionFolder = 'cloudfunctions'

/**
 * The project of a folder.
 * @param given the folder; by default the nearest at or above `from` that has a project.config.json or
 * cloudfunctions/, else `from` itself
 * @throws ConfigError when it is no folder, or its project.config.json cannot be understood
 */
export function findProject(given: string | undefined, from: string): Project {
  const folder = given === undefined ? nearestProject(from) : resolve(from, given)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new ConfigError({
      what: `there is no folder ${folder}`,
      fix: 'give the project folder to --project',
    })
  }
  const real = realpathSync(folder)
  return { folder: real, functionFolder: resolve(real, functionRoot(real)) }
}

function nearestProject(from: string): string {
  const marks = [configName, usualFunctionFolder]
  for (let folder = from; ; folder = dirname(folder)) {
    if (marks.some(mark => existsSync(join(folder, mark)))) return folder
    if (dirname(folder) === folder) return from
  }
}

function functionRoot(folder: string): string {
  const path = join(folder, configName)
  if (!existsSync(path)) return usualFunctionFolder
  let config: { cloudfunctionRoot?: unknown } | null
  try {
    config = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch {
    throw new ConfigError({ what: `${path} is not JSON`, fix: 'mend it, or let WeChat DevTools write it' })
  }
  const root = config?.cloudfunctionRoot
  if (root === undefined || root === '') return usualFunctionFolder
  if (typeof root === 'string') return root
  throw new ConfigError({ what: `cloudfunctionRoot in ${path} must be a text, such as "cloudfunctions/"` })
}
