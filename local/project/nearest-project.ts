import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The file that WeChat DevTools opens a project by. */
export const projectFile = 'project.config.json'
/** What one developer sets for himself in it. */
export const privateProjectFile = 'project.private.config.json'
/** Where the cloud functions are unless project.config.json names another folder. */
export const usualFunctionFolder = 'cloudfunctions'

/** The project that a folder belongs to: the nearest at or above it with either of the two, else the folder itself. */
export function nearestProject(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if ([projectFile, usualFunctionFolder].some(mark => existsSync(join(folder, mark)))) return folder
    if (dirname(folder) === folder) return from
  }
}
