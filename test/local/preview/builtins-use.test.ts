import type { Browser, Page } from 'playwright-core'
import { type Preview, startPreview } from '../../../local/preview/server'
import { hasChromium, launchChromium, type OpenPage, openPage, testInChromium } from './chromium'
import { removeFolders, unit, writeFolder } from './project-folder'

const inChromium = testInChromium()

/** What the handlers of the page were told, and the page that is in front. */
declare const told: [string, any][]
declare const getCurrentPages: () => any[]

const script = (data: object, more = '') => `globalThis.told = []
Page({
  data: ${JSON.stringify(data)},
  say(event) { told.push([event.type, event.detail]) },
  ${more}
})`

const modes = [
  ...[
    'scaleToFill',
    'aspectFit',
    'aspectFill',
    'widthFix',
    'heightFix',
    'top',
    'bottom',
    'center',
    'left',
    'right',
  ],
  ...['top left', 'top right', 'bottom left', 'bottom right'],
]

const files = {
  'app.json': JSON.stringify({
    pages: [
      'pages/turn/turn',
      'pages/scroll/scroll',
      'pages/fields/fields',
      'pages/boxes/boxes',
      'pages/go/go',
    ],
  }),
  'app.js': 'App({})',
  ...unit(
    'pages/turn/turn',
    `<swiper class="around" circular duration="0" current="{{at}}" bindchange="say" bindtransition="say" bindanimationfinish="say">
<swiper-item wx:for="{{names}}" wx:key="*this" item-id="{{item}}">{{item}}</swiper-item></swiper>
<swiper class="down" vertical duration="0" current-item-id="{{name}}" bindchange="say">
<swiper-item wx:for="{{names}}" wx:key="*this" item-id="{{item}}">{{item}}</swiper-item></swiper>
<swiper class="wide" previous-margin="20px" next-margin="30px" display-multiple-items="2">
<swiper-item wx:for="{{names}}" wx:key="*this">{{item}}</swiper-item></swiper>`,
    { ts: script({ at: 0, name: '', names: ['a', 'b', 'c'] }) },
  ),
  ...unit(
    'pages/scroll/scroll',
    `<scroll-view class="list" scroll-y scroll-top="{{top}}" scroll-into-view="{{into}}" refresher-enabled refresher-triggered="{{busy}}"
 bindscroll="say" bindscrolltolower="say" bindscrolltoupper="say" bindrefresherpulling="say" bindrefresherrefresh="say" bindrefresherrestore="say" bindrefresherabort="say">
<view wx:for="{{50}}" wx:key="*this" id="r{{item}}" class="row">{{item}}</view></scroll-view>
<movable-area class="area"><movable-view class="piece" direction="horizontal" scale scale-max="2" x="{{x}}" animation="{{false}}" bindchange="say" bindscale="say">m</movable-view></movable-area>
<progress class="grows" active duration="1" percent="{{percent}}" bindactiveend="say"/>
<view class="outer" hover-class="on" hover-start-time="0" hover-stay-time="0"><view class="inner" hover-class="on" hover-start-time="0" hover-stay-time="0" hover-stop-propagation>press</view></view>
<text class="coded" decode>{{words}}</text>
<page-meta page-style="{{style}}" />`,
    {
      ts: script({ top: 0, into: '', busy: false, x: 0, percent: 0, words: 'a &lt; b', style: '' }),
      wxss: '.list { height: 200px } .row { height: 40px } .area { width: 200px; height: 50px } .piece { width: 50px; height: 50px }',
    },
  ),
  ...unit(
    'pages/fields/fields',
    `<form bindsubmit="say" bindreset="say" report-submit>
<input class="upper" name="i" value="{{v}}" bindinput="upper" bindconfirm="say" bindblur="say" bindkeyboardheightchange="say" cursor="{{cursor}}" focus="{{focus}}" />
<textarea class="area" name="t" auto-height bindlinechange="lines" />
<picker class="several" name="m" mode="multiSelector" range="{{range}}" value="{{chosen}}" bindcolumnchange="turn" bindchange="say" bindcancel="say">pick</picker>
<picker class="day" name="d" mode="date" start="2020-01-01" end="2020-12-31" bindchange="say">day</picker>
<picker class="year" mode="date" fields="year" value="2024" bindchange="say">year</picker>
<picker class="place" mode="region" level="city" bindchange="say">place</picker>
<label for="sw">the switch</label><switch id="sw" name="s" type="checkbox" bindchange="say" />
<button form-type="submit">send</button><button form-type="reset">empty</button></form>
<editor id="ed" placeholder="write" bindstatuschange="say" />`,
    {
      ts: script(
        {
          v: '',
          cursor: -1,
          focus: false,
          range: [
            ['a', 'b'],
            ['a1', 'a2'],
          ],
          chosen: [0, 1],
        },
        `upper({ detail }) { return detail.value.toUpperCase() },
  lines({ detail }) { told.push(['linechange', detail.lineCount]) },
  turn({ detail: { column, value } }) {
    told.push(['columnchange', { column, value }])
    if (column === 0) this.setData({ 'range[1]': value ? ['b1'] : ['a1', 'a2'], chosen: [value, 0] })
  },
  onReady() { wx.createSelectorQuery().select('#ed').context(({ context }) => { globalThis.edit = context }).exec() },`,
      ),
      wxss: '.area { width: 200px; line-height: 20px }',
    },
  ),
  ...unit(
    'pages/boxes/boxes',
    `<map latitude="23" longitude="{{east}}" markers="{{markers}}" controls="{{controls}}" bindtap="say" bindmarkertap="say" bindcallouttap="say" bindcontroltap="say" bindregionchange="region" />
<ad unit-id="u" bindclose="say" bindload="say" /><camera mode="scanCode" bindscancode="say" bindinitdone="say" />
<image class="menu" src="{{dot}}" show-menu-by-longpress /><rich-text nodes="{{bad}}" /><image wx:for="{{modes}}" wx:key="*this" class="mode" mode="{{item}}" src="{{dot}}" lazy-load />`,
    {
      ts: script(
        {
          east: 113,
          markers: [{ id: 7, latitude: 23, longitude: 113, title: 'shop', callout: { content: 'open' } }],
          controls: [{ id: 3, iconPath: '/a/here.png' }],
          dot: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
          modes,
          bad: [
            { name: 'img', attrs: { src: 'javascript:told.push(1)', onerror: 'told.push(1)' } },
            { name: 'script', children: [{ type: 'text', text: 'told.push(1)' }] },
            { name: 'svg', attrs: { onload: 'told.push(1)' } },
            {
              name: 'a',
              attrs: { href: 'javascript:told.push(1)', style: 'color: red' },
              children: [{ type: 'text', text: '&amp;lt;' }],
            },
            { name: 'constructor' },
            { name: '__proto__' },
            null,
            7,
          ],
        },
        `region(event) { told.push([event.type, event.causedBy]) },`,
      ),
    },
  ),
  ...unit(
    'pages/go/go',
    `<navigator url="../turn/turn?a=1" bindsuccess="say">turn</navigator><navigator url="/pages/none/none" bindfail="say">none</navigator>
<page-container show="{{isOpen}}" close-on-slide-down bind:leave="say">sheet</page-container>`,
    { ts: script({ isOpen: false }) },
  ),
}

