// Installs what the tests run of other people's packages, WeChat's own and HTTP clients in the versions that projects have,
// into node_modules/.cache/sdks; what is there stays.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'node_modules/.cache/sdks')
const { sdks, clients } = JSON.parse(readFileSync(join(root, 'test/facts/foreign-packages.json'), 'utf8'))

const wanted = JSON.stringify({
  private: true,
  dependencies: Object.fromEntries(
    Object.entries({ ...sdks, ...clients }).flatMap(([name, list]) =>
      list.map(version => [`${name}-${version}`, `npm:${name}@${version}`]),
    ),
  ),
})
const file = join(folder, 'package.json')
const isInstalled = existsSync(join(folder, 'node_modules/.package-lock.json'))
if (!isInstalled || readFileSync(file, 'utf8') !== wanted) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, wanted)
  // None of their scripts is needed.
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
  execFileSync('npm', ['install', ...quiet], { cwd: folder, stdio: 'inherit' })
}
