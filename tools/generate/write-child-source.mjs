// The programs that run in a cloud function's process, each as one text, so that the runner can start them wherever it
// was bundled to.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

const programs = {
  childSource: { from: 'local/functions/child.ts', to: 'local/functions/generated/child-source.ts' },
  fenceSource: { from: 'local/functions/fence/preload.ts', to: 'local/functions/generated/fence-source.ts' },
}

/**
 * Makes child-source.ts and fence-source.ts.
 * @param {string} root the project
 * @param {boolean} writes whether stale files are written, or only named
 * @returns {string[]} the files that are stale
 */
export function writeChildSource(root, writes) {
  return Object.entries(programs).flatMap(([name, { from, to }]) => {
    const { outputFiles } = buildSync({
      entryPoints: [join(root, from)],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      minifySyntax: true,
      minifyWhitespace: true,
      write: false,
    })
    const text = `// DO NOT EDIT. Made from ${from} by \`npm run generate\`.
export const ${name} = ${JSON.stringify(outputFiles[0].text)}
`
    const file = join(root, to)
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return []
    if (writes) writeFileSync(file, text)
    return [to]
  })
}
