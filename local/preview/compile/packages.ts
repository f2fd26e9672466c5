import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The package that a reference begins with, if it is the name of one: `@scope/name/path`, `name/path`. */
export function packageName(reference: string): string | undefined {
  return /^(@[\w-]+\/[\w.-]+|[a-zA-Z][\w.-]*)(?:\/|$)/.exec(reference)?.[1]
}

/** A package in `node_modules`. */
interface Package {
  /** Its folder, or the one in it that is made for mini programs. */
  path: string
  /** Whether it is made for mini programs. */
  isBuilt: boolean
}

/** Looks in `node_modules` of the folder and of those around it. */
export function findPackage(from: string, name: string): Package | undefined {
  for (let above = from; ; above = dirname(above)) {
    const folder = join(above, 'node_modules', name)
    const description = join(folder, 'package.json')
    if (existsSync(description)) {
      const built = join(folder, miniProgramFolder(description))
      const isBuilt = built !== folder && existsSync(built)
      return { path: isBuilt ? built : folder, isBuilt }
    }
    if (above === dirname(above)) return undefined
  }
}

/** Where a package.json says that the part for mini programs is. */
function miniProgramFolder(description: string): string {
  try {
    const { miniprogram } = JSON.parse(readFileSync(description, 'utf8'))
    return typeof miniprogram === 'string' ? miniprogram : 'miniprogram_dist'
  } catch {
    return 'miniprogram_dist'
  }
}
