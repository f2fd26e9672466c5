import { existsSync, realpathSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigError } from '../../../shared/index'
import { sourceOfBuilt } from '../../project/built-functions'
import { nearestProject, readProjectConfig, usualFunctionFolder } from '../../project/project-config'
import { en } from './texts/en'

/** A folder with cloud functions, as WeChat DevTools opens it. */
export interface Project {
  /** Its absolute path, symbolic links resolved. */
  readonly folder: string
  /** Where its cloud functions are, absolute; it may be absent. */
  readonly functionFolder: string
}

/**
 * The project of a folder.
 * @param given the folder; by default the nearest at or above `from` that has a project.config.json or
 * cloudfunctions/, else `from` itself
 * @throws ConfigError when it is not a folder, or its project.config.json is not valid
 */
export function findProject(given: string | undefined, from: string): Project {
  const folder = given === undefined ? nearestProject(from) : resolve(from, given)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new ConfigError({
      what: en.noFolder(folder),
      fix: en.giveProject,
    })
  }
  const real = realpathSync(folder)
  const { cloudfunctionRoot } = readProjectConfig(real, ['cloudfunctionRoot'])
  const named = resolve(real, cloudfunctionRoot || usualFunctionFolder)
  return { folder: real, functionFolder: sourceOfBuilt(real, named) ?? named }
}
