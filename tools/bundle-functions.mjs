// Bundles every cloudfunctions/<name>/index.ts into index.js beside it, as WeChat DevTools uploads it.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

// Functions made years ago still run on node 10, and a function's runtime cannot be changed.
const target = 'node10'

/** @param {string} root the folder that holds the functions */
export async function bundleFunctions(root = 'cloudfunctions') {
  const names = readdirSync(root).filter(name => existsSync(join(root, name, 'index.ts')))
  for (const name of names) {
    await build({
      entryPoints: [join(root, name, 'index.ts')],
      outfile: join(root, name, 'index.js'),
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'cjs',
      target,
      legalComments: 'none',
      // In a bundle for functions there is no import.meta, and nothing asks for it.
      logOverride: { 'empty-import-meta': 'silent' },
    })
  }
  return names
}

if (import.meta.filename === process.argv[1]) {
  const names = await bundleFunctions()
  console.log(`bundled ${names.length} cloud functions`)
}
