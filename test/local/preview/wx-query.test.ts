import type { Page } from 'playwright-core'
import { hasChromium, phoneWindow, testInChromium } from './chromium'
import { unit } from './project-folder'
import { WxPage } from './wx-page'

const inChromium = testInChromium()

/** A page has these; what runs in it is written here. */
declare const wx: any
declare const getCurrentPages: () => any[]
declare const document: any
declare const window: any
declare const getComputedStyle: (element: any) => any

/** The phone is as wide and as high as the window; above the page is a bar of 48 px. */
const pageHeight = phoneWindow.height - 48

const files = {
  'app.json': JSON.stringify({
    pages: ['pages/all/all'],
    usingComponents: { card: '/components/card/card' },
  }),
  'app.js': 'App({})',
  ...unit('components/card/card', '<view class="box inner" data-in="card">in the card</view>', {
    ts: 'Component({ properties: { title: String }, data: { secret: 1 } })',
    json: { component: true },
    wxss: '.inner { height: 30px }',
  }),
  ...unit(
    'pages/all/all',
    `<view mark:around="a"><view id="one" class="box" data-name="first" mark:shade="dark">one</view></view>
<view class="box">two</view>
<card id="card" title="t"/>
<scroll-view id="list" scroll-y class="list" bindscroll="noop"><view class="long"><view class="row"/></view></scroll-view>
<video id="film"/><map id="map" latitude="23" longitude="113"/><canvas type="2d" id="flat"/>
<view class="mover" style="color: {{colour}}" animation="{{animation}}" bindtransitionend="ended"/>
<view class="frames"/><view class="scrolled"/>
<view class="far" id="far" data-far="yes"/><view class="sentinel"/><view class="rest"/>`,
    {
      ts: `Page({
  data: { animation: null, colour: 'red', ends: 0 },
  noop() {},
  ended() { this.setData({ ends: this.data.ends + 1 }) },
})`,
      wxss: `.box { height: 20px; margin: 10px } .list { height: 100px } .long { height: 300px } .row { height: 40px }
.mover, .frames, .scrolled { width: 50px; height: 50px } .mover { position: relative }
.far { position: absolute; top: 1000px; left: 0; width: 100px; height: 100px }
.sentinel { position: absolute; top: 1200px; width: 100px; height: 0 } .rest { position: absolute; top: 2999px; width: 1px; height: 1px }`,
    },
  ),
}

const phone = new WxPage()
let page: Page

beforeAll(async () => {
  await phone.start(files)
  if (!hasChromium) return
  page = await phone.open()
})

afterAll(() => phone.stop())

const scrollTo = (top: number) =>
  page.evaluate(to => {
    document.querySelector('.preview--front .preview--scroller').scrollTop = to
  }, top)

/** What was collected in the page under a name, once there are so many. */
async function collected(name: string, count: number): Promise<any[]> {
  await page.waitForFunction(([key, least]) => window[key!].length >= Number(least), [name, String(count)])
  return page.evaluate(key => window[key], name)
}

