import { componentFields } from '../behaviors'
import { type Builtin, type BuiltinDefinition, controlsOf, tappedBy } from './builtin'
import { openProperties, openTypeNames, runOpenType } from './open-type'

const fields = [
  'input',
  'textarea',
  'picker',
  'picker-view',
  'switch',
  'slider',
  'checkbox-group',
  'radio-group',
]
const labelled = ['input', 'textarea', 'switch', 'checkbox', 'radio', 'button']

/** Its `activate` submits: the button with `form-type="submit"` calls it. */
export const form: BuiltinDefinition = {
  properties: { reportSubmit: Boolean, reportSubmitTimeout: Number },
  start(self) {
    const activate = () => {
      const value: Record<string, unknown> = {}
      for (const field of self.within(...fields)) {
        const name = field.self.text('name')
        if (name) value[name] = field.controls.value?.()
      }
      Object.assign(value, Object.fromEntries(componentFields(self.element)))
      // There are no form ids any more; what asks for one gets what WeChat's own tool gives.
      const formId = self.isOn('reportSubmit') ? 'the formId is a mock one' : ''
      self.fire('submit', { value, formId })
    }
    const reset = () => {
      for (const field of self.within(...fields)) field.controls.reset?.()
      self.fire('reset', {})
    }
    return { activate, reset }
  },
}

export const label: BuiltinDefinition = {
  properties: { for: String },
  start(self) {
    const target = () => {
      const id = self.text('for')
      // Other pages, which wait behind this one, may have the same id.
      const page = self.element.closest('wx-page') ?? document
      return id ? controlsOf(page.querySelector(`#${CSS.escape(id)}`)) : self.within(...labelled)[0]
    }
    self.onTap(event => {
      const tapped = tappedBy(event)
      const control = tapped?.closest(labelled.map(tag => `wx-${tag}`).join(','))
      // A tap on the control itself has done its work already.
      if (!control || !self.element.contains(control)) target()?.controls.activate?.()
    })
    self.later(() => nameTarget(self, target()?.self))
    return {}
  },
}

let labelCount = 0

/** Says to assistive technology that the label's words name the control. */
function nameTarget(label: Builtin, target: Builtin | undefined): void {
  if (!target || target.text('ariaLabel')) return
  labelCount += 1
  label.element.id ||= `label-${labelCount}`
  const control = target.element.querySelector('input, textarea') ?? target.element
  control.setAttribute('aria-labelledby', label.element.id)
}

export const button: BuiltinDefinition = {
  properties: {
    type: { type: String, value: 'default' },
    size: { type: String, value: 'default' },
    plain: Boolean,
    disabled: Boolean,
    loading: Boolean,
    formType: String,
    ...openProperties,
    hoverClass: { type: String, value: 'button-hover' },
  },
  values: { openType: openTypeNames },
  reflected: ['type', 'size', 'plain', 'disabled', 'loading'],
  hover: [20, 70],
  start(self) {
    self.beControl('button')
    self.onTap(event => {
      if (!self.isOn('disabled')) return
      event.stopPropagation()
      event.preventDefault()
    }, true)
    self.onTap(() => {
      if (self.isOn('disabled')) return
      void runOpenType(self)
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
