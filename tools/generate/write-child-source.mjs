// The program of a cloud function's process, as one text, so that the runner can start it wherever it was bundled to.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

const target = 'local/functions/generated/child-source.ts'

/**
 * Makes child-source.ts from local/functions/child.ts.
 * @param {string} root the project
 * @param {boolean} writes whether a stale file is written, or only named
 * @returns {string[]} the file, if it is stale
 */
export function writeChildSource(root, writes) {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, 'local/functions/child.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
  })
  const text = `// DO NOT EDIT. Made from local/functions/child.ts by \`npm run generate\`.
export const childSource = ${JSON.stringify(outputFiles[0].text)}
`
  if (readFileSync(join(root, target), 'utf8') === text) return []
  if (writes) writeFileSync(join(root, target), text)
  return [target]
}