let preview: Preview
let browser: Browser | undefined
let opened: OpenPage
let page: Page

beforeAll(async () => {
  preview = await startPreview({ project: writeFolder(files), callFunction: async () => ({ result: {} }) })
  if (!hasChromium) return
  browser = await launchChromium()
  opened = await openPage(browser, { width: 390, height: 844 })
  page = opened.page
})

afterAll(async () => {
  await browser?.close()
  await preview.close()
  removeFolders()
})

async function open(name: string): Promise<void> {
  await page.goto(`${preview.url}?page=pages/${name}/${name}`)
  await page.locator('.preview--front wx-page').waitFor()
  // Built-ins are counted, measured and made ready after they are drawn.
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve))))
}

const set = (data: object) => page.evaluate(data => getCurrentPages().at(-1).setData(data), data)

/** Waits until the page was told this, after what it was told before. */
async function expectTold(event: string, detail: object | string | number): Promise<void> {
  const wanted = JSON.stringify([event, detail])
  await page
    .waitForFunction(wanted => told.some(one => JSON.stringify(one) === wanted), wanted)
    .catch(async () => {
      expect(await page.evaluate(() => told)).toContainEqual([event, detail])
    })
  await page.evaluate(() => told.splice(0))
}

/** Presses, moves and lets go, as the browser would tell of it. */
async function drag(selector: string, x: number, y: number): Promise<void> {
  await page.locator(selector).evaluate(
    (element, { x, y }) => {
      const at = element.getBoundingClientRect()
      const fire = (type: string, share: number) =>
        element.dispatchEvent(
          new PointerEvent(type, {
            ...{ bubbles: true, pointerId: 1, pointerType: 'mouse' },
            clientX: at.left + 20 + x * share,
            clientY: at.top + 20 + y * share,
          }),
        )
      fire('pointerdown', 0)
      fire('pointermove', 0.5)
      fire('pointermove', 1)
      fire('pointerup', 1)
    },
    { x, y },
  )
}