describe('a query', () => {
  inChromium(
    'tells where nodes are from the corner of the page, and null for what is not there',
    async () => {
      const found = await page.evaluate(
        () =>
          new Promise(resolve => {
            const query = wx.createSelectorQuery()
            query.select('#one').boundingClientRect()
            query.selectAll('.box').fields({ rect: true, size: true })
            query.select('.none').boundingClientRect()
            query.selectAll('.none').boundingClientRect()
            query.exec(resolve)
          }),
      )
      const first = { left: 10, top: 10, right: 380, bottom: 30, width: 370, height: 20 }
      expect(found).toEqual([
        { id: 'one', dataset: { name: 'first' }, ...first },
        [first, { ...first, top: 40, bottom: 60 }],
        null,
        [],
      ])
    },
  )

  inChromium('calls each callback, then the one of exec', async () => {
    const heard = await page.evaluate(
      () =>
        new Promise(resolve => {
          const heard: unknown[] = []
          wx.createSelectorQuery()
            .select('#one')
            .fields({ id: true }, (one: any) => heard.push(one.id))
            .selectViewport()
            .scrollOffset((all: any) => heard.push(all.scrollTop))
            .exec((all: any[]) => resolve([...heard, all.length]))
        }),
    )
    expect(heard).toEqual(['one', 0, 2])
  })

  inChromium('gives every field that is asked for', async () => {
    const [one, list, flat, film, map] = await page.evaluate(
      () =>
        new Promise<any[]>(resolve => {
          const query = wx.createSelectorQuery()
          query.select('#one').fields({ mark: true, computedStyle: ['marginTop', 'display'] })
          query.select('#list').fields({ scrollOffset: true, properties: ['scrollY', 'scrollX', 'none'] })
          query.select('#flat').node()
          query.select('#film').context()
          query.select('#map').fields({ context: true })
          query.exec((found: any[]) => {
            const [one, list, flat, film, map] = found
            resolve([
              one,
              list,
              flat.node.getContext('2d') !== null,
              typeof film.context.play,
              typeof map.context.getScale,
            ])
          })
        }),
    )
    expect(one).toEqual({ mark: { shade: 'dark', around: 'a' }, marginTop: '10px', display: 'block' })
    expect(list).toEqual({
      scrollLeft: 0,
      scrollTop: 0,
      scrollWidth: 390,
      scrollHeight: 300,
      scrollY: true,
      scrollX: false,
    })
    expect([flat, film, map]).toEqual([true, 'function', 'function'])
  })

  inChromium('of a page sees no component from within; the component itself and `in` do', async () => {
    const found = await page.evaluate(async () => {
      const [self] = getCurrentPages()
      const card = self.selectComponent('#card')
      const datasetOf = (query: any, selector: string) =>
        new Promise(resolve =>
          query
            .select(selector)
            .fields({ dataset: true })
            .exec(([one]: any[]) => resolve(one?.dataset ?? null)),
        )
      return Promise.all([
        datasetOf(self.createSelectorQuery(), '.inner'),
        datasetOf(self.createSelectorQuery(), '#card >>> .inner'),
        datasetOf(card.createSelectorQuery(), '.inner'),
        datasetOf(wx.createSelectorQuery().in(card), '.inner'),
      ])
    })
    const inside = { in: 'card' }
    expect(found).toEqual([null, inside, inside, inside])
  })
})

describe('an intersection observer', () => {
  afterEach(async () => {
    if (hasChromium) await scrollTo(0)
  })

  inChromium('tells each threshold that is passed, with all its rectangles', async () => {
    await page.evaluate(() => {
      window.seen = []
      window.observer = wx.createIntersectionObserver(null, { thresholds: [0, 0.5, 1] })
      window.observer.relativeToViewport().observe('.far', (change: any) => window.seen.push(change))
    })
    // At 0 nothing is seen of it, and that is where it starts.
    for (const [at, top] of [
      1000 - pageHeight + 20,
      1000 - pageHeight + 50,
      1000 - pageHeight + 100,
    ].entries()) {
      await scrollTo(top)
      await collected('seen', at + 1)
    }
    const seen = await collected('seen', 3)
    expect(seen.map(({ intersectionRatio }) => intersectionRatio)).toEqual([0.2, 0.5, 1])
    const top = pageHeight - 20
    expect(seen[0]).toEqual({
      id: 'far',
      dataset: { far: 'yes' },
      time: expect.any(Number),
      intersectionRatio: 0.2,
      boundingClientRect: { left: 0, top, right: 100, bottom: top + 100, width: 100, height: 100 },
      intersectionRect: { left: 0, top, right: 100, bottom: pageHeight, width: 100, height: 20 },
      relativeRect: { left: 0, top: 0, right: 390, bottom: pageHeight },
    })
    await page.evaluate(() => window.observer.disconnect())
  })

  inChromium('counts margins, sees what has no height, and is silent once disconnected', async () => {
    await page.evaluate(() => {
      window.near = []
      window.gone = []
      const gone = wx.createIntersectionObserver()
      gone.relativeToViewport().observe('.far', () => window.gone.push(1))
      gone.disconnect()
      const near = getCurrentPages()[0].createIntersectionObserver()
      near
        .relativeToViewport({ bottom: -100 })
        .observe('.sentinel', (change: any) => window.near.push(change))
    })
    await scrollTo(1200 - pageHeight + 101)
    const [near] = await collected('near', 1)
    expect(near).toMatchObject({ intersectionRatio: 1, relativeRect: { bottom: pageHeight - 100 } })
    expect(await page.evaluate(() => window.gone)).toEqual([])
  })

  inChromium('looks within another node, at all that the selector finds', async () => {
    await page.evaluate(() => {
      window.rows = []
      wx.createIntersectionObserver(getCurrentPages()[0], {
        observeAll: true,
        initialRatio: 1,
        thresholds: [1],
      })
        .relativeTo('#list')
        .observe('.row', ({ intersectionRatio }: any) => window.rows.push(intersectionRatio))
      document.getElementById('list').scrollTop = 10
    })
    // It began whole, which `initialRatio` had said: only leaving is told.
    expect(await collected('rows', 1)).toEqual([0.75])
  })
})

