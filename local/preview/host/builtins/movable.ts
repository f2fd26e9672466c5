import type { Builtin, BuiltinDefinition } from './builtin'

export const movableView: BuiltinDefinition = {
  properties: {
    direction: { type: String, value: 'none' },
    inertia: Boolean,
    outOfBounds: Boolean,
    /** Both in px, or with a unit. */
    x: { type: null, value: 0 },
    y: { type: null, value: 0 },
    damping: Number,
    friction: Number,
    disabled: Boolean,
    scale: Boolean,
    scaleMin: Number,
    scaleMax: Number,
    scaleValue: { type: Number, value: 1 },
    animation: { type: Boolean, value: true },
  },
  start(self) {
    const place = { x: 0, y: 0 }
    let asked = ''
    const move = (x: number, y: number, source: string) => {
      const next = within(self, x, y)
      const hasMoved = next.x !== place.x || next.y !== place.y
      Object.assign(place, next)
      const scale = self.isOn('scale') ? Number(self.property('scaleValue')) : 1
      self.element.style.transform = `translate(${place.x}px, ${place.y}px) scale(${scale})`
      if (hasMoved) self.fire('change', { ...place, source })
    }
    watchFinger(self, place, move)
    return {
      update() {
        const wanted = ['x', 'y', 'scaleValue'].map(name => self.text(name)).join()
        self.element.style.touchAction = 'none'
        if (wanted === asked) return
        asked = wanted
        self.element.style.transitionDuration = self.isOn('animation') ? '0.3s' : '0s'
        // It is laid out, and its area has a size, once what is drawn now is drawn.
        setTimeout(() => {
          if (self.isOnPage) move(px(self.text('x')), px(self.text('y')), '')
        })
      },
    }
  },
}

function watchFinger(
  self: Builtin,
  place: { x: number; y: number },
  move: (x: number, y: number, source: string) => void,
): void {
  const { element } = self
  let from: { x: number; y: number } | undefined
  element.addEventListener('pointerdown', event => {
    const direction = self.text('direction')
    if (self.isOn('disabled') || direction === 'none') return
    from = { x: event.clientX - place.x, y: event.clientY - place.y }
    element.style.transitionDuration = '0s'
    if (event.isTrusted) element.setPointerCapture(event.pointerId)
  })
  element.addEventListener('pointermove', event => {
    if (!from) return
    const direction = self.text('direction')
    const x = direction === 'vertical' ? place.x : event.clientX - from.x
    const y = direction === 'horizontal' ? place.y : event.clientY - from.y
    move(x, y, 'touch')
  })
  for (const end of ['pointerup', 'pointercancel']) {
    element.addEventListener(end, () => {
      from = undefined
    })
  }
}

/** The nearest place where the view is inside of its area, or covers it when it is larger. */
function within(self: Builtin, x: number, y: number): { x: number; y: number } {
  const area = self.element.closest<HTMLElement>('wx-movable-area')
  if (!area || self.isOn('outOfBounds')) return { x, y }
  const clamp = (value: number, room: number) =>
    Math.max(Math.min(0, room), Math.min(Math.max(0, room), value))
  const { offsetWidth, offsetHeight } = self.element
  return { x: clamp(x, area.clientWidth - offsetWidth), y: clamp(y, area.clientHeight - offsetHeight) }
}

function px(value: string): number {
  const length = Number.parseFloat(value) || 0
  return value.endsWith('rpx') ? (length * document.querySelector('main')!.clientWidth) / 750 : length
}
