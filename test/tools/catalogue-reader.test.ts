import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { EndpointInfo, Shape } from '../../shared/catalog'
import { array, integer, object, optional, record, string, wire } from '../../shared/schema/fields'
import { describeCatalogue } from '../../tools/generate/catalogue/describe-catalogue'
import { readCatalogue } from '../../tools/generate/catalogue/read-catalogue'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wx-openapi-tools-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const head = `import { endpoint } from '../schema/endpoint'
import { array, integer, object, optional, record, string as text, wire } from '../schema/fields'
`

/** Writes a catalogue of one namespace, and more files if they are given. */
function write(source: string, more: Record<string, string> = {}): void {
  const files = { 'index.ts': "export { shop } from './shop'\n", 'shop.ts': head + source, ...more }
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, 'shared/catalogue', name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
}

/** What runs, written by hand. */
const endpoint = (params: Shape, result: Shape = {}, name = 'shop.open'): EndpointInfo =>
  ({ name, namespace: 'shop', params, result }) as EndpointInfo

const describeOne = (params: Shape, result: Shape = {}) =>
  describeCatalogue(readCatalogue(root), [endpoint(params, result)]).descriptions.get('shop.open')

const row = (params: string, result = '{}', doc = '/**\n   * 开店\n   * @see no public page found\n   */') =>
  `export const shop = {\n  ${doc}\n  open: endpoint({\n    http: 'POST /shop',\n    params: ${params},\n    result: ${result},\n  }),\n}\n`

test('title, notes and address of a method are told apart', () => {
  const doc = `/**
   * 开店
   *
   * Opens it,
   * slowly.
   *
   * Twice is once.
   * @see https://example.com/open
   */`
  write(row('{}', '{}', doc))
  expect(describeOne({})).toEqual({
    title: '开店',
    notes: 'Opens it, slowly.\nTwice is once.',
    see: 'https://example.com/open',
  })
})

test('comments are found by the path of their field, through lists and maps', () => {
  write(
    row(
      `{
      /** Its name. */
      name: text(),
      goods: array(object({
        /** In cents. */
        price: optional(integer()),
      })),
      data: record(object({
        /** What it says. */
        value: wire('Value', text()),
      })),
    }`,
      `{
      /** Its
       * number. */
      id: text(),
    }`,
    ),
  )
  const params = {
    name: string(),
    goods: array(object({ price: optional(integer()) })),
    data: record(object({ value: wire('Value', string()) })),
  }
  expect(describeOne(params, { id: string() })).toEqual({
    title: '开店',
    params: { name: 'Its name.', 'goods[].price': 'In cents.', 'data.*.value': 'What it says.' },
    result: { id: 'Its number.' },
  })
})

test('shared shapes and fields are followed by name, by spread and over files', () => {
  write(
    `import { page } from './shapes/page'
/** Where it is. */
const address = {
  /** With its ending. */
  province: text(),
}
/** 0: closed, 1: open. */
const state = integer()
const kinds = {
  /** Sells fruit. */
  fruit: { ripe: integer() },
} as const
` +
      row(
        '{ ...page, address: object(address), /** Old one. */ before: object(address), state, fruit: object(kinds.fruit) }',
      ),
    {
      'shapes/page.ts': `import { integer } from '../../schema/fields'
export const page = {
  /** From 0. */
  offset: integer(),
}
`,
    },
  )
  const place = object({ province: string() })
  const params = {
    offset: integer(),
    address: place,
    before: place,
    state: integer(),
    fruit: object({ ripe: integer() }),
  }
  expect(describeOne(params)?.params).toEqual({
    offset: 'From 0.',
    address: 'Where it is.',
    'address.province': 'With its ending.',
    before: 'Old one.',
    'before.province': 'With its ending.',
    state: '0: closed, 1: open.',
    fruit: 'Sells fruit.',
  })
})

