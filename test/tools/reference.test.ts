import type { EndpointInfo, Shape } from '../../shared/catalog'
import { findEndpoint, listEndpoints } from '../../shared/catalog'
import { check } from '../../shared/schema/check'
import {
  array,
  bigInteger,
  fixed,
  integer,
  object,
  optional,
  record,
  string,
  wire,
} from '../../shared/schema/fields'
import { code, table, text } from '../../tools/generate/reference/markdown'
import { callOf, examples, methodSection } from '../../tools/generate/reference/method-section'

const row = (more: Partial<EndpointInfo> = {}): EndpointInfo => ({
  name: 'demo.send',
  namespace: 'demo',
  method: 'send',
  verb: 'POST',
  path: '/demo/send',
  params: {},
  result: {} as Shape,
  errcodes: [],
  effect: 'write',
  auth: 'accessToken',
  body: 'json',
  cloudCallable: false,
  ...more,
})
const linesOf = (markdown: string, beginning: string): string[] =>
  markdown.split('\n').filter(line => line.startsWith(beginning))

test('nested fields stand below their object, each further to the right, with what is said of them', () => {
  const params = { cargo: object({ list: array(object({ count: optional(integer({ min: 1 })) })) }) }
  const section = methodSection(row({ params }), {
    title: '发送',
    params: { 'cargo.list[].count': 'How many | parcels.' },
  })
  expect(linesOf(section, '| ').slice(2)).toEqual([
    '| `cargo` | `object` | yes |  |',
    '| &nbsp;&nbsp;&nbsp;&nbsp;`list` | `object[]` | yes |  |',
    '| &nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;`count` | `integer, at least 1` |  | How many \\| parcels. |',
  ])
})

test('the keys of a map are the user’s, and shown as a star', () => {
  const params = { data: record(object({ value: string() })) }
  expect(linesOf(methodSection(row({ params }), { title: '' }), '| &nbsp;')).toEqual([
    '| &nbsp;&nbsp;&nbsp;&nbsp;`*.value` | `string` | yes |',
  ])
})

test('a name that WeChat spells in its own way is told, a fixed value is not asked for', () => {
  const params = { action: fixed('apply'), pluginAppid: wire('plugin_APPID', string()) }
  const section = methodSection(row({ params }), { title: '' })
  expect(section).toContain('| `pluginAppid` | `string` | yes | On the wire: `plugin_APPID`. |')
  expect(section).not.toContain('`action`')
})

test.each([
  [{ effect: 'read' as const }, '- **Effect:** read; it changes nothing'],
  [
    { effect: { keyed: 'orderId' } },
    '- **Effect:** keyed; sent twice with the same `orderId`, it is done once',
  ],
  [
    { cloudCallable: true },
    '- **Cloud call:** yes, with `demo.send` in `permissions.openapi` of config.json',
  ],
  [{}, '- **Cloud call:** no, the platform offers it over HTTPS only'],
  [{ deprecated: 'use demo.post' }, '> **Deprecated:** use demo.post.'],
  [{ aliasOf: 'other.space.send' }, 'A second name of [`other.space.send`](other.space.md#send).'],
  [{ body: 'multipart' as const }, '- **Request:** `POST /demo/send`, a form with files'],
])('%j is said', (more, line) => {
  expect(methodSection(row(more), { title: '' }).split('\n')).toContain(line)
})

test('errcodes have their meaning and, where it is known, what to do', () => {
  const errcodes = [
    { code: 1, means: 'one', fix: 'mend it' },
    { code: 2, means: 'two' },
  ]
  expect(linesOf(methodSection(row({ errcodes }), { title: '' }), '| ')).toEqual([
    '| errcode | means | what to do |',
    '| --- | --- | --- |',
    '| 1 | one | mend it |',
    '| 2 | two |  |',
  ])
})

test('a column in which nothing stands is left out', () => {
  expect(table(['a', 'b', 'c'], [['1', '', '3']])).toBe('| a | c |\n| --- | --- |\n| 1 | 3 |')
})

test('what Markdown would take for markup is escaped, but not in code', () => {
  expect(text('a_b <c> | `d_e`')).toBe('a\\_b \\<c\\> \\| `d_e`')
  expect(code('1 | 2')).toBe('`1 \\| 2`')
})

test.each(Object.keys(examples))('the call of %s fits its row', name => {
  expect(check(findEndpoint(name) as never, examples[name])).toEqual([])
})

test('every call of the reference is JavaScript', () => {
  const AsyncFunction = (async () => {}).constructor as new (...code: string[]) => unknown
  const wrong = listEndpoints().filter(endpoint => {
    try {
      new AsyncFunction('openapi', 'fs', callOf(endpoint))
      return false
    } catch {
      return true
    }
  })
  expect(wrong.map(({ name }) => name)).toEqual([])
})

test('a call gives what the answer has, as long as that is short', () => {
  const result = { id: bigInteger(), list: array(string()) }
  expect(callOf(row({ result }))).toBe('const { id, list } = await openapi.demo.send()')
  expect(callOf(row({ result: { default: string() } }))).toBe('const answer = await openapi.demo.send()')
  expect(callOf(row())).toBe('await openapi.demo.send()')
})

test('texts are quoted so that they can be pasted', () => {
  const params = { name: string({ min: 1 }) }
  expect(callOf(row({ params }))).toBe("await openapi.demo.send({ name: 'demo-name-1' })")
})
