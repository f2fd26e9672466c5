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

/** A square of one colour. */
const square = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10" fill="${colour}"/></svg>`

const files = {
  'app.json': JSON.stringify({
    pages: ['pages/all/all'],
    usingComponents: { card: '/components/card/card' },
  }),
  'app.js': 'App({})',
  'images/blue.svg': square('#0000ff'),
  'images/lime.svg': square('#00ff00'),
  ...unit('components/card/card', '<canvas class="c" canvas-id="old"/>', {
    ts: 'Component({})',
    json: { component: true },
    wxss: '.c { width: 40px; height: 20px }',
  }),
  ...unit(
    'pages/all/all',
    `<canvas class="c" canvas-id="old"/><canvas type="2d" id="flat" class="c"/><canvas type="webgl" id="deep" class="c"/>
<canvas wx:if="{{size}}" canvas-id="sized" style="width: {{size}}px; height: 10px"/><card id="card"/>`,
    { ts: 'Page({ data: { size: 0 } })', wxss: '.c { width: 100px; height: 50px }' },
  ),
}

/** Each px of this phone is two pixels. */
const pixelRatio = 2
const phone = new WxPage({ ...phoneWindow, deviceScaleFactor: pixelRatio })
let page: Page

beforeAll(async () => {
  await phone.start(files)
  if (!hasChromium) return
  page = await phone.open()
  await page.evaluate(() => {
    /** The colour at a place of the canvas of old, in px. */
    window.colourAt = async (x: number, y: number, canvasId = 'old', owner?: any) => {
      const { data } = await wx.canvasGetImageData({ canvasId, x, y, width: 1, height: 1 }, owner)
      return [...data]
    }
    window.coloursAt = (...places: number[][]) => Promise.all(places.map(([x, y]) => window.colourAt(x, y)))
    window.drawn = (context: any, keeps = false) =>
      new Promise<void>(resolve => context.draw(keeps, () => resolve()))
    window.nodeOf = (selector: string) =>
      new Promise(resolve => {
        const query = wx.createSelectorQuery()
        query.select(selector).node(({ node }: any) => resolve(node))
        query.exec()
      })
    /** The colour at a place of a file that was made. */
    window.colourOf = async (path: string, x: number, y: number) => {
      const canvas = wx.createOffscreenCanvas({ type: '2d', width: 400, height: 200 })
      const image = canvas.createImage()
      const loaded = new Promise(resolve => image.addEventListener('load', resolve))
      image.src = path
      await loaded
      const context = canvas.getContext('2d')
      context.drawImage(image, 0, 0)
      return [...context.getImageData(x, y, 1, 1).data]
    }
  })
})

afterEach(async () => {
  if (hasChromium) expect(await page.locator('.preview--notice').allTextContents()).toEqual([])
})

afterAll(() => phone.stop())

const red = [255, 0, 0, 255]
const lime = [0, 255, 0, 255]
const blue = [0, 0, 255, 255]
const none = [0, 0, 0, 0]

