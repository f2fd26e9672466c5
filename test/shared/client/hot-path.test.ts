import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { type Emulator, startEmulator } from '../../../local/emulator'

const mostFiles = 18
const mostFunctions = 55

const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-hot-path-'))
const bundle = join(folder, 'bundle.cjs')
let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
  // Not minified: before each file's code stands a comment with its path.
  await build({
    entryPoints: ['shared/index.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  })
})
afterAll(async () => {
  await emulator.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Where the functions begin that the second of two calls runs through. */
const script = `
  const { Session } = require('node:inspector')
  const { promisify } = require('node:util')
  const { createOpenapi } = require(${JSON.stringify(bundle)})
  const session = new Session()
  session.connect()
  const post = promisify(session.post.bind(session))
  const openapi = createOpenapi()
  const call = () => openapi.logistics.updatePrinter({ openid: 'oABC', updateType: 'bind' })
  const main = async () => {
    await post('Profiler.enable')
    await post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
    await call()
    await post('Profiler.takePreciseCoverage')
    await call()
    const { result } = await post('Profiler.takePreciseCoverage')
    const { functions } = result.find(({ url }) => url.endsWith('bundle.cjs'))
    const run = functions.filter(({ ranges }) => ranges[0].count > 0)
    console.log(JSON.stringify(run.map(({ functionName, ranges }) => [functionName, ranges[0].startOffset])))
    process.exit()
  }
  main()`

/** The functions of a hot call, each with its file. */
async function hotFunctions(): Promise<{ file: string; name: string }[]> {
  const { appid, secret, url } = emulator
  const env = { ...process.env, WX_APPID: appid, WX_SECRET: secret, WX_OPENAPI_BASE_URL: url }
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { env })
  const text = readFileSync(bundle, 'utf8')
  const files = Array.from(text.matchAll(/^\/\/ (shared\/.*)$/gm), ({ 1: file, index }) => ({ file, index }))
  return (JSON.parse(stdout) as [string, number][]).map(([name, start]) => ({
    name: name || text.slice(start, start + 40).replace(/\s+/g, ' '),
    file: files.filter(({ index }) => index < start).pop()!.file!,
  }))
}

test(`a POST with a token that is there runs through at most ${mostFiles} files and ${mostFunctions} functions`, async () => {
  const functions = await hotFunctions()
  const files = [...new Set(functions.map(({ file }) => file))]
  expect(files).toContain('shared/client/client.ts')
  expect(functions.map(({ name }) => name)).toContain('sendUntilDone')
  // All of them, where they are too many: so that the failure tells which.
  expect(files.length > mostFiles ? files : []).toEqual([])
  const names = functions.map(({ file, name }) => `${file} ${name}`)
  expect(names.length > mostFunctions ? names : []).toEqual([])
})
