import { make } from '../dom'
import { type Builtin, type BuiltinDefinition, cssLength } from './builtin'

/** How far, in px, a finger moves the content before it turns over. */
const turnDistance = 40

const easings: Record<string, string> = {
  default: 'ease-in-out',
  linear: 'linear',
  easeInCubic: 'cubic-bezier(.32, 0, .67, 0)',
  easeOutCubic: 'cubic-bezier(.33, 1, .68, 1)',
  easeInOutCubic: 'cubic-bezier(.65, 0, .35, 1)',
}

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
    previousMargin: { type: String, value: '0px' },
    nextMargin: { type: String, value: '0px' },
    snapToEdge: Boolean,
    displayMultipleItems: { type: Number, value: 1 },
    easingFunction: { type: String, value: 'default' },
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
    self.later(() => self.closest('swiper')?.changed?.())
    return {}
  },
}

class Swiper {
  #current = -1
  /** Where the track is, in items; around and around it grows. */
  #position = 0
  #askedIndex = 0
  #askedId = ''
  #named: number | undefined
  #wantedBefore = 0
  #source = ''
  #timer: number | undefined
  #finishTimer: number | undefined
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

  get #shown(): number {
    return Math.max(1, Number(this.self.property('displayMultipleItems')) || 1)
  }

  /** Whether it turns from its last item to its first; with nothing beside what it shows it cannot. */
  get #wraps(): boolean {
    return this.self.isOn('circular') && this.#items.length > this.#shown
  }

  update(): void {
    const { self } = this
    const before = cssLength(self.text('previousMargin') || 0)
    const after = cssLength(self.text('nextMargin') || 0)
    this.#track.style.padding = self.isOn('vertical') ? `${before} 0 ${after}` : `0 ${after} 0 ${before}`
    this.#track.style.setProperty('--swiper-item', `${100 / this.#shown}%`)
    this.#track.style.transitionTimingFunction = easings[self.text('easingFunction')] ?? easings.default!
    this.#show(this.#wanted())
    this.#playByItself()
  }

  /** What the page asks for: an item by its name until an item by its number is asked for. */
  #wanted(): number {
    const { self } = this
    const current = Number(self.property('current')) || 0
    const id = self.text('currentItemId')
    if (current !== this.#askedIndex) this.#named = undefined
    this.#askedIndex = current
    const found = this.#items.findIndex(item => item.text('itemId') === id)
    if (id !== this.#askedId && found >= 0) {
      this.#askedId = id
      this.#named = found
    }
    return this.#named ?? current
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
    const moved = (event: PointerEvent) => {
      if (!start) return 0
      return this.self.isOn('vertical') ? event.clientY - start.clientY : event.clientX - start.clientX
    }
    element.addEventListener('pointerdown', event => {
      // Of a swiper in a swiper the inner one is turned.
      const isOwn = (event.target as Element).closest('wx-swiper') === element
      start = this.self.isOn('disableTouch') || !isOwn ? undefined : event
    })
    element.addEventListener('pointermove', event => {
      if (!start || this.#items.length < 2) return
      this.#track.style.transitionDuration = '0s'
      this.#place(moved(event))
      const way = -moved(event)
      this.self.fire('transition', this.self.isOn('vertical') ? { dx: 0, dy: way } : { dx: way, dy: 0 })
    })
    // Pictures are not dragged out of it.
    element.addEventListener('dragstart', event => event.preventDefault())
    for (const end of ['pointerup', 'pointercancel', 'pointerleave'] as const) {
      element.addEventListener(end, event => {
        const distance = moved(event)
        start = undefined
        if (distance === 0) return
        this.#track.style.transitionDuration = this.#duration
        this.#place(0)
        if (Math.abs(distance) >= turnDistance)
          this.#turnTo(this.#current + (distance < 0 ? 1 : -1), 'touch', this.#wraps)
      })
    }
  }

  get #duration(): string {
    return `${Number(this.self.property('duration'))}ms`
  }

  /** The track at its position, `px` farther. */
  #place(px: number): void {
    this.#track.style.setProperty(
      '--swiper-offset',
      `calc(${(-100 / this.#shown) * this.#position}% + ${px}px)`,
    )
  }

  #turnTo(index: number, source: string, wraps: boolean): void {
    const { length } = this.#items
    const most = this.#wraps ? length : length - this.#shown + 1
    const next = wraps ? (index + most) % most : index
    if (length < 2 || next < 0 || next >= most) return
    this.#source = source
    this.#named = undefined
    this.self.set({ current: next })
    this.#source = ''
  }

  /** Shows this item; the first time nothing is told. */
  #show(index: number): void {
    const items = this.#items
    const last = this.#wraps ? items.length - 1 : Math.max(0, items.length - this.#shown)
    const current = Math.max(0, Math.min(last, index))
    const isFirst = this.#current === -1
    const hasMoved = items.length > 0 && current !== this.#current
    if (hasMoved) this.#moveTo(current, isFirst)
    this.#drawDots(items.length)
    // Where it was to be from the start, and more items made it possible, is nothing new.
    if (hasMoved && !isFirst && index !== this.#wantedBefore) this.#tell()
    this.#wantedBefore = index
  }

  #moveTo(current: number, isFirst: boolean): void {
    const items = this.#items
    let step = current - Math.max(0, this.#current)
    if (this.#wraps) {
      // The shorter way around.
      if (step > items.length / 2) step -= items.length
      if (step < -items.length / 2) step += items.length
      this.#position += step
    } else this.#position = current
    this.#current = current
    this.#track.style.transitionDuration = isFirst ? '0s' : this.#duration
    this.#place(0)
    const spare = items.length - this.#shown
    const before = step > 0 ? Math.ceil(spare / 2) : Math.floor(spare / 2)
    for (const [at, { element }] of items.entries()) {
      // Each stands where the track passes by next.
      const from = this.#position - before
      const place = this.#wraps ? from + ((((at - from) % items.length) + items.length) % items.length) : at
      const shift = `${(place - at) * 100}%`
      element.style.translate = place === at ? '' : this.self.isOn('vertical') ? `0 ${shift}` : shift
    }
  }

  #tell(): void {
    const currentItemId = this.#items[this.#current]?.text('itemId') ?? ''
    const detail = { current: this.#current, currentItemId, source: this.#source }
    this.self.fire('change', detail)
    const finished = () => this.self.fire('animationfinish', detail)
    window.clearTimeout(this.#finishTimer)
    this.#finishTimer = this.self.later(finished, Number(this.self.property('duration')))
  }

  #drawDots(count: number): void {
    const { self } = this
    const colours = [self.text('indicatorColor'), self.text('indicatorActiveColor')]
    const isLit = (index: number) => (index - this.#current + count) % count < this.#shown
    const dots = Array.from({ length: self.isOn('indicatorDots') ? count : 0 }, (_, index) => {
      const dot = make('span', 'swiper-dot')
      dot.style.background = colours[isLit(index) ? 1 : 0]!
      return dot
    })
    self.inner('dots').replaceChildren(...dots)
  }
}
