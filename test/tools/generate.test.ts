import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { methods } from '../../miniprogram/generated/methods'
import { generate } from '../../tools/generate'

const repository = join(__dirname, '../..')
let root: string

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'wx-openapi-generate-'))
  cpSync(join(repository, 'shared/catalogue'), join(root, 'shared/catalogue'), { recursive: true })
  cpSync(join(repository, 'package.json'), join(root, 'package.json'))
  generate(root, true)
})
afterAll(() => rmSync(root, { recursive: true }))

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const permissions = (name: string): string[] =>
  JSON.parse(read(`cloudfunctions/${name}/config.json`)).permissions.openapi

test('everything generated in the repository is fresh; if not, run npm run generate', () => {
  expect(generate(repository, false)).toEqual([])
})

test('a second run has nothing to do', () => {
  expect(generate(root, true)).toEqual([])
})

test('a check finds what is stale and writes nothing', () => {
  const path = join(root, 'miniprogram/generated/methods.ts')
  const fresh = read('miniprogram/generated/methods.ts')
  writeFileSync(path, 'old')
  expect(generate(root, false)).toEqual(['miniprogram/generated/methods.ts'])
  expect(read('miniprogram/generated/methods.ts')).toBe('old')
  expect(generate(root, true)).toEqual(['miniprogram/generated/methods.ts'])
  expect(read('miniprogram/generated/methods.ts')).toBe(fresh)
})

test('a namespace with permission names has a function, named with - for .', () => {
  expect(read('cloudfunctions/officialAccount-newtmpl/index.ts')).toBe(
    `import { newtmpl } from '../../shared/catalogue/officialAccount/newtmpl'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ officialAccount: { newtmpl } }, config)
`,
  )
  expect(existsSync(join(root, 'cloudfunctions/b2b'))).toBe(false)
})

test('a new config.json allows what has a permission name, and nothing else', () => {
  expect(permissions('logistics')).toContain('logistics.addOrder')
  expect(permissions('logistics')).not.toContain('logistics.testUpdateOrder')
  expect(permissions('logistics')).toHaveLength(15)
})

test('function openapi serves all, and its config.json allows logistics alone', () => {
  expect(read('cloudfunctions/openapi/index.ts')).toContain('serve(catalogue, config)')
  expect(permissions('openapi')).toEqual(permissions('logistics'))
})

test("an owner's config.json is left as it is", () => {
  const path = join(root, 'cloudfunctions/logistics/config.json')
  const before = read('cloudfunctions/logistics/config.json')
  const narrowed = '{ "permissions": { "openapi": ["logistics.getPath"] } }'
  writeFileSync(path, narrowed)
  const changed = statSync(path).mtimeMs
  expect(generate(root, true)).toEqual([])
  expect(read('cloudfunctions/logistics/config.json')).toBe(narrowed)
  expect(statSync(path).mtimeMs).toBe(changed)
  writeFileSync(path, before)
})

test("an owner's options of serve are left as they are, other changes are not", () => {
  const path = join(root, 'cloudfunctions/logistics/index.ts')
  const fresh = read('cloudfunctions/logistics/index.ts')
  writeFileSync(path, fresh.replace('config)', "config, { httpsOnly: ['testUpdateOrder'] })"))
  expect(generate(root, true)).toEqual([])
  expect(read('cloudfunctions/logistics/index.ts')).toContain('testUpdateOrder')
  writeFileSync(path, fresh.replace('../../shared/gateway', '../../elsewhere'))
  expect(generate(root, true)).toEqual(['cloudfunctions/logistics/index.ts'])
  expect(read('cloudfunctions/logistics/index.ts')).toBe(fresh)
})

test('what it did not make is left alone', () => {
  const path = join(root, 'cloudfunctions/logistics/own.js')
  writeFileSync(path, 'mine')
  generate(root, true)
  expect(read('cloudfunctions/logistics/own.js')).toBe('mine')
  rmSync(path)
})

test('the mini program knows the namespaces that have a function, with what a second send does', () => {
  expect(methods.logistics.addOrder).toBe('keyed')
  expect(methods.logistics.getAllAccount).toBe('read')
  expect(methods.officialAccount.newtmpl.addTemplate).toBe('write')
  expect(Object.keys(methods)).not.toContain('b2b')
})

test('the command npm run generate says that everything is fresh, and leaves nothing behind', () => {
  const said = execFileSync(process.execPath, ['tools/generate.mjs', '--check'], {
    cwd: repository,
    encoding: 'utf8',
  })
  expect(said).toBe('everything generated is fresh\n')
  const left = readdirSync(join(repository, 'node_modules')).filter(name => name.startsWith('.generate'))
  expect(left).toEqual([])
})
