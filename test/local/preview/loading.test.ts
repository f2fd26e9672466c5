import { testInChromium } from './chromium'
import { unit } from './project-folder'
import { WxPage } from './wx-page'

const inChromium = testInChromium()
const component = { component: true }

const miniProgram = {
  'mp/app.json': JSON.stringify({
    entryPagePath: 'pages/first/first',
    pages: ['pages/broken/broken', 'pages/first/first', 'pages/parts/parts'],
    subPackages: [
      { root: 'more/', independent: true, pages: ['late/late'] },
      { root: 'idle', pages: ['idle'] },
    ],
    tabBar: {
      custom: true,
      list: [
        { pagePath: 'pages/first/first', text: 'first' },
        { pagePath: 'pages/parts/parts', text: 'parts' },
      ],
    },
    usingComponents: { 'kit-tag': 'own-kit/tag/index', 'raw-tag': '@raw/kit/tag/index' },
    resolveAlias: { '@/*': '/*' },
  }),
  'mp/app.js': `const { shop } = require('/lib/shop')
App({ onLaunch({ query }) { this.globalData = { shop, from: query.from }; wx.navigateTo({ url: '/more/late/late' }) } })`,
  'mp/lib/shop.js': "exports.shop = require('lib/words').words\nexports.greeting = Behavior({})",
  // Both ways of exporting, as WeChat's compiler takes them.
  'mp/lib/words.js': "import { tea } from './tea'\nexport const cup = 'cup'\nexports.words = tea",
  // Two that import each other: what is not there yet is undefined, of a constant and of a class.
  'mp/lib/cup.js': `import { seen } from './pot'
const size = 'large'
export const sizeOf = function () { return size }
export class Cup { static seen = seen }
export function early() { return String(size) + typeof Cup }`,
  'mp/lib/pot.js': "import * as cup from './cup'\nexport const seen = String(cup.sizeOf) + cup.early()",
  'mp/lib/tea.js': "import './shop'\nmodule.exports = { tea: 'tea' }",
  // Built by WeChat's tool, and not built.
  'mp/miniprogram_npm/own-kit/tag/index.json': JSON.stringify(component),
  'mp/miniprogram_npm/own-kit/tag/index.js': "Component({ data: { of: require('../say') } })",
  'mp/miniprogram_npm/own-kit/say.js': "module.exports = 'built'",
  'mp/miniprogram_npm/own-kit/tag/index.wxml': '<text>kit {{of}}</text>',
  'node_modules/@raw/kit/package.json': '{ "name": "@raw/kit", "miniprogram": "lib" }',
  'node_modules/@raw/kit/lib/tag/index.json': JSON.stringify(component),
  'node_modules/@raw/kit/lib/tag/index.js': 'Component({ externalClasses: ["my-class"] })',
  'node_modules/@raw/kit/lib/tag/index.wxml': '<text class="my-class">unbuilt</text>',
  'node_modules/@raw/kit/lib/tag/index.wxss': '@import "../common";',
  'node_modules/@raw/kit/lib/common.wxss': 'text { margin-left: 3px }',
  ...unit('mp/custom-tab-bar/index', '<view class="bar" bindtap="go">tab {{at}}</view>', {
    json: component,
    wxss: '.bar { position: fixed; bottom: 0 }',
    ts: "Component({ data: { at: 0 }, methods: { go() { wx.switchTab({ url: '/pages/parts/parts' }) } } })",
  }),
  ...unit('mp/pages/first/first', '<view>{{shop}}</view><kit-tag/><raw-tag my-class="red"/>', {
    // The script itself uses what the app sets up.
    ts: `const { shop } = getApp().globalData
Page({ data: { shop: 'shop ' + shop }, onShow() { this.getTabBar().setData({ at: 1 }) } })`,
    wxss: '.red { color: rgb(255, 0, 0) }',
  }),
  ...unit('mp/pages/broken/broken', '<view>never</view>', { ts: 'Page({ data: })' }),
  'mp/idle/lang/zh.js': "exports.hello = '你好'",
  // A component as a page, with what WeChat gives to components.
  ...unit('mp/idle/idle', '<view>{{hello}} {{sum}}</view><x-frame generic:part="x-part" />', {
    json: { usingComponents: { 'x-frame': './frame', 'x-part': '../parts/part' } },
    ts: `getApp().idle = (getApp().idle || 0) + 1
const language = 'zh'
Component({ properties: { a: Number }, data: { hello: require('./lang/' + language).hello, sum: 0 },
  observers: { a(value) { this.setData({ sum: value + 1 }) } } })`,
  }),
  ...unit('mp/idle/frame', '<part /><other />', {
    json: { component: true, componentGenerics: { part: true, other: { default: '../parts/other' } } },
    ts: 'Component({})',
  }),
  ...unit('mp/parts/part', '<view>chosen part</view>', { json: component, ts: 'Component({})' }),
  ...unit('mp/parts/other', '<view>usual part</view>', { json: component, ts: 'Component({})' }),
  ...unit('mp/more/late/late', '<view bindtap="ask">{{words}}</view>', {
    ts: `Page({ data: { words: 'late' },
  onLoad() { getApp().cup = require('@/lib/cup').Cup.seen },
  ask() { require.async('../lazy').then(({ words }) => require('@/lib/words', all => this.setData({ words: words + all.words }))) } })`,
  }),
  'mp/more/lazy.js': "exports.words = 'lazy '",
  ...unit(
    'mp/pages/parts/parts',
    `<form bindsubmit="say"><x-field class="x" name="f"/><button form-type="submit">send</button></form>
<x-list><x-item wx:for="{{[1, 2]}}" wx:key="*this">{{item}}</x-item></x-list><x-slots><text slot="b">in b</text></x-slots>
<wxs module="m" src="../../lib/twice.wxs"/><view>{{m.twice(21)}}</view><view bindtap="ask">ask</view><view>{{said}}</view>`,
    {
      json: {
        usingComponents: {
          'x-field': '@/parts/field',
          'x-list': '../../parts/list',
          'x-item': 'parts/item',
          'x-slots': '/parts/slots',
        },
      },
      ts: `Page({ data: { said: '' }, say({ detail }) { this.setData({ said: JSON.stringify(detail.value) }) },
  ask() { this.setData({ said: this.selectComponent('.x').words }) } })`,
    },
  ),
  'mp/lib/twice.wxs': 'module.exports = { twice: function (n) { return n * 2 } }',
  ...unit('mp/parts/field', '<view>field</view>', {
    json: component,
    ts: `Component({ behaviors: ['wx://form-field', 'wx://component-export'],
  lifetimes: { attached() { this.setData({ value: 'held' }) } }, export() { return { words: 'exported' } } })`,
  }),
  ...unit('mp/parts/list', '<slot/><view>{{count}} linked</view>', {
    json: component,
    ts: `Component({ data: { count: 0 }, relations: { './item': { type: 'child', linked() { this.setData({ count: this.data.count + 1 }) } } } })`,
  }),
  ...unit('mp/parts/item', '<view><slot/></view>', {
    json: component,
    ts: "Component({ relations: { './list': { type: 'parent' } } })",
  }),
  ...unit('mp/parts/slots', '<view>a <slot name="a"/> b <slot name="b"/> some {{some}}</view>', {
    json: component,
    // What packages write, and WeChat takes: a list of types, and an observer that is not there.
    ts: `Component({ options: { multipleSlots: true },
  properties: { any: [String, Number], some: { type: [Number, Boolean], value: 5, observer: 'gone' } } })`,
  }),
}