inChromium('a swiper goes around, down and by name, and tells what it does', async () => {
  await open('turn')
  await drag('.around', 100, 0)
  await expectTold('transition', { dx: -100, dy: 0 })
  await drag('.around', 100, 0)
  await expectTold('animationfinish', { current: 1, currentItemId: 'b', source: 'touch' })
  await set({ at: 2 })
  await set({ at: 0 })
  await expectTold('change', { current: 0, currentItemId: 'a', source: '' })
  // Its neighbour on the left is the last one.
  const left = await page.locator('.around').evaluate(element => {
    const [first, , last] = [...element.querySelectorAll('wx-swiper-item')].map(
      one => one.getBoundingClientRect().left,
    )
    return Math.round((last! - first!) / element.clientWidth)
  })
  expect(left).toBe(-1)
  await drag('.down', 0, -100)
  await expectTold('change', { current: 1, currentItemId: 'b', source: 'touch' })
  await set({ name: 'c' })
  await expectTold('change', { current: 2, currentItemId: 'c', source: '' })
  const wide = await page.locator('.wide wx-swiper-item').first().boundingBox()
  expect([wide!.x, wide!.width]).toEqual([20, 170])
})

inChromium('a scroll view refreshes, goes where it is told, and says where it is', async () => {
  await open('scroll')
  await drag('.list', 0, 20)
  await expectTold('refresherabort', { dy: 20 })
  await drag('.list', 0, 80)
  await expectTold('refresherrefresh', { dy: 80 })
  await set({ busy: true })
  await set({ busy: false })
  await expectTold('refresherrestore', { dy: 80 })
  await set({ into: 'r10' })
  await expectTold('scroll', {
    scrollTop: 400,
    scrollLeft: 0,
    scrollHeight: 2000,
    scrollWidth: 390,
    deltaX: 0,
    deltaY: -400,
  })
  await set({ top: 1800 })
  await expectTold('scrolltolower', { direction: 'bottom' })
  expect(
    await page
      .locator('.preview--scroller')
      .first()
      .evaluate(one => one.scrollTop),
  ).toBe(0)
})

