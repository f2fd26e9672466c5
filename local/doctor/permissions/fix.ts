import { existsSync, readFileSync } from 'node:fs'
import { pathFrom, realPathWithin } from '../../project/inside'
import { bytesOf, readText } from '../../project/read-text'
import type { Library } from '../project/library'
import { writeAtomically } from '../write-atomically'
import { changeConfig } from './change-config'
import type { Change, Judged } from './judge'
import { holdsNames } from './read-permissions'

/** What was done to a config.json. */
export interface Fixed {
  /** From the folder of the project. */
  readonly file: string
  readonly change: Change
  /** Why it was left as it is. */
  readonly left?: string
  /** Whether it could not be written: the folder or the disk refuses it. */
  readonly isRefused?: boolean
}

/**
 * Writes the config.json of every function whose list is wrong, each in one step; broken files are left alone.
 * @param prunes whether names that nothing calls go
 */
export function fixPermissions(judged: readonly Judged[], library: Library, prunes = false): Fixed[] {
  return judged.flatMap(({ facts, change: wanted, unused }) => {
    const change = prunes
      ? wanted
      : { ...wanted, remove: wanted.remove.filter(name => !unused.includes(name)) }
    const isEmpty = change.add.length + change.remove.length + change.replace.size === 0 && !change.hasStrays
    if (isEmpty || facts.permissions.state === 'broken') return []
    let left: string | undefined
    try {
      left = write(facts.on.config, change, library)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (!refusals.has(code ?? '')) throw error
      return [{ file: facts.configFile, change, left: `it cannot be written (${code})`, isRefused: true }]
    }
    return left === 'same' ? [] : [{ file: facts.configFile, change, ...(left !== undefined && { left }) }]
  })
}

/** What a disk or a folder answers that lets nothing be written. */
const refusals = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'])

/** Changes one file, or says why it did not; `same` when there was nothing to change. */
function write(path: string, change: Change, library: Library): string | undefined {
  const isThere = existsSync(path)
  const real = isThere ? realPathWithin(library.folder, path) : { path }
  if (!real || real === 'outside') return 'it is a link out of the project'
  const before = isThere ? readFileSync(real.path) : undefined
  const file = isThere ? readText(real.path) : { text: '{}\n', hasMark: false }
  if (!file) return 'it is not UTF-8'
  const text = changeConfig(file.text, change, (node, at) => holdsNames(node, at, library.isMethod))
  if (text === undefined) return 'it does not hold an object'
  if (text === file.text) return 'same'
  const isWritten = writeAtomically(real.path, bytesOf({ ...file, text }), before)
  return isWritten ? undefined : `${pathFrom(library.folder, path)} was changed meanwhile; run it again`
}