describe('the context of old', () => {
  inChromium('draws at px of the page, with transforms that are set, saved and restored', async () => {
    const colours = await page.evaluate(async () => {
      const context = wx.createCanvasContext('old')
      context.setFillStyle('#ff0000')
      context.fillRect(0, 0, 10, 10)
      context.save()
      context.setTransform(1, 0, 0, 1, 50, 0)
      context.setFillStyle('#00ff00')
      context.fillRect(0, 0, 10, 10)
      context.restore()
      context.translate(20, 20)
      context.fillRect(0, 0, 10, 10)
      await window.drawn(context)
      return window.coloursAt([5, 5], [55, 5], [25, 25], [35, 5])
    })
    expect(colours).toEqual([red, lime, red, none])
  })

  inChromium('draws on after a step that cannot be drawn, which is told', async () => {
    const colour = await page.evaluate(async () => {
      const context = wx.createCanvasContext('old')
      context.arc(0, 0, -1, 0, 1)
      context.setFillStyle('#ff0000')
      context.fillRect(0, 0, 10, 10)
      await window.drawn(context)
      return window.colourAt(5, 5)
    })
    expect(colour).toEqual(red)
    const notice = page.locator('.preview--notice', { hasText: 'CanvasContext.draw failed' })
    await notice.getByRole('button').click()
  })

  inChromium('is as sharp as the screen', async () => {
    const size = await page.evaluate(() => {
      const { width, height } = document.querySelector('wx-canvas[canvas-id="old"] canvas')
      return [width, height]
    })
    expect(size).toEqual([100 * pixelRatio, 50 * pixelRatio])
  })

  inChromium('clears what was there, or keeps it with the state that was set', async () => {
    const colours = await page.evaluate(async () => {
      const context = wx.createCanvasContext('old')
      context.setFillStyle('#ff0000')
      context.fillRect(0, 0, 10, 10)
      await window.drawn(context)
      context.fillRect(20, 0, 10, 10)
      await window.drawn(context, true)
      const kept = await window.coloursAt([5, 5], [25, 5])
      context.fillRect(20, 0, 10, 10)
      await window.drawn(context)
      return [...kept, ...(await window.coloursAt([5, 5], [25, 5]))]
    })
    expect(colours).toEqual([red, red, none, [0, 0, 0, 255]])
  })

  inChromium('draws pictures of the mini program before what is drawn after them', async () => {
    const colours = await page.evaluate(async () => {
      const first = wx.createCanvasContext('old')
      first.drawImage('/images/blue.svg', 0, 0, 20, 20)
      first.setFillStyle(first.createPattern('../../images/lime.svg', 'repeat'))
      first.fillRect(40, 0, 20, 20)
      first.drawImage('/images/none.svg', 80, 0, 20, 20)
      first.draw()
      const second = wx.createCanvasContext('old')
      second.setFillStyle('#ff0000')
      second.fillRect(0, 0, 10, 10)
      await window.drawn(second, true)
      return window.coloursAt([5, 5], [15, 15], [55, 15], [85, 5])
    })
    expect(colours).toEqual([red, blue, lime, none])
  })

  inChromium('has gradients, clips, dashes, and measures text in the font that counts', async () => {
    const [colours, widths] = await page.evaluate(async () => {
      const context = wx.createCanvasContext('old')
      const gradient = context.createLinearGradient(0, 0, 100, 0)
      gradient.addColorStop(0.5, '#ff0000')
      gradient.addColorStop(0.5, '#0000ff')
      context.setFillStyle(gradient)
      context.beginPath()
      context.rect(0, 0, 100, 10)
      context.clip()
      context.fillRect(0, 0, 100, 50)
      context.setFontSize(20)
      const wide = context.measureText('mm').width
      context.save()
      context.setFontSize(10)
      const small = context.measureText('mm').width
      context.restore()
      const again = context.measureText('mm').width
      await window.drawn(context)
      const colours = await window.coloursAt([10, 5], [90, 5], [10, 30])
      return [colours, [wide / small, again / wide]] as const
    })
    expect(colours).toEqual([red, blue, none])
    expect(widths[0]).toBeCloseTo(2, 1)
    expect(widths[1]).toBe(1)
  })

  inChromium('of a component draws on the canvas that is written there', async () => {
    const colours = await page.evaluate(async () => {
      const card = getCurrentPages()[0].selectComponent('#card')
      const [own, inner] = [wx.createCanvasContext('old'), wx.createCanvasContext('old', card)]
      await window.drawn(own)
      inner.setFillStyle('#00ff00')
      inner.fillRect(0, 0, 40, 20)
      await window.drawn(inner)
      return Promise.all([window.colourAt(5, 5), window.colourAt(5, 5, 'old', card)])
    })
    expect(colours).toEqual([none, lime])
  })

  inChromium('follows a canvas that came later, and its size', async () => {
    const colours = await page.evaluate(async () => {
      const [self] = getCurrentPages()
      const context = wx.createCanvasContext('sized')
      self.setData({ size: 20 })
      context.setFillStyle('#ff0000')
      context.fillRect(0, 0, 10, 10)
      await window.drawn(context)
      self.setData({ size: 200 })
      context.setFillStyle('#00ff00')
      context.fillRect(150, 0, 10, 10)
      await window.drawn(context, true)
      return Promise.all([window.colourAt(5, 5, 'sized'), window.colourAt(155, 5, 'sized')])
    })
    expect(colours).toEqual([red, lime])
  })

  inChromium('collects actions for drawCanvas, as before it was bound to a canvas', async () => {
    const colour = await page.evaluate(async () => {
      const context = wx.createContext()
      context.setFillStyle('#0000ff')
      context.fillRect(0, 0, 10, 10)
      wx.drawCanvas({ canvasId: 'old', actions: context.getActions() })
      return window.colourAt(5, 5)
    })
    expect(colour).toEqual(blue)
  })
})

describe('pixels', () => {
  inChromium('are put at their place and read again, and nothing around them changes', async () => {
    const result = await page.evaluate(async () => {
      await window.drawn(wx.createCanvasContext('old'))
      const data = new Uint8ClampedArray([255, 0, 0, 255, 0, 0, 255, 255])
      const put = await wx.canvasPutImageData({ canvasId: 'old', x: 3, y: 4, width: 2, height: 1, data })
      const got = await wx.canvasGetImageData({ canvasId: 'old', x: 2, y: 4, width: 4, height: 1 })
      return { put, got: { ...got, data: [...got.data] } }
    })
    expect(result).toEqual({
      put: { errMsg: 'canvasPutImageData:ok' },
      got: {
        errMsg: 'canvasGetImageData:ok',
        width: 4,
        height: 1,
        data: [...none, ...red, ...blue, ...none],
      },
    })
  })

  inChromium('of a canvas that is not there are refused', async () => {
    const answer = page.evaluate(() =>
      wx
        .canvasGetImageData({ canvasId: 'no', x: 0, y: 0, width: 1, height: 1 })
        .catch((error: object) => error),
    )
    expect(await answer).toEqual({ errMsg: 'canvasGetImageData:fail canvas is empty' })
  })
})

