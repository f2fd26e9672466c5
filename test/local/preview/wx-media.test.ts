import type { Page } from 'playwright-core'
import { hasChromium, testInChromium } from './chromium'
import { unit } from './project-folder'
import { WxPage } from './wx-page'

const inChromium = testInChromium()

/** A page has these; what runs in it is written here. */
declare const wx: any
declare const getCurrentPages: () => any[]
declare const document: any
declare const window: any
declare const FileReader: any
declare const MediaRecorder: any

const picture = (colour: string, width: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="10"><rect width="100%" height="10" fill="${colour}"/></svg>`

const files = {
  'app.json': JSON.stringify({ pages: ['pages/all/all'] }),
  'app.js': 'App({})',
  'images/a.svg': picture('red', 40),
  'images/b.svg': picture('lime', 20),
  'images/c.svg': picture('blue', 20),
  ...unit(
    'pages/all/all',
    `<camera/><map id="map" latitude="0" longitude="0" scale="8" markers="{{markers}}" class="map"/>
<video id="film" src="{{film}}" bindplay="hear" bindpause="hear" bindfullscreenchange="hear" class="film"/>`,
    {
      ts: `Page({
  data: { film: '', heard: [], markers: [{ id: 1, latitude: 1, longitude: 2, title: 'shop' }, { id: 2, latitude: 3, longitude: 4 }] },
  hear({ type, detail }) { this.setData({ heard: [...this.data.heard, type + ' ' + JSON.stringify(detail)] }) },
})`,
      wxss: '.map { width: 256px; height: 128px; box-sizing: border-box } .film { width: 200px; height: 100px }',
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

afterEach(async () => {
  if (hasChromium) expect(await page.locator('.preview--notice').allTextContents()).toEqual([])
})

afterAll(() => phone.stop())

/** Chooses these files in the dialog of the browser that opens. */
async function chooseIn(
  call: string,
  options: object,
  chosen: { name: string; mimeType: string; buffer: Buffer }[],
) {
  const chooser = page.waitForEvent('filechooser')
  return phone.call(call, options, async () => (await chooser).setFiles(chosen))
}

/** A film of a second or so, as this browser records it. */
async function film(): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 64, height: 32 })
    const context = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm' })
    const parts: any[] = []
    recorder.ondataavailable = ({ data }: any) => parts.push(data)
    const ended = new Promise(resolve => {
      recorder.onstop = resolve
    })
    recorder.start()
    for (let frame = 0; frame < 20; frame += 1) {
      context.fillStyle = frame % 2 ? '#ff0000' : '#0000ff'
      context.fillRect(0, 0, 64, 32)
      await new Promise(resolve => window.requestAnimationFrame(resolve))
    }
    recorder.stop()
    await ended
    const reader = new FileReader()
    const read = new Promise(resolve => {
      reader.onload = resolve
    })
    reader.readAsDataURL(new window.Blob(parts))
    await read
    return reader.result.split(',')[1] as string
  })
  return Buffer.from(base64, 'base64')
}

describe('looking at pictures', () => {
  const shown = () => page.locator('[role=dialog] img').getAttribute('src')
  const urls = ['/images/a.svg', '/images/b.svg', '/images/c.svg']

  inChromium(
    'begins with the current one, turns by keys, buttons and swipes, and Escape closes',
    async () => {
      await page.evaluate(all => wx.previewImage({ urls: all, current: all[1] }), urls)
      await page.getByText('2 / 3').waitFor()
      expect(await shown()).toBe('/files/images/b.svg')
      await page.keyboard.press('ArrowRight')
      await page.getByText('3 / 3').waitFor()
      expect(await phone.button('下一张').isVisible()).toBe(false)
      await phone.button('上一张').click()
      await page.getByText('2 / 3').waitFor()
      await page.mouse.move(100, 400)
      await page.mouse.down()
      await page.mouse.move(250, 400)
      await page.mouse.up()
      await page.getByText('1 / 3').waitFor()
      expect(await shown()).toBe('/files/images/a.svg')
      await page.keyboard.press('Escape')
      await page.locator('[role=dialog]').waitFor({ state: 'detached' })
    },
  )

  inChromium('ends by a tap; one that is in no list is shown first', async () => {
    await page.evaluate(all => wx.previewImage({ urls: all.slice(0, 1), current: all[2] }), urls)
    await page.getByText('1 / 2').waitFor()
    expect(await shown()).toBe('/files/images/c.svg')
    await page.mouse.click(100, 700)
    await page.locator('[role=dialog]').waitFor({ state: 'detached' })
  })

  inChromium('plays films among them, and says the address of what is not there', async () => {
    const url = `data:video/webm;base64,${(await film()).toString('base64')}`
    const sources = [{ url: 'wxfile://tmp_none.png' }, { url, type: 'video' }]
    await page.evaluate(all => wx.previewMedia({ sources: all, current: 1 }), sources)
    await page.locator('[role=dialog] video[controls]').waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.getByText('wxfile://tmp_none.png').waitFor()
    await phone.button('关闭').click()
    await page.locator('[role=dialog]').waitFor({ state: 'detached' })
  })
})

describe('choosing', () => {
  inChromium('offers demo pictures behind the dialog of the browser, and can be cancelled', async () => {
    const { tempFiles, tempFilePaths } = await phone.call('chooseImage', { count: 2 }, () =>
      phone.button('使用示例图片').click(),
    )
    expect(tempFilePaths).toEqual(tempFiles.map(({ path }: { path: string }) => path))
    const sizes = await page.evaluate(
      (paths: string[]) => Promise.all(paths.map(async src => (await wx.getImageInfo({ src })).width)),
      tempFilePaths,
    )
    expect(sizes).toEqual([800, 800])
    const refused = phone.call('chooseMedia', { mediaType: ['image'] }, () => phone.button('取消').click())
    expect(await refused).toEqual({ errMsg: 'chooseMedia:fail cancel' })
  })

  inChromium('a film tells its size and gives a picture of its beginning', async () => {
    const recorded = { name: 'one.webm', mimeType: 'video/webm', buffer: await film() }
    const png = { name: 'one.png', mimeType: 'image/png', buffer: Buffer.from('png') }
    const { type, tempFiles } = await chooseIn('chooseMedia', { count: 2, mediaType: ['mix'] }, [
      recorded,
      png,
    ])
    expect(type).toBe('mix')
    const facts = { width: 64, height: 32, fileType: 'video', size: recorded.buffer.length }
    expect(tempFiles).toMatchObject([facts, { fileType: 'image' }])
    const info = await page.evaluate(src => wx.getVideoInfo({ src }), tempFiles[0].tempFilePath)
    expect(info).toMatchObject({ width: 64, height: 32, type: 'webm', orientation: 'up' })
    const thumb = await page.evaluate(src => wx.getImageInfo({ src }), tempFiles[0].thumbTempFilePath)
    expect(thumb).toMatchObject({ width: 64, height: 32, type: 'jpeg' })
  })

  inChromium('a camera gives the picture that was taken there, once the person allows it', async () => {
    const chooser = page.waitForEvent('filechooser')
    await phone.button('拍这张照片').click()
    await phone.button('允许').click()
    const svg = Buffer.from(files['images/a.svg'])
    await (await chooser).setFiles({ name: 'shot.svg', mimeType: 'image/svg+xml', buffer: svg })
    await page.locator('wx-camera img').waitFor()
    const width = await page.evaluate(async () => {
      const { tempImagePath } = await wx.createCameraContext().takePhoto()
      return (await wx.getImageInfo({ src: tempImagePath })).width
    })
    expect(width).toBe(40)
  })
})

describe('a video', () => {
  inChromium('plays, and fills the page until it is closed there', async () => {
    const recorded = { name: 'one.webm', mimeType: 'video/webm', buffer: await film() }
    const { tempFilePath } = await chooseIn('chooseVideo', {}, [recorded])
    const heard = (count: number) =>
      page.waitForFunction(least => getCurrentPages()[0].data.heard.length >= least, count)
    await page.evaluate(src => {
      getCurrentPages()[0].setData({ film: src })
      document.querySelector('wx-video video').muted = true
      window.context = wx.createVideoContext('film')
      window.context.play()
    }, tempFilePath)
    await heard(1)
    await page.evaluate(() => window.context.requestFullScreen({ direction: 90 }))
    expect(await page.locator('wx-video').boundingBox()).toEqual({ x: 0, y: 48, width: 390, height: 796 })
    await page.evaluate(() => window.context.sendDanmu({ text: 'hello', color: '#ff0000' }))
    await page.getByText('hello').waitFor({ state: 'attached' })
    await page.locator('wx-video').getByRole('button', { name: '关闭' }).click()
    expect(await page.locator('wx-video').boundingBox()).toMatchObject({ width: 200, height: 100 })
    const all = await page.evaluate(() => getCurrentPages()[0].data.heard)
    expect(all.filter((words: string) => !words.startsWith('pause'))).toEqual([
      'play {}',
      'fullscreenchange {"fullScreen":true,"direction":"horizontal"}',
      'fullscreenchange {"fullScreen":false,"direction":"vertical"}',
    ])
  })
})

describe('a map', () => {
  /** At scale 8 the world is 65,536 px wide: a px at the equator is so many degrees. */
  const degrees = 360 / 65_536
  const ask = (name: string, options: object = {}) =>
    page.evaluate(([method, given]) => wx.createMapContext('map')[method as string](given), [
      name,
      options,
    ] as const)

  inChromium('tells its centre, scale and region, and where places are on it', async () => {
    expect(await ask('getCenterLocation')).toEqual({
      latitude: 0,
      longitude: 0,
      errMsg: 'getCenterLocation:ok',
    })
    expect(await ask('getScale')).toMatchObject({ scale: 8 })
    const { width, height } = await page.locator('wx-map').evaluate((element: any) => ({
      width: element.clientWidth,
      height: element.clientHeight,
    }))
    const { southwest, northeast } = await ask('getRegion')
    expect(northeast.longitude).toBeCloseTo((width / 2) * degrees, 6)
    expect(southwest.longitude).toBeCloseTo((-width / 2) * degrees, 6)
    // Near the equator a px is as many degrees to the north.
    expect(northeast.latitude).toBeCloseTo((height / 2) * degrees, 3)
    const place = await ask('toScreenLocation', { latitude: 0, longitude: 10 * degrees })
    expect([place.x, place.y]).toEqual([width / 2 + 10, height / 2])
    const again = await ask('fromScreenLocation', { x: place.x, y: place.y })
    expect(again.longitude).toBeCloseTo(10 * degrees, 6)
  })

  inChromium('moves to places, and moves its markers', async () => {
    const points = [
      { latitude: 0, longitude: 10 },
      { latitude: 0, longitude: 10 + 1016 * degrees },
    ]
    await ask('includePoints', { points })
    const { longitude } = await ask('getCenterLocation')
    expect(longitude).toBeCloseTo(10 + 508 * degrees, 6)
    // At a quarter of the size, 1016 px are as wide as the map within its border.
    expect(await ask('getScale')).toMatchObject({ scale: 6 })
    await ask('moveToLocation', { latitude: 1, longitude: 2 })
    expect(await ask('getCenterLocation')).toMatchObject({ latitude: 1, longitude: 2 })
    await ask('moveToLocation')
    expect(await ask('getCenterLocation')).toMatchObject({ latitude: 23.099994, longitude: 113.32452 })
    const destination = { latitude: 30, longitude: 40 }
    const ended = await page.evaluate(
      to =>
        new Promise(resolve =>
          wx.createMapContext('map').translateMarker({
            markerId: 2,
            destination: to,
            duration: 10,
            animationEnd: () => resolve('ended'),
          }),
        ),
      destination,
    )
    expect(ended).toBe('ended')
    await page.getByRole('button', { name: '30, 40' }).waitFor()
    await ask('removeMarkers', { markerIds: [1] })
    await page.getByRole('button', { name: 'shop' }).waitFor({ state: 'detached' })
  })
})
