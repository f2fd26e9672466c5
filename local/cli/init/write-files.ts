import { closeSync, lstatSync, mkdirSync, openSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ConfigError } from '../../../shared/index'
import { realPathWithin, writeAll } from '../../project/files'
import { en } from './texts/en'

/** A file to write: its path from the project, with `/`, and its text. */
export interface NewFile {
  readonly path: string
  readonly text: string
}

/** Whether there is something under this name, even a link that leads nowhere. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    // Its folder is a file: writing will say so.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false
    throw error
  }
}

/**
 * Writes files that are not there, all or none: what was begun is removed when one cannot be written.
 * @throws ConfigError when one is there, its folder leads out of the project, or the disk refuses it
 */
export function writeFiles(folder: string, files: readonly NewFile[]): void {
  const madeFolders: string[] = []
  const madeFiles: string[] = []
  try {
    for (const { path, text } of files) {
      const whole = join(folder, path)
      makeFolder(folder, dirname(whole), madeFolders)
      // Neither a file that is there nor a link to one is opened.
      const file = openSync(whole, 'wx')
      madeFiles.push(whole)
      try {
        writeAll(file, Buffer.from(text, 'utf8'))
      } finally {
        closeSync(file)
      }
    }
  } catch (error) {
    for (const path of madeFiles) rmSync(path, { force: true })
    for (const path of madeFolders.reverse()) removeEmpty(path)
    if (error instanceof ConfigError) throw error
    const { code = '', path = folder } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new ConfigError({ what: en.new.isThere(path) })
    throw new ConfigError({ what: en.notWritable(path, code), fix: en.letWrite })
  }
}

/** Makes the folders that are missing, and none behind a link out of the project. */
function makeFolder(project: string, path: string, made: string[]): void {
  if (!isThere(path)) {
    makeFolder(project, dirname(path), made)
    mkdirSync(path)
    made.push(path)
    return
  }
  const real = realPathWithin(project, path)
  if (real === undefined || real === 'outside') throw new ConfigError({ what: en.outside(path) })
}

function removeEmpty(path: string): void {
  try {
    rmdirSync(path)
  } catch {}
}