test('a second name takes the fields of its row, and has its own title', () => {
  write(
    `${row('{ /** Its name. */ name: text() }')}
export const store = {
  /**
   * 旧名
   * @see no public page found
   */
  start: endpoint({ ...shop.open, aliasOf: 'shop.open' }),
}
`,
    { 'index.ts': "export { shop, store } from './shop'\n" },
  )
  const endpoints = [endpoint({ name: string() }), endpoint({ name: string() }, {}, 'store.start')]
  expect(describeCatalogue(readCatalogue(root), endpoints).descriptions.get('store.start')).toEqual({
    title: '旧名',
    params: { name: 'Its name.' },
  })
})

test('namespaces are folders too', () => {
  write('', {
    'index.ts': "export * as market from './market'\n",
    'market/index.ts': "export { shop } from './shop'\n",
    'market/shop.ts': head.replace(/\.\./g, '../..') + row('{}'),
    'shop.ts': 'export const unused = 1\n',
  })
  rmSync(join(root, 'shared/catalogue/shop.ts'))
  const endpoints = [endpoint({}, {}, 'market.shop.open')]
  expect(describeCatalogue(readCatalogue(root), endpoints).descriptions.has('market.shop.open')).toBe(true)
})

describe('what is not understood is an error with its place', () => {
  // Lines 1 and 2 are the imports.
  test.each([
    ['a method without a comment', row('{}', '{}', ''), 'shop.ts:5: shop.open: a method needs a comment'],
    [
      'a title over two lines',
      row('{}', '{}', '/**\n * one\n * two\n * @see no public page found\n */'),
      'title of one line',
    ],
    ['a missing address', row('{}', '{}', '/** 开店 */'), 'a method needs @see'],
    [
      'an unknown tag',
      row('{}', '{}', '/**\n * 开店\n * @sea https://example.com\n */'),
      '@sea is not known here',
    ],
    [
      'an address that is none',
      row('{}', '{}', '/**\n * 开店\n * @see over there\n */'),
      '@see must be one https address',
    ],
    [
      'two comments on one field',
      row('{ /** One. */ /** Two. */ name: text() }'),
      'two doc comments follow each other',
    ],
    [
      'a comment before nothing',
      row('{ name: text(/** Lost. */) }'),
      'shop.ts:10: this doc comment stands before nothing',
    ],
    [
      'a function of its own',
      `const made = () => text()\n${row('{ name: made() }')}`,
      'shop.ts:11: only functions of the schema',
    ],
    ['a name from nowhere', row('{ name: nothing }'), 'shop.ts:10: nothing is not known'],
    ['a computed name', row("{ ['name']: text() }"), 'only plain members are understood here'],
    ['a spread of a field', row('{ ...text() }'), 'only objects can be spread here'],
    [
      'a constant made of itself',
      `const a = { ...b }\nconst b = { ...a }\n${row('a')}`,
      'this is defined by itself',
    ],
    ['a value that is no field', row("{ name: 'x' }"), 'name is no field'],
    ['a syntax error', 'export const = 1', 'shop.ts:3:'],
    ['a statement', 'console.log(1)', 'shop.ts:3: a file of the catalogue holds imports'],
  ])('%s', (_, source, said) => {
    write(source)
    expect(() => describeOne({ name: string() })).toThrow(said)
  })

  test('a file that no index exports', () => {
    write(row('{}'), { 'forgotten.ts': head })
    expect(() => describeOne({})).toThrow('shared/catalogue/forgotten.ts:1: no index exports this file')
  })

  test('a field that runs but is not in the source', () => {
    write(row('{ name: text() }'))
    expect(() => describeOne({ name: string(), price: integer() })).toThrow(
      'params: price runs, but was not found',
    )
  })

  test('a field of the source that does not run', () => {
    write(row('{ name: text() }'))
    expect(() => describeOne({})).toThrow('params: name stands in the source, but does not run')
  })

  test('a method of the source that does not run', () => {
    write(row('{}'))
    expect(() => describeCatalogue(readCatalogue(root), [])).toThrow(
      'shop.open is not in the running catalogue',
    )
  })
})
