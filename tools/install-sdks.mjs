// Installs the versions of WeChat's own packages that the tests run, into node_modules/.cache/sdks; what is there stays.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'node_modules/.cache/sdks')
const versions = JSON.parse(readFileSync(join(root, 'test/facts/sdk-versions.json'), 'utf8'))

const wanted = JSON.stringify({
  private: true,
  dependencies: Object.fromEntries(
    Object.entries(versions).flatMap(([name, list]) =>
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
