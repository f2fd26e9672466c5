import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeProblem } from '../../../local/preview/compile/build-error'
import { bundleMiniProgram, MiniProgramBuilder } from '../../../local/preview/compile/bundle'
import { removeFolders, unit, writeFolder } from './project-folder'

afterEach(removeFolders)

const app = (more: object = {}) => ({
  'mp/app.json': JSON.stringify({ pages: ['pages/a/a'], ...more }),
  'mp/app.ts': '',
})

/** Compiles the mini program of these files; gives its style of page a, and what was told. */
function compile(files: Record<string, string>) {
  const builder = new MiniProgramBuilder(join(writeFolder(files), 'mp'))
  const { styles, folder } = builder.compile()
  builder.close()
  const style = styles['pages/a/a']!.replace(/\s+/g, ' ').trim()
  return { style, appStyle: styles.app!.trim(), told: folder.warnings.map(describeProblem) }
}

const page = (style: Record<string, string>) => ({
  'mp/pages/a/a.wxml': '<view />',
  'mp/pages/a/a.js': 'Page({})',
  ...style,
})

/** What `sass` and `less` offer, as far as a page needs it: each file that is imported is put in its place. */
const sass = `const { readFileSync } = require('fs'); const { fileURLToPath } = require('url')
exports.compileString = (text, { url, syntax }) => {
  const loadedUrls = [url]
  const css = text.replace(/@use '(.*?)';/g, (_, name) => {
    const used = new URL(name + '.scss', url)
    loadedUrls.push(used)
    return readFileSync(fileURLToPath(used), 'utf8')
  })
  return { css: css + ' .' + syntax + ' {}', loadedUrls }
}`
const less = `exports.render = (text, { filename, syncImport }, done) =>
  text.includes('oops') ? done(Object.assign(new Error('no oops'), { line: 2 })) : done(null, { css: text + ' .less-' + syncImport + ' {}', imports: [] })`
const compilers = {
  'node_modules/sass/index.js': sass,
  'node_modules/less/index.js': less,
}

test.each([
  ['scss', '.a {} .scss {}'],
  ['sass', '.a {} .indented {}'],
  ['less', '.a {} .less-true {}'],
])('a style in .%s is compiled by the compiler of the project', (ending, css) => {
  const { style, told } = compile({
    ...app(),
    ...page({ [`mp/pages/a/a.${ending}`]: '.a {}' }),
    ...compilers,
  })
  expect(style).toBe(css)
  expect(told).toEqual([])
})

test('a change of what a style in Sass uses compiles it anew', () => {
  const files = { 'mp/pages/a/a.scss': "@use 'b';", 'mp/pages/a/b.scss': '.b {}' }
  const folder = writeFolder({ ...app(), ...page(files), ...compilers })
  const builder = new MiniProgramBuilder(join(folder, 'mp'))
  builder.compile()
  writeFileSync(join(folder, 'mp/pages/a/b.scss'), '.changed {}')
  const { styles, folder: source } = builder.compile()
  expect(styles['pages/a/a']).toContain('.changed')
  expect(source.compiled).toEqual(['pages/a/a.scss'])
  builder.close()
})

test('a style in Less that is wrong is told with its line, and all else works', () => {
  const { told } = compile({ ...app(), ...page({ 'mp/pages/a/a.less': '.a {}\noops' }), ...compilers })
  expect(told).toEqual(['pages/a/a.less:2 left out: no oops'])
})

test('without a compiler the styles are left out, and the package to install is named once', () => {
  const files = { 'mp/pages/a/a.less': '@import "b";', 'mp/pages/a/b.less': '', 'mp/app.less': '.a {}' }
  const { style, appStyle, told } = compile({ ...app(), ...page(files) })
  expect([style, appStyle]).toEqual(['', ''])
  expect(told).toEqual([
    'pages/a/a.less styles in .less are left out until you run npm install --save-dev less',
  ])
})

test('a style in WXSS is not compiled from another language, and one that imports another is', () => {
  const files = {
    'mp/pages/a/a.wxss': '@import "./b";',
    'mp/pages/a/a.less': '',
    'mp/pages/a/b.less': '.b {}',
  }
  expect(compile({ ...app(), ...page(files), ...compilers }).style).toBe('.b {} .less-true {}')
})

