import { phoneTexts, texts } from '../../texts'
import { complain } from '../complain'
import type { BuiltinDefinition } from './builtin'

/** A text area: what is typed is told as text, and as paragraphs of HTML. */
export const editor: BuiltinDefinition = {
  properties: {
    readOnly: Boolean,
    placeholder: String,
    showImgSize: Boolean,
    showImgToolbar: Boolean,
    showImgResize: Boolean,
  },
  start(self) {
    const field = self.inner<HTMLTextAreaElement>('field')
    const paragraphs = () => {
      const escaped = field.value.replace(/[&<>]/g, sign => `&#${sign.charCodeAt(0)};`)
      return escaped
        .split('\n')
        .map(line => `<p>${line || '<br>'}</p>`)
        .join('')
    }
    const contents = () => ({
      html: paragraphs(),
      text: `${field.value}\n`,
      delta: { ops: [{ insert: `${field.value}\n` }] },
    })
    const told: Record<string, string> = { input: 'input', focus: 'focus', blur: 'blur' }
    for (const [name, event] of Object.entries(told)) {
      field.addEventListener(name, original => {
        original.stopPropagation()
        self.fire(event, contents())
      })
    }
    setTimeout(() => self.isOnPage && self.fire('ready', {}))
    return {
      value: () => field.value,
      activate: () => field.focus(),
      context: () => editorContext(field, contents),
      update() {
        field.placeholder = self.text('placeholder')
        field.readOnly = self.isOn('readOnly')
        field.setAttribute(
          'aria-label',
          self.text('ariaLabel') || self.text('placeholder') || phoneTexts.content,
        )
      },
    }
  },
}

type Told = { success?(result: object): void; complete?(result: object): void }

/** What a page edits an editor with; formats are nothing to a text area. */
function editorContext(field: HTMLTextAreaElement, contents: () => object): object {
  const act =
    (name: string, run: (options: Record<string, unknown>) => unknown) =>
    (options: Told = {}) => {
      const result = {
        errMsg: `${name}:ok`,
        ...(run(options as Record<string, unknown>) as object | undefined),
      }
      options.success?.(result)
      options.complete?.(result)
      return Promise.resolve(result)
    }
  const write = (text: unknown) =>
    field.setRangeText(String(text ?? ''), field.selectionStart, field.selectionEnd, 'end')
  return {
    getContents: act('getContents', contents),
    setContents: act('setContents', ({ html, delta }) => {
      const ops = (delta as { ops?: { insert?: unknown }[] } | undefined)?.ops ?? []
      const words =
        html === undefined
          ? ops.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
          : textOf(String(html))
      field.value = words.replace(/\n$/, '')
    }),
    insertText: act('insertText', ({ text }) => write(text)),
    insertDivider: act('insertDivider', () => write('\n')),
    insertImage: act('insertImage', ({ alt }) => write(alt)),
    getSelectionText: act('getSelectionText', () => ({
      text: field.value.slice(field.selectionStart, field.selectionEnd),
    })),
    clear: act('clear', () => {
      field.value = ''
    }),
    blur: act('blur', () => field.blur()),
    scrollIntoView: () => field.scrollIntoView(),
    undo: act('undo', () => command(field, 'undo')),
    redo: act('redo', () => command(field, 'redo')),
    format: () => complain(texts.notices.noMember('EditorContext.format')),
    removeFormat: () => complain(texts.notices.noMember('EditorContext.removeFormat')),
  }
}

function command(field: HTMLTextAreaElement, name: string): void {
  field.focus()
  document.execCommand(name)
}

function textOf(html: string): string {
  const { body } = new DOMParser().parseFromString(
    html.replace(/<\/(p|div|li|h\d)>|<br\s*\/?>/gi, '$&\n'),
    'text/html',
  )
  return body.textContent ?? ''
}