const phone = new WxPage({ width: 1000, height: 844 })

beforeAll(async () => {
  const config = JSON.stringify({ miniprogramRoot: 'mp/', projectname: '%E5%95%86%E5%BA%97' })
  await phone.start({ 'project.config.json': config, ...miniProgram })
})

afterEach(() => phone.close())

afterAll(() => phone.stop())

inChromium(
  'the app is launched before the scripts of the pages, and what it opens comes after the first',
  async () => {
    const page = await phone.open()
    await page.getByText('late', { exact: true }).waitFor()
    await page.getByText('late', { exact: true }).click()
    await page.getByText('lazy tea').waitFor()
    await page.getByRole('button', { name: '返回' }).click()
    await page.getByText('shop tea').waitFor()
    await page.getByText('商店').waitFor()
    expect(await phone.notices()).toEqual([])
  },
)

inChromium('modules that import each other see as undefined what is not there yet', async () => {
  const page = await phone.open('more/late/late')
  expect(await page.evaluate(() => getApp().cup)).toBe('undefinedundefinedundefined')
  expect(await phone.notices()).toEqual([])
})

inChromium('packages of npm are found where WeChat builds them, and where it has not', async () => {
  const page = await phone.open()
  await page.getByText('kit built').waitFor({ state: 'attached' })
  const text = page.locator('raw-tag wx-text')
  await text.waitFor({ state: 'attached' })
  const drawn = await text.evaluate(element => element.className)
  expect(drawn).toContain('red')
})

