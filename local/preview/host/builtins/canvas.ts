import { drawableAddress } from '../wx/bytes'
import type { Builtin, BuiltinDefinition } from './builtin'

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
    const surface = asCanvasNode(self.inner<HTMLCanvasElement>('surface'), self.owner)
    return {
      node: () => surface,
      update() {
        self.element.style.touchAction = self.isOn('disableScroll') ? 'none' : ''
      },
    }
  },
}

/** A canvas of HTML with what one of WeChat has; files are looked up from the page or component `owner`. */
export function asCanvasNode(surface: HTMLCanvasElement, owner?: string): CanvasNode {
  return Object.assign(surface, {
    createImage: () => imageOf(owner),
    createPath2D: (path?: Path2D) => new Path2D(path),
    createImageData: (width: number, height: number) => new ImageData(width, height),
    requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
    cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
  })
}

/** An image whose `src` may be a file of the mini program, of this page, or of the cloud. */
function imageOf(owner: string | undefined): HTMLImageElement {
  const image = new Image()
  let wanted = ''
  Object.defineProperty(image, 'src', {
    get: () => wanted,
    set(source: string) {
      wanted = String(source)
      const find = async () => {
        const address = wanted && (await drawableAddress(wanted, owner))
        if (wanted === source) image.setAttribute('src', address)
      }
      find().catch(() => wanted === source && image.dispatchEvent(new Event('error')))
    },
  })
  return image
}

const fitted = new WeakSet<HTMLCanvasElement>()

/** The pixels of a canvas that the old context draws on: as sharp as the screen, and of the size that is seen now. */
export function fitSurface(self: Builtin): { surface: HTMLCanvasElement; density: number } {
  const surface = self.inner<HTMLCanvasElement>('surface')
  const density = window.devicePixelRatio || 1
  const width = Math.round(self.element.clientWidth * density)
  const height = Math.round(self.element.clientHeight * density)
  const fits = surface.width === width && surface.height === height && fitted.has(surface)
  if (width === 0 || height === 0 || fits) return { surface, density }
  fitted.add(surface)
  const drawn = copyOf(surface)
  Object.assign(surface, { width, height })
  const context = surface.getContext('2d')!
  context.drawImage(drawn, 0, 0)
  context.scale(density, density)
  return { surface, density }
}

function copyOf(surface: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas')
  Object.assign(copy, { width: surface.width, height: surface.height })
  copy.getContext('2d')!.drawImage(surface, 0, 0)
  return copy
}
