import { type BuiltinDefinition, cssLength } from './builtin'

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
        if (percent !== shown) {
          // It grows from its beginning, or from where it was.
          const from = self.text('activeMode') === 'forwards' ? shown : 0
          const isActive = self.isOn('active')
          const duration = Math.abs(percent - from) * Number(self.property('duration'))
          fill.style.transitionDuration = '0ms'
          fill.style.width = `${isActive ? from : percent}%`
          // Measured, so that the next width is a change that is seen.
          if (isActive && fill.offsetWidth >= 0) fill.style.transitionDuration = `${duration}ms`
          fill.style.width = `${percent}%`
          shown = percent
        }
        fill.style.background = self.text('color') || self.text('activeColor')
        bar.style.height = cssLength(self.property('strokeWidth'))
        bar.style.borderRadius = fill.style.borderRadius = cssLength(self.property('borderRadius'))
        bar.style.background = self.text('backgroundColor')
        const info = self.inner('info')
        info.textContent = self.isOn('showInfo') ? `${percent}%` : ''
        info.style.fontSize = cssLength(self.property('fontSize'))
        element.setAttribute('aria-valuenow', String(Math.round(percent)))
        element.setAttribute('aria-valuemin', '0')
        element.setAttribute('aria-valuemax', '100')
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
    backgroundColor: { type: String, value: '#e9e9e9' },
    /** From 12 to 28 px. */
    blockSize: { type: Number, value: 28 },
    blockColor: { type: String, value: '#ffffff' },
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
        const size = Math.max(12, Math.min(28, Number(self.property('blockSize')) || 28))
        const share = (range.valueAsNumber - Number(range.min)) / (Number(range.max) - Number(range.min) || 1)
        const looks = {
          '--slider-on': self.text('selectedColor') || self.text('activeColor'),
          '--slider-off': self.text('backgroundColor') || self.text('color'),
          '--slider-block': self.text('blockColor'),
          '--slider-size': `${size}px`,
          '--slider-share': `${share * 100}%`,
        }
        for (const [name, value] of Object.entries(looks)) range.style.setProperty(name, value)
        if (self.text('ariaLabel')) range.setAttribute('aria-label', self.text('ariaLabel'))
        self.inner('info').textContent = self.isOn('showValue') ? String(range.valueAsNumber) : ''
      },
    }
  },
}
