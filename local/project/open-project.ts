import { existsSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError } from '../../shared/index'
import { sourceOfBuilt } from './built-functions'
import { isWithin, pathFrom, realPathWithin } from './files'
import type { Place } from './finding'
import { type JsonFile, readJsonFile } from './json/json-file'
import { type JsonNode, memberOf } from './json/read-json'
import { nearestProject, privateProjectFile, projectFile, usualFunctionFolder } from './project-config'
import { readFunctionRoot } from './read-deployment'
import { en } from './texts/en'

/** A folder of the project that its project.config.json names, or the usual one. */
export interface Root {
  /** Absolute; undefined where it is not there or not in the project. */
  readonly path?: string
  /** As it is written. */
  readonly written: string
  readonly state: 'there' | 'absent' | 'outside'
  /** Whether project.config.json names it. */
  readonly isSaid: boolean
  /** Where it is built to for DevTools, if project.config.json names that; absolute, and maybe not there yet. */
  readonly built?: string
}

/** A mini program project on the disk. */
export interface Project {
  /** Its absolute path, links resolved. */
  readonly folder: string
  /** Its project.config.json. */
  readonly config: JsonFile
  /** Its project.private.config.json, which counts before the other. */
  readonly privateConfig: JsonFile
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
      what: en.project.noFolder(from),
      fix: en.project.giveFolder,
    })
  }
  const real = realpathSync(from)
  const folder = nearestProject(real)
  const config = readJsonFile(join(folder, projectFile), folder)
  const privateConfig = readJsonFile(join(folder, privateProjectFile), folder)
  const configs = { config, privateConfig }
  const functionRoot = readFunctionRoot(folder) ?? `${usualFunctionFolder}/`
  return {
    folder,
    ...configs,
    functions: rootOf(folder, configs, 'cloudfunctionRoot', functionRoot),
    miniprogram: rootOf(folder, configs, 'miniprogramRoot', 'miniprogram/'),
  }
}

/** What a project's config files say under a key, and in which of the two. */
export function saidIn(
  { config, privateConfig }: Pick<Project, 'config' | 'privateConfig'>,
  key: string,
): { readonly value: JsonNode; readonly place: Place } | undefined {
  for (const file of [privateConfig, config]) {
    const value = file.state === 'read' ? memberOf(file.tree, key)?.value : undefined
    if (value && file.state === 'read') return { value, place: file.place(value.start) }
  }
  return undefined
}

function rootOf(
  folder: string,
  configs: Pick<Project, 'config' | 'privateConfig'>,
  key: string,
  usual: string,
): Root {
  const said = saidIn(configs, key)?.value
  const value =
    said?.kind === 'plain' && typeof said.value === 'string' && said.value !== '' ? said.value : undefined
  // Without a word about it, the mini program is where project.config.json is, if its app.json is there.
  const unsaid = key === 'miniprogramRoot' && existsSync(join(folder, 'app.json')) ? './' : usual
  const written = value ?? unsaid
  // DevTools reads a leading / as the folder of the project.
  const path = join(folder, written)
  const facts = { written, isSaid: value !== undefined }
  if (!isWithin(folder, path)) return { ...facts, state: 'outside' }
  const source = key === 'cloudfunctionRoot' ? sourceOfBuilt(folder, path) : undefined
  if (source !== undefined)
    return {
      ...facts,
      written: `${pathFrom(folder, source)}/`,
      state: 'there',
      path: source,
      built: resolve(path),
    }
  const found = realPathWithin(folder, path)
  if (found === 'outside') return { ...facts, state: 'outside' }
  if (!found || !statSync(found.path).isDirectory()) return { ...facts, state: 'absent' }
  return { ...facts, state: 'there', path: found.path }
}
