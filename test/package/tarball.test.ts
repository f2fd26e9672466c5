import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const notices = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8')
const [tarball]: [{ unpackedSize: number; files: { path: string }[] }] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' }),
)
const files = tarball.files.map(({ path }) => path)

test('unpacked, the tarball stays under 5 MB', () => {
  expect(tarball.unpackedSize).toBeLessThan(5_000_000)
})

test('the tarball holds what a user runs and reads, not what the website shows', () => {
  expect(
    files.filter(file => /^(docs\/(reference|images)\/|openapi\.json|test\/|shared\/|local\/)/.test(file)),
  ).toEqual([])
  expect(files).toEqual(
    expect.arrayContaining([
      'dist/cli.js',
      'docs/permissions.md',
      'README.zh-CN.md',
      'dist/preview/host.js',
      'dist/preview/page.js',
      'dist/preview/page.css',
    ]),
  )
})

test('every declaration in the tarball is reached from an entry, and all that it refers to is there', () => {
  const declarations = new Set(files.filter(file => file.endsWith('.d.ts')))
  const targets = Array.from(declarations).flatMap(file =>
    Array.from(
      readFileSync(file, 'utf8').matchAll(/(?:from |import\(|require\()['"](\.[^'"]*)['"]/g),
      ([, from]) => join(file, '..', from!.replace(/\.js$/, '')),
    ),
  )
  const isThere = (target: string) =>
    declarations.has(`${target}.d.ts`) || declarations.has(`${target}/index.d.ts`)
  expect(targets.filter(target => !isThere(target))).toEqual([])
  const named = new Set(targets.flatMap(target => [`${target}.d.ts`, `${target}/index.d.ts`]))
  const internal = Array.from(declarations).filter(file => file.startsWith('dist/types/'))
  expect(internal.filter(file => !named.has(file))).toEqual([])
})

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
