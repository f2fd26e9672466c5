import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, transform } from 'esbuild'

// Builds dist/: the library for CommonJS and for ESM, its types, and the command.

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

// What a user installs beside us, if at all: the SDK, and the compilers of the preview.
const external = [
  'wx-server-sdk',
  'esbuild',
  'postcss',
  'postcss-selector-parser',
  'glass-easel',
  'glass-easel-miniprogram-adapter',
  'glass-easel-template-compiler',
]

/** Small, and still with lines that a stack trace can show. */
const shape = { minifyWhitespace: true, minifySyntax: true, lineLimit: 160 }

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
    ...shape,
    external,
    logOverride,
    chunkNames: 'chunks/[name]-[hash]',
  })
  return metafile
}

/** Only we read stack traces of the emulator, and the entries of rows hold none but esbuild's functions. */
const isOurs = path => path === 'emulator.js' || path.startsWith('catalogue/')
const ownShape = { minifyIdentifiers: true, keepNames: true }

/** The very same chunks as CommonJS. */
async function convertToCommonJs(folder = '') {
  for (const entry of readdirSync(join(dist, 'esm', folder), { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await convertToCommonJs(path)
    else if (path.endsWith('.js')) {
      const source = readFileSync(join(dist, 'esm', path), 'utf8')
      const form = { format: 'cjs', target: 'node10', platform: 'node', logOverride }
      const { code } = await transform(source, form)
      const small = await transform(replaceable(code), { ...form, ...shape, ...(isOurs(path) && ownShape) })
      write(join(dist, 'cjs', path), withShortNames(small.code))
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

/** Each use of a field of the schema names the chunk that it comes from: a fifth of all bytes. */
function withShortNames(code) {
  const names = new Map()
  return code.replace(/\bimport_chunk_\w+/g, name => {
    if (!names.has(name)) names.set(name, `$${names.size.toString(36)}`)
    return names.get(name)
  })
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

/**
 * Only node runs the emulator, and a guard tells its errors by what they say: in ESM it is the CommonJS file, so that it
 * is shipped once.
 */
function shareEmulator() {
  const require = createRequire(import.meta.url)
  const names = Object.keys(require(`../${dist}/cjs/emulator.js`))
  write(
    join(dist, 'esm/emulator.js'),
    `import emulator from '../cjs/emulator.js'\nexport const { ${names.join(', ')} } = emulator\n`,
  )
}

async function bundleCommand() {
  const { metafile } = await build({
    metafile: true,
    entryPoints: ['local/cli/main.ts'],
    outfile: join(dist, 'cli.js'),
    bundle: true,
    minify: true,
    lineLimit: shape.lineLimit,
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
  for (const path of declarationsIn('types')) {
    const text = readFileSync(path, 'utf8')
    const short = text.replace(/\b(Buffer|Uint8Array)<ArrayBuffer(Like)?>/g, '$1')
    if (short !== text) writeFileSync(path, short)
  }
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

/** Declarations are written once; each flavour of an entry points to them. */
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
  dropUnreachedTypes()
}

rmSync(dist, { recursive: true, force: true })
const bundled = [await bundleEsm(entries)]
// Apart from the others: in their midst each row would become a file that the main entry loads.
bundled.push(await bundleEsm(rows))
write(join(dist, 'esm/package.json'), '{ "type": "module" }\n')
await convertToCommonJs()
makeClassTheModule()
write(join(dist, 'cjs/package.json'), '{ "type": "commonjs" }\n')
shareEmulator()
if (existsSync('local/cli/main.ts')) bundled.push(await bundleCommand())
bundled.push(await bundleDatabaseThread())
write(join(dist, 'THIRD-PARTY-NOTICES.txt'), noticesOf(bundledPackages(bundled)))
if (!process.argv.includes('--no-types')) emitTypes()

/**
 * The folders of the packages that bundles carry code of, in their order.
 * @param {import('esbuild').Metafile[]} metafiles what esbuild says about the bundles
 */
function bundledPackages(metafiles) {
  const files = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([file]) => file),
    ),
  )
  const folders = files.map(file => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0])
  return [...new Set(folders.filter(folder => folder !== undefined))].sort()
}

/**
 * The licences of packages as one text.
 * @param {string[]} folders the folders of the packages
 * @throws Error naming a package that ships no licence: its code cannot be shipped either
 */
function noticesOf(folders) {
  return `This package contains code of the following packages.\n${folders.map(noticeOf).join('')}`
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = readdirSync(folder)
    .filter(file => /^(licen[cs]e|notice|copying)/i.test(file))
    .sort()
    .map(file => readFileSync(join(folder, file), 'utf8').trim())
  if (texts.length === 0) throw new Error(`${name} is bundled and has no licence to ship with it`)
  return `\n${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`
}
