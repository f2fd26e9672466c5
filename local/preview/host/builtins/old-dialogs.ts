import { phoneTexts } from '../../texts'
import { makeButton } from '../dom'
import type { Builtin, BuiltinDefinition } from './builtin'

/** The dialogs that pages drew as tags before `wx` had functions for them: hidden unless the page says otherwise. */
const hidden = { type: Boolean, value: true }

export const modal: BuiltinDefinition = {
  properties: {
    hidden,
    title: String,
    noCancel: Boolean,
    confirmText: { type: String, value: phoneTexts.confirm },
    cancelText: { type: String, value: phoneTexts.cancel },
  },
  start(self) {
    self.inner('dialog').setAttribute('role', 'dialog')
    return {
      update() {
        self.inner('title').textContent = self.text('title')
        const cancel = makeButton('cancel', self.text('cancelText'), () => self.fire('cancel', {}))
        const confirm = makeButton('confirm', self.text('confirmText'), () => self.fire('confirm', {}))
        self.inner('buttons').replaceChildren(...(self.isOn('noCancel') ? [] : [cancel]), confirm)
      },
    }
  },
}

export const loading: BuiltinDefinition = { properties: { hidden } }

/** Its `change` says that its time is over; the page then hides it. */
export const toast: BuiltinDefinition = {
  properties: { hidden, icon: String, duration: { type: Number, value: 1500 } },
  start(self) {
    let timer: number | undefined
    return {
      update() {
        window.clearTimeout(timer)
        if (self.isOn('hidden')) return
        timer = self.later(() => self.fire('change', {}), Number(self.property('duration')))
      },
    }
  },
}

/** A tap beside it, and its last item, ask the page to hide it. */
export const actionSheet: BuiltinDefinition = {
  properties: { hidden },
  start(self) {
    self.inner('overlay').addEventListener('click', () => self.fire('change', {}))
    return {}
  },
}

export const actionSheetItem: BuiltinDefinition = { start: beButton, hover: [20, 70] }
export const actionSheetCancel: BuiltinDefinition = {
  start(self) {
    beButton(self)
    const around = self.element.closest('wx-action-sheet')
    self.onTap(() => around?.querySelector<HTMLElement>('.wx--overlay')?.click())
    return {}
  },
  hover: [20, 70],
}

function beButton(self: Builtin): undefined {
  self.beControl('button')
}
