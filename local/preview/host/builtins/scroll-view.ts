import type { Builtin, BuiltinDefinition } from './builtin'

export const scrollView: BuiltinDefinition = {
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    /** In px. */
    scrollTop: null,
    scrollLeft: null,
    scrollIntoView: String,
    scrollWithAnimation: Boolean,
    upperThreshold: { type: null, value: 50 },
    lowerThreshold: { type: null, value: 50 },
    enableFlex: Boolean,
    showScrollbar: { type: Boolean, value: true },
    enhanced: Boolean,
  },
  reflected: ['scrollX', 'scrollY', 'enableFlex', 'showScrollbar'],
  start(self) {
    const { element } = self
    // Arrow keys scroll it only when it can be focused.
    element.setAttribute('tabindex', '0')
    let lastEdge = ''
    element.addEventListener('scroll', () => {
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = element
      self.fire('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth })
      const edge = edgeOf(self)
      if (edge && edge !== lastEdge) self.fire(`scrollto${edge}`, {})
      lastEdge = edge
    })
    let shown = ''
    return {
      update() {
        const { scrollTop, scrollLeft, scrollIntoView } = self.instance.data
        const wanted = JSON.stringify([scrollTop, scrollLeft, scrollIntoView])
        if (wanted === shown) return
        shown = wanted
        if (scrollTop !== null && scrollTop !== '') element.scrollTop = Number(scrollTop)
        if (scrollLeft !== null && scrollLeft !== '') element.scrollLeft = Number(scrollLeft)
        if (scrollIntoView)
          setTimeout(() => document.getElementById(String(scrollIntoView))?.scrollIntoView?.())
      },
    }
  },
}

function edgeOf(self: Builtin): '' | 'upper' | 'lower' {
  const { element } = self
  const isSideways = self.isOn('scrollX')
  const before = isSideways ? element.scrollLeft : element.scrollTop
  const whole = isSideways ? element.scrollWidth : element.scrollHeight
  const shown = isSideways ? element.clientWidth : element.clientHeight
  if (whole - before - shown <= Number(self.property('lowerThreshold'))) return 'lower'
  return before <= Number(self.property('upperThreshold')) ? 'upper' : ''
}
