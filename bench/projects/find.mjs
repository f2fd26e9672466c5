// The projects below a folder, and the functions of each.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

/** Folders of packages and of tools. */
const isLeftOut = name => /^(node_modules|miniprogram_npm)$/.test(name) || name.startsWith('.')

/** JSON of a file, with or without a byte order mark; undefined where there is none. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

function* foldersBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || isLeftOut(entry.name)) continue
    yield join(folder, entry.name)
    yield* foldersBelow(join(folder, entry.name))
  }
}

/** All files below a folder, without packages. */
export function* filesBelow(folder, isEntered = () => true) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!isLeftOut(entry.name) && isEntered(path)) yield* filesBelow(path, isEntered)
    } else if (entry.isFile()) yield path
  }
}

/** A folder of a function that no JavaScript and no TypeScript starts is in another language, or not whole. */
const entryOf = folder => ['index.js', 'index.ts'].find(name => existsSync(join(folder, name)))

function functionsOf(root) {
  return readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && /^[A-Za-z0-9_-]+$/.test(entry.name) && !isLeftOut(entry.name))
    .map(({ name }) => ({ name, folder: join(root, name), entry: entryOf(join(root, name)) }))
    .filter(({ entry }) => entry)
}

/**
 * Every folder below those of the repositories that `wx-openapi start` takes for a project with functions.
 * @returns projects with the name of their repository, `owner/name`, and their functions
 */
export function findProjects(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap(name => {
      const repository = name.replace('+', '/')
      const top = join(folder, name)
      const folders = [top, ...foldersBelow(top)].filter(
        path => existsSync(join(path, 'project.config.json')) || existsSync(join(path, 'cloudfunctions')),
      )
      return folders.flatMap(path => {
        const root = resolve(
          path,
          readJson(join(path, 'project.config.json'))?.cloudfunctionRoot || 'cloudfunctions',
        )
        const functions = root !== path && existsSync(root) ? functionsOf(root) : []
        const title = [repository, relative(top, path)].filter(Boolean).join(' ')
        return functions.length > 0 ? [{ repository, title, folder: path, root, functions }] : []
      })
    })
}
