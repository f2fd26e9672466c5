import { execFile, execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { isFull } from '../reliability/support/scale'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wx-openapi-examples-')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { devDependencies: own } = JSON.parse(readFileSync('package.json', 'utf8'))

/** What we use ourselves is taken from here; `tools/install-sdks.mjs` puts the rest into a cache. */
const placeOf = (name: string): string =>
  resolve(name in own ? 'node_modules' : 'node_modules/.cache/examples/node_modules', name)
/** The handler of a route is called without the framework. */
const unneeded = ['next', 'react', 'react-dom']

const names = readdirSync('examples', { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name)

// Each takes a second or two of a processor. Continuous integration runs all; a quick run one for each way to set up.
const some = ['jest', 'node-test', 'typescript-function', 'vitest']

const readPackage = (path: string) => JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))

/** The packages that an example names, but ours, each with where it is. */
function packagesOf(name: string): { name: string; path: string }[] {
  const { dependencies, devDependencies } = readPackage(join('examples', name))
  return Object.keys({ ...dependencies, ...devDependencies })
    .filter(one => one !== 'wx-openapi-shim' && !unneeded.includes(one))
    .map(one => ({ name: one, path: placeOf(one) }))
}

let ours: string
beforeAll(() => {
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder])
  const tarball = readdirSync(folder).find(file => file.endsWith('.tgz'))!
  execFileSync('tar', ['-xzf', tarball], { cwd: folder })
  ours = join(folder, 'package')
})

/** Links a package as npm would install it, with its commands. */
function link(path: string, name: string, modules: string): void {
  const target = join(modules, name)
  mkdirSync(dirname(target), { recursive: true })
  symlinkSync(path, target)
  const { bin = {} } = readPackage(path)
  const commands = typeof bin === 'string' ? { [basename(name)]: bin } : bin
  for (const [command, file] of Object.entries<string>(commands)) {
    symlinkSync(join(target, file), join(modules, '.bin', command))
  }
}

test('there is an example for each way that the documentation names', () => {
  const named = ['express', 'fastify', 'jest', 'nest', 'next', 'node-test', 'plain-function']
  expect(names).toEqual([...named, 'typescript-function', 'vitest'])
})

describe.each(isFull ? names : some)('the example %s', name => {
  const packages = packagesOf(name)
  const missing = packages.filter(({ path }) => !existsSync(path)).map(one => one.name)
  if (missing.length > 0) {
    test.skip(`passes (skipped: ${missing.join(', ')} are installed by tools/install-sdks.mjs)`, () => {})
    return
  }
  test('passes its own tests with the packed package', async () => {
    const project = join(folder, name)
    cpSync(join('examples', name), project, { recursive: true })
    const modules = join(project, 'node_modules')
    mkdirSync(join(modules, '.bin'), { recursive: true })
    cpSync(ours, join(modules, 'wx-openapi-shim'), { recursive: true })
    for (const one of packages) link(one.path, one.name, modules)
    const { PATH, HOME } = process.env
    const env = { PATH, HOME, NO_COLOR: '1' }
    const ran = await promisify(execFile)('npm', ['test'], { cwd: project, env }).catch(error => error)
    const output = `${ran.code ?? 'passed'}\n${ran.stdout}${ran.stderr}`
    expect(output).toMatch(/^passed\n/)
    // No runner is content with no tests.
    expect(output).toMatch(/[#ℹ] pass [1-9]|Tests:? +[1-9]\d* passed/)
  })
})
