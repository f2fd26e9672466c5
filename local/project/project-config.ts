import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ConfigError } from '../../shared/index'
import { isRecord } from '../../shared/schema/objects'
import { en } from './texts/en'

/** What project.config.json says in texts, each with an example. */
const examples = {
  cloudfunctionRoot: 'cloudfunctions/',
  miniprogramRoot: 'miniprogram/',
  appid: 'wx0123456789abcdef',
  projectname: 'shop',
  compileType: 'miniprogram',
}

type Field = keyof typeof examples

/**
 * Reads texts of a project's project.config.json; what is not said is undefined, and so is all without the file.
 * @throws ConfigError when the file is not a JSON object, or one of the fields is not a text
 */
export function readProjectConfig<Name extends Field>(
  folder: string,
  fields: readonly Name[],
): Partial<Record<Name, string>> {
  const path = join(folder, projectFile)
  if (!existsSync(path)) return {}
  const broken = (what: string) => new ConfigError({ what, fix: en.project.correct })
  let config: unknown
  try {
    config = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch {
    throw broken(en.project.notJson(path))
  }
  if (!isRecord(config)) {
    throw broken(en.project.notObject(path))
  }
  const said: Partial<Record<Name, string>> = {}
  for (const field of fields) {
    const value = (config as { readonly [field: string]: unknown })[field]
    if (value === undefined) continue
    if (typeof value !== 'string') {
      throw new ConfigError({ what: en.project.notText(field, path, examples[field]) })
    }
    said[field] = value
  }
  return said
}

/**
 * The command that builds the mini program of a project whose source is of another framework.
 * @returns undefined when it is there already, or nothing says that it is built
 */
export function buildCommand(folder: string, miniprogramRoot: string | undefined): string | undefined {
  if (!miniprogramRoot || existsSync(join(folder, miniprogramRoot, 'app.json'))) return undefined
  const path = join(folder, 'package.json')
  if (!existsSync(path)) return undefined
  try {
    const { scripts } = JSON.parse(readFileSync(path, 'utf8')) as { scripts?: unknown }
    const names = isRecord(scripts) ? Object.keys(scripts) : []
    const name =
      names.find(one => /^build.*(weapp|wechat|mp-weixin)/.test(one)) ?? names.find(one => one === 'build')
    return name && `npm run ${name}`
  } catch {
    return undefined
  }
}

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
