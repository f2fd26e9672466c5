import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { syncFolder, writeAll } from '../../project/files'
import { en } from './texts/en'

/** How the name of a file ends that is being written. */
export const unfinished = '.tmp'

/**
 * Writes a file so that it is there in whole or not at all, also when the process is killed meanwhile. A file that was
 * there stays until then.
 * @param folder where it is written at first; on the same disk
 */
export function writeWhole(path: string, parts: Iterable<string | Buffer>, folder = dirname(path)): void {
  mkdirSync(dirname(path), { recursive: true })
  const temporary = join(folder, `${randomBytes(8).toString('hex')}${unfinished}`)
  const file = openSync(temporary, 'wx')
  try {
    try {
      for (const part of parts) writeAll(file, typeof part === 'string' ? Buffer.from(part) : part)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}

/** Why the system refused to write, in words or by its code; undefined where it was not the system. */
export function refusalIn(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT' ? en.diskFull : code
}

/** Removes what a process that was killed left unfinished in a folder. */
export function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/^(database|[0-9a-f]{16})\.tmp$/.test(name))
      rmSync(join(folder, name), { force: true, recursive: true })
  }
}
