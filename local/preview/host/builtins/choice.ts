import { type Builtin, type BuiltinDefinition, controlsOf } from './builtin'

type Kind = 'checkbox' | 'radio'

export const checkbox = choice('checkbox')
export const radio = choice('radio')
export const checkboxGroup = group('checkbox')
export const radioGroup = group('radio')

function choice(kind: Kind): BuiltinDefinition {
  return {
    properties: {
      value: null,
      checked: Boolean,
      disabled: Boolean,
      color: String,
      backgroundColor: String,
      borderColor: String,
      activeBackgroundColor: String,
      activeBorderColor: String,
      iconColor: String,
    },
    reflected: ['checked', 'disabled'],
    start(self) {
      self.beControl(kind)
      const activate = () => {
        if (self.isOn('disabled') || (kind === 'radio' && self.isOn('checked'))) return
        self.set({ checked: !self.isOn('checked') })
        if (kind === 'radio') uncheckOthers(self)
        self.closest(`${kind}-group`)?.changed?.()
      }
      self.onTap(activate)
      return {
        activate,
        update() {
          self.element.setAttribute('aria-checked', String(self.isOn('checked')))
          self.element.setAttribute('aria-disabled', String(self.isOn('disabled')))
          drawColours(self)
        },
      }
    },
  }
}

/** What the page gives no colour has that of the phone. */
function drawColours(self: Builtin): void {
  const isOn = self.isOn('checked')
  const colours = {
    '--control-colour': self.text('activeBackgroundColor') || self.text('color'),
    '--mark-ground': isOn ? self.text('activeBackgroundColor') : self.text('backgroundColor'),
    '--mark-border': isOn ? self.text('activeBorderColor') : self.text('borderColor'),
    '--mark-sign': self.text('iconColor'),
  }
  for (const [name, colour] of Object.entries(colours))
    if (colour) self.element.style.setProperty(name, colour)
    else self.element.style.removeProperty(name)
}

function uncheckOthers(chosen: Builtin): void {
  const around = chosen.element.closest('wx-radio-group')
  for (const other of around?.querySelectorAll('wx-radio[checked]') ?? []) {
    if (other !== chosen.element) controlsOf(other)?.self.set({ checked: false })
  }
}

function group(kind: Kind): BuiltinDefinition {
  return {
    properties: { name: String },
    start(self) {
      self.element.setAttribute('role', kind === 'radio' ? 'radiogroup' : 'group')
      const value = () => {
        const checked = self.within(kind).filter(item => item.self.isOn('checked'))
        const values = checked.map(item => item.self.text('value'))
        return kind === 'radio' ? (values[0] ?? '') : values
      }
      return {
        value,
        changed: () => self.fire('change', { value: value() }),
        reset() {
          for (const item of self.within(kind)) item.self.set({ checked: false })
        },
      }
    },
  }
}

export const switchDefinition: BuiltinDefinition = {
  properties: {
    name: String,
    checked: Boolean,
    disabled: Boolean,
    type: { type: String, value: 'switch' },
    color: String,
  },
  reflected: ['checked', 'disabled', 'type'],
  start(self) {
    self.beControl(self.text('type') === 'checkbox' ? 'checkbox' : 'switch')
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
