// Finds the mini programs below a folder of repositories.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, resolve } from 'node:path'

const readJson = path => JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))

/** The folder whose project.config.json shows a mini program, else the mini program's own. */
function projectOf(miniProgram, root) {
  for (let above = miniProgram; above.startsWith(root); above = dirname(above)) {
    const file = join(above, 'project.config.json')
    if (!existsSync(file)) continue
    try {
      if (resolve(above, readJson(file).miniprogramRoot ?? '') === miniProgram) return above
    } catch {
      // Another folder may show it.
    }
  }
  return miniProgram
}

/** Each folder with an app.json that lists pages, with the project that shows it. */
export function findFronts(folder) {
  return readdirSync(folder, { recursive: true })
    .filter(path => /(^|\/)app\.json$/.test(path))
    .filter(path => !/(^|\/)(node_modules|miniprogram_npm|dist)\//.test(path))
    .filter(path => {
      try {
        return Array.isArray(readJson(join(folder, path)).pages)
      } catch {
        return false
      }
    })
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
