import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Running, useCommand } from './command'

const command = useCommand()
const repository = join(__dirname, '../../..')
// The runtime of old functions; `.ci/run` puts a real one here.
const node10 = join(repository, 'node_modules/.cache/node10/bin/node')
const runtime = existsSync(node10) ? node10 : process.execPath

let project: string
let running: Running | undefined
beforeEach(() => {
  project = mkdtempSync(join(command.folder, 'project-'))
  link('esbuild')
})
afterEach(async () => {
  running?.child.kill('SIGKILL')
  await running?.ended
  running = undefined
  rmSync(project, { recursive: true })
})

function link(name: string, target = join(repository, 'node_modules', name)): void {
  mkdirSync(join(project, 'node_modules'), { recursive: true })
  symlinkSync(target, join(project, 'node_modules', name))
}

function write(files: Record<string, string | object>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(project, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
}

const plain = {
  'cloudfunctions/plain/index.js': `const cloud = require('wx-server-sdk')\nexports.main = async () => 1\n`,
  'cloudfunctions/plain/package.json': { name: 'plain', dependencies: { 'wx-server-sdk': '~2.6.3' } },
}
const typed = { 'cloudfunctions/typed/index.ts': 'export const main = async (): Promise<number> => 1' }

const out = (...path: string[]) => join(project, 'dist/cloudfunctions', ...path)
const read = (...path: string[]) => readFileSync(out(...path), 'utf8')
const build = (...args: string[]) => command.run(['build', ...args], { cwd: project })

/** What a built function returns on the oldest runtime there is. */
async function returned(
  name: string,
  event: object = {},
  env: Record<string, string> = {},
): Promise<unknown> {
  const script = `require(process.argv[1]).main(JSON.parse(process.argv[2]), {}).then(r => console.log(JSON.stringify(r)))`
  const { stdout } = await promisify(execFile)(runtime, ['-e', script, out(name), JSON.stringify(event)], {
    env,
  })
  return JSON.parse(stdout)
}

test('TypeScript, ESM, JSON and files by their path become a function that runs', async () => {
  write({
    'cloudfunctions/typed/index.ts': `
      import { readFileSync } from 'node:fs'
      import { join } from 'node:path'
      import { price } from '../../common/price'
      import config from './config.json'
      export const main = async (event: { n?: { of: number } }): Promise<unknown> =>
        [price(event.n?.of ?? 1), config.permissions.openapi.length, readFileSync(join(__dirname, 'key.pem'), 'utf8')]`,
    'cloudfunctions/typed/config.json': { permissions: { openapi: [] } },
    'cloudfunctions/typed/key.pem': 'certificate',
    'common/price.ts': 'export const price = (n: number): number => n ** 2',
    'cloudfunctions/esm/index.js': `
      import { readFileSync } from 'fs'
      export const main = async () => readFileSync(new URL('./text.txt', import.meta.url), 'utf8')`,
    'cloudfunctions/esm/package.json': { type: 'module' },
    'cloudfunctions/esm/text.txt': 'hello',
  })
  const { code, stderr } = await build()
  expect(stderr).toContain('Built 2 functions in dist/cloudfunctions.')
  expect(stderr).toContain('Set "cloudfunctionRoot": "dist/cloudfunctions/"')
  expect(await returned('typed', { n: { of: 3 } })).toEqual([9, 0, 'certificate'])
  expect(await returned('esm')).toBe('hello')
  expect(readdirSync(out('typed')).sort()).toEqual(['config.json', 'index.js', 'key.pem', 'package.json'])
  expect(code).toBe(0)
})

test('a function of this library is bundled with it, and needs no package in the cloud', async () => {
  link('wx-openapi-shim', repository)
  write({
    'cloudfunctions/logistics/index.ts': `
      import { logistics } from 'wx-openapi-shim/catalogue/logistics'
      import { serve } from 'wx-openapi-shim/functions'
      import config from './config.json'
      export const main = serve({ logistics }, config)`,
    'cloudfunctions/logistics/config.json': { permissions: { openapi: ['logistics.getQuota'] } },
  })
  expect((await build()).code).toBe(0)
  const { dependencies } = JSON.parse(read('logistics', 'package.json'))
  expect(dependencies).toEqual({})
  const context = {
    WX_CONTEXT_KEYS: 'WX_OPENID',
    TCB_SOURCE: 'wx_client',
    TCB_ENV: 'test',
    WX_OPENID: 'o1',
    OPENAPI_OPERATORS: 'o1',
    WX_APPID: 'wx1',
    WX_SECRET: 's',
  }
  expect(await returned('logistics', { method: 'whoami' }, context)).toMatchObject({
    openid: 'o1',
    errCode: 0,
  })
})

test('a function that can be uploaded as it is needs no esbuild, and is copied without its node_modules', async () => {
  rmSync(join(project, 'node_modules'), { recursive: true })
  write({ ...plain, 'cloudfunctions/plain/node_modules/wx-server-sdk/index.js': '' })
  const { code, stdout } = await build()
  expect(stdout).toMatch(/^plain +copied .*the cloud installs wx-server-sdk\n$/)
  expect(read('plain', 'index.js')).toBe(plain['cloudfunctions/plain/index.js'])
  expect(readdirSync(out('plain')).sort()).toEqual(['index.js', 'package.json'])
  expect(code).toBe(0)
})

test('what is not bundled keeps the version of the package.json that declares it', async () => {
  write({
    'package.json': { devDependencies: { 'wx-server-sdk': '~3.0.1' }, dependencies: { axios: '^1.2.3' } },
    'cloudfunctions/typed/index.ts': `
      import axios from 'axios'
      import cloud from 'wx-server-sdk'
      export const main = async () => [axios, cloud]`,
    'cloudfunctions/typed/package.json': { version: '2.0.0', dependencies: { 'wx-server-sdk': '2.6.3' } },
  })
  expect((await build('--external', 'axios')).code).toBe(0)
  expect(JSON.parse(read('typed', 'package.json'))).toEqual({
    name: 'typed',
    version: '2.0.0',
    private: true,
    main: 'index.js',
    dependencies: { axios: '^1.2.3', 'wx-server-sdk': '2.6.3' },
  })
})

test.each([
  [
    'not declared',
    ['--external', 'axios'],
    'it requires axios, which is not bundled and no package.json declares',
  ],
  ['not there', [], 'cloudfunctions/typed/index.ts:1:19: Could not resolve "axios"'],
])(
  'a package that is %s fails the function alone, and its former output stays',
  async (_, args: string[], said) => {
    write({ ...plain, ...typed })
    await build()
    const before = read('typed', 'index.js')
    write({ 'cloudfunctions/typed/index.ts': `import axios from 'axios'\nexport const main = axios` })
    const { code, stderr } = await build(...args)
    expect(stderr).toContain('typed does not build:\n')
    expect(stderr).toContain(said)
    expect(stderr).toContain('Built 1 function ')
    expect([code, read('typed', 'index.js')]).toEqual([1, before])
  },
)

test('a permission that is missing is told with its place, and the exit code says so', async () => {
  write({
    'cloudfunctions/plain/index.js': `exports.main = () => require('wx-server-sdk').openapi.logistics.getQuota({})`,
    'cloudfunctions/plain/package.json': { dependencies: { 'wx-server-sdk': 'latest' } },
    'cloudfunctions/plain/config.json':
      '{ "triggers": [{ "name": "t", "type": "timer", "config": "0 2 *" }] }',
  })
  const { code, stdout, stderr } = await build()
  expect(stdout).toMatch(/^cloudfunctions\/plain\/index.js:1:\d+: missing: .*logistics\.getQuota/m)
  expect(stdout).toMatch(/^cloudfunctions\/plain\/config.json:1:\d+: trigger: /m)
  expect(stderr).toContain('2 faults to fix before you upload.')
  expect(code).toBe(1)
})

test.each([
  ['the sources', 'cloudfunctions', /in a folder of sources/],
  ['a folder in them', 'cloudfunctions/out', /in a folder of sources/],
  ['a link to them', 'link', /in a folder of sources/],
  ['a folder with somebody’s files', 'mine', /mine\/typed has notes\.txt, which `build` did not write/],
  ['a file', 'package.json', /is not a folder/],
])('where the output would be %s, nothing is written', async (_, folder, said) => {
  write({ ...typed, 'mine/typed/notes.txt': 'mine', 'package.json': {} })
  symlinkSync('cloudfunctions', join(project, 'link'))
  const { code, stderr } = await build('--out', folder)
  expect(stderr).toMatch(said)
  expect(code).toBe(2)
  expect(readdirSync(join(project, 'cloudfunctions'))).toEqual(['typed'])
  expect(readdirSync(join(project, 'mine/typed'))).toEqual(['notes.txt'])
})

test('a build replaces its own output, keeps what npm installed there, and removes functions that are gone', async () => {
  write({ ...plain, ...typed, 'cloudfunctions/plain/old.txt': 'old' })
  await build()
  write({ 'dist/cloudfunctions/plain/node_modules/a/index.js': 'installed' })
  rmSync(join(project, 'cloudfunctions/plain/old.txt'))
  rmSync(join(project, 'cloudfunctions/typed'), { recursive: true })
  const { stdout } = await build()
  expect(stdout).toContain('removed dist/cloudfunctions/typed/, whose function is gone')
  expect(readdirSync(out('plain')).sort()).toEqual(['index.js', 'node_modules', 'package.json'])
  expect(readdirSync(out()).sort()).toEqual(['.wx-openapi-build.json', 'plain'])
})

test('--dry-run names what would be written, and writes nothing', async () => {
  write(typed)
  const { code, stdout, stderr } = await build('--dry-run')
  expect(stdout).toMatch(/^would write dist\/cloudfunctions\/typed\/package\.json \(\d+ B\)$/m)
  expect(stderr).toContain('nothing was')
  expect(existsSync(join(project, 'dist'))).toBe(false)
  expect(code).toBe(0)
})

test('--json is one line with sizes and packages', async () => {
  write(typed)
  const { stdout } = await build('typed', '--json', '--sourcemap')
  const { out: folder, functions } = JSON.parse(stdout)
  expect(folder).toBe(out())
  const paths = functions[0].files.map(({ path }: { path: string }) => path)
  expect(paths.sort()).toEqual(['index.js', 'index.js.map', 'package.json'])
  expect(functions[0]).toMatchObject({
    name: 'typed',
    bundled: true,
    packages: {},
    bytes: expect.any(Number),
  })
  expect(JSON.parse(read('typed', 'index.js.map')).sources).toEqual([
    '../../../cloudfunctions/typed/index.ts',
  ])
})

test('without esbuild the command says how the project installs it', async () => {
  rmSync(join(project, 'node_modules'), { recursive: true })
  write({ ...typed, 'pnpm-lock.yaml': '' })
  const { code, stderr } = await build()
  expect(stderr).toContain('esbuild, which does that, is not installed')
  expect(stderr).toContain('pnpm add --save-dev esbuild')
  expect(code).toBe(2)
})

test('a watched build waits for esbuild, survives an error, and builds what is saved', async () => {
  rmSync(join(project, 'node_modules'), { recursive: true })
  write(typed)
  running = command.start(['build', '--watch'], { cwd: project })
  await running.until('the build goes on when it is done')
  link('esbuild')
  await running.until('Watching for changes')
  write({ 'cloudfunctions/typed/index.ts': 'export const main = async () => {' })
  await running.until('typed does not build:')
  write({ 'cloudfunctions/typed/index.ts': 'export const main = async () => 42' })
  await running.until(/typed {2}bundled {2}.* ms\n/)
  expect(await returned('typed')).toBe(42)
  write({ 'cloudfunctions/late/index.js': 'exports.main = async () => 43' })
  await running.until(/late {2}copied/)
  running.child.kill('SIGINT')
  expect((await running.ended).code).toBe(0)
})

test('where cloudfunctionRoot names the output, the other commands go on with the sources', async () => {
  write({
    ...typed,
    'project.config.json': { cloudfunctionRoot: 'dist/cloudfunctions/', appid: 'wx0123456789abcdef' },
  })
  const doctor = () => command.run(['doctor', '--json'], { cwd: project })
  const found = async () =>
    JSON.parse((await doctor()).stdout).findings.map((one: { kind: string }) => one.kind)
  expect(await found()).toContain('staleBundle')
  const { stderr } = await build()
  expect(stderr).not.toContain('cloudfunctionRoot')
  expect(await found()).not.toContain('staleBundle')
  const { stdout } = await command.run(['invoke', 'typed'], { cwd: project })
  expect(stdout).toBe('1\n')
})

test('an output in the mini program is refused; one that cloudfunctionRoot names is written without --out', async () => {
  write({ ...typed, 'project.config.json': { miniprogramRoot: 'dist/' }, 'dist/app.json': {} })
  const refused = await build()
  expect(refused.stderr).toContain(
    'dist/cloudfunctions is in the mini program, and would be uploaded with it',
  )
  expect([refused.code, readdirSync(join(project, 'dist'))]).toEqual([2, ['app.json']])
  expect((await build('--out', 'build/functions')).code).toBe(0)
  write({ 'project.config.json': { miniprogramRoot: 'dist/', cloudfunctionRoot: 'build/functions' } })
  // As in a fresh clone, which has no output.
  rmSync(join(project, 'build'), { recursive: true })
  expect((await build()).stderr).toContain('Built 1 function in build/functions.')
  expect(existsSync(join(project, 'build/functions/typed/index.js'))).toBe(true)
})

test('--minify makes a bundle smaller, and it runs', async () => {
  write({
    'cloudfunctions/typed/index.ts':
      'export const main = async (event: { count: number }) => event.count + 1',
  })
  const bytes = async (...args: string[]) =>
    JSON.parse((await build('--json', ...args)).stdout).functions[0].bytes
  const before = await bytes()
  expect(await bytes('--minify')).toBeLessThan(before)
  expect(await returned('typed', { count: 1 })).toBe(2)
})
