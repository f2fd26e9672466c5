import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Consumer } from './consumer'

const installed = join(process.cwd(), 'node_modules/.cache/runtimes/node_modules')
const denoRun = ['run', '--node-modules-dir=manual', '--no-remote', '--no-prompt']
/** What runs TypeScript, and how; deno may reach nothing but this machine and this folder. */
const runtimes: [runtime: string, program: string, args: string[]][] = [
  ['bun', join(installed, '@oven/bun-linux-x64/bin/bun'), []],
  [
    'deno',
    join(installed, '@deno/linux-x64-glibc/deno'),
    [...denoRun, '--allow-net=127.0.0.1,[::1]', '--allow-env', '--allow-read=.'],
  ],
]

const script = `
import { createOpenapi, isWeChatError } from 'wx-openapi-shim'
import { createOpenapi as openChosen } from 'wx-openapi-shim/client'
import { logistics } from 'wx-openapi-shim/catalogue/logistics'
import { startEmulator } from 'wx-openapi-shim/emulator'

const { appid, secret, url, close } = await startEmulator()
const account = { appid, secret, baseUrl: url }
const openapi = createOpenapi(account)
const chosen = openChosen({ ...account, rows: { logistics } })
const bound = await openapi.logistics.updatePrinter({ openid: 'oABC', updateType: 'bind' })
const { openid } = await chosen.logistics.getPrinter()
const refused = await chosen.logistics
  .updatePrinter({ openid: 'x', updateType: 'bind' })
  .catch(error => [isWeChatError(error), error.errCode])
await close()
console.log(JSON.stringify({ bound, openid, refused }))
`

/** A project with the package as npm unpacks it. */
function unpacked(): Consumer {
  const project = new Consumer({ 'main.ts': script }, 'nothing')
  project.write('package.json', { type: 'module', dependencies: { 'wx-openapi-shim': '*' } })
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', project.folder]
  const archive = execFileSync('npm', pack, { encoding: 'utf8' }).trim()
  const folder = join(project.folder, 'node_modules/wx-openapi-shim')
  mkdirSync(folder)
  execFileSync('tar', ['-xzf', join(project.folder, archive), '-C', folder, '--strip-components', '1'])
  return project
}

describe('a project in TypeScript, with the packed tarball, calls the emulator', () => {
  let project: Consumer
  beforeAll(() => {
    project = unpacked()
  }, 120_000)
  afterAll(() => project.remove())

  describe.each(runtimes)('with %s', (runtime, program, args) => {
    if (!existsSync(program)) {
      test.skip(`${runtime} (skipped: node tools/install-sdks.mjs did not install it)`, () => {})
      return
    }
    test('through the main entry and the one of chosen rows', async () => {
      const { stdout } = await promisify(execFile)(program, [...args, 'main.ts'], {
        cwd: project.folder,
        // Nothing of this machine's: a proxy or an account would be used.
        env: { PATH: process.env.PATH, HOME: project.folder, DENO_NO_UPDATE_CHECK: '1' },
      })
      expect(JSON.parse(stdout)).toEqual({
        bound: { errMsg: 'openapi.logistics.updatePrinter:ok', errCode: 0 },
        openid: ['oABC'],
        refused: [true, 40003],
      })
    }, 120_000)
  })
})
