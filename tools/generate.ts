import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type EndpointInfo, listEndpoints } from '../shared/catalog'
import { secretName } from '../shared/errors/secrets'
import type { Description } from '../shared/schema/endpoint'
import { table } from '../shared/wechat-api/methods'
import { describeCatalogue } from './generate/catalogue/describe-catalogue'
import { readCatalogue } from './generate/catalogue/read-catalogue'
import { writeConsoleCatalogue } from './generate/write-console-catalogue'
import { functionNamespaces, type Output, writeFunctions } from './generate/write-functions'
import { writeOpenapi } from './generate/write-openapi'
import { writeReference } from './generate/write-reference'

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

/** The file by which the comments of the catalogue reach the command line. One line for each method. */
function writeDescriptions(descriptions: ReadonlyMap<string, Description>): string {
  const lines = [...descriptions].map(
    ([name, description]) => `  ${JSON.stringify(name)}: ${JSON.stringify(description)},`,
  )
  return `// DO NOT EDIT. Made from the comments of shared/catalogue by \`npm run generate\`.
import type { Description } from '../../../shared/schema/endpoint'

export const descriptions: { readonly [method: string]: Description | undefined } = {
${lines.join('\n')}
}
`
}

interface Names {
  [name: string]: string | Names
}

/** The file by which the mini program knows the methods of its cloud functions. */
function writeMethods(endpoints: readonly EndpointInfo[]): string {
  const tree: Names = {}
  for (const { namespace, method, effect } of endpoints) {
    let node = tree
    for (const part of namespace.split('.')) {
      node[part] ??= {}
      node = node[part] as Names
    }
    node[method] = typeof effect === 'string' ? effect : 'keyed'
  }
  return `// DO NOT EDIT. Made from shared/catalogue: for each method what a second send of the same call does.
export const methods = ${objectText(tree, '')} as const
`
}

function objectText(names: Names, indent: string): string {
  const lines = Object.entries(names).map(
    ([name, inner]) =>
      `${indent}  ${name}: ${typeof inner === 'string' ? `'${inner}'` : objectText(inner, `${indent}  `)},\n`,
  )
  return `{\n${lines.join('')}${indent}}`
}

/** The file by which the mini program, which takes no code from `shared`, knows what is secret. */
const writeSecretName =
  (): string => `// DO NOT EDIT. Made from shared/errors/secrets.ts: the names of what is secret.
export const secretName =
  ${secretName}
`

/**
 * The methods of the wechat-api class as methods of an interface: a subclass may override those, which it may not with
 * members of a mapped type.
 */
function writeTableMethods(): Output {
  const methods = Object.keys(table).flatMap(name =>
    [name, `_${name}`].flatMap(spelled => [
      `  ${spelled}(...args: Back<'${name}'>): void\n`,
      `  ${spelled}(...args: Args<'${name}'>): Promise<Given<'${name}'>>\n`,
    ]),
  )
  return {
    path: 'shared/wechat-api/generated/table-methods.ts',
    text: `// DO NOT EDIT. Made from shared/wechat-api/methods by \`npm run generate\`.
import type { ArgsOf, CallbackArgsOf, GivenBy } from '../entry'
import type { Table } from '../methods'

type Args<Name extends keyof Table> = ArgsOf<Table[Name]>
type Back<Name extends keyof Table> = CallbackArgsOf<Table[Name]>
type Given<Name extends keyof Table> = GivenBy<Table[Name]>

/** Every method of the table in both styles, and its twin that takes the token as it is. */
export interface TableMethods {
${methods.join('')}}
`,
  }
}
