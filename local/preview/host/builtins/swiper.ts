import { make } from '../dom'
import type { Builtin, BuiltinDefinition } from './builtin'

/** How far, in px, a finger moves the content before it turns over. */
const turnDistance = 40

export const swiper: BuiltinDefinition = {
  properties: {
    indicatorDots: Boolean,
    indicatorColor: { type: String, value: 'rgba(0, 0, 0, .3)' },
    indicatorActiveColor: { type: String, value: '#000000' },
    autoplay: Boolean,
    current: { type: Number, value: 0 },
    currentItemId: String,
    /** Both in milliseconds. */
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
    vertical: Boolean,
    previousMargin: String,
    nextMargin: String,
    displayMultipleItems: { type: Number, value: 1 },
    disableTouch: Boolean,
  },
  reflected: ['vertical'],
  start(self) {
    const state = new Swiper(self)
    state.watchFinger()
    return { update: () => state.update(), changed: () => state.update() }
  },
}

export const swiperItem: BuiltinDefinition = {
  properties: { itemId: String, skipHiddenItemLayout: Boolean },
  start(self) {
    // It is inside of the swiper, and can be counted, when what is drawn now is drawn.
    setTimeout(() => self.closest('swiper')?.changed?.())
    return {}
  },
}

class Swiper {
  #current = -1
  #timer: number | undefined
  #interval = 0
  readonly #track: HTMLElement

  constructor(readonly self: Builtin) {
    this.#track = self.inner('items')
  }

  get #items(): Builtin[] {
    // A swiper may be inside of another one.
    const isOwn = ({ self }: { self: Builtin }) => self.element.closest('wx-swiper') === this.self.element
    return this.self
      .within('swiper-item')
      .filter(isOwn)
      .map(item => item.self)
  }

  update(): void {
    const { self } = this
    const ids = this.#items.map(item => item.text('itemId'))
    const named = ids.indexOf(self.text('currentItemId'))
    this.#show(named >= 0 && self.text('currentItemId') ? named : Number(self.property('current')))
    this.#track.style.padding = self.isOn('vertical')
      ? `${length(self.text('previousMargin'))} 0 ${length(self.text('nextMargin'))}`
      : `0 ${length(self.text('nextMargin'))} 0 ${length(self.text('previousMargin'))}`
    this.#playByItself()
  }

  #playByItself(): void {
    const interval = this.self.isOn('autoplay') ? Number(this.self.property('interval')) : 0
    if (interval === this.#interval) return
    this.#interval = interval
    window.clearInterval(this.#timer)
    if (interval <= 0) return
    this.#timer = window.setInterval(() => {
      if (!this.self.isOnPage) window.clearInterval(this.#timer)
      // Nobody sees a page that is covered by another one.
      else if (this.self.element.offsetParent) this.#turnTo(this.#current + 1, 'autoplay', true)
    }, interval)
  }

  watchFinger(): void {
    const { element } = this.self
    let start: PointerEvent | undefined
    element.addEventListener('pointerdown', event => {
      start = this.self.isOn('disableTouch') ? undefined : event
    })
    // Pictures are not dragged out of it.
    element.addEventListener('dragstart', event => event.preventDefault())
    for (const end of ['pointerup', 'pointercancel', 'pointerleave'] as const) {
      element.addEventListener(end, event => {
        if (!start) return
        const moved = this.self.isOn('vertical')
          ? event.clientY - start.clientY
          : event.clientX - start.clientX
        start = undefined
        if (Math.abs(moved) < turnDistance) return
        this.#turnTo(this.#current + (moved < 0 ? 1 : -1), 'touch', this.self.isOn('circular'))
      })
    }
  }

  #turnTo(index: number, source: string, wraps: boolean): void {
    const { length } = this.#items
    const next = wraps ? (index + length) % length : index
    if (length < 2 || next < 0 || next >= length) return
    this.self.set({ current: next })
    this.#tell(source)
  }

  /** What the page itself changed is told as well, without a source. */
  #show(index: number): void {
    const items = this.#items
    const current = Math.max(0, Math.min(items.length - 1, index))
    const { self } = this
    const shown = Math.max(1, Number(self.property('displayMultipleItems')))
    this.#track.style.setProperty('--swiper-item', `${100 / shown}%`)
    this.#track.style.setProperty('--swiper-offset', `${(-100 / shown) * current}%`)
    this.#track.style.transitionDuration = `${Number(self.property('duration'))}ms`
    const isFirst = this.#current === -1
    const hasMoved = items.length > 0 && current !== this.#current
    if (hasMoved) this.#current = current
    this.#drawDots(items.length)
    if (hasMoved && !isFirst && current !== self.property('current')) this.#tell('')
  }

  #tell(source: string): void {
    const currentItemId = this.#items[this.#current]?.text('itemId') ?? ''
    const detail = { current: this.#current, currentItemId, source }
    this.self.fire('change', detail)
    const finished = () => this.self.isOnPage && this.self.fire('animationfinish', detail)
    setTimeout(finished, Number(this.self.property('duration')))
  }

  #drawDots(count: number): void {
    const { self } = this
    const colours = [self.text('indicatorColor'), self.text('indicatorActiveColor')]
    const dots = Array.from({ length: self.isOn('indicatorDots') ? count : 0 }, (_, index) => {
      const dot = make('span', 'swiper-dot')
      dot.style.background = colours[index === this.#current ? 1 : 0]!
      return dot
    })
    self.inner('dots').replaceChildren(...dots)
  }
}

const length = (margin: string) =>
  /^[\d.]+rpx$/.test(margin) ? `calc(${margin.slice(0, -3)} * var(--rpx))` : margin || '0'
