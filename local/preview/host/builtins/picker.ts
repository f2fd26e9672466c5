import { phoneTexts, texts } from '../../texts'
import { complain } from '../complain'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
import type { Builtin, BuiltinDefinition } from './builtin'
import { Columns } from './picker-columns'

type Answer = { value: unknown } & Record<string, unknown>

export const picker: BuiltinDefinition = {
  properties: {
    name: String,
    mode: { type: String, value: 'selector' },
    range: null,
    rangeKey: String,
    value: null,
    disabled: Boolean,
    start: String,
    end: String,
    fields: { type: String, value: 'day' },
    customItem: String,
    level: { type: String, value: 'region' },
    headerText: String,
  },
  start(self) {
    self.beControl('button')
    self.element.setAttribute('aria-haspopup', 'dialog')
    let columns: Columns | undefined
    const activate = async () => {
      if (self.isOn('disabled')) return
      const mode = self.text('mode') || 'selector'
      if (mode === 'selector' || mode === 'multiSelector') columns = new Columns(self, mode)
      const answer = await askFor(self, mode, columns)
      columns = undefined
      if (answer === undefined) return self.fire('cancel', {})
      self.set({ value: answer.value })
      self.fire('change', answer)
    }
    self.onTap(activate)
    return {
      activate,
      value: () => self.property('value') ?? emptyValue(self.text('mode')),
      reset: () => self.set({ value: null }),
      update() {
        self.element.setAttribute('aria-disabled', String(self.isOn('disabled')))
        // The page may fill the next column when one is turned.
        columns?.update()
      },
    }
  },
}

/** What a form gets of a picker that nothing was chosen in. */
function emptyValue(mode: string): unknown {
  if (mode === 'multiSelector' || mode === 'region') return []
  return mode === 'date' || mode === 'time' ? '' : 0
}

/** What was chosen in the form that WeChat gives it, or undefined when the sheet was closed. */
async function askFor(
  self: Builtin,
  mode: string,
  columns: Columns | undefined,
): Promise<Answer | undefined> {
  const title = self.text('headerText')
  if (columns) return openSheet(title, columns.element, () => columns.answer())
  if (mode === 'date' || mode === 'time') return typeTime(self, mode, title)
  if (mode === 'region') return typeRegion(self, title)
  complain(texts.notices.noPickerMode(mode))
  return undefined
}

/** A sheet with 取消 and 确定 above a body; resolves to what `read` gives when 确定 is pressed. */
function openSheet(
  title: string,
  body: HTMLElement,
  read: () => Answer | undefined,
): Promise<Answer | undefined> {
  const frame = {
    className: 'sheet' as const,
    label: title || phoneTexts.choose,
    dismissed: undefined,
    closesByMask: true,
  }
  const answered = openDialog<Answer | undefined>(frame, (box, answer) => {
    const cancel = makeButton('cancel', phoneTexts.cancel, () => answer(undefined))
    const confirm = makeButton('confirm', phoneTexts.confirm, () => answer(read()))
    box.append(make('div', 'sheet-bar', {}, cancel, make('span', '', {}, title), confirm), body)
  })
  for (const chosen of body.querySelectorAll('[aria-checked="true"]'))
    chosen.scrollIntoView?.({ block: 'center' })
  return answered
}

const usualFields: Record<string, { type: string; letters: number }> = {
  year: { type: 'number', letters: 4 },
  month: { type: 'month', letters: 7 },
  day: { type: 'date', letters: 10 },
}

/** Lets a date, month, year or time be typed or picked with the browser's own control. */
function typeTime(self: Builtin, mode: 'date' | 'time', title: string): Promise<Answer | undefined> {
  const date = usualFields[self.text('fields')] ?? usualFields.day!
  const { type, letters } = mode === 'time' ? { type: 'time', letters: 5 } : date
  const now = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString()
  const today = mode === 'time' ? now.slice(11, 16) : now.slice(0, letters)
  const [min, max] = ['start', 'end'].map(name => self.text(name).slice(0, letters)) as [string, string]
  const label = title || (mode === 'time' ? phoneTexts.time : phoneTexts.date)
  const field = make('input', 'sheet-field', { type, min, max, 'aria-label': label })
  // As on the phone there is always something to confirm.
  const usual = max && today > max ? max : min && today < min ? min : today
  field.value = self.text('value').slice(0, letters) || usual
  return openSheet(title, make('div', 'sheet-fields', {}, field), () =>
    field.value ? { value: field.value } : undefined,
  )
}

/** The region of WeChat's own examples, whose codes are known without its list of all regions. */
const knownRegion = {
  names: ['广东省', '广州市', '海珠区'],
  code: ['440000', '440100', '440105'],
  postcode: '510000',
}
const levels: Record<string, number> = { province: 1, city: 2 }

/** A region as boxes to type in: the list of regions is WeChat's. */
function typeRegion(self: Builtin, title: string): Promise<Answer | undefined> {
  const count = levels[self.text('level')] ?? 3
  const given = self.property('value')
  const value = Array.isArray(given) && given.some(Boolean) ? given.map(String) : knownRegion.names
  const fields = phoneTexts.region.slice(0, count).map((name, index) => {
    const field = make('input', 'sheet-field', { placeholder: name, 'aria-label': name })
    field.value = value[index] ?? ''
    return field
  })
  return openSheet(title, make('div', 'sheet-fields', {}, ...fields), () => {
    const custom = self.text('customItem')
    const names = fields.map(field => field.value || custom)
    const isKnown = names.every((name, index) => name === knownRegion.names[index])
    return isKnown
      ? { value: names, code: knownRegion.code.slice(0, count), postcode: knownRegion.postcode }
      : { value: names, code: [] }
  })
}
