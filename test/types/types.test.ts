import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rows } from '../catalogue/rows'

const root = join(__dirname, '../..')

/** What the compiler says about a project, and whether it is content. */
const compile = (...more: string[]) =>
  new Promise<{ code: number; said: string }>(resolve => {
    // By its path: each of the older compilers has a command of the same name.
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    execFile(
      process.execPath,
      [tsc, '-p', 'test/types', '--pretty', 'false', ...more],
      { cwd: root },
      (error, out, err) => resolve({ code: error ? 1 : 0, said: out + err }),
    )
  })

test('right calls compile, and every wrong call is an error that is expected', async () => {
  expect(await compile()).toEqual({ code: 0, said: '' })
})

test('the compiler looks at every one of these files', async () => {
  const { said } = await compile('--listFilesOnly')
  const seen = said.split('\n').filter(line => line.includes('/test/types/'))
  expect(seen.map(line => line.slice(line.indexOf('/test/types/') + '/test/types/'.length)).sort()).toEqual(
    filesBelow(__dirname).filter(file => !file.endsWith('.test.ts')),
  )
})

describe('every namespace has a right call and a wrong one', () => {
  const namespaces = [...new Set(rows.map(({ method }) => method.slice(0, method.lastIndexOf('.'))))]

  test.each(namespaces)('%s', namespace => {
    const file = join(__dirname, 'catalogue', `${namespace.split('.').join('/')}.ts`)
    expect(existsSync(file)).toBe(true)
    const lines = readFileSync(file, 'utf8').split('\n')
    const calls = lines.filter(line => line.includes(`openapi.${namespace}.`))
    const wrong = lines.filter(line => line.includes('// @ts-expect-error '))
    expect(wrong.length).toBeGreaterThanOrEqual(1)
    expect(calls.length - wrong.length).toBeGreaterThanOrEqual(1)
  })
})

/** The TypeScript files below a folder, by their path from there. */
function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap(entry =>
      entry.isDirectory()
        ? filesBelow(join(folder, entry.name), `${prefix}${entry.name}/`)
        : [prefix + entry.name],
    )
    .filter(name => name.endsWith('.ts'))
    .sort()
}
