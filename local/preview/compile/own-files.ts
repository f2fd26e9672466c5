import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import { en } from '../texts/en'
import { foldersFrom } from './packages'

/** What the browser loads beside the mini program itself. */
export interface OwnFiles {
  /** The script of what WeChat is for a page: it defines `previewHost.launch`. */
  host: string
  /** The script and the styles of the page around the phone frame. */
  page: string
  style: string
}

const names = { host: 'host.js', page: 'page.js', style: 'page.css' }

const sheets = [
  'page/page.css',
  'host/style/phone.css',
  'host/style/builtins.css',
  'host/style/controls.css',
  'host/style/media.css',
  'host/style/boxes.css',
  'host/style/dialogs.css',
]

/** The runtime that draws components. It comes from the user's packages as it is. */
const runtime = ['glass-easel', 'glass-easel-miniprogram-adapter']

/** Reads what was built with the package in `root`; in a checkout it is built first when the sources are newer. */
export async function readOwnFiles(root = packageFolder()): Promise<OwnFiles> {
  const folder = join(root, 'dist/preview')
  if (isStale(root, folder)) await buildOwnFiles(root, folder)
  const [host, page, style] = [names.host, names.page, names.style].map(name =>
    readFileSync(join(folder, name), 'utf8'),
  ) as [string, string, string]
  return { host: withRuntime(host), page, style }
}

/** Builds `dist/preview` of the package in `root`; resolves to what esbuild says about it. */
export async function buildOwnFiles(root: string, folder: string): Promise<Metafile[]> {
  const start = new Date()
  const source = join(root, 'local/preview')
  const style = sheets.map(sheet => `@import "./${sheet}";`).join('\n')
  const built = await Promise.all([
    bundle(names.host, { entryPoints: [join(source, 'host/launch.ts')], format: 'cjs', external: runtime }),
    bundle(names.page, { entryPoints: [join(source, 'page/main.ts')], format: 'iife' }),
    bundle(names.style, { stdin: { contents: style, resolveDir: source, loader: 'css' } }),
  ])
  mkdirSync(folder, { recursive: true })
  for (const { name, text } of built) {
    // Others may read the file, or build it, at the same time. What was saved since the start is newer than it.
    const draft = join(folder, `${name}.${process.pid}`)
    writeFileSync(draft, text)
    utimesSync(draft, start, start)
    renameSync(draft, join(folder, name))
  }
  return built.map(({ metafile }) => metafile)
}

async function bundle(name: string, options: BuildOptions) {
  const { outputFiles, metafile } = await build({
    ...options,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    lineLimit: 160,
    platform: 'browser',
    target: 'chrome100',
    charset: 'utf8',
    logLevel: 'silent',
    tsconfigRaw: '{}',
  })
  return { name, text: outputFiles![0]!.text, metafile: metafile! }
}

/** Where what is built may come from. */
const sources = ['local/preview', 'local/project', 'shared']

/** Only a checkout has the sources. */
function isStale(root: string, folder: string): boolean {
  const present = sources.map(source => join(root, source)).filter(source => existsSync(source))
  const files = present.flatMap(source => [
    source,
    ...readdirSync(source, { recursive: true, encoding: 'utf8' }).map(path => join(source, path)),
  ])
  const newest = Math.max(0, ...files.map(file => statSync(file).mtimeMs))
  return Object.values(names).some(name => {
    const file = join(folder, name)
    return files.length > 0 && (!existsSync(file) || statSync(file).mtimeMs < newest)
  })
}

/** The folder of this package; this file may have been bundled anywhere in it. */
function packageFolder(): string {
  for (const folder of foldersFrom(__dirname)) {
    const file = join(folder, 'package.json')
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'wx-openapi-shim') return folder
  }
  throw new Error(en.build.noPackage)
}

/** The host's script together with the modules that it requires, for a browser has none. */
function withRuntime(host: string): string {
  const { resolve } = createRequire(__filename)
  const modules = runtime.map(name => [name, readFileSync(resolve(name), 'utf8').replace(/^\/\/# .*$/m, '')])
  const asFunctions = [...modules, ['host', host]].map(
    ([name, text]) => `${JSON.stringify(name)}(module, exports, require) {\n${text}\n}`,
  )
  return `var previewHost = (() => {
const modules = {
${asFunctions.join(',\n')}
}
const known = {}
const require = name => {
  if (known[name]) return known[name].exports
  const module = (known[name] = { exports: {} })
  modules[name](module, module.exports, require)
  return module.exports
}
return require('host')
})();
`
}
