import { phoneTexts } from '../../texts'
import type { Builtin } from './builtin'

/** A mouse or a finger that moves so far, in px, pulls. */
const slack = 8

export const refresherProperties = {
  refresherEnabled: Boolean,
  /** In px. */
  refresherThreshold: { type: Number, value: 45 },
  /** `black` and `white` are the colours of three dots; with `none` the slot `refresher` is all. */
  refresherDefaultStyle: { type: String, value: 'black' },
  refresherBackground: { type: String, value: '' },
  refresherTriggered: Boolean,
}

type State = 'resting' | 'pulled' | 'refreshing'

/** What a pull at the top of a scroll-view shows and tells, until the page sets `refresher-triggered` to false. */
export class Refresher {
  #state: State = 'resting'
  #wasTriggered = false
  #from: number | undefined
  #pulled = 0
  readonly #place: HTMLElement

  constructor(private readonly self: Builtin) {
    this.#place = self.inner('refresher')
    const { element } = self
    const grip = (y: number | undefined) => {
      const isFree = this.#state === 'resting' && self.isOn('refresherEnabled') && element.scrollTop <= 0
      this.#from = isFree ? y : undefined
    }
    // A finger that scrolls has no pointer events any more, a mouse has no touches.
    const isMouse = (event: PointerEvent) => event.pointerType === 'mouse'
    const passive = { passive: true }
    element.addEventListener('pointerdown', event => isMouse(event) && grip(event.clientY))
    element.addEventListener('pointermove', event => isMouse(event) && this.#pull(event.clientY))
    element.addEventListener('touchstart', event => grip(event.touches[0]?.clientY), passive)
    element.addEventListener('touchmove', event => this.#pull(event.touches[0]?.clientY), passive)
    for (const end of ['pointerup', 'pointerleave'] as const)
      element.addEventListener(end, event => isMouse(event) && this.#release())
    for (const end of ['touchend', 'touchcancel']) element.addEventListener(end, () => this.#release())
  }

  get #threshold(): number {
    return Number(this.self.property('refresherThreshold')) || 45
  }

  update(): void {
    const { self } = this
    this.#place.hidden = !self.isOn('refresherEnabled')
    this.#place.style.background = self.text('refresherBackground')
    this.#place.dataset.kind = self.text('refresherDefaultStyle')
    this.#place.setAttribute('aria-label', phoneTexts.refresh)
    const isTriggered = self.isOn('refresherEnabled') && self.isOn('refresherTriggered')
    if (isTriggered === this.#wasTriggered) return
    this.#wasTriggered = isTriggered
    if (isTriggered) this.#refresh()
    else if (this.#state === 'refreshing') this.#rest('refresherrestore')
  }

  #pull(y: number | undefined): void {
    if (this.#from === undefined || y === undefined) return
    const way = y - this.#from
    if (this.#state === 'resting' && way < slack) return
    this.#state = 'pulled'
    this.#pulled = Math.max(0, way)
    this.#place.style.height = `${this.#pulled}px`
    this.self.fire('refresherpulling', { dy: this.#pulled })
    if (this.#pulled >= this.#threshold) this.self.fire('refresherwillrefresh', {})
  }

  #release(): void {
    this.#from = undefined
    if (this.#state !== 'pulled') return
    if (this.#pulled >= this.#threshold) this.#refresh()
    else this.#rest('refresherabort')
  }

  #refresh(): void {
    if (this.#state === 'refreshing') return
    this.#state = 'refreshing'
    this.#place.style.height = `${this.#threshold}px`
    this.self.fire('refresherrefresh', { dy: this.#pulled })
  }

  #rest(event: string): void {
    this.#state = 'resting'
    this.#place.style.height = '0'
    this.self.fire(event, { dy: this.#pulled })
    this.#pulled = 0
  }
}
