import { complain } from '../complain'
import type { BuiltinDefinition } from './builtin'

export const button: BuiltinDefinition = {
  properties: {
    type: { type: String, value: 'default' },
    size: { type: String, value: 'default' },
    plain: Boolean,
    disabled: Boolean,
    loading: Boolean,
    formType: String,
    openType: String,
    hoverClass: { type: String, value: 'button-hover' },
  },
  reflected: ['type', 'size', 'plain', 'disabled', 'loading'],
  hasHover: true,
  start(self) {
    self.beControl('button')
    self.onTap(event => {
      if (!self.isOn('disabled')) return
      event.stopPropagation()
      event.preventDefault()
    }, true)
    self.onTap(() => {
      if (self.isOn('disabled')) return
      if (self.text('openType')) complain(`the preview has no button open-type "${self.text('openType')}"`)
      if (self.text('formType') === 'submit') self.closest('form')?.activate?.()
      if (self.text('formType') === 'reset') self.closest('form')?.reset?.()
    })
    return {
      update() {
        self.element.setAttribute('aria-disabled', String(self.isOn('disabled')))
        self.element.setAttribute('aria-busy', String(self.isOn('loading')))
        self.element.setAttribute('tabindex', self.isOn('disabled') ? '-1' : '0')
      },
    }
  },
}
