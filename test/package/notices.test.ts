import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const notices = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8')
const files: string[] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' }),
)[0].files.map(({ path }: { path: string }) => path)

test('the notices of what is bundled are in the tarball', () => {
  expect(files).toContain('dist/THIRD-PARTY-NOTICES.txt')
})

// Found without esbuild's own account: by what only this package's code holds.
const marks: Record<string, RegExp> = {
  commander: /commander\.(helpDisplayed|unknownCommand)/,
  '@babel/parser': /BABEL_PARSER_SOURCETYPE_MODULE_REQUIRED/,
  mingo: /mingo: cycle detected while processing/,
  protobufjs: /illegal wire type|invalid wire type/,
}
const shipped = files.filter(file => /^dist\/.*\.js$/.test(file)).map(file => readFileSync(file, 'utf8'))

test.each(Object.entries(marks))('%s is bundled, and its licence comes with it', (name, mark) => {
  expect(shipped.some(code => mark.test(code))).toBe(true)
  const { version } = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8'))
  expect(notices).toContain(`\n${name} ${version} (`)
  const licence = readFileSync(join('node_modules', name, 'LICENSE'), 'utf8').trim()
  expect(notices).toContain(licence)
})

test('nothing is named that is not bundled', () => {
  const named = Array.from(notices.matchAll(/^-{80}\n(\S+) /gm), ([, name]) => name!)
  expect(named).toEqual([...named].sort())
  // protobufjs brings long along.
  expect(named.filter(name => !(name in marks) && name !== 'long')).toEqual([])
})
