// Bundles every cloudfunctions/<name>/index.ts into index.js beside it, as WeChat DevTools uploads it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { minify } from 'terser'
import { leaveOutTexts } from './leave-out-texts.mjs'

// Functions made years ago still run on node 10, and a function's runtime cannot be changed.
const runtime = 'node10'
const year = 2018

// The function of all methods keeps the texts of all errcodes; a single function leaves to `wx-openapi explain` those
// that it only passes on.
const withAllTexts = 'openapi'

// A function answers with one page: what follows it is for clients.
const leaveOutPages = {
  name: 'leave-out-pages',
  /** @param {import('esbuild').PluginBuild} bundling */
  setup: bundling => {
    bundling.onLoad({ filter: /[\\/]shared[\\/]catalogue[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/^ {4}pages: \{.*\},\n/gm, ''),
      loader: 'ts',
    }))
  },
}

/** What only rows with files need, and what replaces it where a function has none. */
const ofFiles = [
  { needs: /\bmedia\(\)|shapes\/picture'/, file: /\/extensions$/, instead: 'export const extensions = {}' },
  {
    needs: /\bbinary\(|shapes\/picture'/,
    file: /\/file-name$/,
    instead: 'export const fileNameOf = () => undefined',
  },
]

/** @param {string} source of the function: it names the file of its rows */
function leaveOutFiles(folder, source) {
  const [, rows] = /from '([^']*\/catalogue\/[^']+)'/.exec(source) ?? []
  const text =
    rows && existsSync(join(folder, `${rows}.ts`))
      ? readFileSync(join(folder, `${rows}.ts`), 'utf8')
      : undefined
  return {
    name: 'leave-out-files',
    /** @param {import('esbuild').PluginBuild} bundling */
    setup: bundling => {
      for (const [at, { needs, file, instead }] of ofFiles.entries()) {
        if (text === undefined || needs.test(text)) continue
        bundling.onResolve({ filter: file }, () => ({ path: String(at), namespace: 'left-out' }))
        bundling.onLoad({ filter: new RegExp(`^${at}$`), namespace: 'left-out' }, () => ({
          contents: instead,
        }))
      }
    },
  }
}

/**
 * What was renamed must be private to a class: any other name is somebody else's too.
 * @param {string[]} names
 * @param {string[]} files
 */
function requirePrivate(names, files) {
  const texts = files.filter(file => existsSync(file)).map(file => readFileSync(file, 'utf8'))
  const isPrivate = name => texts.some(text => new RegExp(`\\bprivate (readonly )?${name}\\b`).test(text))
  const wrong = names.find(name => !isPrivate(name))
  if (wrong) throw new Error(`${wrong} is not private to a class, so its name may not begin with _`)
}

/**
 * Bundles one function. What it is uploaded with is small: a cold start reads all of it.
 * @param {string} folder the folder of the function
 * @param {string} file where to write the bundle
 */
async function bundleFunction(folder, file) {
  const entry = join(folder, 'index.ts')
  const { outputFiles, mangleCache, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    // Names and spaces are left to terser, which makes more of a whole module than of one that is minified already.
    minifySyntax: true,
    platform: 'node',
    format: 'cjs',
    target: runtime,
    legalComments: 'none',
    // Private members of classes begin like this, and some names of the cloud database.
    mangleProps: /^_[a-z]/,
    reserveProps: /^_(id|openid)$/,
    mangleCache: {},
    metafile: true,
    plugins:
      basename(folder) === withAllTexts
        ? [leaveOutPages]
        : [leaveOutPages, leaveOutTexts, leaveOutFiles(folder, readFileSync(entry, 'utf8'))],
    // In a bundle for functions there is no import.meta, and nothing asks for it.
    logOverride: { 'empty-import-meta': 'silent' },
  })
  requirePrivate(Object.keys(mangleCache), Object.keys(metafile.inputs))
  const { code } = await minify(outputFiles[0].text, {
    ecma: year,
    toplevel: true,
    // Only classes are called with `new`, so that methods may become arrows.
    compress: { passes: 3, unsafe_arrows: true },
    format: { comments: false },
  })
  writeFileSync(file, code)
}

const root = 'cloudfunctions'
// `node tools/bundle-functions.mjs [folder [name …]]`: another folder for the bundles, which are then <name>.js in it.
const [folder, ...chosen] = process.argv.slice(2)
const all = readdirSync(root).filter(name => existsSync(join(root, name, 'index.ts')))
const names = chosen.length > 0 ? chosen : all
for (const name of names) {
  await bundleFunction(join(root, name), folder ? join(folder, `${name}.js`) : join(root, name, 'index.js'))
}
console.log(`bundled ${names.length} cloud functions`)
