import { describeProblem } from '../../../local/preview/compile/build-error'
import { bundleMiniProgram, MiniProgramBuilder } from '../../../local/preview/compile/bundle'
import { removeFolders, unit, writeFolder } from './project-folder'

afterEach(removeFolders)

const app = (more: object = {}) => ({
  'app.json': JSON.stringify({ pages: ['pages/a/a'], ...more }),
  'app.ts': '',
})

/** What is told of these files, which are built all the same. */
async function warningsOf(files: Record<string, string>): Promise<string[]> {
  return (await bundleMiniProgram(writeFolder(files))).warnings.map(describeProblem)
}

test('an unclosed tag is told with file and line', async () => {
  const [warning] = await warningsOf({ ...app(), ...unit('pages/a/a', '<view>\n  <text>words\n</view>') })
  expect(warning).toBe('pages/a/a.wxml:2:4 missing end tag')
})

test('an expression that WXML does not know is told on its line, and its words are in a box', async () => {
  const folder = writeFolder({ ...app(), ...unit('pages/a/a', '<view>\n\n{{ a?.b }}</view>') })
  const { script, warnings } = await bundleMiniProgram(folder)
  expect(warnings.map(describeProblem)).toEqual(['pages/a/a.wxml:3:5 unexpected character inside expression'])
  expect(script.includes(' a?.b ')).toBe(true)
})

test('an operator that only WeChat’s own compiler refuses is told, too', async () => {
  const wxml = "<view>\n{{ a ? '??' : b }} {{ a ?? b }}</view>"
  expect(await warningsOf({ ...app(), ...unit('pages/a/a', wxml) })).toEqual([
    "pages/a/a.wxml:2:25 WeChat's own compiler has no ??, though this one has",
  ])
})

test('a tag that is neither built-in nor a component is told once, with its line', async () => {
  const wxml = '<view>\n  <!-- <x-a/> -->\n  <x-b />\n  <x-b />\n</view>'
  expect(await warningsOf({ ...app(), ...unit('pages/a/a', wxml) })).toEqual([
    'pages/a/a.wxml:3:3 <x-b> is neither a built-in of the preview nor in usingComponents of pages/a/a.json; it is drawn as a box',
  ])
})

test('the tags of a scene in three dimensions are told together', async () => {
  const wxml = '<xr-scene><xr-node><xr-mesh /></xr-node><xr-node /></xr-scene>'
  expect(await warningsOf({ ...app(), ...unit('pages/a/a', wxml) })).toEqual([
    'pages/a/a.wxml the tags of xr-frame (<xr-…>) are drawn as boxes: the preview has no scenes in three dimensions',
  ])
})

test('what WeChat ignores in WXML is not told', async () => {
  const wxml = `<view class = "a" wx:for="{{list}}" wx:key="{{item.id}}" data-itemId="{{item}}">row</view>
<view wx:if="{{a}}">off</view><view wx:else="{{a}}">on</view>
<button bindtap="ask" class="b" bindtap="ask">ask</button>
<block id="c" wx:key="d" wx:for-items="{{list}}">{{item}}</block>
<view><span>plain</span><div a=b>{{}}</div></view>`
  expect(await warningsOf({ ...app(), ...unit('pages/a/a', wxml) })).toEqual([])
})

test('a component that is not there, or of a plugin, is told by the file that asks for it', async () => {
  const json = { usingComponents: { 'x-card': '/components/card', 'x-far': 'plugin://far/away' } }
  expect(await warningsOf({ ...app(), ...unit('pages/a/a', '<x-card /><x-far />', { json }) })).toEqual([
    'pages/a/a.json usingComponents: x-card leads to /components/card, which is missing; it is drawn as a box',
    'pages/a/a.json usingComponents: x-far is of a plugin (plugin://far/away); it is drawn as a box',
  ])
})

test('broken JSON of a page is told with line and column', async () => {
  const files = { ...app(), ...unit('pages/a/a', '<view />'), 'pages/a/a.json': '{\n  "a": 1,\n  b\n}' }
  expect((await warningsOf(files))[0]).toMatch(/^pages\/a\/a\.json:3:3 not valid JSON/)
})

