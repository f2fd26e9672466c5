import type { Browser, Locator, Page } from 'playwright-core'
import { builtinTemplates } from '../../../local/preview/compile/host-markup'
import { type Preview, startPreview } from '../../../local/preview/server'
import { rows, tableWxml } from './builtin-table'
import { hasChromium, launchChromium, type OpenPage, openPage, testInChromium } from './chromium'
import { removeFolders, unit, writeFolder } from './project-folder'

const inChromium = testInChromium()

/** Each handler writes what it was told into `said`. */
const script = (data: object, more = '') => `Page({
  data: ${JSON.stringify({ said: '', ...data })},
  say(event) { this.setData({ said: event.type + ' ' + JSON.stringify(event.detail) }) },
  ${more}
})`
const said = '<view class="said">{{said}}</view>'

const files = {
  'app.json': JSON.stringify({
    pages: [
      'pages/turn/turn',
      'pages/media/media',
      'pages/words/words',
      'pages/draw/draw',
      'pages/hand/hand',
      'pages/table/table',
    ],
    usingComponents: { 'far-away': 'plugin://far/away' },
  }),
  'app.js': 'App({})',
  ...unit(
    'pages/turn/turn',
    `<swiper indicator-dots circular current="{{at}}" bindchange="say"><swiper-item>one</swiper-item>
<swiper-item wx:for="{{more}}" wx:key="*this" item-id="{{item}}">{{item}}</swiper-item></swiper>
<progress percent="40" show-info/><slider name="n" value="3" max="10" show-value bindchange="say"/>
<picker-view class="reel" value="{{[1]}}" bindchange="say"><picker-view-column>
<view wx:for="{{years}}" wx:key="*this">{{item}}</view></picker-view-column></picker-view>
<movable-area class="area"><movable-view class="piece" direction="all" x="10" bindchange="say">m</movable-view></movable-area>
${said}<style-less/><far-away>inside</far-away>`,
    {
      ts: script({ at: 0, more: ['two', 'three'], years: [2024, 2025, 2026] }),
      wxss: '.area { width: 200px; height: 100px } .piece { width: 50px; height: 50px } .reel { height: 102px }',
    },
  ),
  ...unit(
    'pages/media/media',
    `<video src="a.mp4" binderror="say"/><audio controls src="a.mp3"/><camera/>
<map latitude="23" longitude="113" markers="{{markers}}" bindmarkertap="say"/><web-view src="https://example.com/x"/>
<open-data type="userNickName"/><official-account/><ad unit-id="u"/><cover-view>over</cover-view>
<match-media max-width="100"><text>narrow</text></match-media><match-media min-width="100"><text>wide</text></match-media>
<page-container show="{{isOpen}}" bind:clickoverlay="say">sheet</page-container>
<page-meta page-style="color: rgb(1, 2, 3)"><navigation-bar title="by bar"/></page-meta>
<root-portal>portal</root-portal><sticky-section><sticky-header>head</sticky-header></sticky-section>${said}
<button bindtap="open">open</button>`,
    {
      ts: script(
        { isOpen: false, markers: [{ id: 7, latitude: 23, longitude: 113, title: 'shop' }] },
        'open() { this.setData({ isOpen: true }) }',
      ),
    },
  ),
  ...unit(
    'pages/words/words',
    `<rich-text class="html" nodes="{{html}}"/><rich-text class="list" nodes="{{list}}"/>
<editor placeholder="write" bindinput="say"/>
<form bindsubmit="say"><checkbox-group name="c"><label><checkbox value="a"/>A</label></checkbox-group>
<radio-group name="r"><label><radio value="b"/>B</label></radio-group><textarea name="t" value="words"/>
<slider name="s" value="30"/><switch name="w" checked/><button form-type="submit">send</button></form>${said}`,
    {
      ts: script({
        html: `<b>bold</b><script>alert(1)</script><img src="javascript:alert(1)" onerror="alert(1)"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><a href="https://example.com" style="color: red" onclick="x()">link</a>&nbsp;<iframe src="x"></iframe>`,
        list: [
          { name: 'P', attrs: { style: 'font-size: 20rpx' }, children: [{ type: 'text', text: 'a&lt;b' }] },
        ],
      }),
    },
  ),
  ...unit('pages/table/table', tableWxml, {
    ts: script({ two: ['one', 'two'], dot: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' }),
  }),
  ...unit('pages/draw/draw', `<canvas canvas-id="old" class="c" bindtouchmove="say" disable-scroll/>`, {
    ts: script(
      {},
      `onReady() {
    const context = wx.createCanvasContext('old')
    context.setFillStyle('#ff0000')
    context.fillRect(0, 0, 20, 20)
    context.draw(false, () => {
      context.fillStyle = '#00ff00'
      context.fillRect(20, 0, 20, 20)
      context.draw(true, () => this.setData({ said: 'drawn' }))
    })
  },`,
    ),
  }),
  ...unit(
    'pages/hand/hand',
    `<view class="pad" bindtouchstart="touch" bindtouchmove="touch" bindtouchend="touch">pad</view>
<view class="hold" bindtap="add" bindlongpress="add">hold</view><view class="kinds">{{kinds}}</view>${said}`,
    {
      ts: script(
        { kinds: '' },
        `touch(event) {
    const [finger] = event.changedTouches
    this.setData({ said: event.type + ' ' + event.touches.length + ' ' + finger.clientX + ',' + finger.clientY })
  },
  add(event) { this.setData({ kinds: this.data.kinds + event.type + ' ' }) },`,
      ),
      wxss: '.pad, .hold { height: 100px }',
    },
  ),
}

let preview: Preview
let browser: Browser | undefined
let opened: OpenPage | undefined

beforeAll(async () => {
  preview = await startPreview({ project: writeFolder(files), callFunction: async () => ({ result: {} }) })
  if (hasChromium) browser = await launchChromium()
})

afterEach(async () => {
  expect((await opened?.page.locator('.preview--notice').allTextContents()) ?? []).toEqual([])
  await opened?.close()
  opened = undefined
})

afterAll(async () => {
  await browser?.close()
  await preview.close()
  removeFolders()
})

async function open(path: string): Promise<Page> {
  opened = await openPage(browser!, { width: 390, height: 844 })
  await opened.page.goto(`${preview.url}?page=${path}`)
  await opened.page.locator('.preview--front wx-page').waitFor()
  return opened.page
}

/** Where the middle of an element is, from the corner of the window. */
async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = (await locator.boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}

/** Drags what stands still: a swiper that is still turning, or is not laid out yet, is not where it will be. */
async function drag(page: Page, from: Locator, right: number, down: number): Promise<void> {
  await from.evaluate(async element => {
    const animated = element.getAnimations({ subtree: true })
    await Promise.all(animated.map(({ finished }) => finished.catch(() => undefined)))
  })
  const { x, y } = await middleOf(from)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + right / 2, y + down / 2)
  await page.mouse.move(x + right, y + down)
  await page.mouse.up()
}

test('each tag that is registered has a sentence', () => {
  expect(Object.keys(rows).sort()).toEqual(Object.keys(builtinTemplates).sort())
})

inChromium('each built-in is as its sentence says', async () => {
  const page = await open('pages/table/table')
  await page.getByTestId('view').waitFor()
  const wanted = Object.entries(rows).map(([tag, { says, shows, style }]) => ({ tag, says, shows, style }))
  // A swiper counts its items, and a view is moved, once all is drawn.
  const wrong = await page.waitForFunction(rows => {
    const wrong = rows.flatMap(({ tag, says, shows: [selector, text], style }) => {
      const found = document.querySelector(`[data-testid="${tag}"]`)?.querySelector(selector)
      const isRight =
        found &&
        (text === undefined || found.textContent?.includes(text)) &&
        (!style || getComputedStyle(found).getPropertyValue(style[0]) === style[1])
      const now =
        found && `${found.textContent} ${style ? getComputedStyle(found).getPropertyValue(style[0]) : ''}`
      return isRight ? [] : [`${tag} ${says}: ${now}`]
    })
    Object.assign(globalThis, { tries: ((globalThis as { tries?: number }).tries ?? 0) + 1 })
    return wrong.length === 0 || (globalThis as unknown as { tries: number }).tries > 200 ? wrong : undefined
  }, wanted)
  expect(await wrong.jsonValue()).toEqual([])
})

inChromium(
  'a swiper turns by finger, a slider and a reel tell their value, a view moves in its area',
  async () => {
    const page = await open('pages/turn/turn')
    await page.locator('.preview--swiper-dot').nth(2).waitFor()
    await drag(page, page.locator('wx-swiper'), -120, 0)
    await page.getByText('change {"current":1,"currentItemId":"two","source":"touch"}').waitFor()
    await drag(page, page.locator('wx-swiper'), 120, 0)
    await page.getByText('change {"current":0,"currentItemId":"","source":"touch"}').waitFor()
    await drag(page, page.locator('wx-swiper'), 120, 0)
    await page.getByText('change {"current":2,"currentItemId":"three","source":"touch"}').waitFor()
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40')
    await page.getByText('40%').waitFor()
    await page.getByRole('slider').focus()
    await page.keyboard.press('ArrowRight')
    await page.getByText('change {"value":4}').waitFor()
    await page.getByText('2026').click()
    await page.getByText('change {"value":[2]}').waitFor()
    await drag(page, page.locator('wx-movable-view'), 500, 20)
    await page.getByText('change {"x":150,"y":20,"source":"touch"}').waitFor()
  },
)

inChromium('what is unknown or of a plugin is a box with its name, and its content is there', async () => {
  const page = await open('pages/turn/turn')
  await page.locator('far-away').getByText('far-away').waitFor()
  await page.locator('far-away').getByText('inside').waitFor()
  await page.locator('style-less').getByText('style-less').waitFor()
  await page.locator('summary', { hasText: 'Not drawn (2)' }).waitFor({ state: 'attached' })
})

inChromium(
  'players play, places and pages are named boxes, and a sheet closes by a tap beside it',
  async () => {
    const page = await open('pages/media/media')
    await page.locator('video[controls]').waitFor()
    await page.locator('audio[controls]').waitFor()
    await page.getByRole('button', { name: '拍这张照片' }).waitFor()
    await page.getByText('map 23, 113 × 16').waitFor()
    await page.getByRole('button', { name: 'shop' }).click()
    await page.getByText('markertap {"markerId":7}').waitFor()
    await page.getByText('web-view https://example.com/x').waitFor()
    expect(await page.locator('iframe').count()).toBe(0)
    for (const words of ['微信用户', '公众号', '广告', 'over', 'wide', 'portal', 'head'])
      await page.getByText(words, { exact: true }).waitFor()
    expect(await page.getByText('narrow').isVisible()).toBe(false)
    await page.getByRole('heading', { name: 'by bar' }).waitFor()
    const colour = await page.locator('wx-page').evaluate(element => getComputedStyle(element).color)
    expect(colour).toBe('rgb(1, 2, 3)')
    await page.getByText('open', { exact: true }).click()
    await page.getByText('sheet', { exact: true }).waitFor()
    await page.locator('.wx--overlay').click({ position: { x: 20, y: 20 } })
    await page.getByText('clickoverlay {}').waitFor()
    expect(await page.getByText('sheet', { exact: true }).isVisible()).toBe(false)
  },
)

inChromium('rich text draws what WeChat draws, and runs nothing', async () => {
  const page = await open('pages/words/words')
  await page.locator('.html b').waitFor()
  expect(await page.locator('.html .wx--content').innerHTML()).toBe(
    '<b>bold</b><img><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><a style="color: red;">link</a>&nbsp;',
  )
  expect(await page.locator('.list p').textContent()).toBe('a<b')
})

inChromium('an editor tells what is typed, and a form sends what its controls hold', async () => {
  const page = await open('pages/words/words')
  await page.getByRole('textbox', { name: 'write' }).fill('one <')
  await page.getByText('input {"html":"<p>one &lt;</p>","text":"one <\\n"').waitFor()
  await page.getByText('A', { exact: true }).click()
  await page.getByText('B', { exact: true }).click()
  await page.getByText('send').click()
  await page
    .getByText('submit {"value":{"c":["a"],"r":"b","t":"words","s":30,"w":true},"formId":""}')
    .waitFor()
})

inChromium('a canvas of the old context is really drawn, and told where it is touched', async () => {
  const page = await open('pages/draw/draw')
  const pixel = (x: number) =>
    page.locator('canvas').evaluate((element, at) => {
      const canvas = element as unknown as HTMLCanvasElement
      return [...canvas.getContext('2d')!.getImageData(at, 10, 1, 1).data]
    }, x)
  await page.waitForFunction(() => {
    const canvas = document.querySelector('canvas')!
    return canvas.getContext('2d')!.getImageData(30, 10, 1, 1).data[1] === 255
  })
  expect(await pixel(10)).toEqual([255, 0, 0, 255])
  expect(await pixel(30)).toEqual([0, 255, 0, 255])
})

inChromium('a mouse gives touches, and a long press is no tap', async () => {
  const page = await open('pages/hand/hand')
  const pad = await middleOf(page.locator('.pad'))
  const top = (await page.locator('main').boundingBox())!.y
  await page.mouse.move(pad.x, pad.y)
  await page.mouse.down()
  await page.getByText(`touchstart 1 ${pad.x},${pad.y - top}`).waitFor()
  await page.mouse.move(pad.x + 5, pad.y)
  await page.getByText(`touchmove 1 ${pad.x + 5},${pad.y - top}`).waitFor()
  await page.mouse.up()
  await page.getByText(`touchend 0 ${pad.x + 5},${pad.y - top}`).waitFor()
  const hold = await middleOf(page.locator('.hold'))
  await page.mouse.move(hold.x, hold.y)
  await page.mouse.down()
  await page.getByText('longpress', { exact: true }).waitFor()
  await page.mouse.up()
  await page.mouse.down()
  await page.mouse.up()
  await page.getByText('longpress tap', { exact: true }).waitFor()
})
