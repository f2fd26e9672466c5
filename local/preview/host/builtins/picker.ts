import { phoneTexts, texts } from '../../texts'
import { complain } from '../complain'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
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
      const value = await askFor(self)
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
async function askFor(self: Builtin): Promise<unknown> {
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
  complain(texts.notices.noPickerMode(mode))
  return undefined
}

/** A sheet with 取消 and 确定 above a body; resolves to what `read` gives when 确定 is pressed. */
function openSheet<Value>(title: string, body: HTMLElement, read: () => Value): Promise<Value | undefined> {
  const frame = {
    className: 'sheet' as const,
    label: title || phoneTexts.choose,
    dismissed: undefined,
    closesByMask: true,
  }
  return openDialog<Value | undefined>(frame, (box, answer) => {
    const cancel = makeButton('cancel', phoneTexts.cancel, () => answer(undefined))
    const confirm = makeButton('confirm', phoneTexts.confirm, () => answer(read()))
    box.append(make('div', 'sheet-bar', {}, cancel, make('span', '', {}, title), confirm), body)
  })
}

/** Lets one of the names be chosen; resolves to its index. */
function choose(names: string[], start: number, title: string): Promise<number | undefined> {
  let chosen = start >= 0 && start < names.length ? start : 0
  const list = make('div', 'sheet-list', { role: 'radiogroup', 'aria-label': title || phoneTexts.choose })
  const buttons = names.map((name, index) => {
    const button = makeButton('sheet-choice', name, () => {
      chosen = index
      mark()
    })
    button.setAttribute('role', 'radio')
    return button
  })
  const mark = () => {
    for (const [index, button] of buttons.entries())
      button.setAttribute('aria-checked', String(index === chosen))
  }
  mark()
  list.append(...buttons)
  const answer = openSheet(title, list, () => (names.length > 0 ? chosen : undefined))
  buttons[chosen]?.scrollIntoView?.({ block: 'center' })
  return answer
}

/** Lets a date, month or time be typed or picked with the browser's own control. */
function typeTime(
  type: string,
  value: string,
  start: string,
  end: string,
  title: string,
): Promise<string | undefined> {
  const label = title || (type === 'time' ? phoneTexts.time : phoneTexts.date)
  const field = make('input', 'sheet-field', { type, min: start, max: end, 'aria-label': label })
  field.value = value
  return openSheet(title, make('div', 'sheet-fields', {}, field), () => field.value)
}

/** A region as three boxes to type in: the list of regions is WeChat's. */
function typeRegion(value: string[], title: string): Promise<string[] | undefined> {
  const fields = phoneTexts.region.map((name, index) => {
    const field = make('input', 'sheet-field', { placeholder: name, 'aria-label': name })
    field.value = value[index] ?? ''
    return field
  })
  return openSheet(title, make('div', 'sheet-fields', {}, ...fields), () => fields.map(field => field.value))
}
