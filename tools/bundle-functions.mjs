// Bundles every cloudfunctions/<name>/index.ts into index.js beside it, as WeChat DevTools uploads it.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { minify } from 'terser'

// Functions made years ago still run on node 10, and a function's runtime cannot be changed.
const runtime = 'node10'
const year = 2018

// The function of all methods keeps the texts of all errcodes; a single function leaves to `wx-openapi explain` those
// that it only passes on.
const withAllTexts = 'openapi'
const leaveOutTexts = {
  name: 'leave-out-texts',
  /** @param {import('esbuild').PluginBuild} bundling */
  setup: bundling => {
    bundling.onResolve({ filter: /\/platform-errcodes$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, 'platform-errcodes.left-out.ts'),
    }))
  },
}

/**
 * Bundles one function. What it is uploaded with is small: a cold start reads all of it.
 * @param {string} folder the folder of the function
 * @param {string} file where to write the bundle
 */
async function bundleFunction(folder, file) {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'index.ts')],
    bundle: true,
    write: false,
    // Names and spaces are left to terser, which makes more of a whole module than of one that is minified already.
    minifySyntax: true,
    platform: 'node',
    format: 'cjs',
    target: runtime,
    legalComments: 'none',
    plugins: basename(folder) === withAllTexts ? [] : [leaveOutTexts],
    // In a bundle for functions there is no import.meta, and nothing asks for it.
    logOverride: { 'empty-import-meta': 'silent' },
  })
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
