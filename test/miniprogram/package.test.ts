import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parse } from '@babel/parser'

const root = resolve(__dirname, '../../miniprogram')

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })
}

const files = filesIn(root)
const named = (ending: string) => files.filter(file => file.endsWith(ending))
const read = (file: string) => readFileSync(file, 'utf8')
const short = (file: string) => relative(root, file)
const texts = files.filter(file => !file.endsWith('.png'))
const json = (file: string) => JSON.parse(read(join(root, file)))

test('the main package stays below 1 MB', () => {
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
  expect(bytes).toBeLessThan(1_000_000)
})

test('the tab bar icons stay below the 40 KB that WeChat allows', () => {
  expect(named('.png').filter(file => statSync(file).size > 40_000)).toEqual([])
})

// What a secret, an access token and a session_key look like.
const leaks: [what: string, pattern: RegExp][] = [
  ['a secret', /\b[0-9a-f]{32}\b/i],
  ['an access token', /\b\d{1,3}_[\w-]{60,}/],
  ['a value given to a secret', /(secret|access_?token|session_?key)["']?\s*[:=]\s*["'`][^"'`]{8,}/i],
  ['an OPENID', /\bo[\w-]{27}\b(?<=\d.*)/],
  ['a list of operators', /OPENAPI_OPERATORS["']?\s*[:=]/],
  ['a private key', /-----BEGIN/],
  ['the address of WeChat', /api\.weixin\.qq\.com/],
]

test.each(leaks)('the package holds no trace of %s', (_, pattern) => {
  expect(texts.filter(file => pattern.test(read(file))).map(short)).toEqual([])
})

test('every page has its four files', () => {
  const pages: string[] = json('app.json').pages
  const wanted = pages.flatMap(page => ['ts', 'json', 'wxml', 'wxss'].map(ending => `${page}.${ending}`))
  expect(wanted.filter(file => !files.map(short).includes(file))).toEqual([])
})

test('every component that is used is there, by a relative path', () => {
  const missing = named('.json').flatMap(file => {
    const used: Record<string, string> = JSON.parse(read(file)).usingComponents ?? {}
    return Object.values(used).filter(
      path => !path.startsWith('../') || !files.includes(`${resolve(file, '..', path)}.ts`),
    )
  })
  expect(missing).toEqual([])
})

test('every component that is named is used', () => {
  const idle = named('.json').flatMap(file => {
    const used = Object.keys(JSON.parse(read(file)).usingComponents ?? {})
    const wxml = used.length ? read(file.replace(/json$/, 'wxml')) : ''
    return used.filter(name => !wxml.includes(`<${name} `) && !wxml.includes(`<${name}>`)).map(short)
  })
  expect(idle).toEqual([])
})

test('every icon and every page of the tab bar is there', () => {
  const { tabBar, pages } = json('app.json')
  for (const { pagePath, iconPath, selectedIconPath } of tabBar.list) {
    expect(pages).toContain(pagePath)
    expect(files.map(short)).toEqual(expect.arrayContaining([iconPath, selectedIconPath]))
  }
})

test('every colour that app.json takes from the theme is in both themes', () => {
  const theme = json('theme.json')
  const names = [...read(join(root, 'app.json')).matchAll(/"@(\w+)"/g)].map(([, name]) => name!)
  expect(names.length).toBeGreaterThan(5)
  for (const name of names) {
    expect(theme.light).toHaveProperty(name)
    expect(theme.dark).toHaveProperty(name)
  }
})

test('only tokens.wxss writes a colour or a measure', () => {
  const styles = named('.wxss').filter(file => !file.endsWith('tokens.wxss'))
  const literal = /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|\d(rpx|px|em|rem)\b/i
  expect(styles.filter(file => literal.test(read(file))).map(short)).toEqual([])
})

test('every variable that a style uses is a token', () => {
  const known = new Set(
    [...read(join(root, 'styles/tokens.wxss')).matchAll(/(--[\w-]+):/g)].map(([, name]) => name),
  )
  const used = named('.wxss').flatMap(file =>
    [...read(file).matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name),
  )
  expect(used.length).toBeGreaterThan(50)
  expect(used.filter(name => !known.has(name))).toEqual([])
})

test('WXML keeps to the expressions that both compilers know', () => {
  const expressions = named('.wxml').flatMap(file =>
    [...read(file).matchAll(/{{(.*?)}}/gs)].map(([, code]) => code!),
  )
  expect(expressions.length).toBeGreaterThan(100)
  expect(expressions.filter(code => /\?\.|\?\?|`|=>/.test(code))).toEqual([])
})

test('every field takes all that is pasted: WeChat cuts without a word, at 140 letters if nothing is said', () => {
  const fields = named('.wxml').flatMap(file => [...read(file).matchAll(/<(input|textarea)\b[^>]*>/g)])
  expect(fields.length).toBeGreaterThan(5)
  expect(fields.map(([field]) => field).filter(field => !field.includes('maxlength="{{-1}}"'))).toEqual([])
})

test('what takes something away is asked for by the red question alone', () => {
  const losses = /(解绑|删除|清空|取消运单)'/
  const plain = scripts.filter(file => {
    const modals = read(file).match(/wx\.showModal\(\{[^}]*\}/g) ?? []
    return modals.some(modal => losses.test(modal))
  })
  expect(plain.map(short)).toEqual([])
})

interface Node {
  type: string
  [member: string]: unknown
}

function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf)
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(nodesOf)
  return typeof (value as Node).type === 'string' ? [value as Node, ...inner] : inner
}

const scripts = named('.ts').filter(file => !file.endsWith('.d.ts'))
const program = (file: string) =>
  nodesOf(
    parse(read(file), { sourceType: 'module', plugins: ['typescript'], attachComment: false }).program.body,
  )

test('no script uses TypeScript that the compiler of DevTools does not take away', () => {
  const refused = [
    'TSEnumDeclaration',
    'TSModuleDeclaration',
    'TSImportEqualsDeclaration',
    'TSExportAssignment',
    'TSSatisfiesExpression',
    'TSParameterProperty',
    'Decorator',
  ]
  const found = scripts.flatMap(file =>
    program(file)
      .filter(({ type }) => refused.includes(type))
      .map(({ type }) => `${short(file)} ${type}`),
  )
  expect(found).toEqual([])
})

test('scripts import by relative paths, and what is outside only as types', () => {
  const faults = scripts.flatMap(file =>
    program(file)
      .filter(({ type }) => type === 'ImportDeclaration')
      .filter(node => {
        const source = (node.source as { value: string }).value
        const isInside = resolve(file, '..', source).startsWith(`${root}/`)
        return !source.startsWith('.') || (!isInside && node.importKind !== 'type')
      })
      .map(() => short(file)),
  )
  expect(faults).toEqual([])
})

test('types from outside come only from the catalogue, the schema and the errors', () => {
  const sources = scripts.flatMap(file =>
    [...read(file).matchAll(/'((?:\.\.\/)+shared\/[^']+)'/g)].map(([, source]) =>
      source!.replace(/^(\.\.\/)+/, ''),
    ),
  )
  expect(sources.length).toBeGreaterThan(5)
  expect(sources.filter(source => !/^shared\/(catalogue|schema|errors)(\/|$)/.test(source))).toEqual([])
})
