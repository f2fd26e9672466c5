import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path'
import { isRecord } from '../../../shared/schema/objects'
import { isWithin } from '../../project/files'
import { readJsonFile } from '../../project/json/json-file'
import { plainOf } from '../../project/json/read-json'
import { en } from './texts/en'

/** A function cannot be made as it is; each line is one reason. */
export class NotMade extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'))
  }
}

/** What functions call the cloud through: it is never bundled. */
export const sdk = 'wx-server-sdk'

const builtIn = new Set(builtinModules)

/** The versions of what is not bundled, as package.json says: that of the function, or the nearest above it. */
export function versionsOf(wanted: readonly string[], folder: string, project: string) {
  const packages: Record<string, string> = {}
  const warnings: string[] = []
  const own = dependenciesOf(folder)
  // What loads it by itself, as the drop-in does, needs it too.
  const names = new Set([...wanted, ...(sdk in own ? [sdk] : [])].filter(name => !builtIn.has(name)))
  for (const name of [...names].sort()) {
    const version = own[name] ?? versionAbove(name, folder, project)
    if (version !== undefined) packages[name] = version
    else if (name === sdk) {
      packages[name] = 'latest'
      warnings.push(en.sdkUnpinned)
    } else throw new NotMade([en.undeclared(name)])
  }
  return { packages, warnings }
}

function versionAbove(name: string, from: string, project: string): string | undefined {
  for (let folder = dirname(from); isWithin(project, folder); folder = dirname(folder)) {
    const { devDependencies } = manifestOf(folder)
    const version =
      dependenciesOf(folder)[name] ?? (isRecord(devDependencies) ? devDependencies[name] : undefined)
    if (typeof version === 'string') return version
  }
  return undefined
}

/** A package.json; nothing of one that is absent or broken. */
export function manifestOf(folder: string): Record<string, unknown> {
  const file = readJsonFile(join(folder, 'package.json'), folder)
  const json = file.state === 'read' ? plainOf(file.tree) : undefined
  return isRecord(json) ? json : {}
}

export function dependenciesOf(folder: string): Record<string, string> {
  const { dependencies, optionalDependencies } = manifestOf(folder)
  const all = { ...(optionalDependencies as object), ...(dependencies as object) }
  return Object.fromEntries(
    Object.entries(all).filter((one): one is [string, string] => typeof one[1] === 'string'),
  )
}
