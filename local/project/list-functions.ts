import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { realPathWithin } from './files'
import { readJsonFile } from './json/json-file'
import { memberOf } from './json/read-json'
import type { Project } from './open-project'

/** A cloud function on the disk. */
export interface CloudFunction {
  readonly name: string
  /** Its folder, real. */
  readonly folder: string
  /** The file that is followed: the source where there is one beside its bundle. */
  readonly entry?: string
  /** The JavaScript that runs online, whether it is there or not. */
  readonly bundle: string
  /** Its config.json, whether it is there or not. */
  readonly config: string
}

/** The functions of a project, by name, and the names of those that are links out of it. */
export function listFunctions({ folder, functions }: Project): {
  functions: CloudFunction[]
  outside: string[]
} {
  const found: CloudFunction[] = []
  const outside: string[] = []
  for (const name of functions.path ? readdirSync(functions.path).sort() : []) {
    if (name.startsWith('.') || name === 'node_modules') continue
    const real = realPathWithin(folder, join(functions.path!, name))
    if (real === 'outside') outside.push(name)
    else if (real && statSync(real.path).isDirectory()) {
      const one = readFunction(name, real.path, folder)
      if (one) found.push(one)
    }
  }
  return { functions: found, outside }
}

/** A folder is a function when it has something to run, or a config.json that allows it something. */
function readFunction(name: string, folder: string, project: string): CloudFunction | undefined {
  const main = mainOf(folder, project)
  const entries = [main.replace(/\.js$/, '.ts'), main, 'index.ts', 'index.js'].map(file => join(folder, file))
  const entry = entries.find(file => statSync(file, { throwIfNoEntry: false })?.isFile())
  const config = join(folder, 'config.json')
  if (entry === undefined && !existsSync(config)) return undefined
  const real = entry === undefined ? undefined : realPathWithin(project, entry)
  return {
    name,
    folder,
    ...(real && real !== 'outside' && { entry: real.path }),
    bundle: join(folder, main),
    config,
  }
}

function mainOf(folder: string, project: string): string {
  const file = readJsonFile(join(folder, 'package.json'), project)
  const main = file.state === 'read' ? memberOf(file.tree, 'main')?.value : undefined
  if (main?.kind !== 'plain' || typeof main.value !== 'string' || main.value === '') return 'index.js'
  return /\.[cm]?[jt]s$/.test(main.value) ? main.value : `${main.value}.js`
}
