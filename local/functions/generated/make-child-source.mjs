// Makes child-source.ts from ../child.ts: `node local/functions/generated/make-child-source.mjs`.
// With --check it only tells whether child-source.ts is stale, by its exit code.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const target = join(here, 'child-source.ts')

const { outputFiles } = buildSync({
  entryPoints: [join(here, '../child.ts')],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  write: false,
})
const text = `// DO NOT EDIT. Made from ../child.ts by make-child-source.mjs: the program of a function's process, as one text, so that
// the runner can start it wherever it was bundled to.
export const childSource = ${JSON.stringify(outputFiles[0].text)}
`
if (!process.argv.includes('--check')) writeFileSync(target, text)
else if (readFileSync(target, 'utf8') !== text) {
  console.error('child-source.ts is stale; run node local/functions/generated/make-child-source.mjs')
  process.exitCode = 1
}
