import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parse } from '@babel/parser'

/** What a user of the package may import too. */
const publicEntries = [
  'catalog',
  'catalogue/index',
  'client/index',
  'gateway/index',
  'index',
  'stores',
  'telemetry',
  'testing',
].map(name => `shared/${name}.ts`)

/** Every room of the house, most special first, and the rooms whose doors it may use. */
const rooms: [room: string, mayImport: string[]][] = [
  ['shared/errors', []],
  ['shared/schema', ['shared/errors']],
  ['shared/catalogue/shapes/token.ts', ['shared/schema']],
  ['shared/catalogue', ['shared/catalogue/shapes/token.ts', 'shared/schema']],
  ['shared/transport', ['shared/schema', 'shared/errors']],
  ['shared/auth', ['shared/transport', 'shared/catalogue/shapes/token.ts', 'shared/schema', 'shared/errors']],
  ['shared/client', ['shared/auth', 'shared/transport', 'shared/schema', 'shared/errors']],
  ['shared/gateway', ['shared/client', 'shared/auth', 'shared/transport', 'shared/schema', 'shared/errors']],
  [
    'shared/cloud',
    ['shared/catalogue', 'shared/client', 'shared/auth', 'shared/schema/objects.ts', 'shared/errors'],
  ],
  [
    'shared/wechat-api',
    ['shared/catalogue', 'shared/client', 'shared/auth', 'shared/schema', 'shared/errors'],
  ],
  ['shared', ['shared']],
  ['cloudfunctions', ['shared/gateway', 'shared/catalogue']],
  ['miniprogram', ['miniprogram/generated']],
  [
    'local/emulator',
    [
      'shared/catalogue',
      'shared/schema/fields.ts',
      'shared/schema/objects.ts',
      'shared/schema/endpoint.ts',
      'shared/schema/sample.ts',
      'shared/errors',
      'local/functions',
      'local/project',
    ],
  ],
  ['local/project', [...publicEntries, 'shared/schema/objects.ts', 'shared/errors']],
  ['local/functions', [...publicEntries, 'shared/schema/objects.ts', 'shared/errors', 'local/project']],
  [
    'local/testing',
    [
      ...publicEntries,
      'shared/schema',
      'shared/errors/time.ts',
      'local/emulator',
      'local/functions',
      'local/project',
    ],
  ],
  ['local/preview', [...publicEntries, 'shared/errors/secrets.ts', 'local/project']],
  [
    'local/doctor',
    [...publicEntries, 'shared/schema/objects.ts', 'shared/errors', 'shared/auth/stores', 'local/project'],
  ],
  // The version is said in package.json alone.
  ['local/cli', ['shared', 'local', 'package.json']],
  ['tools', ['shared']],
]

const within = (file: string, room: string) => file === room || file.startsWith(`${room}/`)
const roomOf = (file: string) => rooms.find(([room]) => within(file, room)) ?? ['no room', []]

const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', 'shared', 'cloudfunctions', 'miniprogram', 'local', 'tools'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter(file => /\.ts$/.test(file) && !file.endsWith('.d.ts') && !file.includes('/fixtures/'))

interface Import {
  file: string
  target: string
  isType: boolean
}

/** What a file imports, as written, with whether only types are meant; `import('…')` stands for a type or a late load. */
function importsOf(file: string): Import[] {
  const found: Import[] = []
  const text = readFileSync(file, 'utf8')
  const { program } = parse(text, { sourceType: 'module', plugins: ['typescript'] })
  for (const node of program.body) {
    const source = 'source' in node && node.source ? node.source.value : undefined
    if (source === undefined) continue
    const isType =
      ('importKind' in node && node.importKind === 'type') ||
      ('exportKind' in node && node.exportKind === 'type')
    found.push({ file, target: source, isType })
  }
  for (const [, target] of text.matchAll(/\bimport\('(\.[^']+)'\)/g))
    found.push({ file, target: target!, isType: true })
  return found
}

const exists = new Set(files)
function resolve({ file, target }: Import): string {
  const path = normalize(join(dirname(file), target))
  return [`${path}.ts`, `${path}/index.ts`, path].find(candidate => exists.has(candidate)) ?? path
}

const all = files.flatMap(importsOf)
const inside = all.filter(({ target }) => target.startsWith('.'))

test('there are files to look at', () => {
  expect(files.length).toBeGreaterThan(40)
  expect(inside.length).toBeGreaterThan(100)
})

test('each room imports only from the rooms it may', () => {
  const wrong = inside.filter(({ file, isType, ...line }) => {
    const [room, allowed] = roomOf(file)
    const target = resolve({ file, isType, ...line })
    // The front end may know shared by its types alone: they leave nothing in the package.
    const typesOnly =
      room === 'miniprogram' && isType
        ? ['shared/catalogue', 'shared/schema', 'shared/errors', 'shared/client/options.ts']
        : []
    const isAllowed = [room, ...allowed, ...typesOnly].some(other => within(target, other))
    return !isAllowed
  })
  expect(wrong.map(line => `${line.file} -> ${resolve(line)}`)).toEqual([])
})

test('no import cycle anywhere, types included', () => {
  let arrows = inside.map(line => ({ file: line.file, target: resolve(line) }))
  // A file that imports nothing that is left, or that nothing left imports, is in no cycle.
  for (let before = Number.POSITIVE_INFINITY; arrows.length < before; ) {
    before = arrows.length
    const importers = new Set(arrows.map(({ file }) => file))
    arrows = arrows.filter(({ target }) => importers.has(target))
    const imported = new Set(arrows.map(({ target }) => target))
    arrows = arrows.filter(({ file }) => imported.has(file))
  }
  expect(arrows.map(({ file, target }) => `${file} -> ${target}`)).toEqual([])
})

test('nobody imports tools, and nothing of the product imports a test', () => {
  const wrong = inside.filter(line => {
    const target = resolve(line)
    return (within(target, 'tools') && !within(line.file, 'tools')) || within(target, 'test')
  })
  expect(wrong).toEqual([])
})

test('shared and the cloud functions need node alone', () => {
  const outside = all.filter(
    ({ file, target }) => /^(shared|cloudfunctions)\//.test(file) && !target.startsWith('.'),
  )
  expect(outside.filter(({ target }) => !target.startsWith('node:'))).toEqual([])
})

test('what the mini program takes types from imports no node module', () => {
  const rooms = ['shared/catalogue', 'shared/schema', 'shared/errors']
  const wrong = all.filter(
    ({ file, target }) => rooms.some(room => within(file, room)) && target.startsWith('node:'),
  )
  expect(wrong).toEqual([])
})

test('endpoints are written in the catalogue only', () => {
  const path = /['"`]\/(cgi-bin|wxa|wxaapi|card|datacube|shakearound|merchant|sns|cv|retail|product)\//
  const wrong = files.filter(
    file => !within(file, 'shared/catalogue') && path.test(readFileSync(file, 'utf8')),
  )
  expect(wrong).toEqual([])
})

const code = (file: string) =>
  readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*/g, '')

test('`any` stays inside shared/schema', () => {
  const handwritten = files.filter(file => !within(file, 'shared/schema') && !file.includes('/generated/'))
  const wrong = handwritten.filter(file => /(:|<|\bas|,) any\b/.test(code(file)))
  expect(wrong).toEqual([])
})

test('source files stay short enough to be read', () => {
  const lengths = files
    .filter(file => !within(file, 'shared/catalogue') && !file.includes('/generated/'))
    .map(file => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
  expect(lengths.filter(({ lines }) => lines > 250)).toEqual([])
})
