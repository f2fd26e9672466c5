import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Metafile } from 'esbuild'

const kilobyte = 1024
const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-budget-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Bundles a cloud function the way it is uploaded. */
async function bundle(name: string): Promise<{ file: string; metafile: Metafile }> {
  const file = join(folder, `${name}.js`)
  const { metafile } = await build({
    entryPoints: [`cloudfunctions/${name}/index.ts`],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node10',
    legalComments: 'none',
    metafile: true,
  })
  return { file, metafile }
}

const functions = readdirSync('cloudfunctions')

test.each(functions)('the bundle of function %s keeps its size', async name => {
  const { file } = await bundle(name)
  expect(statSync(file).size).toBeLessThanOrEqual((name === 'openapi' ? 400 : 60) * kilobyte)
})

test('function logistics needs no module but node’s own', async () => {
  const { metafile } = await bundle('logistics')
  const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  expect(outside.length).toBeGreaterThan(0)
  expect(outside.filter(path => !builtinModules.includes(path.replace(/^node:/, '')))).toEqual([])
})

test('requiring function logistics loads one module, and none of node’s before it is needed', async () => {
  const { file } = await bundle('logistics')
  const script = `
    const before = new Set(process.moduleLoadList)
    require(${JSON.stringify(file)})
    const native = process.moduleLoadList.filter(name => !before.has(name) && /^NativeModule (http|https|zlib|crypto|tls)$/.test(name))
    console.log(JSON.stringify([Object.keys(require.cache).length, native]))`
  expect(JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }))).toEqual([1, []])
})
