import { createHash } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { ConfigError } from '../../../shared/index'
import { DataFolder } from '../../emulator/data/data-folder'
import { readSeed, type Seed } from '../../emulator/data/read-seed'
import { isWithin } from '../../project/files'
import { openProject } from '../../project/open-project'
import type { Project } from './find-project'
import { en } from './texts/en'

/** What a command may say of the data. */
export interface DataOptions {
  /** The folder; false for none. */
  readonly data?: string | false
  readonly fresh?: boolean
  /** The folder of the seed. */
  readonly seed?: string
}

/** What the database and the storage begin with, and where they are kept. */
export interface OpenData {
  /** Undefined when they are in memory. */
  readonly folder?: DataFolder
  readonly seed: Seed
  /** Where that is, and how much, in words. */
  words(): string
}

/**
 * Opens the data of a project. Where another process holds them, or the usual folder cannot be written, `tell` says so
 * and there is none.
 * @throws ConfigError when the seed is not right, or the folder holds what cannot be read
 */
export async function openData(
  project: Project,
  { data, fresh, seed: given }: DataOptions,
  tell: (line: string) => void,
): Promise<OpenData> {
  const seed: Seed = given === undefined ? { collections: [], files: [] } : readSeed(resolve(given))
  const inMemory = { seed, words: () => en.data.inMemory }
  if (data === false) return inMemory
  const path = dataFolderOf(project, data)
  try {
    const folder = await DataFolder.open(path, { fresh, tell })
    if (!folder) {
      tell(en.data.held(shown(path)))
      return inMemory
    }
    const passedOver = seed.collections.filter(
      ({ name, documents = [] }) => documents.length > 0 && folder.database.hasKept(name),
    )
    if (passedOver.length > 0) tell(en.data.seedPassedOver(passedOver.map(({ name }) => name).join(', ')))
    return { folder, seed, words: () => wordsOf(folder) }
  } catch (error) {
    // The disk may be one that nobody can write to; what is there and cannot be read must not be passed over.
    const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException
    if (data !== undefined || !(error instanceof ConfigError) || typeof code !== 'string') throw error
    tell(en.data.cannot(code))
    return inMemory
  }
}

const shown = (path: string): string => {
  const way = relative(process.cwd(), path)
  return way !== '' && !way.startsWith('..') ? way : path
}

function wordsOf({ path, database, files }: DataFolder): string {
  return en.data.folder(shown(path), database.count, files.count)
}

const usualName = '.wx-openapi'

/**
 * Where the data of a project are: in the folder that is given, else in the project; where that is the mini program
 * itself, in the user's folder for such files, so that DevTools does not upload them.
 * @throws ConfigError when the given folder is in the mini program
 */
export function dataFolderOf({ folder }: Project, given: string | undefined): string {
  const { path: miniProgram } = openProject(folder).miniprogram
  if (given === undefined) {
    const usual = join(folder, usualName)
    return miniProgram !== undefined && isWithin(miniProgram, usual) ? cacheFolderOf(folder) : usual
  }
  const path = realPathOf(resolve(given))
  if (miniProgram !== undefined && isWithin(miniProgram, path)) {
    throw new ConfigError({ what: en.data.inMiniProgram(path), fix: en.data.giveOther })
  }
  return path
}

/** The path with links resolved, as far as it is there. */
function realPathOf(path: string): string {
  if (existsSync(path)) return realpathSync(path)
  return dirname(path) === path ? path : join(realPathOf(dirname(path)), basename(path))
}

function cacheFolderOf(project: string): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env
  const home = homedir()
  const usual: { readonly [platform: string]: string } = {
    win32: LOCALAPPDATA || join(home, 'AppData', 'Local'),
    darwin: join(home, 'Library', 'Caches'),
  }
  // By the rules of XDG a path that is not absolute counts as unset.
  const xdg = XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : join(home, '.cache')
  const hash = createHash('sha256').update(project).digest('hex').slice(0, 16)
  return join(usual[process.platform] ?? xdg, 'wx-openapi', `${basename(project)}-${hash}`)
}
