// Writes the declarations of dist/.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where all that is built goes. */
export const dist = 'dist'

export const write = (path, text) => {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
}

/** The names of the types that an entry exports. */
const typesOf = entry =>
  Array.from(readFileSync(entry, 'utf8').matchAll(/export type \{([^}]*)\}/g), ([, names]) =>
    names.match(/\w+/g),
  ).flat()

/**
 * Makes the declarations smaller by a quarter: tabs, and one import for what the compiler imports at each use. Of node's
 * types it writes type parameters out that only its later versions have.
 */
function shortenTypes() {
  for (const path of declarationsIn('types')) {
    const text = readFileSync(path, 'utf8')
      .replace(/\b(Buffer|Uint8Array)<ArrayBuffer(Like)?>/g, '$1')
      .replace(/^(?: {4})+/gm, blanks => '\t'.repeat(blanks.length / 4))
    writeFileSync(path, importOnce(text))
  }
}

/** Imports a type at the top where it is imported inline, and no other thing of the file has its name. */
function importOnce(text) {
  const inline = /\bimport\("([^"]*)"\)\.(\w+)/g
  const other = text.replace(inline, '').replace(/\/\*\*[\s\S]*?\*\//g, '')
  const homes = new Map()
  for (const [, home, name] of text.matchAll(inline)) homes.set(name, new Set(homes.get(name)).add(home))
  const isFree = name => homes.get(name).size === 1 && !new RegExp(`\\b${name}\\b`).test(other)
  const imports = [...homes].filter(([name]) => isFree(name))
  const lines = imports.map(([name, [home]]) => `import type { ${name} } from '${home}'\n`)
  return lines.join('') + text.replace(inline, (whole, _, name) => (isFree(name) ? name : whole))
}

/** Every source has declarations; those that no entry leads to are nobody's. */
function dropUnreachedTypes() {
  const reached = new Set()
  const follow = path => {
    if (reached.has(path) || !existsSync(path)) return
    reached.add(path)
    const text = readFileSync(path, 'utf8')
    for (const [, from] of text.matchAll(/(?:from |import\(|require\()['"](\.[^'"]*)['"]/g)) {
      const target = join(path, '..', from.replace(/\.js$/, ''))
      follow(`${target}.d.ts`)
      follow(join(target, 'index.d.ts'))
    }
  }
  for (const file of declarationsIn('cjs')) follow(file)
  for (const file of declarationsIn('types')) if (!reached.has(file)) rmSync(file)
}

const declarationsIn = folder =>
  readdirSync(join(dist, folder), { recursive: true })
    .filter(file => file.endsWith('.d.ts'))
    .map(file => join(dist, folder, file))

/** The declarations of an entry; a compiler that includes no types by itself is told that they need node's. */
const writeTypes = (path, text) => write(join(dist, path), `/// <reference types="node" />\n${text}`)

/**
 * Declarations are written once; each flavour of an entry points to them.
 * @param {Record<string, string>} entries the name of each entry, and the source it comes from
 */
export function emitTypes(entries) {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {
    stdio: 'inherit',
  })
  shortenTypes()
  for (const [name, source] of Object.entries(entries)) {
    const declaration = `${name.replace(/[^/]+/g, '..')}/types/${source.replace(/\.ts$/, '')}`
    writeTypes(`cjs/${name}.d.ts`, `export * from '${declaration}'\n`)
    writeTypes(`esm/${name}.d.ts`, `export * from '${declaration}.js'\n`)
  }
  const types = '../types/shared/wechat-api/index'
  // A module that is a class has its types as the type and the namespace of that name.
  writeTypes(
    'cjs/wechat-api.d.ts',
    `import names = require('${types}')
declare const API: names.APIConstructor & Pick<typeof names, 'API' | 'default' | 'make' | 'postJSON' | 'wrapper'>
type API = names.API
declare namespace API {
${typesOf('shared/wechat-api/index.ts')
  .map(name => (name === 'Callback' ? `${name}<Data>` : name))
  .map(type => `  export type ${type} = names.${type}`)
  .join('\n')}
}
export = API
`,
  )
  writeTypes(
    'esm/wechat-api.d.ts',
    `export * from '${types}.js'\nexport { API as default } from '${types}.js'\n`,
  )
  dropUnreachedTypes()
}
