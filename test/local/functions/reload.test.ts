import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bundleScript } from '../../support/bundle'
import { Project, rejection } from './project'

let project: Project
beforeEach(() => {
  project = new Project()
})
afterEach(() => project.remove())

const call = (functions: ReturnType<Project['start']>) => functions.invoke({ name: 'f' })

test('TypeScript runs as it is saved, and nothing is written beside it', async () => {
  project.write({
    'f/index.ts': `import { name } from '../shared'\nimport config from './config.json'\nexport const main = async (): Promise<unknown> => ({ name, config })`,
    'f/config.json': '{ "permissions": { "openapi": ["a"] } }',
    'shared.ts': `export const name: string = 'shared'`,
  })
  expect(await call(project.start())).toEqual({ name: 'shared', config: { permissions: { openapi: ['a'] } } })
  expect(readdirSync(project.path('f')).sort()).toEqual(['config.json', 'index.ts'])
})

test('TypeScript uses the packages of its folder, and finds its files', async () => {
  project.write({
    'f/index.ts': `
      import { readFileSync } from 'node:fs'
      import { join } from 'node:path'
      import greeting from 'greeting'
      export const main = async () => [greeting, readFileSync(join(__dirname, 'text.txt'), 'utf8')]`,
    'f/node_modules/greeting/index.js': 'module.exports = "own package"',
    'f/text.txt': 'hello',
  })
  expect(await call(project.start())).toEqual(['own package', 'hello'])
})

const saved: [string, Record<string, string>, Record<string, string>][] = [
  [
    'index.ts',
    { 'f/index.ts': 'export const main = () => 1' },
    { 'f/index.ts': 'export const main = () => 2' },
  ],
  [
    'a file that index.ts imports',
    { 'f/index.ts': `import { n } from '../n'\nexport const main = () => n`, 'n.ts': 'export const n = 1' },
    { 'n.ts': 'export const n = 2' },
  ],
  [
    'config.json',
    {
      'f/index.ts': `import c from './config.json'\nexport const main = () => c.n`,
      'f/config.json': '{"n":1}',
    },
    { 'f/config.json': '{"n":2}' },
  ],
  ['index.js', { 'f/index.js': 'exports.main = () => 1' }, { 'f/index.js': 'exports.main = () => 2' }],
  [
    'a file that index.js requires',
    { 'f/index.js': 'const n = require("./n"); exports.main = () => n', 'f/n.js': 'module.exports = 1' },
    { 'f/n.js': 'module.exports = 2' },
  ],
  [
    'a file that index.js requires with its event',
    { 'f/index.js': 'exports.main = () => require("./n")', 'f/n.js': 'module.exports = 1' },
    { 'f/n.js': 'module.exports = 2' },
  ],
]
test.each(saved)('when %s is saved, the next event uses it', async (_, before, after) => {
  const functions = project.write(before).start()
  expect(await call(functions)).toBe(1)
  project.write(after)
  expect(await call(functions)).toBe(2)
})

test('as long as nothing is saved, the process stays', async () => {
  project.write({
    'f/index.ts': `import { n } from '../n'\nlet count = n\nexport const main = () => ++count`,
    'n.ts': 'export const n = 0',
  })
  project.age(60, 'f/index.ts', 'n.ts')
  const functions = project.start()
  expect([await call(functions), await call(functions), await call(functions)]).toEqual([1, 2, 3])
})

describe('where index.ts and index.js stand side by side', () => {
  const both = {
    'f/index.ts': `import { n } from '../n'\nexport const main = () => 'source ' + n`,
    'f/index.js': 'exports.main = () => "built"',
    'n.ts': 'export const n = 1',
  }
  test('index.js runs when it is the newest', async () => {
    project.write(both)
    project.age(60, 'f/index.ts', 'n.ts')
    expect(await call(project.start())).toBe('built')
  })
  test('index.ts runs when it is newer', async () => {
    project.write(both)
    project.age(60, 'f/index.js', 'n.ts')
    expect(await call(project.start())).toBe('source 1')
  })
  test('index.ts runs when something it imports is newer', async () => {
    project.write(both)
    project.age(60, 'f/index.ts', 'f/index.js')
    expect(await call(project.start())).toBe('source 1')
  })
  test('and a build between two events is used', async () => {
    project.write(both)
    project.age(60, 'f/index.ts', 'n.ts')
    project.age(120, 'f/index.js')
    const functions = project.start()
    expect(await call(functions)).toBe('source 1')
    project.write({ 'f/index.js': 'exports.main = () => "built anew"' })
    expect(await call(functions)).toBe('built anew')
  })
})

test('a fault of TypeScript names file and line, and once mended the function runs', async () => {
  project.write({ 'f/index.ts': 'export const main = () => 1\nexport const x = (' })
  const functions = project.start()
  const { errCode, errMsg } = await rejection(call(functions))
  expect(errCode).toBe(-504002)
  expect(errMsg).toContain(`${project.path('f/index.ts')}:2:`)
  project.write({ 'f/index.ts': 'export const main = () => 1' })
  expect(await call(functions)).toBe(1)
})

// In a process of its own: node, not jest, remembers which packages were not there.
test('an esbuild that is installed meanwhile is found', async () => {
  project.write({ 'f/index.ts': 'export const main = () => 1', 'node_modules/other/package.json': '{}' })
  const { file, remove } = await bundleScript(`
    import { symlinkSync } from 'node:fs'
    import { startFunctions } from './local/functions/start-functions'
    const root = ${JSON.stringify(project.root)}
    const functions = startFunctions({ root })
    const call = () => functions.invoke({ name: 'f' }).catch(error => error.message)
    const run = async () => {
      const before = await call()
      const installed = ${JSON.stringify(join(process.cwd(), 'node_modules/esbuild'))}
      symlinkSync(installed, root + '/node_modules/esbuild')
      console.log(JSON.stringify([before, await call()]))
      await functions.close()
    }
    run()`)
  const told = execFileSync(process.execPath, [file], { cwd: project.root, encoding: 'utf8' })
  remove()
  expect(JSON.parse(told)).toEqual([expect.stringMatching(/npm install --save-dev esbuild/), 1])
})

test('an import that leads nowhere names file and line', async () => {
  project.write({ 'f/index.ts': `import { a } from './nowhere'\nexport const main = () => a` })
  const { errMsg } = await rejection(call(project.start()))
  expect(errMsg).toContain(`${project.path('f/index.ts')}:1:`)
  expect(errMsg).toContain('"./nowhere"')
})

test('the program of the processes is what child.ts says', () => {
  execFileSync(process.execPath, ['tools/generate.mjs', '--check'], { stdio: 'pipe' })
})
