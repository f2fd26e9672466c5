// Builds dist/: the library for CommonJS and for ESM, its types, and the command.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, transform } from 'esbuild'

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

/** ESM with shared chunks, so that every entry sees the same classes. */
async function bundleEsm() {
  await build({
    entryPoints: entries,
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
  write(join(dist, 'esm/package.json'), '{ "type": "module" }\n')
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
      write(join(dist, 'cjs', path), code)
    }
  }
}

/** `require('wx-openapi-shim/wechat-api')` is the class itself, as with the package it replaces. */
function makeClassTheModule() {
  const named = readFileSync(join(dist, 'cjs/wechat-api.js'), 'utf8')
  write(join(dist, 'cjs/wechat-api-names.js'), named)
  write(
    join(dist, 'cjs/wechat-api.js'),
    `const { API } = require('./wechat-api-names.js')
for (const name of ['API', 'default']) Object.defineProperty(API, name, { value: API, configurable: true })
module.exports = API
`,
  )
}

async function bundleCommand() {
  await build({
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
}

/** Declarations stand once; each flavour of an entry points to them. */
function emitTypes() {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {
    stdio: 'inherit',
  })
  for (const [name, source] of Object.entries(entries)) {
    const declaration = `../types/${source.replace(/\.ts$/, '')}`
    write(join(dist, 'cjs', `${name}.d.ts`), `export * from '${declaration}'\n`)
    write(join(dist, 'esm', `${name}.d.ts`), `export * from '${declaration}.js'\n`)
  }
  const types = '../types/shared/wechat-api/index'
  // A module that is a class has its types as the type and the namespace of that name.
  write(
    join(dist, 'cjs/wechat-api.d.ts'),
    `import names = require('${types}')
declare const API: names.APIConstructor & { readonly API: names.APIConstructor; readonly default: names.APIConstructor }
type API = names.API
export = API
`,
  )
  write(
    join(dist, 'esm/wechat-api.d.ts'),
    `export * from '${types}.js'\nexport { API as default } from '${types}.js'\n`,
  )
}

rmSync(dist, { recursive: true, force: true })
await bundleEsm()
await convertToCommonJs()
makeClassTheModule()
write(join(dist, 'cjs/package.json'), '{ "type": "commonjs" }\n')
if (existsSync('local/cli/main.ts')) await bundleCommand()
if (!process.argv.includes('--no-types')) emitTypes()