describe('a file', () => {
  inChromium('holds the area in the size that is asked for, or as sharp as the screen', async () => {
    const made = await page.evaluate(async () => {
      const context = wx.createCanvasContext('old')
      context.setFillStyle('#ff0000')
      context.fillRect(50, 0, 50, 50)
      context.draw()
      const whole = await wx.canvasToTempFilePath({ canvasId: 'old' })
      const part = await wx.canvasToTempFilePath({
        canvasId: 'old',
        x: 50,
        width: 20,
        height: 10,
        destWidth: 60,
        destHeight: 30,
        fileType: 'jpg',
        quality: 0.5,
      })
      const infos = await Promise.all(
        [whole, part].map(async ({ tempFilePath }) => wx.getImageInfo({ src: tempFilePath })),
      )
      return {
        infos: infos.map(({ width, height, type, path }: any) => [width, height, type, path.slice(-4)]),
        colours: [
          await window.colourOf(whole.tempFilePath, 10, 10),
          await window.colourOf(whole.tempFilePath, 110, 10),
        ],
      }
    })
    expect(made).toEqual({
      infos: [
        [200, 100, 'png', '.png'],
        [60, 30, 'jpeg', '.jpg'],
      ],
      colours: [none, red],
    })
  })

  inChromium('of a canvas 2D is of the area in px, and of pixels where that is more', async () => {
    const sizes = await page.evaluate(async () => {
      const canvas = await window.nodeOf('#flat')
      Object.assign(canvas, { width: 200, height: 100 })
      canvas.getContext('2d').fillRect(0, 0, 200, 100)
      const sizeOf = async (options: object) => {
        const { tempFilePath } = await wx.canvasToTempFilePath({ canvas, ...options })
        const { width, height } = await wx.getImageInfo({ src: tempFilePath })
        return [width, height, await window.colourOf(tempFilePath, width - 1, height - 1)]
      }
      return Promise.all([
        sizeOf({}),
        sizeOf({ x: 0, y: 0, width: 100, height: 50, destWidth: 100, destHeight: 50 }),
        sizeOf({ x: 0, y: 0, width: 200, height: 100, destWidth: 200, destHeight: 100 }),
      ])
    })
    const black = [0, 0, 0, 255]
    expect(sizes).toEqual([
      [200, 100, black],
      [100, 50, black],
      [200, 100, black],
    ])
  })
})

describe('a canvas node', () => {
  inChromium('has 300 × 150 pixels at first, draws files of the mini program, and animates', async () => {
    const result = await page.evaluate(async () => {
      const canvas = await window.nodeOf('#flat')
      canvas.width = 300
      canvas.height = 150
      const context = canvas.getContext('2d')
      const image = canvas.createImage()
      const loaded = new Promise(resolve => {
        image.onload = resolve
      })
      image.src = '/images/blue.svg'
      await loaded
      const path = canvas.createPath2D()
      path.rect(50, 0, 10, 10)
      context.fillStyle = '#ff0000'
      context.fill(path)
      await new Promise(resolve => canvas.requestAnimationFrame(resolve))
      context.drawImage(image, 0, 0)
      const at = (x: number) => [...context.getImageData(x, 5, 1, 1).data]
      return {
        colours: [at(5), at(55)],
        url: canvas.toDataURL().slice(0, 22),
        cleared: typeof canvas.cancelAnimationFrame,
      }
    })
    expect(result).toEqual({ colours: [blue, red], url: 'data:image/png;base64,', cleared: 'function' })
  })

  inChromium('tells of an image that is not there', async () => {
    const heard = await page.evaluate(async () => {
      const image = (await window.nodeOf('#flat')).createImage()
      return new Promise(resolve => {
        image.onerror = () => resolve('error')
        image.src = 'wxfile://tmp_none.png'
      })
    })
    expect(heard).toBe('error')
  })

  inChromium('draws in three dimensions where the browser does', async () => {
    const pixel = await page.evaluate(async () => {
      const gl = (await window.nodeOf('#deep')).getContext('webgl', { preserveDrawingBuffer: true })
      if (!gl) return undefined
      gl.clearColor(0, 0, 1, 1)
      gl.clear(gl.COLOR_BUFFER_BIT)
      const pixel = new Uint8Array(4)
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel)
      return [...pixel]
    })
    expect([undefined, blue]).toContainEqual(pixel)
  })

  inChromium('that is nowhere shown is made by its sizes', async () => {
    const sizes = await page.evaluate(() => {
      const made = [
        wx.createOffscreenCanvas({ type: '2d', width: 30, height: 20 }),
        wx.createOffscreenCanvas(40, 10),
      ]
      return made.map(({ width, height, createImage }) => [width, height, typeof createImage])
    })
    expect(sizes).toEqual([
      [30, 20, 'function'],
      [40, 10, 'function'],
    ])
  })
})
