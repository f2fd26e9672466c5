import { host } from '../host'
import { type Builtin, type BuiltinDefinition, controlsOf } from './builtin'
import { fileAddress, showFile } from './file-address'

/** What a canvas of WeChat has beside what a canvas of HTML has. */
interface CanvasNode extends HTMLCanvasElement {
  createImage(): HTMLImageElement
  createPath2D(path?: Path2D): Path2D
  createImageData(width: number, height: number): ImageData
  requestAnimationFrame(callback: FrameRequestCallback): number
  cancelAnimationFrame(id: number): void
}

export const canvas: BuiltinDefinition = {
  properties: { type: String, canvasId: String, disableScroll: Boolean },
  reflected: ['canvasId'],
  start(self) {
    const surface = self.inner<CanvasNode>('surface')
    // A mini program that sets no size draws on what it sees.
    const { clientWidth, clientHeight } = self.element
    if (clientWidth > 0) surface.width = clientWidth
    if (clientHeight > 0) surface.height = clientHeight
    Object.assign(surface, {
      createImage: () => imageOf(self),
      createPath2D: (path?: Path2D) => new Path2D(path),
      createImageData: (width: number, height: number) => new ImageData(width, height),
      requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
      cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
    })
    return {
      node: () => surface,
      update() {
        self.element.style.touchAction = self.isOn('disableScroll') ? 'none' : ''
      },
    }
  },
}

/** An image whose `src` may be a file of the mini program, of this page, or of the cloud. */
function imageOf(self: Builtin): HTMLImageElement {
  const image = new Image()
  Object.defineProperty(image, 'src', {
    get: () => image.getAttribute('src') ?? '',
    set: (source: string) =>
      void showFile(image, 'src', source, self.owner, () => image.dispatchEvent(new Event('error'))),
  })
  return image
}

/** The canvas of the page in front with this `canvas-id`. */
export function findCanvas(id: string): HTMLCanvasElement | undefined {
  const pages = host().pages.top?.element
  for (const element of pages?.querySelectorAll('wx-canvas') ?? []) {
    const found = controlsOf(element)
    if (found && (found.self.text('canvasId') === id || element.id === id)) {
      return found.controls.node?.() as HTMLCanvasElement
    }
  }
  return undefined
}

type Step = (context: CanvasRenderingContext2D) => void
type Drawing = Record<string, unknown>

const methods = (
  'arc arcTo beginPath bezierCurveTo clearRect clip closePath ellipse fill fillRect fillText lineTo ' +
  'moveTo quadraticCurveTo rect restore rotate save scale setTransform stroke strokeRect strokeText ' +
  'transform translate'
).split(' ')

/** Setters of the old context, and the property of today's that each sets. */
const setters: Record<string, string> = {
  setFillStyle: 'fillStyle',
  setStrokeStyle: 'strokeStyle',
  setLineWidth: 'lineWidth',
  setLineCap: 'lineCap',
  setLineJoin: 'lineJoin',
  setMiterLimit: 'miterLimit',
  setGlobalAlpha: 'globalAlpha',
  setTextAlign: 'textAlign',
  setTextBaseline: 'textBaseline',
}
const assigned = [
  ...Object.values(setters),
  'font',
  'globalCompositeOperation',
  'lineDashOffset',
  'shadowBlur',
  'shadowColor',
  'shadowOffsetX',
  'shadowOffsetY',
]

/** `wx.createCanvasContext`: it collects what is to be drawn, and `draw` draws it. */
export function createCanvasContext(id: string): object {
  let steps: Step[] = []
  let pictures: Promise<unknown>[] = []
  const measure = document.createElement('canvas').getContext('2d')!
  const assign = (name: string, value: unknown) => {
    const drawn = name === 'textBaseline' && value === 'normal' ? 'alphabetic' : value
    Object.assign(measure, { [name]: drawn })
    steps.push(context => Object.assign(context, { [name]: drawn }))
  }
  const drawing: Drawing = {
    setLineDash(pattern: number[], offset = 0) {
      steps.push(context => {
        context.setLineDash(pattern)
        context.lineDashOffset = offset
      })
    },
    setFontSize(size: number) {
      assign('font', measure.font.replace(/[\d.]+px/, `${size}px`))
    },
    setShadow(shadowOffsetX: number, shadowOffsetY: number, shadowBlur: number, shadowColor: string) {
      for (const [name, value] of Object.entries({ shadowOffsetX, shadowOffsetY, shadowBlur, shadowColor }))
        assign(name, value)
    },
    drawImage(source: string, ...place: number[]) {
      const picture = new Image()
      const load = async () => {
        picture.src = await fileAddress(source)
        await picture.decode()
      }
      // What cannot be loaded is not drawn, as in WeChat.
      const loaded = load().then(
        () => true,
        () => false,
      )
      let isLoaded = false
      pictures.push(loaded.then(is => (isLoaded = is)))
      steps.push(context => {
        if (isLoaded) (context.drawImage as (...all: unknown[]) => void)(picture, ...place)
      })
    },
    createLinearGradient: (x0: number, y0: number, x1: number, y1: number) =>
      measure.createLinearGradient(x0, y0, x1, y1),
    createCircularGradient: (x: number, y: number, r: number) =>
      measure.createRadialGradient(x, y, 0, x, y, r),
    measureText: (words: string) => measure.measureText(words),
    draw(reserve: boolean | (() => void) = false, done?: () => void) {
      const collected = steps
      const waiting = pictures
      steps = []
      pictures = []
      const after = typeof reserve === 'function' ? reserve : done
      // The canvas of a page that is just loading is there a moment later.
      void Promise.all([...waiting, new Promise(resolve => setTimeout(resolve))]).then(() => {
        const context = findCanvas(id)?.getContext('2d')
        if (context && reserve !== true) context.reset()
        if (context) for (const step of collected) step(context)
        after?.()
      })
    },
  }
  for (const name of methods) {
    drawing[name] = (...params: unknown[]) =>
      steps.push(context =>
        (context as unknown as Record<string, (...all: unknown[]) => void>)[name]!(...params),
      )
  }
  for (const [setter, name] of Object.entries(setters))
    drawing[setter] = (value: unknown) => assign(name, value)
  for (const name of assigned) {
    Object.defineProperty(drawing, name, {
      get: () => (measure as unknown as Record<string, unknown>)[name],
      set: (value: unknown) => assign(name, value),
    })
  }
  return drawing
}
