import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { packagesFor } from '../../../local/cli/init/project-files'
import { useCommand } from './command'

const command = useCommand()
let count = 0

/** A folder with these files. */
function folderWith(files: Record<string, string> = {}): string {
  count += 1
  const folder = join(command.folder, `project-${count}`)
  mkdirSync(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const run = (cwd: string, ...args: string[]) => command.run(args, { cwd })
const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8')
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

const made = [
  '.gitignore',
  '.vscode/launch.json',
  'cloudfunctions/checkText/config.json',
  'cloudfunctions/checkText/index.js',
  'cloudfunctions/checkText/package.json',
  'package.json',
  'project.config.json',
  'test/checkText.test.js',
]

describe('init', () => {
  test('in an empty folder writes a function, its permissions, a test and the settings', async () => {
    const folder = folderWith()
    const { code, stdout } = await run(folder, 'init', '--yes')
    expect(code).toBe(0)
    expect(filesIn(folder)).toEqual(made)
    expect(JSON.parse(read(folder, 'cloudfunctions/checkText/config.json'))).toEqual({
      permissions: { openapi: ['security.msgSecCheck'] },
    })
    expect(JSON.parse(read(folder, 'project.config.json')).cloudfunctionRoot).toBe('cloudfunctions/')
    expect(stdout).toContain('npx wx-openapi start\n')
  })

  test('with --dry-run it shows the same files and writes nothing', async () => {
    const folder = folderWith()
    const { code, stderr } = await run(folder, 'init', '--dry-run')
    expect(code).toBe(0)
    for (const file of made) expect(stderr).toContain(`+ ${file}\n`)
    expect(filesIn(folder)).toEqual([])
  })

  test('without a terminal and without --yes it writes nothing, and says so', async () => {
    const folder = folderWith()
    const { code, stderr } = await run(folder, 'init')
    expect(code).toBe(2)
    expect(stderr).toContain('add --yes')
    expect(filesIn(folder)).toEqual([])
  })

  test('a second time there is nothing to do, and no byte changes', async () => {
    const folder = folderWith()
    await run(folder, 'init', '--yes')
    writeFileSync(join(folder, 'cloudfunctions/checkText/index.js'), 'exports.main = () => 1\n')
    const { code, stderr } = await run(folder, 'init', '--yes')
    expect(code).toBe(0)
    expect(stderr).toContain('Nothing to do')
    expect(read(folder, 'cloudfunctions/checkText/index.js')).toBe('exports.main = () => 1\n')
  })

  test('a project with functions of its own gets no other, and its files stay as they are', async () => {
    const mine = {
      'project.config.json': '{"appid":"wx0123456789abcdef","cloudfunctionRoot":"functions/"}',
      'functions/hello/index.js': 'exports.main = () => 1\n',
      'package.json': '{\n\t"name": "mine",\n\t"scripts": { "test": "mocha" }\n}\n',
      '.gitignore': 'node_modules\n*.log',
    }
    const folder = folderWith(mine)
    const { stderr } = await run(folder, 'init', '--yes')
    expect(filesIn(folder)).toEqual([...Object.keys(mine), '.vscode/launch.json'].sort())
    for (const [path, text] of Object.entries(mine)) expect(read(folder, path)).toBe(text)
    expect(stderr).toContain('Missing in .gitignore')
    expect(stderr).toContain('devDependencies: "wx-openapi-shim"')
  })

  test('--edit adds the missing lines in the layout of each file', async () => {
    const folder = folderWith({
      'cloudfunctions/pay/index.js': `const cloud = require('wx-server-sdk')
exports.main = () => cloud.openapi.logistics.getAllAccount()\n`,
      'cloudfunctions/pay/config.json': '{\n    "permissions": {\n        "openapi": []\n    }\n}\n',
      'package.json': '{\r\n\t"name": "mine",\r\n\t"scripts": {\r\n\t\t"test": "mocha"\r\n\t}\r\n}\r\n',
      '.gitignore': 'node_modules\n*.log',
    })
    expect((await run(folder, 'init', '--yes', '--edit')).code).toBe(0)
    expect(read(folder, '.gitignore')).toBe(
      'node_modules\n*.log\ndist/\n.wx-openapi/\nproject.private.config.json\n',
    )
    expect(read(folder, 'cloudfunctions/pay/config.json')).toContain('"logistics.getAllAccount"')
    const text = read(folder, 'package.json')
    expect(text).toContain(
      '\t\t"test": "mocha",\r\n\t\t"start": "wx-openapi start",\r\n\t\t"build": "wx-openapi build"\r\n',
    )
    expect(Object.keys(JSON.parse(text).devDependencies)).toEqual([
      'wx-openapi-shim',
      'wx-server-sdk',
      'esbuild',
    ])
  })

  test.each([
    ['jest', 'test/checkText.test.js', 'beforeAll(async'],
    ['vitest', 'test/checkText.test.mjs', "from 'vitest'"],
  ])('a project with %s gets a test for it', async (runner, path, text) => {
    const folder = folderWith({ 'package.json': `{ "devDependencies": { "${runner}": "*" } }` })
    await run(folder, 'init', '--yes')
    expect(read(folder, path)).toContain(text)
  })

  test('a project with a tsconfig.json gets a function of TypeScript', async () => {
    const folder = folderWith({ 'tsconfig.json': '{}' })
    await run(folder, 'init', '--yes')
    expect(read(folder, 'cloudfunctions/checkText/index.ts')).toContain('export async function main')
  })

  test('a broken project.config.json is named with its place, and nothing is written', async () => {
    const folder = folderWith({ 'project.config.json': '{\n  "appid": \n}' })
    const { code, stderr } = await run(folder, 'init', '--yes')
    expect(code).toBe(2)
    expect(stderr).toContain('project.config.json:3:1')
    expect(filesIn(folder)).toEqual(['project.config.json'])
  })

  test('lines that are missing are not called nothing', async () => {
    const folder = folderWith({ '.gitignore': '*.log\n' })
    await run(folder, 'init', '--yes')
    const { stderr } = await run(folder, 'init', '--yes')
    expect(stderr).toContain('No file is missing: --edit adds the lines above.')
    expect(stderr).not.toContain('Nothing to do')
    expect(read(folder, '.gitignore')).toBe('*.log\n')
  })

  test('--edit keeps bytes that are not UTF-8, and a byte order mark', async () => {
    const folder = folderWith()
    const gbk = Buffer.from([0x23, 0xd6, 0xd0, 0xce, 0xc4, 0x0a])
    writeFileSync(join(folder, '.gitignore'), gbk)
    writeFileSync(join(folder, 'package.json'), '\uFEFF{}\n')
    await run(folder, 'init', '--yes', '--edit')
    expect(readFileSync(join(folder, '.gitignore')).subarray(0, gbk.length)).toEqual(gbk)
    expect(read(folder, '.gitignore')).toContain('\n.wx-openapi/\n')
    expect(read(folder, 'package.json')).toMatch(/^\uFEFF\{[\s\S]*"wx-openapi-shim"/)
  })

  test('a line that package.json has no place for is not promised', async () => {
    const folder = folderWith({ 'package.json': '{"scripts":"none"}' })
    const { stderr } = await run(folder, 'init', '--yes')
    expect(stderr).toContain('devDependencies: "wx-openapi-shim"')
    expect(stderr).not.toContain('scripts:')
  })

  test('a package.json that is a link within the project stays one', async () => {
    const folder = folderWith({ 'settings/package.json': '{}\n' })
    symlinkSync('settings/package.json', join(folder, 'package.json'))
    await run(folder, 'init', '--yes', '--edit')
    expect(lstatSync(join(folder, 'package.json')).isSymbolicLink()).toBe(true)
    expect(read(folder, 'settings/package.json')).toContain('"wx-openapi-shim"')
  })

  test('what package.json does not name is installed first, for npx would take a stranger', async () => {
    const folder = folderWith({ 'package.json': '{ "devDependencies": { "esbuild": "*" } }' })
    const lacking = await run(folder, 'init', '--yes')
    expect(lacking.stdout).toMatch(/^ {2}npm install --save-dev wx-openapi-shim wx-server-sdk@~3\.0\.1\n/)
    expect(lacking.stdout).not.toContain('npm test')
    const added = await run(folder, 'init', '--yes', '--edit')
    expect(added.stdout).toMatch(/^ {2}npm install\n/)
    expect(added.stdout).toContain('  npm test\n')
  })

  test('where .js means an ES module, the test of CommonJS says what it is', async () => {
    const folder = folderWith({ 'package.json': '{ "type": "module" }' })
    await run(folder, 'init', '--yes')
    expect(existsSync(join(folder, 'test/checkText.test.cjs'))).toBe(true)
  })

  test('it asks for the esbuild that this package is built with', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
    const minor = String(devDependencies.esbuild).split('.').slice(0, 2).join('.')
    expect(packagesFor.esbuild).toBe(`^${minor}.0`)
  })

  test('a link is never written through, not even one that leads nowhere', async () => {
    const folder = folderWith()
    symlinkSync('../elsewhere', join(folder, '.gitignore'))
    expect((await run(folder, 'init', '--yes')).code).toBe(0)
    expect(existsSync(join(command.folder, 'elsewhere'))).toBe(false)
  })

  test('a folder that is a link out of the project is refused, and nothing remains of the others', async () => {
    const folder = folderWith()
    mkdirSync(join(command.folder, 'outside'))
    symlinkSync('../outside', join(folder, 'test'))
    const { code, stderr } = await run(folder, 'init', '--yes')
    expect(code).toBe(2)
    expect(stderr).toContain('leads out of the project')
    expect(readdirSync(folder)).toEqual(['test'])
    expect(readdirSync(join(command.folder, 'outside'))).toEqual([])
  })

  test('where a file cannot be written the reason is said, and what was begun is removed', async () => {
    const folder = folderWith({ test: 'a file in the place of the folder' })
    const { code, stderr } = await run(folder, 'init', '--yes')
    expect(code).toBe(2)
    expect(stderr).toMatch(/test\S* cannot be written \(ENOTDIR\)/)
    expect(filesIn(folder)).toEqual(['test'])
    expect(existsSync(join(folder, 'cloudfunctions'))).toBe(false)
  })

  test('--json tells what was written, what lines are missing and what comes next', async () => {
    const folder = folderWith({ '.gitignore': 'node_modules/\n' })
    const told = JSON.parse((await run(folder, 'init', '--yes', '--json')).stdout)
    expect(told.written).toContain('cloudfunctions/checkText/index.js')
    expect(told.lines).toEqual([
      { file: '.gitignore', lines: ['dist/', '.wx-openapi/', 'project.private.config.json'] },
    ])
    expect(told.next).toContain('npm test')
  })
})

describe('new', () => {
  test('makes a function with exactly the permissions of its methods', async () => {
    const folder = folderWith({ 'project.config.json': '{ "cloudfunctionRoot": "functions/" }' })
    const { code } = await run(folder, 'new', 'parcels', '--methods', 'logistics.getPath,logistics.getOrder')
    expect(code).toBe(0)
    expect(JSON.parse(read(folder, 'functions/parcels/config.json'))).toEqual({
      permissions: { openapi: ['logistics.getOrder', 'logistics.getPath'] },
    })
    expect(read(folder, 'functions/parcels/index.js')).toContain(
      'exports.main = serve({ logistics }, config)',
    )
  })

  test('it is tried with a call that is answered, by a command that is there', async () => {
    const folder = folderWith({ 'package.json': '{ "devDependencies": { "wx-openapi-shim": "*" } }' })
    const { stdout } = await run(folder, 'new', 'logistics', '--catalogue')
    expect(stdout).toContain(`  npx wx-openapi invoke logistics '{"method":"whoami"}'\n`)
    const elsewhere = await run(folderWith(), 'new', 'checkIt')
    expect(elsewhere.stdout).toContain(
      `  npx -p wx-openapi-shim wx-openapi invoke checkIt '{"text":"你好"}'\n`,
    )
  })

  test('--catalogue offers a namespace as a whole, a nested one too', async () => {
    const folder = folderWith()
    expect((await run(folder, 'new', 'officialAccount.tags', '--catalogue')).code).toBe(0)
    const source = read(folder, 'cloudfunctions/officialAccount-tags/index.js')
    expect(source).toContain("require('wx-openapi-shim/catalogue/officialAccount/tags')")
    expect(source).toContain('serve({ officialAccount: { tags: officialAccountTags } }, config)')
  })

  test.each(['pay', 'PAY'])('%s is refused where pay is there, and its folder stays as it is', async name => {
    const folder = folderWith({ 'cloudfunctions/pay/index.js': 'exports.main = () => 1\n' })
    const { code, stderr } = await run(folder, 'new', name)
    expect(code).toBe(2)
    expect(stderr).toContain('cloudfunctions/pay is there already')
    expect(filesIn(folder)).toEqual(['cloudfunctions/pay/index.js'])
  })

  test.each([['../pay'], ['1pay'], ['pay me'], ['支付'], ['a'.repeat(61)]])(
    'DevTools takes no function called %s, and the rule is said',
    async name => {
      const { code, stderr } = await run(folderWith(), 'new', name)
      expect(code).toBe(2)
      expect(stderr).toContain('begin with a letter')
    },
  )

  test('a broken package.json is named before anything is written', async () => {
    const folder = folderWith({ 'package.json': '{ "name": }' })
    const { code, stderr } = await run(folder, 'new', 'pay')
    expect(code).toBe(2)
    expect(stderr).toContain('package.json:1:11')
    expect(filesIn(folder)).toEqual(['package.json'])
  })

  test('a misspelt method names the nearest one, before anything is written', async () => {
    const folder = folderWith()
    const { code, stderr } = await run(folder, 'new', 'x', '--methods', 'logistics.gtPath')
    expect(code).toBe(2)
    expect(stderr).toContain('did you mean logistics.getPath?')
    expect(filesIn(folder)).toEqual([])
  })
})
