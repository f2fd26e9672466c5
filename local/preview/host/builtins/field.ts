import { phoneTexts } from '../../texts'
import { make } from '../dom'
import type { Builtin, BuiltinDefinition } from './builtin'

type Field = HTMLInputElement | HTMLTextAreaElement

const properties = {
  name: String,
  value: { type: String, value: '' },
  placeholder: String,
  placeholderStyle: String,
  disabled: Boolean,
  /** In characters; -1 is no limit. */
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  confirmType: String,
  confirmHold: Boolean,
  cursorSpacing: null,
  cursor: Number,
  adjustPosition: Boolean,
  holdKeyboard: Boolean,
}

const keyboards: Record<string, string> = { number: 'numeric', digit: 'decimal', tel: 'tel' }

export const input: BuiltinDefinition = {
  properties: { ...properties, type: { type: String, value: 'text' }, password: Boolean },
  reflected: ['disabled'],
  externalClasses: ['placeholder-class'],
  start: self => startField(self, false),
}

export const textarea: BuiltinDefinition = {
  properties: {
    ...properties,
    autoHeight: Boolean,
    fixed: Boolean,
    showConfirmBar: Boolean,
    disableDefaultPadding: Boolean,
  },
  reflected: ['disabled', 'autoHeight'],
  externalClasses: ['placeholder-class'],
  start: self => startField(self, true),
}

function startField(self: Builtin, isTextArea: boolean) {
  const field = self.inner<Field>('field')
  let hadFocus = false
  const update = () => {
    const value = self.text('value')
    if (field.value !== value) field.value = value
    describe(self, field)
    self.inner('placeholder').hidden = value !== ''
    const wantsFocus = self.isOn('focus') || self.isOn('autoFocus')
    if (wantsFocus && !hadFocus) setTimeout(() => field.focus())
    hadFocus = wantsFocus
    if (self.isOn('autoHeight')) fitHeight(field)
  }
  // The browser's events stop here: WXML handlers get WeChat's, with WeChat's detail.
  const listen = (name: string, run: (event: Event) => void) =>
    field.addEventListener(name, event => {
      event.stopPropagation()
      run(event)
    })
  const cursor = () => field.selectionStart ?? field.value.length
  listen('input', () => {
    self.set({ value: field.value })
    self.fire('input', { value: field.value, cursor: cursor() })
  })
  listen('change', () => self.fire('change', { value: field.value }))
  listen('focus', () => self.fire('focus', { value: field.value, height: 0 }))
  listen('blur', () => {
    self.fire('blur', { value: field.value, cursor: cursor() })
    // WeChat looks at a nickname before the form may be sent; here every one passes.
    if (self.text('type') === 'nickname') self.fire('nicknamereview', { pass: true, timeout: false })
  })
  listen('keydown', event => {
    const { key, isComposing } = event as KeyboardEvent
    if (key === 'Enter' && !isTextArea && !isComposing) self.fire('confirm', { value: field.value })
  })
  return {
    update,
    value: () => field.value,
    reset: () => self.set({ value: '' }),
    activate: () => field.focus(),
  }
}

function describe(self: Builtin, field: Field): void {
  field.name = self.text('name')
  field.disabled = self.isOn('disabled')
  field.placeholder = self.text('placeholder')
  const limit = Number(self.property('maxlength'))
  if (limit >= 0) field.maxLength = limit
  else field.removeAttribute('maxlength')
  if (self.text('ariaLabel')) field.setAttribute('aria-label', self.text('ariaLabel'))
  self.element.removeAttribute('aria-label')
  if (field instanceof HTMLInputElement) {
    field.type = self.isOn('password') ? 'password' : 'text'
    field.inputMode = keyboards[self.text('type')] ?? 'text'
    field.autocomplete = 'off'
    if (self.text('type') === 'nickname') field.setAttribute('list', nicknames())
  }
}

/** The nickname of the demo user, which is offered as WeChat offers the one of its user. */
function nicknames(): string {
  const id = 'preview--nicknames'
  if (!document.getElementById(id))
    document.body.append(make('datalist', '', { id }, make('option', '', { value: phoneTexts.nickname })))
  return id
}

function fitHeight(field: Field): void {
  // A text area of HTML is two lines high at least, WeChat's is one.
  if (field instanceof HTMLTextAreaElement) field.rows = 1
  field.style.height = 'auto'
  if (field.scrollHeight > 0) field.style.height = `${field.scrollHeight}px`
}