inChromium(
  'a view moves one way and scales in its bounds, a bar grows, and styles of the page hold',
  async () => {
    await open('scroll')
    await drag('.piece', 300, 30)
    await expectTold('change', { x: 150, y: 0, source: 'touch' })
    await page.locator('.piece').dispatchEvent('wheel', { deltaY: -1 })
    await expectTold('scale', { x: 150, y: 0, scale: 1.1 })
    await set({ percent: 50 })
    await expectTold('activeend', { curPercent: 50 })
    await page.getByText('a < b').waitFor()
    await set({ style: 'overflow: hidden; padding-top: 20rpx' })
    const styles = await page
      .locator('.preview--front wx-page')
      .evaluate(element => [
        getComputedStyle(element).paddingTop,
        getComputedStyle(element.parentElement!).overflow,
      ])
    expect(styles).toEqual(['10.4px', 'hidden'])
    await page.locator('.inner').dispatchEvent('pointerdown')
    await page.locator('.inner.on').waitFor()
    expect(await page.locator('.outer.on').count()).toBe(0)
    await page.locator('.inner').dispatchEvent('pointerup')
    await page.locator('.inner:not(.on)').waitFor()
  },
)

inChromium('a handler of a field gives what is to be there, and lines are counted', async () => {
  await open('fields')
  await page.locator('.upper input').fill('ab')
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('.upper input')!.value === 'AB')
  await page.locator('.upper input').press('Enter')
  await expectTold('confirm', { value: 'AB' })
  await set({ focus: true, cursor: 1 })
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('.upper input:focus')?.selectionStart === 1,
  )
  await page.locator('wx-textarea textarea').fill('1\n2\n3')
  await expectTold('linechange', 3)
})

inChromium('pickers of several columns, days, years and places give what WeChat gives', async () => {
  await open('fields')
  await page.getByText('pick', { exact: true }).click()
  await page.getByRole('radio', { name: 'a2', checked: true }).waitFor()
  await page.getByRole('radio', { name: 'b', exact: true }).click()
  await expectTold('columnchange', { column: 0, value: 1 })
  await page.getByRole('radio', { name: 'b1', checked: true }).waitFor()
  await page.getByText('确定').click()
  await expectTold('change', { value: [1, 0] })
  await page.getByText('day', { exact: true }).click()
  expect(await page.getByLabel('日期').last().inputValue()).toBe('2020-12-31')
  await page.getByLabel('日期').last().fill('2020-02-03')
  await page.getByText('确定').click()
  await expectTold('change', { value: '2020-02-03' })
  await page.getByText('year', { exact: true }).click()
  await page.getByText('确定').click()
  await expectTold('change', { value: '2024' })
  await page.getByText('place', { exact: true }).click()
  await page.getByText('确定').click()
  await expectTold('change', { value: ['广东省', '广州市'], code: ['440000', '440100'], postcode: '510000' })
  await page.getByText('the switch').click()
  await expectTold('change', { value: true })
  await page.getByText('send').click()
  await expectTold('submit', {
    value: { i: '', t: '', m: [1, 0], d: '2020-02-03', s: true },
    formId: 'the formId is a mock one',
  })
  await page.getByText('empty').click()
  await page.getByText('send').click()
  await expectTold('submit', {
    value: { i: '', t: '', m: [], d: '', s: false },
    formId: 'the formId is a mock one',
  })
})

inChromium('an editor takes contents and formats, and gives both back', async () => {
  await open('fields')
  const read = () => page.evaluate(() => (globalThis as any).edit.getContents())
  await page.evaluate(() =>
    (globalThis as any).edit.setContents({ html: '<p>one <b>two</b><script>told.push(1)</script></p>' }),
  )
  expect(await read()).toMatchObject({
    html: '<p>one <b>two</b></p>',
    text: 'one two\n',
    delta: { ops: [{ insert: 'one ' }, { insert: 'two', attributes: { bold: true } }, { insert: '\n' }] },
  })
  await page.evaluate(() =>
    (globalThis as any).edit.setContents({
      delta: { ops: [{ insert: 'T' }, { insert: '\n', attributes: { header: 2 } }, { insert: 'x\n' }] },
    }),
  )
  expect((await read()).html).toBe('<h2>T</h2><p>x</p>')
  await page.locator('.wx--editable p').click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.evaluate(() => (globalThis as any).edit.format('bold'))
  await expectTold('statuschange', { bold: true })
  await page.evaluate(() => (globalThis as any).edit.format('align', 'center'))
  expect((await read()).delta.ops).toEqual([
    { insert: 'T' },
    { insert: '\n', attributes: { header: 2 } },
    { insert: 'x', attributes: { bold: true } },
    { insert: '\n', attributes: { align: 'center' } },
  ])
})

