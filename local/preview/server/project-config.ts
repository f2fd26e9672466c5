import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What the preview needs of project.config.json, the file that WeChat's own tool opens a project by. */
export interface ProjectConfig {
  name: string
  appId: string
  /** The folder with app.json. */
  root: string
}

/** @throws Error when the folder holds no mini program */
export function readProject(folder: string): ProjectConfig {
  const file = join(folder, 'project.config.json')
  const config = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as {
        miniprogramRoot?: string
        appid?: string
        projectname?: string
      })
    : {}
  const root = resolve(folder, config.miniprogramRoot ?? '.')
  if (!existsSync(join(root, 'app.json')))
    throw new Error(`there is no mini program in ${root}: app.json is missing`)
  return { root, appId: config.appid ?? '', name: config.projectname ?? 'Mini program' }
}
