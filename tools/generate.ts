import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { listEndpoints } from '../shared/catalog'
import { describeCatalogue } from './generate/catalogue/describe-catalogue'
import { readCatalogue } from './generate/catalogue/read-catalogue'
import { writeConsoleCatalogue } from './generate/write-console-catalogue'
import { writeDescriptions } from './generate/write-descriptions'
import { functionNamespaces, type Output, writeFunctions } from './generate/write-functions'
import { writeMethods } from './generate/write-methods'
import { writeOpenapi } from './generate/write-openapi'
import { writeReference } from './generate/write-reference'
import { writeSecretName } from './generate/write-secret-name'
import { writeTableMethods } from './generate/write-table-methods'

/**
 * Makes everything that is made from the catalogue.
 * @param root the folder of the project
 * @param write whether stale files are written, or only found
 * @returns the paths of the files that were stale
 * @throws SourceError naming file and line of what is not understood in the catalogue
 */
export function generate(root: string, write: boolean): string[] {
  const stale = outputs(root).filter(output => isStale(root, output))
  for (const { path, text } of write ? stale : []) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return stale.map(({ path }) => path)
}

function outputs(root: string): Output[] {
  const endpoints = listEndpoints()
  const described = describeCatalogue(readCatalogue(root), endpoints)
  const { descriptions, titles } = described
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const namespaces = new Set(functionNamespaces(endpoints))
  const reachable = endpoints.filter(({ namespace }) => namespaces.has(namespace))
  return [
    { path: 'local/cli/generated/descriptions.ts', text: writeDescriptions(descriptions) },
    { path: 'miniprogram/generated/methods.ts', text: writeMethods(reachable) },
    { path: 'miniprogram/generated/secret-name.ts', text: writeSecretName() },
    ...writeFunctions(root, endpoints, { titles, version }),
    ...writeReference(endpoints, described),
    writeOpenapi(endpoints, described, version),
    writeConsoleCatalogue(endpoints, described),
    writeTableMethods(),
  ]
}

function isStale(root: string, { path, text, onlyWhenAbsent, accepts }: Output): boolean {
  const file = join(root, path)
  if (!existsSync(file)) return true
  if (onlyWhenAbsent) return false
  const existing = readFileSync(file, 'utf8')
  return existing !== text && accepts?.(existing) !== true
}
