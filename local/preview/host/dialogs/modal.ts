import { make, makeButton } from '../dom'
import { openDialog } from './dialog'

/** Options of `wx.showModal`. */
export interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  cancelColor?: string
  confirmText?: string
  confirmColor?: string
  editable?: boolean
  placeholderText?: string
}

/** What `wx.showModal` resolves to. */
export interface ModalAnswer {
  confirm: boolean
  cancel: boolean
  content?: string
}

export function showModal(options: ModalOptions): Promise<ModalAnswer> {
  const { title = '', content = '', showCancel = true, editable = false } = options
  const frame = {
    className: 'modal' as const,
    label: title || content,
    dismissed: { confirm: false, cancel: true },
    closesByMask: false,
  }
  return openDialog<ModalAnswer>(frame, (box, answer) => {
    if (title) box.append(make('h2', 'modal-title', {}, title))
    const field = make('textarea', 'modal-field', { 'aria-label': title || '内容' })
    field.value = content
    field.placeholder = options.placeholderText ?? ''
    if (editable) box.append(field)
    else if (content) box.append(make('p', 'modal-content', {}, content))
    const close = (confirm: boolean) =>
      answer({ confirm, cancel: !confirm, ...(editable && confirm ? { content: field.value } : {}) })
    const buttons = make('div', 'modal-buttons')
    const add = (className: string, text: string, colour: string | undefined, confirm: boolean) => {
      const button = makeButton(className, text, () => close(confirm))
      if (colour) button.style.color = colour
      buttons.append(button)
    }
    if (showCancel) add('cancel', options.cancelText ?? '取消', options.cancelColor, false)
    add('confirm', options.confirmText ?? '确定', options.confirmColor, true)
    box.append(buttons)
  })
}
