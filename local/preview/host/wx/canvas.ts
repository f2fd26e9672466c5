import type { Builtin } from '../builtins/builtin'
import { asCanvasNode, fitSurface } from '../builtins/canvas'
import { host } from '../host'
import { ApiFailure, asyncApi } from './call-style'
import { type Area, canvasFile, cut } from './cut'
import { type Collected, Drawing, drawOn, type Target, whenDrawn } from './drawing'
import { keepFile } from './files'
import { findBuiltin, type Owner, scopeOf } from './scope'

interface FileOptions extends Partial<Area> {
  canvasId?: string
  canvas?: HTMLCanvasElement
  destWidth?: number
  destHeight?: number
  fileType?: string
  /** Of a jpg, over 0 to 1. */
  quality?: number
}

interface PixelOptions extends Partial<Area> {
  canvasId?: string
  data?: Uint8ClampedArray
}

/** The context of old of a canvas that is known. */
export function canvasContext(find: () => Builtin): object {
  const self = find()
  return new Drawing({ id: self.text('canvasId') || self.element.id, owner: self.owner, find: () => self })
}

function createCanvasContext(id: string, owner?: Owner): Drawing {
  return new Drawing(targetOf(id, owner))
}

/** The page is the one that was in front when the context was made. */
function targetOf(id: string, owner: Owner): Target {
  const scope = scopeOf(owner)
  return { id, owner: scope?.is, find: () => findBuiltin('canvas', id, scope) }
}

/** A canvas that is nowhere shown: of today's form `{ type, width, height }`, or of old by its sizes. */
function createOffscreenCanvas(size: Partial<Area> | number = {}, oldHeight?: number): HTMLCanvasElement {
  const { width = 300, height = 150 } = typeof size === 'number' ? { width: size, height: oldHeight } : size
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  return asCanvasNode(canvas, host().pages.top?.path)
}

/** The pixels of a canvas, and how many of them a px is. */
async function surfaceOf(
  { canvas, canvasId = '' }: Pick<FileOptions, 'canvas' | 'canvasId'>,
  owner: Owner,
): Promise<{ surface: HTMLCanvasElement; density: number; isOld: boolean }> {
  if (canvas instanceof HTMLCanvasElement) {
    const density = canvas.clientWidth > 0 ? canvas.width / canvas.clientWidth : 1
    return { surface: canvas, density, isOld: false }
  }
  const { find } = targetOf(canvasId, owner)
  await whenDrawn(canvasId)
  const self = find()
  if (!self) throw new ApiFailure('canvas is empty')
  return { ...fitSurface(self), isOld: true }
}

async function writeFile(options: FileOptions, owner: Owner): Promise<{ tempFilePath: string }> {
  const { surface, density, isOld } = await surfaceOf(options, owner)
  const { x = 0, y = 0, fileType = 'png', quality = 1 } = options
  const { width = surface.width / density - x, height = surface.height / density - y } = options
  // The area of a canvas 2D is given in px by some and in pixels by others: what is larger than it looks is in pixels.
  const inPixels = !isOld && (x + width) * density > surface.width + 1
  const scale = inPixels ? 1 : density
  const area = { x: x * scale, y: y * scale, width: width * scale, height: height * scale }
  const ratio = inPixels ? 1 : window.devicePixelRatio || 1
  const { destWidth = width * ratio, destHeight = height * ratio } = options
  const { canvas } = cut(surface, area, { width: destWidth, height: destHeight })
  const type = /^jpe?g$/.test(fileType) ? 'image/jpeg' : 'image/png'
  const file = await canvasFile(canvas, type, quality)
  if (!file) throw new ApiFailure('create bitmap failed')
  return { tempFilePath: keepFile(file) }
}

async function getPixels(options: PixelOptions, owner: Owner): Promise<object> {
  const { surface, density } = await surfaceOf(options, owner)
  const { x = 0, y = 0, width = 0, height = 0 } = options
  const area = { x: x * density, y: y * density, width: width * density, height: height * density }
  const { context } = cut(surface, area, { width, height })
  return { width, height, data: context.getImageData(0, 0, width, height).data }
}

async function putPixels(options: PixelOptions, owner: Owner): Promise<void> {
  const { data, x = 0, y = 0, width = 0 } = options
  const { surface, density } = await surfaceOf(options, owner)
  if (!data) throw new ApiFailure('parameter error: data is missing')
  // A height that is not given follows from the data.
  const pixels = new ImageData(new Uint8ClampedArray(data), width, options.height)
  const { canvas, context } = cut(
    surface,
    { x: 0, y: 0, width: 1, height: 1 },
    { width, height: pixels.height },
  )
  context.putImageData(pixels, 0, 0)
  const own = surface.getContext('2d')!
  own.save()
  own.resetTransform()
  const plain = { globalAlpha: 1, globalCompositeOperation: 'copy', shadowColor: 'transparent' }
  // What is read again is what was put.
  Object.assign(own, { ...plain, imageSmoothingEnabled: false })
  own.beginPath()
  own.rect(x * density, y * density, width * density, pixels.height * density)
  own.clip()
  own.drawImage(canvas, x * density, y * density, width * density, pixels.height * density)
  own.restore()
}

/** A function that takes the component of the canvas behind its options. */
function ofComponent<Given extends object>(name: string, run: (options: Given, owner: Owner) => unknown) {
  return (options?: Given, owner?: Owner) => asyncApi<Given>(name, given => run(given, owner))(options)
}

/** Drawing on canvases, and making files of what is drawn. */
export function canvasApis() {
  return {
    createCanvasContext,
    createContext: () => createCanvasContext(''),
    createOffscreenCanvas,
    drawCanvas({
      canvasId = '',
      actions,
      reserve = false,
    }: {
      canvasId?: string
      actions?: Collected
      reserve?: boolean
    }) {
      if (actions) void drawOn(targetOf(canvasId, undefined), actions, reserve)
    },
    canvasToTempFilePath: ofComponent('canvasToTempFilePath', writeFile),
    canvasGetImageData: ofComponent('canvasGetImageData', getPixels),
    canvasPutImageData: ofComponent('canvasPutImageData', putPixels),
  }
}
