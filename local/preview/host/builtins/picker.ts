import { complain } from '../complain'
import { choose, typeRegion, typeTime } from '../dialogs/picker-sheet'
import type { Builtin, BuiltinDefinition } from './builtin'

export const picker: BuiltinDefinition = {
  properties: {
    name: String,
    mode: { type: String, value: 'selector' },
    range: { type: Array, value: [] },
    rangeKey: String,
    value: null,
    disabled: Boolean,
    start: String,
    end: String,
    fields: { type: String, value: 'day' },
    headerText: String,
  },
  start(self) {
    self.beControl('button')
    self.element.setAttribute('aria-haspopup', 'dialog')
    const activate = async () => {
      if (self.isOn('disabled')) return
      const value = await ask(self)
      if (value === undefined) return self.fire('cancel', {})
      self.set({ value })
      self.fire('change', { value })
    }
    self.onTap(activate)
    return {
      activate,
      value: () => self.property('value'),
      reset: () => self.set({ value: null }),
      update() {
        self.element.setAttribute('aria-disabled', String(self.isOn('disabled')))
      },
    }
  },
}

/** What was chosen in the form that WeChat gives it, or undefined when the sheet was closed. */
async function ask(self: Builtin): Promise<unknown> {
  const title = self.text('headerText')
  const mode = self.text('mode')
  if (mode === 'selector') {
    const key = self.text('rangeKey')
    const range = self.property('range') as unknown[]
    const names = range.map(item => String(key ? (item as Record<string, unknown>)[key] : item))
    const index = await choose(names, Number(self.property('value') ?? 0), title)
    // WeChat hands the index over as text.
    return index === undefined ? undefined : String(index)
  }
  if (mode === 'date' || mode === 'time') {
    const type = mode === 'date' && self.text('fields') === 'month' ? 'month' : mode
    return typeTime(type, self.text('value'), self.text('start'), self.text('end'), title)
  }
  if (mode === 'region') return typeRegion((self.property('value') as string[] | null) ?? [], title)
  complain(`the preview has no picker mode "${mode}"`)
  return undefined
}
