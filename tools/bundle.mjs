// Builds dist/: the library for CommonJS and for ESM, its types, and the command.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, transform } from 'esbuild'
import { bundledPackages, noticesOf } from './notices.mjs'

const dist = 'dist'

/** The public entries: the name users import, and the source it comes from. */
const entries = {
  index: 'shared/index.ts',
  catalog: 'shared/catalog.ts',
  functions: 'shared/functions.ts',
  stores: 'shared/stores.ts',
  telemetry: 'shared/telemetry.ts',
  testing: 'shared/testing.ts',
  'wechat-api': 'shared/wechat-api/index.ts',
  emulator: 'local/emulator/index.ts',
}

/** The rows that `serve` takes, an entry for each file: a function carries only those that it serves. */
const rows = Object.fromEntries(
  readdirSync('shared/catalogue', { recursive: true })
    .filter(file => file.endsWith('.ts') && !file.startsWith('shapes'))
    .map(file => [
      join('catalogue', file.replace(/(.)\/index\.ts$|\.ts$/, '$1')),
      join('shared/catalogue', file),
    ]),
)

// What a user installs beside us, if at all: the SDK, and what the preview compiles a mini program with.
const external = [
  'wx-server-sdk',
  'esbuild',
  'postcss',
  'postcss-selector-parser',
  'glass-easel',
  'glass-easel-miniprogram-adapter',
  'glass-easel-template-compiler',
]

// One source tells where it is in both module systems; the one it is not in has no such name.
const logOverride = { 'empty-import-meta': 'silent' }

const write = (path, text) => {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
}

/** ESM with shared chunks, so that the entries of a group see the same classes. */
async function bundleEsm(entryPoints) {
  const { metafile } = await build({
    metafile: true,
    entryPoints,
    outdir: join(dist, 'esm'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node14',
    external,
    logOverride,
    chunkNames: 'chunks/[name]-[hash]',
  })
  return metafile
}

/** The very same chunks as CommonJS. */
async function convertToCommonJs(folder = '') {
  for (const entry of readdirSync(join(dist, 'esm', folder), { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await convertToCommonJs(path)
    else if (path.endsWith('.js')) {
      const source = readFileSync(join(dist, 'esm', path), 'utf8')
      const { code } = await transform(source, {
        format: 'cjs',
        target: 'node10',
        platform: 'node',
        logOverride,
      })
      write(join(dist, 'cjs', path), replaceable(code))
    }
  }
}

/** What a module exports can be replaced by `jest.spyOn`, which esbuild's two helpers for exports do not let it be. */
function replaceable(code) {
  const replaced = code
    .replace(/\{ (get: all\d*\[\w+\]), enumerable: true \}/, '{ $1, enumerable: true, configurable: true }')
    .replace(/\{ (get: \(\) => \w+\[\w+\]), enumerable: (?=!)/, '{ $1, configurable: true, enumerable: ')
  // Another version of esbuild may write it otherwise.
  if (/__copyProps =/.test(code) && !/configurable: true, enumerable: ?!/.test(replaced))
    throw new Error("esbuild's helper for exports was not found")
  return replaced
}

/** `require('wx-openapi-shim/wechat-api')` is the class itself, as with the package it replaces. */
function makeClassTheModule() {
  const named = readFileSync(join(dist, 'cjs/wechat-api.js'), 'utf8')
  write(join(dist, 'cjs/wechat-api-names.js'), named)
  write(
    join(dist, 'cjs/wechat-api.js'),
    `const names = require('./wechat-api-names.js')
const { API } = names
for (const name of Object.keys(names)) {
  Object.defineProperty(API, name, { value: names[name], configurable: true, writable: true })
}
module.exports = API
`,
  )
}

async function bundleCommand() {
  const { metafile } = await build({
    metafile: true,
    entryPoints: ['local/cli/main.ts'],
    outfile: join(dist, 'cli.js'),
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external,
    logOverride,
    banner: { js: '#!/usr/bin/env node' },
  })
  chmodSync(join(dist, 'cli.js'), 0o755)
  return metafile
}

/** The thread in which the emulator's database computes, a program of its own. */
async function bundleDatabaseThread() {
  const { metafile } = await build({
    metafile: true,
    entryPoints: ['local/emulator/gateway/database/thread.ts'],
    outfile: join(dist, 'database-thread.js'),
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  })
  return metafile
}

/** The names of the types that an entry exports. */
const typesOf = entry =>
  Array.from(readFileSync(entry, 'utf8').matchAll(/export type \{([^}]*)\}/g), ([, names]) =>
    names.match(/\w+/g),
  ).flat()

/** Of node's types the compiler writes type parameters out that only later versions of them have. */
function shortenNodeTypes() {
  for (const file of readdirSync(join(dist, 'types'), { recursive: true })) {
    const path = join(dist, 'types', file)
    if (!path.endsWith('.d.ts')) continue
    const text = readFileSync(path, 'utf8')
    const short = text.replace(/\b(Buffer|Uint8Array)<ArrayBuffer(Like)?>/g, '$1')
    if (short !== text) writeFileSync(path, short)
  }
}

/** The declarations of an entry; a compiler that includes no types by itself is told that they need node's. */
const writeTypes = (path, text) => write(join(dist, path), `/// <reference types="node" />\n${text}`)

/** Declarations stand once; each flavour of an entry points to them. */
function emitTypes() {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {
    stdio: 'inherit',
  })
  shortenNodeTypes()
  for (const [name, source] of Object.entries({ ...entries, ...rows })) {
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
}

rmSync(dist, { recursive: true, force: true })
const bundled = [await bundleEsm(entries)]
// Apart from the others: in their midst each row would become a file that the main entry loads.
bundled.push(await bundleEsm(rows))
write(join(dist, 'esm/package.json'), '{ "type": "module" }\n')
await convertToCommonJs()
makeClassTheModule()
write(join(dist, 'cjs/package.json'), '{ "type": "commonjs" }\n')
if (existsSync('local/cli/main.ts')) bundled.push(await bundleCommand())
bundled.push(await bundleDatabaseThread())
write(join(dist, 'THIRD-PARTY-NOTICES.txt'), noticesOf(bundledPackages(bundled)))
if (!process.argv.includes('--no-types')) emitTypes()