test('a library of useExtendedLib is told once until it is installed, and its look comes with it', () => {
  const extended = {
    useExtendedLib: { weui: true },
    usingComponents: { 'mp-a': 'weui-miniprogram/a/a', 'mp-b': '/miniprogram_npm/weui-miniprogram/b/b' },
  }
  const files = { ...app(extended), ...page({}) }
  expect(compile(files).told).toEqual([
    'app.json useExtendedLib: weui is missing; its components are drawn as boxes until you run npm install weui-miniprogram',
  ])
  const { told, appStyle } = compile({
    ...files,
    'node_modules/weui-miniprogram/package.json': '{}',
    'node_modules/weui-miniprogram/miniprogram_dist/weui-wxss/dist/style/weui.wxss': '.weui {}',
    ...unit('node_modules/weui-miniprogram/miniprogram_dist/a/a', '<view />'),
    ...unit('node_modules/weui-miniprogram/miniprogram_dist/b/b', '<view />'),
  })
  expect(told).toEqual([])
  expect(appStyle).toBe('.weui {}')
})

test('packages that packNpmManually lists are found beside their package.json', () => {
  const relation = { packageJsonPath: './front/package.json', miniprogramNpmDistDir: './mp/' }
  const setting = { packNpmManually: true, packNpmRelationList: [relation] }
  const files = {
    ...app({ usingComponents: { 'x-a': 'kit-of-mine/a/a' } }),
    ...page({}),
    'project.config.json': JSON.stringify({ miniprogramRoot: 'mp/', setting }),
    'front/node_modules/kit-of-mine/package.json': '{ "miniprogram": "dist" }',
    ...unit('front/node_modules/kit-of-mine/dist/a/a', '<view />'),
  }
  expect(compile(files).told).toEqual([])
  const { told } = compile({ ...files, 'project.config.json': '{ "miniprogramRoot": "mp/" }' })
  expect(told[0]).toBe(
    'app.json usingComponents: kit-of-mine is missing; its components are drawn as boxes until you run npm install kit-of-mine',
  )
})

test('a package that was not made for mini programs is bundled by its main, and told when it is missing', async () => {
  const ts = "const { words } = require('plain-words')\nrequire('gone-words')\nPage({ data: { words } })"
  const folder = writeFolder({
    ...app(),
    ...unit('mp/pages/a/a', '<view>{{words}}</view>', { ts }),
    'node_modules/plain-words/package.json': '{ "main": "lib/main.js" }',
    'node_modules/plain-words/index.js': 'throw new Error("not the main")',
    'node_modules/plain-words/lib/main.js': "exports.words = require('./words')",
    'node_modules/plain-words/lib/words.js': "module.exports = 'words of the package'",
  })
  const { script, warnings } = await bundleMiniProgram(join(folder, 'mp'))
  expect(script).toContain('words of the package')
  expect(script).not.toContain('not the main')
  expect(warnings.map(describeProblem)).toEqual([
    "pages/a/a.ts module 'gone-words' is not defined: required by pages/a/a.ts",
  ])
})

test('WXML and WXS of a package that was not built are imported where WeChat would put them', async () => {
  const wxml = `<import src="../../miniprogram_npm/kit-of-mine/parts/row.wxml"/><include src="/miniprogram_npm/kit-of-mine/parts/foot"/>
<wxs module="m" src="../../miniprogram_npm/kit-of-mine/m.wxs"/><wxs module="n">module.exports = require('../../lib/twice.wxs')</wxs>
<template is="row" data="{{x: m.one}}"/>{{n.two}}`
  const folder = writeFolder({
    ...app(),
    ...unit('mp/pages/a/a', wxml),
    'mp/lib/twice.wxs': 'module.exports = { two: 2 }',
    'node_modules/kit-of-mine/package.json': '{ "miniprogram": "dist" }',
    'node_modules/kit-of-mine/dist/parts/row.wxml': '<template name="row"><view>row {{x}}</view></template>',
    'node_modules/kit-of-mine/dist/parts/foot.wxml': '<view>the foot</view>',
    'node_modules/kit-of-mine/dist/m.wxs': 'module.exports = { one: 1 }',
  })
  const { script, warnings } = await bundleMiniProgram(join(folder, 'mp'))
  expect(warnings.map(describeProblem)).toEqual([])
  for (const part of ['the foot', 'one: 1', 'two: 2']) expect(script).toContain(part)
})
