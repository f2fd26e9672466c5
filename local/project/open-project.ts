import { existsSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError } from '../../shared/index'
import { isWithin, realPathWithin } from './inside'
import { type JsonFile, readJsonFile } from './json/json-file'
import { memberOf } from './json/json-tree'
import { nearestProject, projectFile, usualFunctionFolder } from './nearest-project'

/** A folder of the project that its project.config.json names, or the usual one. */
export interface Root {
  /** Absolute; undefined where it is not there or not in the project. */
  readonly path?: string
  /** As it is written. */
  readonly written: string
  readonly state: 'there' | 'absent' | 'outside'
  /** Whether project.config.json names it. */
  readonly isSaid: boolean
}

/** A mini program project on the disk. */
export interface Project {
  /** Its absolute path, links resolved. */
  readonly folder: string
  /** Its project.config.json. */
  readonly config: JsonFile
  /** Where its cloud functions are. */
  readonly functions: Root
  /** Where its mini program is. */
  readonly miniprogram: Root
}

/**
 * Opens the project of a folder: the nearest at or above it with a project.config.json or cloudfunctions/, else
 * itself. `wx-openapi start` finds the same.
 * @throws ConfigError when there is no such folder
 */
export function openProject(given: string): Project {
  const from = resolve(given)
  if (!existsSync(from) || !statSync(from).isDirectory()) {
    throw new ConfigError({
      what: `there is no folder ${from}`,
      fix: 'give the folder of a mini program project',
    })
  }
  const real = realpathSync(from)
  const folder = nearestProject(real)
  const config = readJsonFile(join(folder, projectFile), folder)
  return {
    folder,
    config,
    functions: rootOf(folder, config, 'cloudfunctionRoot', `${usualFunctionFolder}/`),
    miniprogram: rootOf(folder, config, 'miniprogramRoot', 'miniprogram/'),
  }
}

function rootOf(folder: string, config: JsonFile, key: string, usual: string): Root {
  const said = config.state === 'read' ? memberOf(config.tree, key)?.value : undefined
  const value =
    said?.kind === 'plain' && typeof said.value === 'string' && said.value !== '' ? said.value : undefined
  // Without a word about it, the mini program is where project.config.json is, if its app.json is there.
  const unsaid = key === 'miniprogramRoot' && existsSync(join(folder, 'app.json')) ? './' : usual
  const written = value ?? unsaid
  // DevTools reads a leading / as the folder of the project.
  const path = join(folder, written)
  const facts = { written, isSaid: value !== undefined }
  if (!isWithin(folder, path)) return { ...facts, state: 'outside' }
  const found = realPathWithin(folder, path)
  if (found === 'outside') return { ...facts, state: 'outside' }
  if (!found || !statSync(found.path).isDirectory()) return { ...facts, state: 'absent' }
  return { ...facts, state: 'there', path: found.path }
}