inChromium('a media query observer tells at once, and when the phone is of another size', async () => {
  await page.evaluate(() => {
    window.wide = []
    getCurrentPages()[0]
      .createMediaQueryObserver()
      .observe({ minWidth: 450 }, ({ matches }: any) => window.wide.push(matches))
  })
  await collected('wide', 1)
  await page.setViewportSize({ width: 500, height: phoneWindow.height })
  expect(await collected('wide', 2)).toEqual([false, true])
  await page.setViewportSize(phoneWindow)
})

describe('an animation', () => {
  const styleOf = (selector: string) =>
    page.evaluate(name => {
      const element = [...document.querySelectorAll('wx-view')].find(one => one.className.includes(name))
      const { transform, opacity, color } = getComputedStyle(element)
      return { transform, opacity, color }
    }, selector)
  const blank = { transform: 'none', opacity: '1' }

  inChromium('exports its steps, each with what was changed before', async () => {
    const exported = await page.evaluate(() =>
      wx
        .createAnimation({ duration: 60, timingFunction: 'ease' })
        .translate(30)
        .width(10)
        .step()
        .rotate(90)
        .opacity(0.5)
        .step({ delay: 5, transformOrigin: '0 0' })
        .export(),
    )
    const translate = { type: 'translate', args: [30, 0] }
    const width = { type: 'style', args: ['width', '10px'] }
    const transition = { duration: 60, timingFunction: 'ease', delay: 0 }
    expect(exported).toEqual({
      actions: [
        { animates: [translate, width], option: { transformOrigin: '50% 50% 0', transition } },
        {
          animates: [
            translate,
            width,
            { type: 'rotate', args: [90] },
            { type: 'style', args: ['opacity', '0.5'] },
          ],
          option: { transformOrigin: '0 0', transition: { ...transition, delay: 5 } },
        },
      ],
    })
  })

  inChromium('plays on an element, one step after the other, and stays when its style changes', async () => {
    await page.evaluate(() => {
      const animation = wx.createAnimation({ duration: 60 })
      animation.translateX(30).step().rotate(90).opacity(0.5).step()
      getCurrentPages()[0].setData({ animation: animation.export() })
    })
    // One end for the transform of the first step, two for what the second changes.
    await page.waitForFunction(() => getCurrentPages()[0].data.ends === 3)
    const end = { transform: 'matrix(0, 1, -1, 0, 30, 0)', opacity: '0.5' }
    expect(await styleOf('mover')).toEqual({ ...end, color: 'rgb(255, 0, 0)' })
    await page.evaluate(() => getCurrentPages()[0].setData({ colour: 'rgb(1, 2, 3)' }))
    expect(await styleOf('mover')).toEqual({ ...end, color: 'rgb(1, 2, 3)' })
  })

  inChromium('of frames stays at its end until it is cleared, a property or all', async () => {
    const run = (name: string, ...params: unknown[]) =>
      page.evaluate(
        ([method, all]) =>
          new Promise<void>(resolve => {
            const [self] = getCurrentPages()
            self[method as string](...(all as unknown[]), () => resolve())
          }),
        [name, params] as const,
      )
    const frames = [
      { offset: 0, translateX: 0 },
      { offset: 1, translateX: 100, opacity: 0.2, ease: 'ease-in' },
    ]
    await run('animate', '.frames', frames, 40)
    const moved = 'matrix(1, 0, 0, 1, 100, 0)'
    expect(await styleOf('frames')).toMatchObject({ transform: moved, opacity: '0.2' })
    await run('clearAnimation', '.frames', { opacity: true })
    expect(await styleOf('frames')).toMatchObject({ transform: moved, opacity: '1' })
    await run('clearAnimation', '.frames')
    expect(await styleOf('frames')).toMatchObject(blank)
  })

  inChromium('goes as far as a list is scrolled', async () => {
    await page.evaluate(() => {
      document.getElementById('list').scrollTop = 0
      getCurrentPages()[0].animate('.scrolled', [{ translateX: 0 }, { translateX: 100 }], 1000, {
        scrollSource: '#list',
        orientation: 'vertical',
        timeRange: 1000,
      })
      document.getElementById('list').scrollTop = 100
    })
    await page.waitForFunction(() => {
      const element = [...document.querySelectorAll('wx-view')].find(one =>
        one.className.includes('scrolled'),
      )
      return getComputedStyle(element).transform === 'matrix(1, 0, 0, 1, 50, 0)'
    })
  })

  inChromium('of a worklet is refused by its name', async () => {
    await page.evaluate(() => getCurrentPages()[0].applyAnimatedStyle('.mover', () => ({})))
    await page.locator('.preview--notice', { hasText: 'applyAnimatedStyle is not in the preview' }).waitFor()
  })
})
