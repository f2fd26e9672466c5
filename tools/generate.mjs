// Makes the files that are generated, nearly all of them from the catalogue. With --check it only says which are stale, and fails if any is.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build, buildSync } from 'esbuild'
import { writeExtensions } from './generate/write-extensions.mjs'

const programs = {
  childSource: { from: 'local/functions/child.ts', to: 'local/functions/generated/child-source.ts' },
  fenceSource: { from: 'local/functions/fence/preload.ts', to: 'local/functions/generated/fence-source.ts' },
}

/**
 * Makes the programs that run in a cloud function's process, each as one text, so that the runner can start them
 * wherever it was bundled to.
 * @param {string} root the project
 * @param {boolean} writes whether stale files are written, or only named
 * @returns {string[]} the files that are stale
 */
function writePrograms(root, writes) {
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

const root = dirname(import.meta.dirname)
const onlyCheck = process.argv.includes('--check')

/** The generator is TypeScript and reads the catalogue as it runs, so both are bundled for this one run. */
async function loadGenerator() {
  // Inside the project, because the bundle requires its packages.
  const folder = mkdtempSync(join(root, 'node_modules/.generate-'))
  try {
    const outfile = join(folder, 'generate.cjs')
    await build({
      entryPoints: [join(root, 'tools/generate.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      packages: 'external',
    })
    return createRequire(import.meta.url)(outfile)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const staleExtensions = writeExtensions(root, !onlyCheck)
const { generate } = await loadGenerator()
try {
  const stale = [...staleExtensions, ...generate(root, !onlyCheck), ...writePrograms(root, !onlyCheck)]
  for (const path of stale) console.log(`${onlyCheck ? 'stale' : 'written'}  ${path}`)
  if (stale.length === 0) console.log('everything generated is fresh')
  else if (onlyCheck) process.exitCode = 1
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
