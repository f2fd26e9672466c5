/// <reference lib="dom" />
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { testInChromium, wideWindow } from './chromium'
import { unit, writeFolder } from './project-folder'
import { WxPage } from './wx-page'

const inChromium = testInChromium()
let project: WxPage
let folder: string

const first = `<import src="/parts/row.wxml"/>
<view class="count" bindtap="add">{{count}} taps</view><template is="row"/><x-part class="part">inside</x-part>`

beforeEach(async () => {
  project = new WxPage(wideWindow)
  folder = writeFolder({
    'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'] }),
    'app.ts': '',
    'parts/row.wxml': '<template name="row"><view>first row</view></template>',
    ...unit('parts/part', '<view>first part</view><slot/>', {
      json: { component: true },
      ts: 'Component({ data: { said: "" } })',
    }),
    ...unit('pages/a/a', first, {
      json: { usingComponents: { 'x-part': '/parts/part' } },
      ts: 'Page({ data: { count: 0 }, add() { this.setData({ count: this.data.count + 1 }) } })',
    }),
    ...unit('pages/b/b', '<view>first b</view><x-part/>', {
      json: { usingComponents: { 'x-part': '/parts/part' } },
    }),
  })
  await project.start(folder, { watch: true })
})
afterEach(() => project.stop())

const save = (path: string, text: string) => writeFileSync(join(folder, path), text)
const see = (words: string) => project.page.locator('.preview--front').getByText(words).waitFor()

/** Opens the first page, taps on it, and leaves a mark that a reload takes away. */
async function openAndTap(): Promise<void> {
  await project.open()
  await project.page.getByText('0 taps').click()
  await see('1 taps')
  await project.page.evaluate('globalThis.isSame = true')
}

const isSame = () => project.page.evaluate('globalThis.isSame === true')

inChromium('templates and styles that are saved are shown, and the page keeps its data', async () => {
  await openAndTap()
  save('pages/a/a.wxml', first.replace('{{count}} taps', 'tapped {{count}} times'))
  await see('tapped 1 times')
  await project.page.getByText('tapped 1 times').click()
  await see('tapped 2 times')
  save('parts/row.wxml', '<template name="row"><view>other row</view></template>')
  await see('other row')
  // The page may have kept its component: it is the same one.
  await project.page.evaluate("getCurrentPages()[0].part = getCurrentPages()[0].selectComponent('.part')")
  save('parts/part.wxml', '<slot/><view>other part {{said}}</view>')
  await see('other part')
  await project.page.evaluate("getCurrentPages()[0].part.setData({ said: 'speaks' })")
  await see('other part speaks')
  await see('inside')
  save('pages/a/a.wxss', '.count { color: rgb(1, 2, 3) }')
  await project.page.waitForFunction(
    () => getComputedStyle(document.querySelector('.preview--front .count')!).color === 'rgb(1, 2, 3)',
  )
  await see('tapped 2 times')
  expect(await isSame()).toBe(true)
  expect(project.errors).toEqual([])
})

inChromium('pages that wait, and those that are opened later, have what was saved meanwhile', async () => {
  await openAndTap()
  await project.run("wx.navigateTo({ url: '/pages/b/b' })")
  await see('first part')
  save('parts/part.wxml', '<view>other part</view>')
  await see('other part')
  await project.run('wx.navigateBack()')
  await see('other part')
  save('pages/b/b.wxml', '<view>other b</view>')
  // What is not open says nothing when it has changed: the page in front is changed after it.
  save('pages/a/a.wxml', '<view>last a</view>')
  await see('last a')
  await project.run("wx.navigateTo({ url: '/pages/b/b' })")
  await see('other b')
  expect(await isSame()).toBe(true)
})

inChromium('a script that is saved begins the mini program anew, at the page that was open', async () => {
  await project.open('pages/b/b')
  await see('first b')
  await project.page.evaluate('globalThis.isSame = true')
  save('pages/b/b.ts', "Page({ onLoad() { wx.setNavigationBarTitle({ title: 'new script' }) } })")
  await project.page.getByText('new script').waitFor()
  await see('first b')
  expect(await isSame()).toBe(false)
})

inChromium('what was saved one after the other is there after the mini program began anew', async () => {
  await openAndTap()
  save('pages/a/a.wxml', '<view>{{words}}</view><x-part/>')
  save('pages/a/a.wxss', 'view { color: rgb(1, 2, 3) }')
  save('parts/part.wxml', '<view>other part</view>')
  await see('other part')
  for (const words of ['second script', 'third script']) {
    save('pages/a/a.ts', `Page({ data: { words: '${words}' } })`)
    await see(words)
    await see('other part')
    const color = 'getComputedStyle(document.querySelector(".preview--front wx-view")).color'
    expect(await project.page.evaluate(color)).toBe('rgb(1, 2, 3)')
  }
  save(
    'pages/a/a.json',
    '{ "navigationBarTitleText": "other title", "usingComponents": { "x-part": "/parts/part" } }',
  )
  await project.page.getByText('other title').waitFor()
  await see('third script')
  expect(project.errors).toEqual([])
})

inChromium(
  'a component whose script is saved has it, on the page that was open with what it was opened with',
  async () => {
    await project.open('pages/b/b?a=1')
    await see('first part')
    save('parts/part.wxml', '<view>said {{said}}</view>')
    save('parts/part.ts', "Component({ data: { said: 'new' } })")
    await see('said new')
    expect(await project.run('getCurrentPages()[0].options')).toEqual({ a: '1' })
  },
)

inChromium('what is left out of a template that was saved is told beside the phone at once', async () => {
  await project.open('pages/b/b')
  save('pages/b/b.wxss', 'view { color: red')
  await project.page.getByText('Unclosed block').waitFor({ state: 'attached' })
  save('pages/b/b.wxss', '')
  await project.page.getByText('Unclosed block').waitFor({ state: 'detached' })
})