inChromium('a map tells of its markers, callouts, controls, and of what moves it', async () => {
  await open('boxes')
  await page.getByRole('button', { name: 'shop' }).click()
  await expectTold('markertap', { markerId: 7 })
  await page.getByRole('button', { name: 'open' }).click()
  await expectTold('callouttap', { markerId: 7 })
  await page.getByRole('button', { name: 'here.png' }).click()
  await expectTold('controltap', { controlId: 3 })
  await page.getByText('map 23, 113 × 16').click()
  await expectTold('tap', { latitude: 23, longitude: 113 })
  await page.getByRole('button', { name: '放大' }).click()
  await page.getByText('map 23, 113 × 17').waitFor()
  await expectTold('end', 'scale')
  await set({ east: 114 })
  await expectTold('end', 'update')
})

inChromium(
  'advertisements close, codes are typed, pictures have a menu, and hostile nodes are nothing',
  async () => {
    await open('boxes')
    await page.getByRole('button', { name: '关闭' }).click()
    await expectTold('close', {})
    await page.locator('.preview--camera-code').fill('abc')
    await page.locator('.preview--camera-scan button').click()
    await expectTold('scancode', { type: 'qrcode', result: 'abc', charSet: 'UTF-8' })
    expect(await page.locator('wx-rich-text .wx--content').innerHTML()).toBe(
      '<img><a style="color: red;">&amp;lt;</a>',
    )
    await page.locator('.menu').evaluate(element => {
      const press = (type: string) =>
        element.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: 1 }))
      press('pointerdown')
    })
    await page.getByRole('button', { name: '保存图片' }).waitFor()
  },
)

inChromium('a picture is scaled, or placed without scaling, by each of its fourteen modes', async () => {
  await open('boxes')
  const placed = await page.locator('.mode img').evaluateAll(pictures =>
    pictures.map(one => {
      const { objectFit, objectPosition } = getComputedStyle(one)
      return `${objectFit} ${objectPosition} ${(one as HTMLImageElement).loading}`
    }),
  )
  const place = (fit: string, position = '50% 50%') => `${fit} ${position} lazy`
  expect(placed).toEqual([
    ...[place('fill'), place('contain'), place('cover'), place('fill'), place('fill')],
    ...[place('none', '50% 0%'), place('none', '50% 100%'), place('none')],
    ...[place('none', '0% 50%'), place('none', '100% 50%')],
    ...[
      place('none', '0% 0%'),
      place('none', '100% 0%'),
      place('none', '0% 100%'),
      place('none', '100% 100%'),
    ],
  ])
})

inChromium(
  'a navigator goes there and says so, and going back first closes what lies over the page',
  async () => {
    await open('go')
    await page.getByText('none').click()
    await expectTold('fail', { errMsg: 'navigateTo:fail page "pages/none/none" is not found' })
    await page.getByText('navigator failed').waitFor()
    await page.getByText('turn', { exact: true }).click()
    await page.waitForFunction(() => getCurrentPages().length === 2)
    expect(await page.evaluate(() => getCurrentPages()[1].options)).toEqual({ a: '1' })
    await page.getByRole('button', { name: '返回' }).click()
    await page.waitForFunction(() => getCurrentPages().length === 1)
  },
)
