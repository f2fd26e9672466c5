import { version } from '../../../package.json'
import type { NewFile } from './write-files'

/** A cloud function as it is to be made. */
export interface NewFunction {
  /** Its folder from the project, with `/`. */
  readonly folder: string
  readonly name: string
  readonly isTypeScript: boolean
  /** The methods that it offers; without them it is one to begin with. */
  readonly methods?: readonly string[]
}

/** The version of this package as a project depends on it. */
export const ownRange = `^${version}`
/** The newest wx-server-sdk whose functions run on every runtime of the cloud. */
export const sdkRange = '~3.0.1'

/** The permission that the function to begin with needs. */
const firstMethod = 'security.msgSecCheck'

/** JSON as people write it. */
export const jsonFile = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** The files of a cloud function. */
export function functionFiles({ folder, name, isTypeScript, methods }: NewFunction): NewFile[] {
  const source = methods ? servedSource(methods, isTypeScript) : firstSource(isTypeScript)
  const dependencies = { 'wx-openapi-shim': ownRange, ...(!methods && { 'wx-server-sdk': sdkRange }) }
  return [
    { path: `${folder}/index.${isTypeScript ? 'ts' : 'js'}`, text: source },
    { path: `${folder}/config.json`, text: jsonFile({ permissions: { openapi: methods ?? [firstMethod] } }) },
    {
      path: `${folder}/package.json`,
      text: jsonFile({
        name: name.toLowerCase(),
        version: '1.0.0',
        private: true,
        main: 'index.js',
        dependencies,
      }),
    },
  ]
}

/** A function that offers methods to the mini program, for those whom OPENAPI_OPERATORS names. */
function servedSource(methods: readonly string[], isTypeScript: boolean): string {
  const namespaces = [...new Set(methods.map(method => method.slice(0, method.lastIndexOf('.'))))].sort()
  const paths = namespaces.map(namespace => ({ parts: namespace.split('.'), local: localName(namespace) }))
  const rows = nested(paths)
  const imported = paths.map(({ parts, local }) => {
    const own = parts.at(-1)!
    const from = `wx-openapi-shim/catalogue/${parts.join('/')}`
    return isTypeScript
      ? `import { ${own === local ? own : `${own} as ${local}`} } from '${from}'`
      : `const { ${own === local ? own : `${own}: ${local}`} } = require('${from}')`
  })
  return isTypeScript
    ? `${imported.join('\n')}
import { serve } from 'wx-openapi-shim/functions'
import config from './config.json'

// For the users whose OPENIDs are in the variable OPENAPI_OPERATORS of the function.
export const main = serve(${rows}, config)
`
    : `${imported.join('\n')}
const { serve } = require('wx-openapi-shim/functions')
const config = require('./config.json')

// For the users whose OPENIDs are in the variable OPENAPI_OPERATORS of the function.
exports.main = serve(${rows}, config)
`
}

/** `officialAccount.user` as one word: two namespaces may end in the same. */
const localName = (namespace: string): string =>
  namespace.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase())

interface Tree {
  [name: string]: Tree | string
}

/** `{ logistics, officialAccount: { user: officialAccountUser } }` */
function nested(paths: readonly { parts: readonly string[]; local: string }[]): string {
  const tree: Tree = {}
  for (const { parts, local } of paths) {
    let at = tree
    for (const part of parts.slice(0, -1)) {
      at[part] ??= {}
      at = at[part] as Tree
    }
    at[parts.at(-1)!] = local
  }
  const written = (one: Tree): string =>
    `{ ${Object.entries(one)
      .map(([name, value]) =>
        typeof value !== 'string'
          ? `${name}: ${written(value)}`
          : value === name
            ? name
            : `${name}: ${value}`,
      )
      .join(', ')} }`
  return written(tree)
}

/** A function that checks what a user wrote, typed in either language. */
const firstSource = (isTypeScript: boolean): string =>
  isTypeScript
    ? `import { createOpenapi } from 'wx-openapi-shim'
import cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
// In the cloud it needs no secret; config.json permits the method.
const openapi = createOpenapi({ transport: 'cloud' })

/** What the page sends. Anybody can send anything: check it. */
interface TextEvent {
  text?: unknown
}

/** Lets WeChat check a text before others see it. */
export async function main({ text }: TextEvent): Promise<{ isGood: boolean; suggest?: string }> {
  if (typeof text !== 'string' || text === '') return { isGood: false }
  // Who calls is known from the context, never from the event.
  const { OPENID } = cloud.getWXContext()
  const { result } = await openapi.security.msgSecCheck({ openid: OPENID, scene: 2, version: 2, content: text })
  return { isGood: result?.suggest === 'pass', suggest: result?.suggest }
}
`
    : `// @ts-check
const { createOpenapi } = require('wx-openapi-shim')
const cloud = require('wx-server-sdk')

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
// In the cloud it needs no secret; config.json permits the method.
const openapi = createOpenapi({ transport: 'cloud' })

/**
 * Lets WeChat check a text before others see it.
 * @param {{ text?: unknown }} event what the page sends; anybody can send anything: check it
 * @returns {Promise<{ isGood: boolean, suggest?: string }>}
 */
exports.main = async ({ text }) => {
  if (typeof text !== 'string' || text === '') return { isGood: false }
  // Who calls is known from the context, never from the event.
  const { OPENID } = cloud.getWXContext()
  const { result } = await openapi.security.msgSecCheck({ openid: OPENID, scene: 2, version: 2, content: text })
  return { isGood: result?.suggest === 'pass', suggest: result?.suggest }
}
`
