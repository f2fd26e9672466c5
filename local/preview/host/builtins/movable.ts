import { host } from '../host'
import type { Builtin, BuiltinDefinition } from './builtin'

interface Place {
  x: number
  y: number
}

export const movableArea: BuiltinDefinition = {
  properties: { scaleArea: Boolean },
  reflected: ['scaleArea'],
}

export const movableView: BuiltinDefinition = {
  properties: {
    direction: { type: String, value: 'none' },
    inertia: Boolean,
    outOfBounds: Boolean,
    /** Both in px, or with a unit. */
    x: { type: null, value: 0 },
    y: { type: null, value: 0 },
    damping: { type: Number, value: 20 },
    friction: { type: Number, value: 2 },
    disabled: Boolean,
    scale: Boolean,
    scaleMin: { type: Number, value: 0.1 },
    scaleMax: { type: Number, value: 10 },
    scaleValue: { type: Number, value: 1 },
    animation: { type: Boolean, value: true },
  },
  start(self) {
    const state = new Movable(self)
    // Its area is around it once what is drawn now is drawn.
    self.later(() => state.watchFingers())
    return { update: () => state.update() }
  },
}

class Movable {
  #place: Place = { x: 0, y: 0 }
  #scale = 1
  #asked: Record<string, string> = {}

  constructor(private readonly self: Builtin) {}

  get #area(): HTMLElement | null {
    return this.self.element.closest<HTMLElement>('wx-movable-area')
  }

  update(): void {
    const { self } = this
    const before = this.#asked
    this.#asked = Object.fromEntries(['x', 'y', 'scaleValue'].map(name => [name, self.text(name)]))
    self.element.style.touchAction = self.text('direction') === 'none' && !self.isOn('scale') ? '' : 'none'
    const isNew = (name: string) => this.#asked[name] !== before[name]
    if (!Object.keys(this.#asked).some(isNew)) return
    self.element.style.transitionDuration = self.isOn('animation') ? '0.3s' : '0s'
    // It is laid out, and its area has a size, once what is drawn now is drawn.
    self.later(() => {
      if (isNew('scaleValue')) this.#scaleTo(Number(self.property('scaleValue')) || 1, '')
      const wanted = (name: 'x' | 'y') => (isNew(name) ? px(self.text(name)) : this.#place[name])
      this.#move({ x: wanted('x'), y: wanted('y') }, '')
    })
  }

  /** The nearest place where the view is inside of its area, or covers it when it is larger. */
  #within({ x, y }: Place): Place {
    const area = this.#area
    if (!area) return { x, y }
    const clamp = (value: number, room: number) =>
      Math.max(Math.min(0, room), Math.min(Math.max(0, room), value))
    const { offsetWidth, offsetHeight } = this.self.element
    return {
      x: clamp(x, area.clientWidth - offsetWidth * this.#scale),
      y: clamp(y, area.clientHeight - offsetHeight * this.#scale),
    }
  }

  #move(to: Place, source: string): void {
    const inside = this.#within(to)
    const isOut = inside.x !== to.x || inside.y !== to.y
    const goesOut = isOut && source === 'touch' && this.self.isOn('outOfBounds')
    const next = goesOut ? to : inside
    const hasMoved = next.x !== this.#place.x || next.y !== this.#place.y
    this.#place = next
    this.#draw()
    if (hasMoved) this.self.fire('change', { ...next, source: goesOut ? 'touch-out-of-bounds' : source })
  }

  #scaleTo(wanted: number, source: 'touch' | ''): void {
    const { self } = this
    if (!self.isOn('scale')) return
    const [least, most] = [Number(self.property('scaleMin')) || 0.1, Number(self.property('scaleMax')) || 10]
    const next = Math.max(least, Math.min(most, wanted))
    if (next === this.#scale) return
    this.#scale = next
    this.#draw()
    self.fire('scale', { ...this.#place, scale: next })
    this.#move(this.#place, source)
  }

  #draw(): void {
    const { x, y } = this.#place
    this.self.element.style.transform = `translate(${x}px, ${y}px) scale(${this.#scale})`
  }

  watchFingers(): void {
    const { self } = this
    const { element } = self
    const fingers = new Map<number, PointerEvent>()
    let from: Place | undefined
    let way: 'h' | 'v' | undefined
    let spread: { distance: number; scale: number } | undefined
    const distance = () => {
      const [one, other] = [...fingers.values()]
      return one && other ? Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) : 0
    }
    const down = (event: PointerEvent) => {
      if (self.isOn('disabled')) return
      fingers.set(event.pointerId, event)
      element.style.transitionDuration = '0s'
      if (fingers.size === 2) spread = { distance: distance(), scale: this.#scale }
      const moves = fingers.size === 1 && element.contains(event.target as Node)
      from = moves ? { x: event.clientX - this.#place.x, y: event.clientY - this.#place.y } : undefined
      way = undefined
      if (moves && event.isTrusted) element.setPointerCapture(event.pointerId)
    }
    const move = (event: PointerEvent) => {
      if (!fingers.has(event.pointerId)) return
      const last = fingers.get(event.pointerId)!
      fingers.set(event.pointerId, event)
      if (spread && fingers.size === 2) this.#scaleTo((spread.scale * distance()) / spread.distance, 'touch')
      const direction = self.text('direction')
      if (!from) return
      way ??= Math.abs(event.clientX - last.clientX) >= Math.abs(event.clientY - last.clientY) ? 'h' : 'v'
      self.fire(`${way}touchmove`, {})
      if (direction === 'none') return
      const x = direction === 'vertical' ? this.#place.x : event.clientX - from.x
      const y = direction === 'horizontal' ? this.#place.y : event.clientY - from.y
      this.#move({ x, y }, 'touch')
    }
    const up = (event: PointerEvent) => {
      if (!fingers.delete(event.pointerId)) return
      if (fingers.size < 2) spread = undefined
      const wasMoved = from !== undefined
      from = undefined
      if (!wasMoved) return
      element.style.transitionDuration = self.isOn('animation') ? '0.3s' : '0s'
      this.#move(this.#place, 'out-of-bounds')
    }
    const target = this.#area?.hasAttribute('scale-area') ? this.#area : element
    target.addEventListener('pointerdown', down)
    target.addEventListener('pointermove', move)
    for (const end of ['pointerup', 'pointercancel'] as const) target.addEventListener(end, up)
    // The wheel of a mouse spreads two fingers.
    target.addEventListener('wheel', event => {
      if (!self.isOn('scale') || self.isOn('disabled')) return
      event.preventDefault()
      this.#scaleTo(this.#scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1), 'touch')
    })
  }
}

function px(value: string): number {
  const length = Number.parseFloat(value) || 0
  return value.endsWith('rpx') ? (length * host().phone.size().width) / 750 : length
}
