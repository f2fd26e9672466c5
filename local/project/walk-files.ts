import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { realPathWithin } from './inside'

/**
 * All files below a folder, absolute, in the order of their names. Links out of the project are not followed, nor is a
 * folder entered twice; pipes and devices are no files.
 * @param folder real
 * @param isEntered whether a folder is looked into
 */
export function* filesBelow(
  folder: string,
  project: string,
  isEntered: (path: string, name: string) => boolean,
  seen = new Set<string>(),
): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry
    const real = entry.isSymbolicLink()
      ? realPathWithin(project, join(folder, name))
      : { path: join(folder, name) }
    if (!real || real === 'outside' || seen.has(real.path)) continue
    const found = entry.isSymbolicLink() ? statSync(real.path) : entry
    if (!found.isFile() && !found.isDirectory()) continue
    seen.add(real.path)
    if (found.isFile()) yield join(folder, name)
    else if (isEntered(real.path, name)) yield* filesBelow(real.path, project, isEntered, seen)
  }
}
