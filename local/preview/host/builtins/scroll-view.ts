import type { Builtin, BuiltinDefinition } from './builtin'
import { Refresher, refresherProperties } from './refresher'

/** What no longer scrolls for so long, in milliseconds, stands still. */
const restMilliseconds = 120

export const scrollView: BuiltinDefinition = {
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    /** In px. */
    scrollTop: null,
    scrollLeft: null,
    scrollIntoView: String,
    scrollIntoViewOffset: { type: Number, value: 0 },
    scrollIntoViewAlignment: { type: String, value: 'start' },
    scrollIntoViewWithinExtent: Boolean,
    scrollWithAnimation: Boolean,
    upperThreshold: { type: null, value: 50 },
    lowerThreshold: { type: null, value: 50 },
    enableFlex: Boolean,
    enableBackToTop: Boolean,
    enablePassive: Boolean,
    scrollAnchoring: Boolean,
    showScrollbar: { type: Boolean, value: true },
    enhanced: Boolean,
    bounces: { type: Boolean, value: true },
    fastDeceleration: Boolean,
    pagingEnabled: Boolean,
    throttle: { type: Boolean, value: true },
    padding: null,
    cacheExtent: null,
    type: String,
    associativeContainer: String,
    clip: { type: Boolean, value: true },
    reverse: Boolean,
    ...refresherProperties,
  },
  reflected: ['scrollX', 'scrollY', 'enableFlex', 'showScrollbar', 'pagingEnabled', 'scrollAnchoring'],
  slots: 'several',
  start(self) {
    const { element } = self
    // Arrow keys scroll it only when it can be focused.
    element.setAttribute('tabindex', '0')
    const refresher = new Refresher(self)
    watchScroll(self)
    watchDrag(self)
    let shown: Record<string, unknown> = {}
    return {
      update() {
        refresher.update()
        const { scrollTop, scrollLeft, scrollIntoView } = self.instance.data
        const before = shown
        shown = { scrollTop, scrollLeft, scrollIntoView }
        const isNew = (name: string) =>
          shown[name] !== before[name] && shown[name] !== null && shown[name] !== ''
        if (isNew('scrollTop')) scrollTo(self, { top: Number.parseFloat(String(scrollTop)) || 0 })
        if (isNew('scrollLeft')) scrollTo(self, { left: Number.parseFloat(String(scrollLeft)) || 0 })
        // What is to be seen may come with the same change of data.
        if (isNew('scrollIntoView')) self.later(() => scrollIntoViewOf(self, String(scrollIntoView)))
      },
    }
  },
}

function scrollTo(self: Builtin, to: ScrollToOptions): void {
  self.element.scrollTo({ ...to, behavior: self.isOn('scrollWithAnimation') ? 'smooth' : 'instant' })
}

/** Only this view is scrolled, not what is around it; an id of another page is not found. */
function scrollIntoViewOf(self: Builtin, id: string): void {
  const { element } = self
  const target = element.querySelector(`#${CSS.escape(id)}`)
  if (!target) return
  const [view, aim] = [element.getBoundingClientRect(), target.getBoundingClientRect()]
  const offset = Number(self.property('scrollIntoViewOffset')) || 0
  const share = { center: 0.5, end: 1 }[self.text('scrollIntoViewAlignment')] ?? 0
  scrollTo(self, {
    ...(self.isOn('scrollX') && {
      left: element.scrollLeft + aim.left - view.left - (element.clientWidth - aim.width) * share + offset,
    }),
    ...(self.isOn('scrollY') && {
      top: element.scrollTop + aim.top - view.top - (element.clientHeight - aim.height) * share + offset,
    }),
  })
}

function watchScroll(self: Builtin): void {
  const { element } = self
  let last = { scrollTop: 0, scrollLeft: 0 }
  let lastEdge = ''
  let timer: number | undefined
  element.addEventListener('scroll', event => {
    if (event.target !== element) return
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = element
    // As on a phone: the way that the content went.
    const [deltaX, deltaY] = [last.scrollLeft - scrollLeft, last.scrollTop - scrollTop]
    last = { scrollTop, scrollLeft }
    self.fire('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX, deltaY })
    const edge = edgeOf(self)
    const direction = self.isOn('scrollX')
      ? { upper: 'left', lower: 'right' }
      : { upper: 'top', lower: 'bottom' }
    if (edge && edge !== lastEdge) self.fire(`scrollto${edge}`, { direction: direction[edge] })
    lastEdge = edge
    window.clearTimeout(timer)
    timer = self.later(() => self.fire('scrollend', last), restMilliseconds)
  })
}

/** An enhanced view tells of the finger that scrolls it. */
function watchDrag(self: Builtin): void {
  const { element } = self
  let state: 'resting' | 'held' | 'dragged' = 'resting'
  const tell = (name: string) => {
    const { scrollTop, scrollLeft } = element
    if (self.isOn('enhanced')) self.fire(name, { scrollTop, scrollLeft })
  }
  const hold = () => {
    state = 'held'
  }
  element.addEventListener('touchstart', hold, { passive: true })
  element.addEventListener(
    'touchmove',
    () => {
      if (state === 'held') tell('dragstart')
      state = 'dragged'
      tell('dragging')
    },
    { passive: true },
  )
  for (const end of ['touchend', 'touchcancel']) {
    element.addEventListener(end, () => {
      if (state === 'dragged') tell('dragend')
      state = 'resting'
    })
  }
}

function edgeOf(self: Builtin): '' | 'upper' | 'lower' {
  const { element } = self
  const isSideways = self.isOn('scrollX')
  const before = isSideways ? element.scrollLeft : element.scrollTop
  const whole = isSideways ? element.scrollWidth : element.scrollHeight
  const shown = isSideways ? element.clientWidth : element.clientHeight
  if (whole - before - shown <= Number.parseFloat(self.text('lowerThreshold'))) return 'lower'
  return before <= Number.parseFloat(self.text('upperThreshold')) ? 'upper' : ''
}
