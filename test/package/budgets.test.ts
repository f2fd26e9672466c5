import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isFull } from '../reliability/support/scale'

const kilobyte = 1024
const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-budget-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// Each takes a second of a processor. Continuous integration bundles all; a quick run the largest, and one of each kind.
const some = ['openapi', 'liveBroadcast', 'logistics', 'officialAccount-user', 'security', 'img', 'wxacode']
const functions = isFull ? readdirSync('cloudfunctions') : some

// The way they are uploaded.
beforeAll(() => execFileSync(process.execPath, ['tools/bundle-functions.mjs', folder, ...functions]), 300_000)
const bundleOf = (name: string) => join(folder, `${name}.js`)

/** The function of all methods, and the namespace with the most rows: with what an answer must say it needs 61.3 KB. */
const largest: { readonly [name: string]: number } = { openapi: 400, liveBroadcast: 62 }

test.each(functions)('the bundle of function %s keeps its size', name => {
  expect(statSync(bundleOf(name)).size).toBeLessThanOrEqual((largest[name] ?? 60) * kilobyte)
})

test('a function carries what files need only where its rows take or give files', () => {
  const holds = (name: string, text: string) => readFileSync(bundleOf(name), 'utf8').includes(text)
  // A type of the list of extensions, and the header that names a file.
  expect([holds('logistics', 'video/3gpp'), holds('logistics', 'filename\\*')]).toEqual([false, false])
  expect([holds('security', 'video/3gpp'), holds('img', 'video/3gpp')]).toEqual([true, true])
  expect([holds('wxacode', 'filename\\*'), holds('openapi', 'video/3gpp')]).toEqual([true, true])
})

test('function logistics needs no module but node’s own', () => {
  const bundled = readFileSync(bundleOf('logistics'), 'utf8')
  const outside = Array.from(bundled.matchAll(/\brequire\(([^)]*)\)/g), ([, path]) => path!.slice(1, -1))
  expect(outside.length).toBeGreaterThan(0)
  expect(outside.filter(path => !builtinModules.includes(path.replace(/^node:/, '')))).toEqual([])
})

test('requiring function logistics loads one module, and none of node’s before it is needed', () => {
  const script = `
    const before = new Set(process.moduleLoadList)
    require(${JSON.stringify(bundleOf('logistics'))})
    const native = process.moduleLoadList.filter(name => !before.has(name) && /^NativeModule (http|https|zlib|crypto|tls)$/.test(name))
    console.log(JSON.stringify([Object.keys(require.cache).length, native]))`
  expect(JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }))).toEqual([1, []])
})

test('another emulator of a process costs 15 ms of the processor at most, a project 40', () => {
  // The quickest of some: a busy machine, and what node compiles meanwhile, count too.
  const script = `
    const { startProject } = require('./dist/cjs/testing.js')
    const { startEmulator } = require('./dist/cjs/emulator.js')
    const costs = { emulator: [], project: [] }
    const measure = async (name, start) => {
      const before = process.cpuUsage()
      const started = await start()
      const { user, system } = process.cpuUsage(before)
      costs[name].push((user + system) / 1000)
      await started.close()
    }
    startEmulator()
      .then(({ close }) => close())
      .then(async () => {
        for (let round = 0; round < 5; round += 1) {
          await measure('emulator', startEmulator)
          await measure('project', () => startProject({ folder: ${JSON.stringify(folder)} }))
        }
        console.log(JSON.stringify(Object.values(costs).map(all => Math.min(...all))))
      })`
  const [emulator, project] = JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }))
  expect(emulator).toBeLessThanOrEqual(15)
  expect(project).toBeLessThanOrEqual(40)
})
