/** A part of a picture or a canvas. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** Draws an area of a picture, in its pixels, on a new canvas of this size. */
export function cut(
  source: CanvasImageSource,
  { x, y, width, height }: Area,
  size: { width: number; height: number },
): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: Math.round(size.width), height: Math.round(size.height) })
  const context = canvas.getContext('2d')!
  context.drawImage(source, x, y, width, height, 0, 0, canvas.width, canvas.height)
  return { canvas, context }
}

/** A file of what a canvas shows; none where it is empty. @param quality of a JPEG, over 0 to 1 */
export const canvasFile = (canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob | null> =>
  new Promise(resolve => canvas.toBlob(resolve, type, quality))
