import { framedLengths } from '../../compile/host-markup'
import { type Builtin, type BuiltinDefinition, controlsOf, tappedBy } from './builtin'

/** Height of a row where the mini program gives none. */
const rowHeight = 34
/** A column that has not moved for so long stands still. */
const restMilliseconds = 120

export const pickerView: BuiltinDefinition = {
  properties: {
    value: { type: Array, value: [] },
    name: String,
    indicatorStyle: String,
    maskStyle: String,
    immediateChange: Boolean,
  },
  externalClasses: ['indicator-class', 'mask-class'],
  start(self) {
    const columns = () => self.within('picker-view-column')
    const value = () => columns().map(column => column.controls.value?.() as number)
    let shown = ''
    const show = () => {
      const wanted = (self.property('value') as unknown[] | null) ?? []
      for (const [at, column] of columns().entries()) scrollTo(column.self, Number(wanted[at] ?? 0))
    }
    return {
      value,
      changed() {
        const now = value()
        if (now.join() === shown) return
        shown = now.join()
        self.set({ value: now })
        self.fire('change', { value: now })
      },
      update() {
        const wanted = ((self.property('value') as unknown[] | null) ?? []).join()
        const mark = self.inner('row-mark')
        mark.style.cssText = framedLengths(self.text('indicatorStyle'))
        self.inner('row-mask').style.cssText = framedLengths(self.text('maskStyle'))
        self.element.style.setProperty('--picker-row', `${mark.offsetHeight || rowHeight}px`)
        self.element.style.setProperty('--picker-height', `${self.element.clientHeight}px`)
        if (wanted === shown) return
        shown = wanted
        // Its columns come after it.
        self.later(show)
      },
    }
  },
}

export const pickerViewColumn: BuiltinDefinition = {
  start(self) {
    const { element } = self
    let timer: number | undefined
    let isMoving = false
    element.setAttribute('tabindex', '0')
    element.setAttribute('role', 'listbox')
    element.addEventListener('scroll', () => {
      const view = controlsOf(element.closest('wx-picker-view'))
      if (!isMoving) view?.self.fire('pickstart', {})
      isMoving = true
      // It says each row that it passes by, or where it stands still.
      if (view?.self.isOn('immediateChange')) view.controls.changed?.()
      window.clearTimeout(timer)
      timer = window.setTimeout(() => {
        isMoving = false
        view?.self.fire('pickend', {})
        view?.controls.changed?.()
      }, restMilliseconds)
    })
    self.onTap(event => {
      const tapped = tappedBy(event)
      const row = rows(self).findIndex(one => tapped && one.contains(tapped))
      if (row >= 0) scrollTo(self, row)
    })
    return {
      value: () =>
        Math.max(0, Math.min(rows(self).length - 1, Math.round(element.scrollTop / heightOf(self)))),
    }
  },
}

const rows = (self: Builtin) => [...self.inner('rows').children] as HTMLElement[]
const heightOf = (self: Builtin) => rows(self)[0]?.offsetHeight || rowHeight

function scrollTo(self: Builtin, row: number): void {
  self.element.scrollTop = row * heightOf(self)
}