inChromium('each tab has a tab bar of the mini program’s own', async () => {
  const page = await phone.open('pages/first/first')
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByText('tab 1').click()
  await page.locator('.preview--front').getByText('tab 0').waitFor()
  expect(await page.locator('.preview--tab-bar').isVisible()).toBe(false)
})

inChromium('fields, exports, relations, slots and WXS of components work', async () => {
  const page = await phone.open('pages/parts/parts')
  await page.getByRole('button', { name: '返回' }).click()
  for (const words of ['2 linked', 'in b', 'some 5', '42']) await page.getByText(words).waitFor()
  await page.getByText('send').click()
  await page.getByText('{"f":"held"}').waitFor()
  await page.getByText('ask').click()
  await page.getByText('exported').waitFor()
  expect(await phone.notices()).toEqual([])
})

inChromium('a page whose script is broken suffers alone', async () => {
  const page = await phone.open('pages/broken/broken')
  await page.getByText('Not drawn (1)').waitFor()
  expect((await phone.notices()).join()).toContain('pages/broken/broken could not be loaded: Unexpected "}"')
})

/** A page has these; what runs in it is written here. */
declare const getApp: () => any
declare const getCurrentPages: () => any[]
declare const wx: any
declare const requirePlugin: (name: string) => any

inChromium('the scripts of a subpackage run when a page of it is opened, and only once', async () => {
  const page = await phone.open('pages/parts/parts')
  await page.getByText('late', { exact: true }).waitFor()
  expect(await page.evaluate(() => getApp().idle)).toBe(undefined)
  const routes = await page.evaluate(async () => {
    for (const a of [1, 2]) await wx.navigateTo({ url: `/idle/idle?a=${a}` })
    return getCurrentPages().map(({ route }) => route)
  })
  expect(routes).toEqual(['pages/parts/parts', 'more/late/late', 'idle/idle', 'idle/idle'])
  expect(await page.evaluate(() => getApp().idle)).toBe(1)
  const front = page.locator('.preview--front')
  for (const words of ['你好 3', 'chosen part', 'usual part']) await front.getByText(words).waitFor()
  expect(await phone.notices()).toEqual([])
})

inChromium('what is asked of a plugin is refused by its name', async () => {
  const page = await phone.open('pages/parts/parts')
  const failure = await page.evaluate(() =>
    requirePlugin('map-plugin')
      .show()
      .catch((error: Error) => error.message),
  )
  expect(failure).toContain('plugin "map-plugin".show')
  await page.locator('.preview--notice').getByText('plugin "map-plugin".show').waitFor()
})
