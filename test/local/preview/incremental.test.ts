import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeProblem } from '../../../local/preview/compile/build-error'
import { type BuiltMiniProgram, MiniProgramBuilder } from '../../../local/preview/compile/bundle'
import { removeFolders, unit, writeFolder } from './project-folder'

const paths = Array.from({ length: 30 }, (_, at) => `pages/p${at}/p${at}`)

let folder: string
let builder: MiniProgramBuilder
let first: BuiltMiniProgram

const wxml =
  '<import src="/parts/rows.wxml"/><wxs module="m" src="/parts/m.wxs"/><x-gone/><view>{{m.a}}</view>'

beforeEach(async () => {
  const page = { wxss: '@import "/parts/common.wxss"; .own {}', ts: "require('/lib/say')\nPage({})" }
  folder = writeFolder({
    'app.json': JSON.stringify({ pages: paths }),
    'app.ts': '',
    'lib/say.js': "exports.said = 'first words'",
    'parts/rows.wxml': '<template name="row">first row</template>',
    'parts/m.wxs': 'module.exports = { a: 1 }',
    'parts/common.wxss': '.common {}',
    ...Object.assign({}, ...paths.map(path => unit(path, wxml, page))),
  })
  builder = new MiniProgramBuilder(folder)
  first = await builder.build()
})

afterEach(() => {
  builder.close()
  removeFolders()
})

const save = (path: string, text: string) => writeFileSync(join(folder, path), text)

test('without a change nothing is compiled, and the same is built', async () => {
  expect(first.compiled.length).toBeGreaterThan(3 * paths.length)
  const again = await builder.build()
  expect(again.compiled).toEqual([])
  expect(again.script).toBe(first.script)
  expect(again.warnings).toEqual(first.warnings)
})

test.each([
  ['pages/p3/p3.wxml', '<view>changed</view>', 'changed'],
  ['pages/p3/p3.wxss', '.changed {}', '.changed'],
  ['pages/p3/p3.ts', "Page({ data: { a: 'changed' } })", 'changed'],
  ['parts/rows.wxml', '<template name="row">changed</template>', 'changed'],
  ['parts/m.wxs', "module.exports = { a: 'changed' }", 'changed'],
  ['parts/common.wxss', '.changed {}', '.changed'],
  ['lib/say.js', "exports.said = 'changed'", 'changed'],
])('after a change of %s, that file alone is compiled anew', async (path, text, seen) => {
  save(path, text)
  const { script, compiled } = await builder.build()
  expect(compiled).toEqual([path])
  expect(script).toContain(seen)
})

test.each([
  ['pages/p3/p3.wxml', `${wxml}changed`, 'changed', ['pages/p3/p3']],
  ['parts/rows.wxml', '<template name="row">changed</template>', 'changed', paths],
  ['pages/p3/p3.wxss', '.changed {}', '.changed', []],
  ['parts/common.wxss', '.changed {}', '.changed', []],
])('a change of %s is that of looks alone, and is told without the rest', async (path, text, seen, units) => {
  expect(first.change).toBeUndefined()
  save(path, text)
  const { change } = await builder.build()
  const told: { styles: object; units: string[] }[] = []
  new Function('previewHost', change!)({ changeLooks: (looks: (typeof told)[0]) => told.push(looks) })
  expect(told[0]!.units).toEqual(units)
  expect(change).toContain(seen)
  expect(change).not.toContain('first words')
})

test.each([
  ['pages/p3/p3.ts', "Page({ data: { a: 'changed' } })"],
  ['pages/p3/p3.json', '{ "navigationBarTitleText": "changed" }'],
  ['pages/p3/p3.wxml', '<x-other-gone/>'],
  ['parts/m.wxs', "module.exports = { a: 'changed' }"],
  ['lib/say.js', "exports.said = 'changed'"],
  ['app.json', JSON.stringify({ pages: paths.slice(1) })],
  // The browser has it already.
  ['parts/picture.png', 'changed'],
])('a change of %s that is more than looks is told with all', async (path, text) => {
  save(path, text)
  expect((await builder.build()).change).toBeUndefined()
})

test('a page that is told of stays told of while others change, and no longer once it is corrected', async () => {
  const told = ({ warnings }: BuiltMiniProgram) => warnings.map(describeProblem)
  const of = (path: string) =>
    `<x-gone> is neither a built-in of the preview nor in usingComponents of ${path}.json`
  expect(told(first).length).toBe(paths.length)
  save('pages/p0/p0.wxml', '<view/>')
  const second = told(await builder.build())
  expect(second.length).toBe(paths.length - 1)
  expect(second.join()).not.toContain(of('pages/p0/p0'))
})

test('files that come and go are noticed', async () => {
  save('parts/rows.wxml', '')
  rmSync(join(folder, 'parts/common.wxss'))
  const { warnings } = await builder.build()
  expect(warnings.filter(({ message }) => message.includes('@import')).length).toBe(paths.length)
  save('parts/common.wxss', '.back {}')
  const { script, warnings: after } = await builder.build()
  expect(script).toContain('.back')
  expect(after.some(({ message }) => message.includes('@import'))).toBe(false)
})

test('a page that app.json no longer names leaves the build', async () => {
  save('app.json', JSON.stringify({ pages: paths.slice(1) }))
  const { script } = await builder.build()
  expect(script).not.toContain('"pages/p0/p0"')
})

test('the source map leads from a line of the script to the line of the file', async () => {
  save('pages/p3/p3.ts', "const words: string = 'here'\nPage({ data: { words } })")
  const { scripts } = await builder.build()
  const placed = (id: string, { code, map }: BuiltMiniProgram['scripts'][0]) => {
    const { sections } = JSON.parse(map())
    const found = sections.find(({ map: { sources } }: any) => sources[0] === `mini-program/${id}`)
    return { ...found.map, lines: code.split('\n').slice(found.offset.line) }
  }
  expect(placed('pages/p3/p3.ts', scripts.at(-1)!).lines.slice(0, 2).join()).toContain('words = "here"')
  const say = placed('lib/say.js', scripts[0]!)
  expect(say.lines[0]).toBe("exports.said = 'first words'")
  expect(say.sourcesContent).toEqual(["exports.said = 'first words'"])
  expect(say.mappings).toBe('AAAA')
})

const names = ({ scripts }: BuiltMiniProgram) => scripts.map(({ name }) => name)

test('a small change is one more script, which what is undone takes back', async () => {
  save('lib/say.js', "exports.said = 'other words'")
  const second = await builder.build()
  expect(names(second).slice(0, -1)).toEqual(names(first))
  expect(second.scripts.at(-1)!.code.length).toBeLessThan(2_000)
  save('lib/say.js', "exports.said = 'first words'")
  expect(names(await builder.build())).toEqual(names(first))
})

test.each([
  ['WXS that each template holds', () => save('parts/m.wxs', "module.exports = { a: 'changed' }")],
  ['a page that is gone', () => save('app.json', JSON.stringify({ pages: paths.slice(1) }))],
  ['a script that is large', () => save('lib/say.js', `exports.said = '${'x'.repeat(600_000)}'`)],
])('after a change of %s, all is written anew', async (_, change) => {
  change()
  const { scripts, script } = await builder.build()
  expect(script.match(/miniProgram\.facts = /g)).toHaveLength(1)
  expect(scripts[0]!.code).toContain('miniProgram.facts = ')
  expect(names({ scripts } as BuiltMiniProgram)).not.toEqual(names(first))
})
