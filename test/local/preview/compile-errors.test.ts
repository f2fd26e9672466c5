import { BuildError, describeProblem } from '../../../local/preview/compile/build-error'
import { bundleMiniProgram } from '../../../local/preview/compile/bundle'
import { removeFolders, unit, writeFolder } from './project-folder'

afterEach(removeFolders)

const app = (more: object = {}) => ({
  'app.json': JSON.stringify({ pages: ['pages/a/a'], ...more }),
  'app.ts': '',
})

async function problemsOf(files: Record<string, string>): Promise<string[]> {
  const error = await bundleMiniProgram(writeFolder(files)).catch((failure: BuildError) => failure)
  if (!(error instanceof BuildError)) throw new Error('it was built')
  return error.problems.map(describeProblem)
}

test('an unclosed tag is a problem with file and line', async () => {
  const [problem] = await problemsOf({ ...app(), ...unit('pages/a/a', '<view>\n  <text>words\n</view>') })
  expect(problem).toBe('pages/a/a.wxml:2:4 missing end tag')
})

test('an expression that WXML does not know is a problem on its line', async () => {
  const [problem] = await problemsOf({ ...app(), ...unit('pages/a/a', '<view>\n\n{{ a?.b }}</view>') })
  expect(problem).toBe('pages/a/a.wxml:3:5 unexpected character inside expression')
})

test('an operator that only WeChat’s own compiler refuses is a problem, too', async () => {
  const wxml = "<view>\n{{ a ? '??' : b }} {{ a ?? b }}</view>"
  const problems = await problemsOf({ ...app(), ...unit('pages/a/a', wxml) })
  expect(problems).toEqual(["pages/a/a.wxml:2:25 WeChat's own compiler has no ??, though this one has"])
})

test('a tag that is neither built-in nor a component is named with its line', async () => {
  const problems = await problemsOf({
    ...app(),
    ...unit('pages/a/a', '<view>\n  <!-- <map/> -->\n  <slider />\n</view>'),
  })
  expect(problems).toEqual([
    'pages/a/a.wxml:3:3 <slider> is neither a built-in of the preview nor in usingComponents of pages/a/a.json',
  ])
})

test('a component that is not there is named by the file that asks for it', async () => {
  const json = { usingComponents: { 'x-card': '/components/card' } }
  const problems = await problemsOf({ ...app(), ...unit('pages/a/a', '<view />', { json }) })
  expect(problems).toEqual([
    'pages/a/a.json usingComponents: x-card leads to components/card.json, which is missing',
  ])
})

test('broken JSON is a problem with line and column', async () => {
  const files = { ...app(), ...unit('pages/a/a', '<view />'), 'pages/a/a.json': '{\n  "a": 1,\n  b\n}' }
  expect((await problemsOf(files))[0]).toMatch(/^pages\/a\/a\.json:3:3 not valid JSON/)
})

test('a style that cannot be read is a problem with file and line', async () => {
  const files = { ...app(), ...unit('pages/a/a', '<view />', { wxss: '.a { color: red }\n.b { color: red' }) }
  expect(await problemsOf(files)).toEqual(['pages/a/a.wxss:2:1 Unclosed block'])
})

test('a style that is imported and missing is a problem of the file that imports it', async () => {
  const files = { ...app(), ...unit('pages/a/a', '<view />', { wxss: '@import "../b.wxss";' }) }
  expect(await problemsOf(files)).toEqual(['pages/a/a.wxss:1:1 @import: pages/b.wxss is missing'])
})

test('a script that cannot be compiled is a problem with file and line', async () => {
  const files = { ...app(), ...unit('pages/a/a', '<view />', { ts: 'const a = 1\nPage({ data: })' }) }
  expect((await problemsOf(files))[0]).toMatch(/^pages\/a\/a\.ts:2:14 /)
})

test('an import that leads nowhere is a problem of the script', async () => {
  const files = { ...app(), ...unit('pages/a/a', '<view />', { ts: "import './nothing'\nPage({})" }) }
  expect((await problemsOf(files))[0]).toMatch(/^pages\/a\/a\.ts:1:\d+ Could not resolve "\.\/nothing"/)
})

test('a page of app.json without files, and a tab without a page, are told together', async () => {
  const tabBar = { list: [{ pagePath: 'pages/b/b', text: 'b' }] }
  expect(await problemsOf(app({ tabBar }))).toEqual([
    'pages/a/a.ts the file is missing (a .js file would do)',
    'app.json tabBar: pages/b/b is not in pages',
    'pages/a/a.wxml the file is missing',
  ])
})
