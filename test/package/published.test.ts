import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-published-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The package as it is published. */
let tarball: string
beforeAll(() => {
  const options = ['--ignore-scripts', '--silent', '--pack-destination', folder]
  tarball = join(folder, execFileSync('npm', ['pack', ...options], { encoding: 'utf8' }).trim())
})

const run = (command: string, ...args: string[]) =>
  execFileSync(process.execPath, [join('node_modules', command), ...args], { encoding: 'utf8' })

test('publint finds nothing to correct', () => {
  expect(run('publint/src/cli.js', tarball, '--strict')).toContain('All good!')
})

test('arethetypeswrong finds the types of every entry, in every module resolution', () => {
  expect(run('@arethetypeswrong/cli/dist/index.js', tarball, '--no-color')).toContain('No problems found')
})
