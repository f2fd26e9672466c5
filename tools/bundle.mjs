import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, resolve } from 'node:path'
import { build, transform } from 'esbuild'
import { dist, emitTypes, write } from './emit-types.mjs'
import { leaveOutTexts } from './leave-out-texts.mjs'
import { noticesOf } from './notices.mjs'

// Builds dist/: the library for CommonJS and for ESM, its types, and the command.

/** The public entries: the name users import, and the source it comes from. */
const entries = {
  index: 'shared/index.ts',
  catalog: 'shared/catalog.ts',
  functions: 'shared/gateway/index.ts',
  stores: 'shared/stores.ts',
  telemetry: 'shared/telemetry.ts',
  'wechat-api': 'shared/wechat-api/index.ts',
  emulator: 'local/emulator/index.ts',
  testing: 'local/testing/index.ts',
  jest: 'local/testing/jest.ts',
  vitest: 'local/testing/vitest.ts',
}

/** The client of chosen rows, for small bundles: as a cloud function, it has no texts of errcodes that are passed on. */
const client = { client: 'shared/client/index.ts' }

/** Those that carry every row, so that nobody takes a part of them. */
const whole = ['index', 'catalog', 'wechat-api', 'emulator', 'testing', 'jest', 'vitest']

/** The rows that `serve` takes, an entry for each file: a function carries only those that it serves. */
const rows = Object.fromEntries(
  readdirSync('shared/catalogue', { recursive: true })
    .filter(file => file.endsWith('.ts') && !file.startsWith('shapes'))
    .map(file => [
      join('catalogue', file.replace(/(.)\/index\.ts$|\.ts$/, '$1')),
      join('shared/catalogue', file),
    ]),
)

// What a user installs beside us, if at all: the SDK, the test runner, and the compilers of the preview.
const external = [
  'wx-server-sdk',
  'vitest',
  'esbuild',
  'postcss',
  'postcss-selector-parser',
  'glass-easel',
  'glass-easel-miniprogram-adapter',
  'glass-easel-template-compiler',
]

/** All rows in one file, which the command loads too. */
const allRows = { 'all-rows': 'shared/catalogue/index.ts' }

/** Takes the rows from the library instead of into a bundle once more. */
const rowsOfLibrary = {
  name: 'rows-of-library',
  setup({ onResolve }) {
    onResolve({ filter: /catalogue(\/index)?$/ }, ({ resolveDir, path }) =>
      resolve(resolveDir, path).replace(/\/index$/, '') === resolve('shared/catalogue')
        ? { path: `./cjs/${Object.keys(allRows)[0]}.js`, external: true }
        : undefined,
    )
  },
}

/** Small, and still with lines that a stack trace can show. */
const shape = { minifyWhitespace: true, minifySyntax: true, lineLimit: 160 }

// One source tells where it is in both module systems; the one it is not in has no such name.
const logOverride = { 'empty-import-meta': 'silent' }

/** ESM with shared chunks, so that the entries of a group see the same classes. */
async function bundleEsm(entryPoints, plugins = []) {
  const { metafile } = await build({
    metafile: true,
    entryPoints,
    plugins,
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

/** The files that hold the emulator, or what tests with it. */
const ofEmulator = new Set()

/** Only we read stack traces of the emulator, and the entries of rows hold none but esbuild's functions. */
const isOurs = path => ofEmulator.has(path) || path.startsWith('catalogue/')
const ownShape = { minifyIdentifiers: true, keepNames: true }

/** The very same chunks as CommonJS. */
async function convertToCommonJs(folder = '') {
  for (const entry of readdirSync(join(dist, 'esm', folder), { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await convertToCommonJs(path)
    else if (path.endsWith('.js')) {
      const source = readFileSync(join(dist, 'esm', path), 'utf8')
      // Vitest is ESM alone.
      const supported = { 'dynamic-import': path === 'vitest.js' }
      const form = { format: 'cjs', target: 'node10', platform: 'node', supported, logOverride }
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

/** Where the names of the class's module are; its file is the class. */
const classNames = 'wechat-api-names'

/** `require('wx-openapi-shim/wechat-api')` is the class itself, as with the package it replaces. */
function makeClassTheModule() {
  const named = readFileSync(join(dist, 'cjs/wechat-api.js'), 'utf8')
  write(join(dist, `cjs/${classNames}.js`), named)
  write(
    join(dist, 'cjs/wechat-api.js'),
    `const names = require('./${classNames}.js')
const { API } = names
for (const name of Object.keys(names)) {
  Object.defineProperty(API, name, { value: names[name], configurable: true, writable: true })
}
module.exports = API
`,
  )
}

/**
 * In ESM an entry that is used as a whole is its CommonJS file, so that it is shipped once. A guard tells its errors by
 * what they say, not by their class.
 */
function shareWhole(name) {
  const file = `${name === 'wechat-api' ? classNames : name}.js`
  const all = createRequire(import.meta.url)(`../${dist}/cjs/${file}`)
  const names = Object.keys(all).filter(key => key !== 'default')
  write(
    join(dist, `esm/${name}.js`),
    `import all from '../cjs/${file}'
export const { ${names.join(', ')} } = all
${'default' in all ? 'export default all.default\n' : ''}`,
  )
}

async function bundleCommand() {
  const { metafile } = await build({
    metafile: true,
    entryPoints: ['local/cli/main.ts'],
    plugins: [rowsOfLibrary],
    outfile: join(dist, 'cli.js'),
    bundle: true,
    minify: true,
    lineLimit: shape.lineLimit,
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

/** What the preview shows in a browser, built by the preview's own means. */
async function bundlePreviewFiles() {
  const outfile = resolve('node_modules/.cache/own-files.cjs')
  const options = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['esbuild'] }
  await build({ entryPoints: ['local/preview/compile/own-files.ts'], outfile, ...options })
  const { buildOwnFiles } = createRequire(import.meta.url)(outfile)
  return buildOwnFiles(process.cwd(), join(dist, 'preview'))
}

rmSync(dist, { recursive: true, force: true })
const bundled = [await bundleEsm({ ...entries, ...allRows })]
for (const [file, { inputs }] of Object.entries(bundled[0].outputs)) {
  const isEmulator = Object.keys(inputs).some(input => input.startsWith('local/'))
  if (isEmulator) ofEmulator.add(relative(join(dist, 'esm'), file))
}
// Apart from the others: in their midst each row would become a file that the main entry loads.
bundled.push(await bundleEsm(rows))
bundled.push(await bundleEsm(client, [leaveOutTexts]))
await convertToCommonJs()
makeClassTheModule()
write(join(dist, 'cjs/package.json'), '{ "type": "commonjs" }\n')
// The chunks of what is shared go; the other entries are made again without them.
const [ofEntries, ...ofOthers] = bundled.map(({ outputs }) => Object.keys(outputs))
for (const file of ofEntries) if (!ofOthers.flat().includes(file)) rmSync(file)
await bundleEsm(Object.fromEntries(Object.entries(entries).filter(([name]) => !whole.includes(name))))
write(join(dist, 'esm/package.json'), '{ "type": "module" }\n')
for (const name of whole) shareWhole(name)
if (existsSync('local/cli/main.ts')) bundled.push(await bundleCommand())
bundled.push(await bundleDatabaseThread())
bundled.push(...(await bundlePreviewFiles()))
write(join(dist, 'THIRD-PARTY-NOTICES.txt'), noticesOf(bundled))
if (!process.argv.includes('--no-types')) emitTypes({ ...entries, ...client, ...rows })
