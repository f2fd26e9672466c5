import type { Page } from 'playwright-core'
import { builtinsProject } from './builtins-project'
import { hasChromium, testInChromium } from './chromium'
import { WxPage } from './wx-page'

const inChromium = testInChromium()

/** What the handlers of the page were told, and the page that is in front. */
declare const told: [string, any][]
declare const getCurrentPages: () => any[]

const phone = new WxPage()
let page: Page

beforeAll(async () => {
  await phone.start(builtinsProject)
  if (hasChromium) page = await phone.open()
})

afterAll(() => phone.stop())

async function open(name: string): Promise<void> {
  await phone.goTo(`?page=pages/${name}/${name}`)
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
