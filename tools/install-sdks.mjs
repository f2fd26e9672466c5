// Installs what the tests run of other people's packages into node_modules/.cache: WeChat's own and HTTP clients in the
// versions that projects have, other runtimes than node, and what the examples need beside us. What is there stays.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = path => JSON.parse(readFileSync(join(root, path), 'utf8'))

function install(name, dependencies) {
  const folder = join(root, 'node_modules/.cache', name)
  const wanted = JSON.stringify({ private: true, dependencies })
  const file = join(folder, 'package.json')
  const isInstalled = existsSync(join(folder, 'node_modules/.package-lock.json'))
  if (isInstalled && readFileSync(file, 'utf8') === wanted) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, wanted)
  // None of their scripts is needed.
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
  execFileSync('npm', ['install', ...quiet], { cwd: folder, stdio: 'inherit' })
}

const { sdks, clients, runtimes } = read('test/facts/foreign-packages.json')
/** @param {Record<string, string[]>} packages the versions of each */
const aliased = packages =>
  Object.fromEntries(
    Object.entries(packages).flatMap(([name, list]) =>
      list.map(version => [`${name}-${version}`, `npm:${name}@${version}`]),
    ),
  )

const { devDependencies: own } = read('package.json')
/** What the test of the examples does without: the handler of a route is called without Next. */
const left = ['next', 'react', 'react-dom']
const ofExamples = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .flatMap(({ name }) => {
    const { dependencies, devDependencies } = read(`examples/${name}/package.json`)
    return Object.entries({ ...dependencies, ...devDependencies })
  })
  .filter(([name]) => !left.includes(name) && !(name in own))

const sets = {
  sdks: aliased({ ...sdks, ...clients }),
  runtimes: aliased(runtimes),
  examples: Object.fromEntries(ofExamples.filter(([name]) => name !== 'wx-openapi-shim')),
}
// The tests of one need nothing of the others.
for (const [name, dependencies] of Object.entries(sets)) {
  try {
    install(name, dependencies)
  } catch {
    process.exitCode = 1
  }
}
