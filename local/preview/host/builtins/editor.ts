import { phoneTexts } from '../../texts'
import { asyncApi } from '../wx/call-style'
import type { Builtin, BuiltinDefinition } from './builtin'
import { type Delta, drawDelta, formatsAt, formatText, readDelta } from './editor-formats'
import { showFile } from './file-address'
import { parseHtml } from './rich-text'

/** Text with formats: what is typed is told as HTML, as text and as a delta. */
export const editor: BuiltinDefinition = {
  properties: {
    name: String,
    readOnly: Boolean,
    placeholder: String,
    confirmType: String,
    showImgSize: Boolean,
    showImgToolbar: Boolean,
    showImgResize: Boolean,
  },
  start(self) {
    const field = self.inner('editable')
    field.contentEditable = 'true'
    field.setAttribute('role', 'textbox')
    field.setAttribute('aria-multiline', 'true')
    // Each line is a paragraph, as in what is told of it.
    document.execCommand('defaultParagraphSeparator', false, 'p')
    let formats = '{}'
    const tellStatus = () => {
      if (document.activeElement !== field) return
      const now = formatsAt(field)
      if (JSON.stringify(now) !== formats) self.fire('statuschange', now)
      formats = JSON.stringify(now)
    }
    document.addEventListener('selectionchange', () => self.isOnPage && tellStatus())
    for (const name of ['input', 'focus', 'blur']) {
      field.addEventListener(name, original => {
        original.stopPropagation()
        markEmpty(field)
        self.fire(name, contentsOf(field))
      })
    }
    // What is pasted is drawn as rich text is: nothing foreign comes in with it.
    field.addEventListener('paste', event => {
      event.preventDefault()
      const html = event.clipboardData?.getData('text/html')
      if (html) insert(field, parseHtml(html, self.owner))
      else document.execCommand('insertText', false, event.clipboardData?.getData('text/plain') ?? '')
    })
    markEmpty(field)
    self.later(() => self.fire('ready', {}))
    return {
      activate: () => field.focus(),
      context: () => editorContext(self, field, tellStatus),
      update() {
        field.contentEditable = String(!self.isOn('readOnly'))
        field.dataset.placeholder = self.text('placeholder')
        const label = self.text('ariaLabel') || self.text('placeholder') || phoneTexts.content
        field.setAttribute('aria-label', label)
      },
    }
  },
}

function markEmpty(field: HTMLElement): void {
  // What is typed first is a paragraph, too.
  if (field.childNodes.length === 0) {
    const line = document.createElement('p')
    line.append(document.createElement('br'))
    field.append(line)
  }
  const isEmpty = !field.querySelector('img, hr, li') && (field.textContent ?? '') === ''
  field.classList.toggle('wx--empty', isEmpty)
}

function contentsOf(field: HTMLElement) {
  // Each paragraph is a line, and an empty one, too.
  const lines = [...field.childNodes].map(line => line.textContent ?? '')
  const text = `${lines.join('\n')}\n`
  return { html: field.innerHTML, text, delta: readDelta(field) }
}

/** Puts nodes where the caret is, or at the end. */
function insert(field: HTMLElement, nodes: Node[]): void {
  const selection = getSelection()
  const isHere = selection && selection.rangeCount > 0 && field.contains(selection.anchorNode)
  const range = isHere ? selection.getRangeAt(0) : document.createRange()
  if (!isHere) {
    range.selectNodeContents(field)
    range.collapse(false)
  }
  range.deleteContents()
  const fragment = document.createDocumentFragment()
  fragment.append(...nodes)
  range.insertNode(fragment)
  range.collapse(false)
  markEmpty(field)
}

interface ImageOptions {
  src?: string
  alt?: string
  width?: string
  height?: string
  extClass?: string
  data?: Record<string, unknown>
}

/** What a page edits an editor with. */
function editorContext(self: Builtin, field: HTMLElement, tellStatus: () => void): object {
  const changed = () => {
    markEmpty(field)
    self.fire('input', contentsOf(field))
  }
  const command = (name: string) => {
    field.focus()
    document.execCommand(name)
  }
  const insertImage = ({ src = '', alt = '', width, height, extClass, data = {} }: ImageOptions) => {
    const image = document.createElement('img')
    Object.assign(image, { alt, className: extClass ?? '' })
    if (width) image.style.width = width
    if (height) image.style.height = height
    const custom = Object.entries(data).map(([name, value]) => `${name}=${value}`)
    if (custom.length > 0) image.dataset.custom = custom.join('&')
    insert(field, [image])
    void showFile(image, 'src', src, self.owner)
    changed()
  }
  return {
    getContents: asyncApi('getContents', () => contentsOf(field)),
    setContents: asyncApi<{ html?: string; delta?: Delta }>('setContents', ({ html, delta }) => {
      const nodes = html === undefined ? drawDelta(delta, self.owner) : parseHtml(html, self.owner)
      field.replaceChildren(...nodes)
      changed()
    }),
    insertText: asyncApi<{ text?: string }>('insertText', ({ text = '' }) => {
      insert(field, [document.createTextNode(text)])
      changed()
    }),
    insertDivider: asyncApi('insertDivider', () => {
      insert(field, [document.createElement('hr')])
      changed()
    }),
    insertImage: asyncApi<ImageOptions>('insertImage', insertImage),
    insertCustomBlock: asyncApi('insertCustomBlock', () => {
      throw new Error('not supported')
    }),
    getSelectionText: asyncApi('getSelectionText', () => {
      const selection = getSelection()
      return { text: field.contains(selection?.anchorNode ?? null) ? String(selection) : '' }
    }),
    getSelection: asyncApi('getSelection', () => ({ text: String(getSelection() ?? '') })),
    clear: asyncApi('clear', () => {
      field.replaceChildren()
      changed()
    }),
    deleteText: asyncApi('deleteText', () => command('delete')),
    blur: asyncApi('blur', () => field.blur()),
    scrollIntoView: () => field.scrollIntoView({ block: 'nearest' }),
    undo: asyncApi('undo', () => command('undo')),
    redo: asyncApi('redo', () => command('redo')),
    format(name: string, value?: string) {
      field.focus()
      formatText(field, name, value)
      tellStatus()
      changed()
    },
    removeFormat: asyncApi('removeFormat', () => {
      command('removeFormat')
      changed()
    }),
  }
}
