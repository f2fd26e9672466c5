import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

// Each test runs the bundled `cloud` in a folder of a user's, where wx-server-sdk is what the test puts there.
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wx-openapi-cloud-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Format = 'cjs' | 'esm'

async function run(body: string, format: Format = 'cjs'): Promise<unknown> {
  const file = join(folder, format === 'cjs' ? 'main.cjs' : 'main.mjs')
  const source = `
    import { createCloud } from './shared/cloud/create-cloud'
    const cloud = createCloud()
    const attempt = call => Promise.resolve().then(call).catch(error => ({ ...error, name: error.name }))
    async function main() { ${body} }
    main().then(result => console.log(JSON.stringify(result)))`
  await build({
    stdin: { contents: source, resolveDir: process.cwd(), loader: 'ts' },
    outfile: file,
    bundle: true,
    platform: 'node',
    format,
    target: format === 'cjs' ? 'node10' : 'node20',
    logLevel: 'silent',
  })
  return JSON.parse(execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' }))
}

function install(code: string): void {
  const place = join(folder, 'node_modules/wx-server-sdk')
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{ "main": "index.js" }')
  writeFileSync(join(place, 'index.js'), code)
}

// Notes what it is asked, like a wx-server-sdk whose symbol is its own.
const recorder = `
  const current = Symbol('theirs')
  const asked = []
  const plain = value => JSON.stringify(value, (_, inner) => (inner === current ? 'THEIRS' : typeof inner === 'symbol' ? 'OURS' : inner))
  const note = name => (...given) => { asked.push(name + ' ' + plain(given)); return asked }
  module.exports = {
    version: '2.0.0', DYNAMIC_CURRENT_ENV: current, init: note('init'), database: note('database'),
    callFunction: async (...given) => note('callFunction')(...given), cloudPay: { unifiedOrder: note('unifiedOrder') },
  }`

const forms: Format[] = ['cjs', 'esm']

test.each(forms)(
  'without wx-server-sdk openapi and getWXContext work, and the rest says what to install (%s)',
  async format => {
    const result = await run(
      `return [typeof cloud.openapi.logistics.addOrder, cloud.getWXContext(),
      await attempt(() => cloud.callFunction({ name: 'x' })), await attempt(() => cloud.database()), await attempt(() => cloud.cloudPay)]`,
      format,
    )
    const missing = (member: string) => ({
      name: 'MissingDependencyError',
      errCode: -604906,
      errMsg: `openapi:fail cloud.${member} needs wx-server-sdk, which is not installed`,
      meaning: 'wx-server-sdk is not installed',
      fix: 'run npm install wx-server-sdk in the folder of the function, and upload it with its dependencies',
      retryable: false,
      maybeExecuted: false,
    })
    expect(result).toEqual([
      'function',
      {},
      missing('callFunction'),
      missing('database'),
      missing('cloudPay'),
    ])
  },
)

test.each(forms)(
  'wx-server-sdk is found in the user’s folder, never packed into the bundle (%s)',
  async format => {
    install(recorder)
    expect(await run('return [cloud.version, await cloud.callFunction({ name: "x" })]', format)).toEqual([
      '2.0.0',
      ['callFunction [{"name":"x"}]'],
    ])
  },
)

test('it is loaded with the first touch, and init is handed over then, once', async () => {
  install(`globalThis.loaded = true\n${recorder}`)
  const result = await run(`
    cloud.init({ env: 'shop-1', traceUser: true })
    cloud.init({ env: 'ignored' })
    const before = globalThis.loaded === true
    cloud.database()
    return [before, cloud.database({ throwOnNotFound: false })]`)
  expect(result).toEqual([
    false,
    ['init [{"env":"shop-1","traceUser":true}]', 'database []', 'database [{"throwOnNotFound":false}]'],
  ])
})

test('init after the first touch is passed on at once', async () => {
  install(recorder)
  expect(await run(`cloud.version; cloud.init({ env: 'shop-1' }); return cloud.database()`)).toEqual([
    'init [{"env":"shop-1"}]',
    'database []',
  ])
})

test('without init none is made up', async () => {
  install(recorder)
  expect(await run('return cloud.database()')).toEqual(['database []'])
})

test('its own symbol stands for the current environment wherever ours was given', async () => {
  install(recorder)
  const result = await run(`
    const env = cloud.DYNAMIC_CURRENT_ENV
    cloud.init({ env: { database: env, functions: 'other' } })
    cloud.database({ env })
    return cloud.callFunction({ name: 'x', config: { env }, data: { kept: [1] } })`)
  expect(result).toEqual([
    'init [{"env":{"database":"THEIRS","functions":"other"}}]',
    'database [{"env":"THEIRS"}]',
    'callFunction [{"name":"x","config":{"env":"THEIRS"},"data":{"kept":[1]}}]',
  ])
})

test('cloud payments are called on wx-server-sdk', async () => {
  install(recorder)
  expect(await run('return cloud.cloudPay.unifiedOrder({ body: "tea" })')).toEqual([
    'unifiedOrder [{"body":"tea"}]',
  ])
})

test('a member that the installed version lacks is named', async () => {
  install(recorder)
  expect(await run('return attempt(() => cloud.ai())')).toMatchObject({
    errCode: -604904,
    errMsg: 'openapi:fail wx-server-sdk 2.0.0 has no ai; install a newer one',
  })
})

test('a wx-server-sdk whose own dependency is missing is not taken for absent', async () => {
  install('require("lost-dependency")')
  expect(await run('return attempt(() => cloud.database())')).toMatchObject({
    code: 'MODULE_NOT_FOUND',
    name: 'Error',
  })
})

test('nothing but node’s own modules is in the bundle', async () => {
  const { metafile } = await build({
    entryPoints: ['shared/cloud/create-cloud.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    metafile: true,
    logLevel: 'silent',
  })
  const files = Object.keys(metafile.inputs)
  expect(files.length).toBeGreaterThan(20)
  expect(files.filter(file => !file.startsWith('shared/'))).toEqual([])
})
