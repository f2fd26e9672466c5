import { phoneTexts } from '../../texts'
import { make } from '../dom'
import { host } from '../host'
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
  /** Where the caret is, or what is selected, while it has the focus; -1 is where it was. */
  cursor: { type: Number, value: -1 },
  selectionStart: { type: Number, value: -1 },
  selectionEnd: { type: Number, value: -1 },
  cursorColor: String,
  adjustPosition: { type: Boolean, value: true },
  adjustKeyboardTo: String,
  holdKeyboard: Boolean,
  alwaysEmbed: Boolean,
}

const keyboards: Record<string, string> = {
  number: 'numeric',
  digit: 'decimal',
  tel: 'tel',
  'safe-password': 'text',
}

export const input: BuiltinDefinition = {
  properties: {
    ...properties,
    type: { type: String, value: 'text' },
    password: Boolean,
    safePasswordCertPath: String,
    safePasswordLength: Number,
    safePasswordTimeStamp: Number,
    safePasswordNonce: String,
    safePasswordSalt: String,
    safePasswordCustomHash: String,
  },
  reflected: ['disabled'],
  externalClasses: ['placeholder-class'],
  start: self => startField(self, false),
}

export const textarea: BuiltinDefinition = {
  properties: {
    ...properties,
    autoHeight: Boolean,
    fixed: Boolean,
    showConfirmBar: { type: Boolean, value: true },
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
    if (wantsFocus && !hadFocus) self.later(() => field.focus())
    if (hadFocus && !wantsFocus && document.activeElement === field) field.blur()
    hadFocus = wantsFocus
    placeCaret(self, field)
    if (self.isOn('autoHeight')) fitHeight(field)
    tellLines()
  }
  let lines = 0
  const tellLines = () => {
    if (!isTextArea || field.clientHeight === 0) return
    const { height, lineHeight, lineCount } = measureLines(field)
    if (lineCount === lines) return
    lines = lineCount
    self.fire('linechange', {
      height,
      heightRpx: (height * 750) / host().phone.size().width,
      lineHeight,
      lineCount,
    })
  }
  // The browser's events stop here: WXML handlers get WeChat's, with WeChat's detail.
  const listen = (name: string, run: (event: Event) => void) =>
    field.addEventListener(name, event => {
      event.stopPropagation()
      run(event)
    })
  const cursor = () => field.selectionStart ?? field.value.length
  let before = field.value
  listen('input', event => {
    const { data } = event as InputEvent
    self.set({ value: field.value })
    // A handler may return the text that is to be there instead, or that and where the caret is.
    const replace = (value: unknown) => {
      const wanted =
        typeof value === 'object' && value ? (value as { value?: unknown; cursor?: number }) : { value }
      if (typeof wanted.value !== 'string' || wanted.value === field.value) return
      self.set({ value: wanted.value })
      if (wanted.cursor !== undefined) field.setSelectionRange(wanted.cursor, wanted.cursor)
    }
    const keyCode = field.value.length < before.length ? 8 : data?.charCodeAt(data.length - 1)
    before = field.value
    const detail = { value: field.value, cursor: cursor(), keyCode }
    self.fire('input', detail, { handleListenerReturn: replace })
  })
  listen('change', () => self.fire('change', { value: field.value }))
  const tellKeyboard = (height: number) => self.fire('keyboardheightchange', { height, duration: 0 })
  listen('focus', () => {
    placeCaret(self, field)
    self.fire('focus', { value: field.value, height: 0 })
    tellKeyboard(0)
  })
  listen('blur', () => {
    self.fire('blur', { value: field.value, cursor: cursor() })
    // WeChat looks at a nickname before the form may be sent; here every one passes.
    if (self.text('type') === 'nickname') self.fire('nicknamereview', { pass: true, timeout: false })
    tellKeyboard(0)
  })
  listen('select', () => {
    const { selectionStart, selectionEnd } = field
    self.fire('selectionchange', { selectionStart, selectionEnd })
  })
  listen('keydown', event => {
    const { key, isComposing } = event as KeyboardEvent
    const confirmType = self.text('confirmType')
    const isLine = isTextArea && (confirmType === '' || confirmType === 'return')
    if (key !== 'Enter' || isComposing || isLine) return
    if (isTextArea) event.preventDefault()
    self.fire('confirm', { value: field.value })
    // The keyboard closes, unless it is to stay.
    if (!self.isOn('confirmHold')) field.blur()
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
  field.enterKeyHint = { return: 'enter' }[self.text('confirmType')] ?? (self.text('confirmType') || 'done')
  field.style.caretColor = self.text('cursorColor')
  if (field instanceof HTMLInputElement) {
    field.type = self.isOn('password') || self.text('type') === 'safe-password' ? 'password' : 'text'
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

/** Moves the caret when the page says where it is to be. */
function placeCaret(self: Builtin, field: Field): void {
  if (document.activeElement !== field) return
  const [start, end] = [Number(self.property('selectionStart')), Number(self.property('selectionEnd'))]
  const cursor = Number(self.property('cursor'))
  const wanted = start >= 0 && end >= start ? [start, end] : cursor >= 0 ? [cursor, cursor] : undefined
  if (!wanted || String(wanted) === placed.get(field)) return
  placed.set(field, String(wanted))
  field.setSelectionRange(wanted[0]!, wanted[1]!)
}

/** Where the caret of each field was put last. */
const placed = new WeakMap<Field, string>()

function measureLines(field: Field): { height: number; lineHeight: number; lineCount: number } {
  const style = getComputedStyle(field)
  const lineHeight = Number.parseFloat(style.lineHeight) || Number.parseFloat(style.fontSize) * 1.4
  // Its content alone is measured, not the height that it has.
  const { height: given, minHeight } = field.style
  Object.assign(field.style, { height: '0', minHeight: '0' })
  const height = field.scrollHeight
  Object.assign(field.style, { height: given, minHeight })
  return { height, lineHeight, lineCount: Math.max(1, Math.round(height / lineHeight)) }
}

function fitHeight(field: Field): void {
  // A text area of HTML is two lines high at least, WeChat's is one.
  if (field instanceof HTMLTextAreaElement) field.rows = 1
  field.style.height = 'auto'
  if (field.scrollHeight > 0) field.style.height = `${field.scrollHeight}px`
}
