import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { syncFolder, writeAll } from '../../project/files'

/**
 * Replaces the bytes of a file atomically: the file is always the old one or the new one.
 * @param before the bytes that were read; with others in the file nothing is written
 * @returns false when the file was changed meanwhile
 */
export function writeAtomically(path: string, bytes: Buffer, before: Buffer | undefined): boolean {
  removeLeftovers(path)
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    writeSynced(temporary, bytes, before && statSync(path).mode)
    if (!isStill(path, before)) {
      rmSync(temporary, { force: true })
      return false
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  syncFolder(dirname(path))
  return true
}

function writeSynced(path: string, bytes: Buffer, mode: number | undefined): void {
  const file = openSync(path, 'wx', mode ?? 0o666)
  try {
    writeAll(file, bytes)
    // The mode of `open` is narrowed by the umask.
    if (mode !== undefined) fchmodSync(file, mode & 0o7777)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function isStill(path: string, before: Buffer | undefined): boolean {
  try {
    const now = readFileSync(path)
    return before?.equals(now) ?? false
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return before === undefined
  }
}

/** Removes what a process that was killed left behind. */
function removeLeftovers(path: string): void {
  const pattern = new RegExp(`^\\.${basename(path).replace(/\W/g, '\\$&')}\\.(\\d+)\\.tmp$`)
  for (const name of readdirSync(dirname(path))) {
    const owner = pattern.exec(name)?.[1]
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(dirname(path), name), { force: true })
  }
}

function isRunning(id: number): boolean {
  if (id === process.pid) return false
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