test('broken JSON of the app is a problem: nothing says what to build', async () => {
  const folder = writeFolder({ 'app.json': '{\n  b\n}', 'app.js': '' })
  await expect(bundleMiniProgram(folder)).rejects.toThrow(/^app\.json:2:3 not valid JSON/)
})

test('a style is read up to its mistake, and beyond', () => {
  const wxss =
    '@import "./b.wxss"\n.a { color: red }\n.b { oops; top: 1px }\n.d { top: 2px } }\n.e { top: 3px'
  const files = { ...app(), ...unit('pages/a/a', '<view />', { wxss }), 'pages/a/b.wxss': '.f { top: 4px }' }
  const { folder, styles } = new MiniProgramBuilder(writeFolder(files)).compile()
  for (const kept of ['.a { color: red }', 'top: 3px', '.f { top: 4px }']) {
    expect(styles['pages/a/a']).toContain(kept)
  }
  expect(folder.warnings.map(describeProblem)).toEqual([
    'pages/a/a.wxss:3:6 left out: Unknown word oops',
    'pages/a/a.wxss:4:17 left out: Unexpected }',
    'pages/a/a.wxss:5:1 left out: Unclosed block',
  ])
})

test('a style that is imported and missing is told by the file that imports it', async () => {
  const files = { ...app(), ...unit('pages/a/a', '<view />', { wxss: '@import "../b.wxss";' }) }
  expect(await warningsOf(files)).toEqual(['pages/a/a.wxss:1:1 @import: "../b.wxss" is missing'])
})

test('a script that cannot be compiled is told with file and line, and fails alone', async () => {
  const wxss = '.kept {}'
  const files = { ...app(), ...unit('pages/a/a', '<view />', { ts: 'const a = 1\nPage({ data: })', wxss }) }
  const { script, warnings } = await bundleMiniProgram(writeFolder(files))
  expect(warnings.map(describeProblem)).toEqual(['pages/a/a.ts:2:14 not valid JavaScript: Unexpected "}"'])
  expect(script.includes('.kept')).toBe(true)
})

test('scripts that assign to a constant, or require a computed name, are built and told no more than that', async () => {
  const ts = "const a = 1\nfunction set() { a = 2; require('./' + a) }\nPage({ set, kept: 'kept' })"
  const { script, warnings } = await bundleMiniProgram(
    writeFolder({ ...app(), ...unit('pages/a/a', '<view />', { ts }) }),
  )
  expect(script.includes('kept: "kept"')).toBe(true)
  expect(script.includes('const a = 1')).toBe(true)
  expect(warnings.map(describeProblem)).toEqual([
    'pages/a/a.ts:2:18 not valid JavaScript: This assignment will throw because "a" is a constant',
  ])
})

test('a WXS module that cannot be compiled is told, and exports nothing', async () => {
  const wxml = '<wxs module="m">module.exports = { a: 1</wxs><view>{{m.a}}</view>'
  const [warning] = await warningsOf({ ...app(), ...unit('pages/a/a', wxml) })
  expect(warning).toMatch(/^pages\/a\/a\.wxml not valid JavaScript/)
})

test('an import that leads nowhere is told by the script', async () => {
  const files = { ...app(), ...unit('pages/a/a', '<view />', { ts: "import './nothing'\nPage({})" }) }
  expect(await warningsOf(files)).toEqual([
    "pages/a/a.ts module './nothing' is not defined: required by pages/a/a.ts",
  ])
})

test('a page of app.json without files, and a tab without a page, are told together', async () => {
  const tabBar = { list: [{ pagePath: 'pages/b/b', text: 'b' }] }
  expect(await warningsOf(app({ tabBar }))).toEqual([
    'pages/a/a.js the file is missing (a .ts file would do)',
    'app.json tabBar: pages/b/b is not in pages',
    'pages/a/a.wxml the file is missing',
  ])
})
