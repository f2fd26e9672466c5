import type { Builtin } from '../builtins/builtin'
import { fitSurface } from '../builtins/canvas'
import { runSafely } from '../complain'
import { drawableAddress } from './bytes'

type Context = CanvasRenderingContext2D
/** One step of a drawing; `density` is how many pixels of the canvas a px is. */
type Step = (context: Context, density: number) => void

const methods = (
  'arc arcTo beginPath bezierCurveTo clearRect clip closePath ellipse fill fillRect fillText lineTo moveTo ' +
  'quadraticCurveTo rect rotate scale stroke strokeRect strokeText transform translate'
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
  setGlobalCompositeOperation: 'globalCompositeOperation',
  setTextAlign: 'textAlign',
  setTextBaseline: 'textBaseline',
}
/** Lengths that no transform changes. */
const shadowLengths = ['shadowBlur', 'shadowOffsetX', 'shadowOffsetY']
const assigned = [...Object.values(setters), 'font', 'lineDashOffset', 'shadowColor', ...shadowLengths]

/** Repeated pictures are loaded before they are drawn. */
class Pattern {
  constructor(
    readonly picture: Picture,
    readonly repetition: string,
  ) {}
}

/** What cannot be loaded is not drawn, as in WeChat. */
class Picture {
  readonly image = new Image()
  isLoaded = false
  readonly loading: Promise<void>

  constructor(source: string, owner: string | undefined) {
    this.loading = this.#load(source, owner).catch(() => undefined)
  }

  async #load(source: string, owner: string | undefined): Promise<void> {
    this.image.src = await drawableAddress(source, owner)
    await this.image.decode()
    this.isLoaded = true
  }
}

/** The drawings of each canvas come one after the other, also when pictures of them are loaded first. */
const drawn = new Map<string, Promise<void>>()

/** Resolves when all that was drawn until now is on the canvas. */
export const whenDrawn = (id: string): Promise<void> => drawn.get(id) ?? Promise.resolve()

/** What the context is drawn on, and from where its files are looked up. */
export interface Target {
  id: string
  owner?: string
  find(): Builtin | undefined
}

/** The context of old: it collects what is to be drawn, and `draw` draws it. */
export class Drawing {
  #steps: Step[] = []
  #pictures: Picture[] = []
  /** It has the state that the canvas will have, to measure texts with. */
  readonly #measure = document.createElement('canvas').getContext('2d')!
  readonly #target: Target;
  [member: string]: unknown

  constructor(target: Target) {
    this.#target = target
    for (const name of methods) this[name] = (...params: unknown[]) => this.#add(name, params)
    for (const [setter, name] of Object.entries(setters))
      this[setter] = (value: unknown) => this.#assign(name, value)
    for (const name of assigned) {
      Object.defineProperty(this, name, {
        get: () => (this.#measure as unknown as Record<string, unknown>)[name],
        set: (value: unknown) => this.#assign(name, value),
      })
    }
  }

  #add(name: string, params: unknown[]): void {
    this.#steps.push(context => {
      ;(context as unknown as Record<string, (...all: unknown[]) => void>)[name]!(...params)
    })
  }

  #assign(name: string, value: unknown): void {
    const given = name === 'textBaseline' && value === 'normal' ? 'alphabetic' : value
    if (!(given instanceof Pattern)) Object.assign(this.#measure, { [name]: given })
    this.#steps.push((context, density) => {
      if (given instanceof Pattern) {
        const { picture, repetition } = given
        if (picture.isLoaded)
          Object.assign(context, { [name]: context.createPattern(picture.image, repetition) })
        return
      }
      const isScaled = shadowLengths.includes(name)
      Object.assign(context, { [name]: isScaled ? Number(given) * density : given })
    })
  }

  save(): void {
    this.#measure.save()
    this.#add('save', [])
  }

  restore(): void {
    this.#measure.restore()
    this.#add('restore', [])
  }

  /** In px: how sharp the canvas is stays as it is. */
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.#steps.push((context, density) => {
      context.setTransform(density, 0, 0, density, 0, 0)
      context.transform(a, b, c, d, e, f)
    })
  }

  setLineDash(pattern: number[], offset = 0): void {
    this.#steps.push(context => {
      context.setLineDash(pattern)
      context.lineDashOffset = offset
    })
  }

  setFontSize(size: number): void {
    this.#assign('font', this.#measure.font.replace(/[\d.]+px/, `${size}px`))
  }

  setShadow(shadowOffsetX: number, shadowOffsetY: number, shadowBlur: number, shadowColor: string): void {
    for (const [name, value] of Object.entries({ shadowOffsetX, shadowOffsetY, shadowBlur, shadowColor }))
      this.#assign(name, value)
  }

  drawImage(source: string, ...place: number[]): void {
    const picture = this.#picture(source)
    this.#steps.push(context => {
      if (picture.isLoaded) (context.drawImage as (...all: unknown[]) => void)(picture.image, ...place)
    })
  }

  createPattern(source: string, repetition: string): object {
    return new Pattern(this.#picture(source), repetition)
  }

  createLinearGradient(x0: number, y0: number, x1: number, y1: number): CanvasGradient {
    return this.#measure.createLinearGradient(x0, y0, x1, y1)
  }

  createCircularGradient(x: number, y: number, radius: number): CanvasGradient {
    return this.#measure.createRadialGradient(x, y, 0, x, y, radius)
  }

  measureText(words: string): TextMetrics {
    return this.#measure.measureText(words)
  }

  /** What was collected, for `wx.drawCanvas`. */
  getActions(): Collected {
    const collected = { steps: this.#steps, pictures: this.#pictures }
    this.clearActions()
    return collected
  }

  clearActions(): void {
    this.#steps = []
    this.#pictures = []
  }

  draw(reserve: boolean | (() => void) = false, done?: () => void): void {
    const after = typeof reserve === 'function' ? reserve : done
    void drawOn(this.#target, this.getActions(), reserve === true).then(() => after?.())
  }

  #picture(source: string): Picture {
    const picture = new Picture(String(source), this.#target.owner)
    this.#pictures.push(picture)
    return picture
  }
}

/** What a drawing collected. */
export interface Collected {
  steps: Step[]
  pictures: Picture[]
}

/** Draws on a canvas, after all that was drawn there before; `keeps` what is there. */
export function drawOn(target: Target, { steps, pictures }: Collected, keeps: boolean): Promise<void> {
  const draw = async () => {
    // The canvas of a page that is just loading is there a moment later.
    await Promise.all([
      ...pictures.map(({ loading }) => loading),
      new Promise(resolve => setTimeout(resolve)),
    ])
    const self = target.find()
    if (!self) return
    const { surface, density } = fitSurface(self)
    const context = surface.getContext('2d')
    if (!context) return
    if (!keeps) {
      context.reset()
      context.scale(density, density)
    }
    // What cannot be drawn, such as an arc of a negative radius, is told and left out.
    for (const step of steps) runSafely('CanvasContext.draw', () => step(context, density))
  }
  const next = whenDrawn(target.id).then(draw)
  // One that fails is told where it was asked for; the next one is drawn nevertheless.
  drawn.set(
    target.id,
    next.catch(() => undefined),
  )
  return next
}
