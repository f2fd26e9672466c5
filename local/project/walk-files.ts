import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { realPathWithin } from './inside'

/**
 * All files below a folder, absolute, in the order of their names. Links out of the project are not followed, nor is a
 * folder entered twice.
 * @param isEntered whether a folder is looked into
 */
export function* filesBelow(
  folder: string,
  project: string,
  isEntered: (path: string, name: string) => boolean,
  seen = new Set<string>(),
): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const real = realPathWithin(project, join(folder, name))
    if (!real || real === 'outside' || seen.has(real.path)) continue
    seen.add(real.path)
    const found = statSync(real.path)
    if (found.isFile()) yield join(folder, name)
    else if (found.isDirectory() && isEntered(real.path, name))
      yield* filesBelow(real.path, project, isEntered, seen)
  }
}
