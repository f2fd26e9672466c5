import { framedLengths } from '../../compile/host-markup'
import { drawBars } from '../bars'
import { ownClass } from '../dom'
import { host } from '../host'
import { phoneFits } from '../wx/observers'
import type { Builtin, BuiltinDefinition } from './builtin'

/** Shown when the phone, not the browser's window, is of these sizes. */
export const matchMedia: BuiltinDefinition = {
  properties: {
    minWidth: null,
    maxWidth: null,
    width: null,
    minHeight: null,
    maxHeight: null,
    height: null,
    orientation: String,
  },
  start(self) {
    const update = () => {
      if (!self.isOn('hidden')) self.element.hidden = !phoneFits(self.instance.data)
    }
    watchSize(self, host().phone.frame, update)
    return { update }
  },
}

/** Tells the size of an element now, and each time that it changes, as long as the built-in is on the page. */
function watchSize(self: Builtin, element: HTMLElement, tell: () => void): void {
  // Not every place that runs the host can watch sizes.
  if (typeof ResizeObserver !== 'function') return
  const observer = new ResizeObserver(() => (self.isOnPage ? tell() : observer.disconnect()))
  observer.observe(element)
}

/** A sheet over the page: `show` opens it; a tap beside it, a slide down and going back close it. */
export const pageContainer: BuiltinDefinition = {
  properties: {
    show: Boolean,
    duration: { type: Number, value: 300 },
    zIndex: { type: Number, value: 100 },
    overlay: { type: Boolean, value: true },
    position: { type: String, value: 'bottom' },
    round: Boolean,
    closeOnSlideDown: Boolean,
    overlayStyle: String,
    customStyle: String,
  },
  reflected: ['show', 'position', 'round', 'overlay'],
  start(self) {
    let isShown = false
    const close = () => self.set({ show: false })
    self.inner('overlay').addEventListener('click', () => {
      self.fire('clickoverlay', {})
      close()
    })
    const sheet = self.inner('sheet')
    let from: number | undefined
    sheet.addEventListener('pointerdown', event => {
      from = self.isOn('closeOnSlideDown') && sheet.scrollTop <= 0 ? event.clientY : undefined
    })
    sheet.addEventListener('pointermove', event => {
      if (from === undefined || event.clientY - from < slideDistance) return
      from = undefined
      close()
    })
    return {
      // Going back takes it away before it takes the page.
      activate: close,
      update() {
        self.element.style.zIndex = self.text('zIndex')
        self.inner('overlay').style.cssText = framedLengths(self.text('overlayStyle'))
        sheet.style.cssText = framedLengths(self.text('customStyle'))
        if (self.isOn('show') === isShown) return
        isShown = self.isOn('show')
        const word = isShown ? 'enter' : 'leave'
        self.fire(`before${word}`, {})
        self.fire(word, {})
        self.later(() => self.fire(`after${word}`, {}), Number(self.property('duration')))
      },
    }
  },
}

/** How far, in px, a sheet is slid down until it closes. */
const slideDistance = 60

const pageOf = (self: Builtin) => host().pages.stack.find(one => one.element.contains(self.element))

/** Styles of the page itself, as attributes of an element in it. */
export const pageMeta: BuiltinDefinition = {
  properties: {
    backgroundColor: String,
    backgroundColorTop: String,
    backgroundColorBottom: String,
    backgroundTextStyle: String,
    rootBackgroundColor: String,
    scrollTop: { type: null, value: '' },
    scrollDuration: { type: Number, value: 300 },
    pageStyle: String,
    pageFontSize: String,
    rootFontSize: String,
    pageOrientation: String,
  },
  start(self) {
    let scrolled: unknown = ''
    const scroller = self.element.closest<HTMLElement>(`.${ownClass('scroller')}`)
    const overflow = scroller?.style.overflow ?? ''
    scroller?.addEventListener('scroll', event => {
      if (event.target === scroller) self.fire('scroll', { scrollTop: scroller.scrollTop })
    })
    // The first time it is told of its size, which is nothing new.
    let sizes = 0
    if (scroller)
      watchSize(self, scroller, () => {
        sizes += 1
        const size = { windowWidth: scroller.clientWidth, windowHeight: scroller.clientHeight }
        if (sizes > 1) self.fire('resize', { size })
      })
    return {
      update() {
        const page = self.element.closest<HTMLElement>('wx-page')
        if (!page || !scroller) return
        page.style.cssText = framedLengths(self.text('pageStyle'))
        // What keeps a page of WeChat from scrolling is written as its own style.
        scroller.style.overflow = /overflow(-y)?:\s*hidden/.test(self.text('pageStyle')) ? 'hidden' : overflow
        const colour = self.text('rootBackgroundColor') || self.text('backgroundColor')
        if (colour) page.style.backgroundColor = colour
        const size = self.text('pageFontSize') || self.text('rootFontSize')
        if (size && size !== 'system') page.style.fontSize = framedLengths(size)
        const wanted = self.property('scrollTop')
        if (wanted === scrolled || wanted === '' || wanted === null) return
        scrolled = wanted
        const behavior = Number(self.property('scrollDuration')) > 0 ? 'smooth' : 'instant'
        const done = () => self.isOnPage && self.fire('scrolldone', {})
        scroller.addEventListener('scrollend', done, { once: true })
        setTimeout(() => scroller.scrollTo({ top: Number.parseFloat(String(wanted)) || 0, behavior }))
      },
    }
  },
}

export const navigationBar: BuiltinDefinition = {
  properties: {
    title: String,
    loading: Boolean,
    frontColor: String,
    backgroundColor: String,
    colorAnimationDuration: Number,
    colorAnimationTimingFunc: String,
  },
  start: self => ({
    update() {
      const page = pageOf(self)
      if (!page) return
      if (self.text('title')) page.title = self.text('title')
      const config = { ...page.config }
      if (self.text('backgroundColor')) config.navigationBarBackgroundColor = self.text('backgroundColor')
      if (self.text('frontColor'))
        config.navigationBarTextStyle = /^(#fff(fff)?|white)$/i.test(self.text('frontColor'))
          ? 'white'
          : 'black'
      page.config = config
      if (page === host().pages.top) drawBars()
    },
  }),
}
