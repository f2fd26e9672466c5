// Finds the mini programs below a folder of repositories.
import { readdirSync } from 'node:fs'
import { dirname, join, posix, relative, resolve } from 'node:path'
import { readJson } from '../projects/find.mjs'

/** The folder whose project.config.json shows a mini program, else the mini program's own. */
function projectOf(miniProgram, root) {
  for (let above = miniProgram; above.startsWith(root); above = dirname(above)) {
    const config = readJson(join(above, 'project.config.json'))
    if (config && resolve(above, config.miniprogramRoot ?? '') === miniProgram) return above
  }
  return miniProgram
}

/** Each folder with an app.json that lists pages, with the project that shows it. */
export function findFronts(folder) {
  return readdirSync(folder, { recursive: true })
    .filter(path => /(^|\/)app\.json$/.test(path))
    .filter(path => !/(^|\/)(node_modules|miniprogram_npm|dist)\//.test(path))
    .filter(path => Array.isArray(readJson(join(folder, path))?.pages))
    .map(path => {
      const miniProgram = dirname(join(folder, path))
      const project = projectOf(miniProgram, folder)
      const [repository, ...inside] = relative(folder, project).split('/')
      return { miniProgram, project, title: [repository.replace('+', '/'), ...inside].join(' ') }
    })
}

/** The pages of a mini program, those of its subpackages too. */
export function listPages(miniProgram) {
  const config = readJson(join(miniProgram, 'app.json'))
  const parts = config.subPackages ?? config.subpackages ?? []
  return [
    ...config.pages,
    ...parts.flatMap(({ root, pages = [] }) => pages.map(page => posix.join(root, page))),
  ]
}
