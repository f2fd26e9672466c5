import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readProjectConfig } from '../../project/project-config'

/** What the preview needs of project.config.json, the file that WeChat's own tool opens a project by. */
export interface ProjectConfig {
  name: string
  appId: string
  /** The folder with app.json. */
  root: string
}

/** @throws Error when the folder holds no mini program, or its project.config.json cannot be understood */
export function readProject(folder: string): ProjectConfig {
  const config = readProjectConfig(folder, ['miniprogramRoot', 'appid', 'projectname'])
  const root = resolve(folder, config.miniprogramRoot ?? '.')
  if (!existsSync(join(root, 'app.json')))
    throw new Error(`there is no mini program in ${root}: app.json is missing`)
  return { root, appId: config.appid ?? '', name: config.projectname ?? 'Mini program' }
}
