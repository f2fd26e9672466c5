import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { EndpointInfo } from '../../shared/catalog'

/** A file to be written. */
export interface Output {
  /** From the root of the project, with `/`. */
  readonly path: string
  readonly text: string
  /** Whether a file that exists is the owner's, whatever it holds. */
  readonly onlyWhenAbsent?: boolean
  /** Whether a file that exists may stay as it is. */
  readonly accepts?: (existing: string) => boolean
}

const firstNamespace = 'logistics'
const allName = 'openapi'

/** The namespaces that have a function of their own: those with methods that have a permission name. */
export function functionNamespaces(endpoints: readonly EndpointInfo[]): string[] {
  return [...new Set(endpoints.filter(one => one.cloudCallable).map(one => one.namespace))]
}

/**
 * The files of all cloud functions: one for each namespace, and one that serves all.
 * @param root the folder of the project
 * @param titles what the namespaces are about, by their names
 * @throws Error when the file of a namespace is not where its name says
 */
export function writeFunctions(
  root: string,
  endpoints: readonly EndpointInfo[],
  { titles, version }: { titles: ReadonlyMap<string, string>; version: string },
): Output[] {
  const ofNamespaces = functionNamespaces(endpoints).flatMap(namespace => {
    const file = `shared/catalogue/${namespace.replace(/\./g, '/')}`
    if (!existsSync(join(root, `${file}.ts`))) throw new Error(`${namespace} is not in ${file}.ts`)
    const title = titles.get(namespace)
    const last = namespace.slice(namespace.lastIndexOf('.') + 1)
    return filesOf({
      name: namespace.replace(/\./g, '-'),
      imports: `{ ${last} } from '../../${file}'`,
      rows: rowsOf(namespace.split('.')),
      permissions: permissionsOf(namespace, endpoints),
      description: `${title ? `${title}：` : ''}把 openapi.${namespace} 的方法提供给小程序`,
      version,
    })
  })
  const all = filesOf({
    name: allName,
    imports: "* as catalogue from '../../shared/catalogue'",
    rows: 'catalogue',
    permissions: permissionsOf(firstNamespace, endpoints),
    description: '一个云函数提供全部接口：把 openapi 的方法提供给小程序',
    version,
  })
  return [...ofNamespaces, ...all]
}

/** `{ officialAccount: { newtmpl } }` */
const rowsOf = ([first, ...rest]: readonly string[]): string =>
  rest.length === 0 ? `{ ${first} }` : `{ ${first}: ${rowsOf(rest)} }`

const permissionsOf = (namespace: string, endpoints: readonly EndpointInfo[]): string[] =>
  endpoints.filter(one => one.namespace === namespace && one.cloudCallable).map(one => one.name)

interface FunctionFacts {
  readonly name: string
  readonly imports: string
  readonly rows: string
  readonly permissions: readonly string[]
  readonly description: string
  readonly version: string
}

function filesOf({ name, imports, rows, permissions, description, version }: FunctionFacts): Output[] {
  const folder = `cloudfunctions/${name}`
  const index = `import ${imports}
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve(${rows}, config)
`
  return [
    // The options of serve are the owner's: who may call what is not decided here.
    {
      path: `${folder}/index.ts`,
      text: index,
      accepts: text => text.startsWith(index.replace(/\)\n$/, ', ')),
    },
    {
      path: `${folder}/package.json`,
      text: json({ name, version, description, private: true, main: 'index.js' }),
    },
    {
      path: `${folder}/config.json`,
      text: configText(permissions),
      onlyWhenAbsent: true,
    },
  ]
}

const longestLine = 110

/** config.json as the formatter of the project leaves it: few names on one line, more of them one below the other. */
function configText(permissions: readonly string[]): string {
  const inLine = `    "openapi": [${permissions.map(name => JSON.stringify(name)).join(', ')}]`
  const isShort = inLine.length <= longestLine
  return isShort
    ? `{\n  "permissions": {\n${inLine}\n  }\n}\n`
    : json({ permissions: { openapi: permissions } })
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
