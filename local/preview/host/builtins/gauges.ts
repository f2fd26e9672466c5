import type { BuiltinDefinition } from './builtin'

export const progress: BuiltinDefinition = {
  properties: {
    percent: { type: null, value: 0 },
    showInfo: Boolean,
    borderRadius: { type: null, value: 0 },
    fontSize: { type: null, value: 16 },
    strokeWidth: { type: null, value: 6 },
    color: String,
    activeColor: { type: String, value: '#09bb07' },
    backgroundColor: { type: String, value: '#ebebeb' },
    active: Boolean,
    activeMode: { type: String, value: 'backwards' },
    /** Milliseconds for each percent. */
    duration: { type: Number, value: 30 },
  },
  start(self) {
    const { element } = self
    const bar = self.inner('bar')
    const fill = self.inner('fill')
    element.setAttribute('role', 'progressbar')
    fill.addEventListener('transitionend', () =>
      self.fire('activeend', { curPercent: Number(self.property('percent')) }),
    )
    let shown = 0
    return {
      update() {
        const percent = Math.max(0, Math.min(100, Number(self.property('percent')) || 0))
        const milliseconds = self.isOn('active')
          ? Math.abs(percent - shown) * Number(self.property('duration'))
          : 0
        shown = percent
        fill.style.transitionDuration = `${milliseconds}ms`
        fill.style.width = `${percent}%`
        fill.style.background = self.text('color') || self.text('activeColor')
        bar.style.height = px(self.property('strokeWidth'))
        bar.style.borderRadius = px(self.property('borderRadius'))
        bar.style.background = self.text('backgroundColor')
        const info = self.inner('info')
        info.textContent = self.isOn('showInfo') ? `${percent}%` : ''
        info.style.fontSize = px(self.property('fontSize'))
        element.setAttribute('aria-valuenow', String(percent))
      },
    }
  },
}

export const slider: BuiltinDefinition = {
  properties: {
    name: String,
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    value: { type: Number, value: 0 },
    disabled: Boolean,
    color: String,
    selectedColor: String,
    activeColor: { type: String, value: '#1aad19' },
    backgroundColor: String,
    blockSize: { type: Number, value: 28 },
    blockColor: String,
    showValue: Boolean,
  },
  start(self) {
    const range = self.inner<HTMLInputElement>('range')
    range.type = 'range'
    const listen = (name: string, event: string) =>
      range.addEventListener(name, original => {
        original.stopPropagation()
        self.set({ value: range.valueAsNumber })
        self.fire(event, { value: range.valueAsNumber })
      })
    listen('input', 'changing')
    listen('change', 'change')
    return {
      value: () => range.valueAsNumber,
      reset: () => self.set({ value: Number(self.property('min')) }),
      activate: () => range.focus(),
      update() {
        for (const name of ['min', 'max', 'step', 'value'] as const) range[name] = self.text(name)
        range.disabled = self.isOn('disabled')
        range.style.accentColor = self.text('selectedColor') || self.text('activeColor')
        if (self.text('ariaLabel')) range.setAttribute('aria-label', self.text('ariaLabel'))
        self.inner('info').textContent = self.isOn('showValue') ? String(range.valueAsNumber) : ''
      },
    }
  },
}

/** A length without a unit is in px. */
const px = (value: unknown) => (/^[\d.]+$/.test(String(value)) ? `${value}px` : String(value))
