import type { BuiltinDefinition } from './builtin'

export const switchDefinition: BuiltinDefinition = {
  properties: { name: String, checked: Boolean, disabled: Boolean, color: String },
  reflected: ['checked', 'disabled'],
  start(self) {
    self.beControl('switch')
    const activate = () => {
      if (self.isOn('disabled')) return
      self.set({ checked: !self.isOn('checked') })
      self.fire('change', { value: self.isOn('checked') })
    }
    self.onTap(activate)
    return {
      activate,
      value: () => self.isOn('checked'),
      reset: () => self.set({ checked: false }),
      update() {
        self.element.setAttribute('aria-checked', String(self.isOn('checked')))
        self.element.setAttribute('aria-disabled', String(self.isOn('disabled')))
        if (self.text('color')) self.element.style.setProperty('--control-colour', self.text('color'))
      },
    }
  },
}
