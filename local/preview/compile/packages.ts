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

/** A folder, and those around it, the nearest first. */
export function* foldersFrom(start: string): Generator<string> {
  for (let folder = start; ; folder = dirname(folder)) {
    yield folder
    if (folder === dirname(folder)) return
  }
}

/** Looks in `node_modules` of these folders and of those around them. */
export function findPackage(from: string[], name: string): Package | undefined {
  for (const start of from) {
    for (const above of foldersFrom(start)) {
      const folder = join(above, 'node_modules', name)
      const description = join(folder, 'package.json')
      if (!existsSync(description)) continue
      const built = join(folder, miniProgramFolder(description))
      const isBuilt = built !== folder && existsSync(built)
      return { path: isBuilt ? built : folder, isBuilt }
    }
  }
  return undefined
}

/** The folders whose packages a project gives to the mini program in `root`: with `packNpmManually` they are listed. */
export function packageRoots(root: string): string[] {
  for (const above of foldersFrom(root)) {
    const project = join(above, 'project.config.json')
    if (!existsSync(project)) continue
    const { packNpmManually, packNpmRelationList } = Object(readObject(project).setting)
    if (!packNpmManually || !Array.isArray(packNpmRelationList)) return [root]
    const paths: unknown[] = packNpmRelationList.map(relation => relation?.packageJsonPath)
    return [root, ...paths.filter(path => typeof path === 'string').map(path => dirname(join(above, path)))]
  }
  return [root]
}

/** Where a package.json says that the part for mini programs is. */
function miniProgramFolder(description: string): string {
  const { miniprogram } = readObject(description)
  return typeof miniprogram === 'string' ? miniprogram : 'miniprogram_dist'
}

function readObject(file: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {}
  }
}

/** The packages that `useExtendedLib` of app.json stands for. */
export const extendedLibraries: Readonly<Record<string, readonly string[]>> = {
  weui: ['weui-miniprogram'],
  kbone: ['miniprogram-element', 'miniprogram-render'],
}
