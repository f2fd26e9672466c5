import { phoneTexts } from '../../texts'
import { openDialog } from '../dialog'
import { make, makeButton, ownClass } from '../dom'
import { host } from '../host'
import { pullDown } from '../pages/page'
import { ApiFailure, asyncApi, requireParam } from './call-style'

interface ToastOptions {
  title?: string
  icon?: string
  /** In milliseconds. */
  duration?: number
  mask?: boolean
}

interface ActionSheetOptions {
  itemList?: string[]
  alertText?: string
  itemColor?: string
}

/** What speaks to the person: toasts, dialogs, and the refresh of a page. */
export function interactionApis() {
  return {
    showToast: asyncApi<ToastOptions>(
      'showToast',
      ({ title = '', icon = 'success', duration = 1500, mask }) => showToast(title, icon, duration, mask),
    ),
    hideToast: asyncApi('hideToast', () => hideToast('toast')),
    showLoading: asyncApi<ToastOptions>('showLoading', ({ title = '', mask }) =>
      showToast(title, 'loading', undefined, mask),
    ),
    hideLoading: asyncApi('hideLoading', () => hideToast('loading')),
    showModal: asyncApi<ModalOptions>('showModal', showModal),
    showActionSheet: asyncApi<ActionSheetOptions>('showActionSheet', async ({ itemList = [], ...look }) => {
      const tapIndex = await showActionSheet(itemList, look)
      if (tapIndex === undefined) throw new ApiFailure('cancel')
      return { tapIndex }
    }),
    startPullDownRefresh: asyncApi('startPullDownRefresh', () => {
      const page = host().pages.top
      if (page) pullDown(page)
    }),
    stopPullDownRefresh: asyncApi('stopPullDownRefresh', () => {
      host().pages.top?.element.classList.remove(ownClass('refreshing'))
    }),
    setClipboardData: asyncApi<{ data: string }>('setClipboardData', async options => {
      requireParam(options, 'data', 'String')
      await host().surroundings.copyText(options.data)
      copied = options.data
      showToast(phoneTexts.copied, 'success', 1500)
    }),
    getClipboardData: asyncApi('getClipboardData', async () => ({
      // A browser may not let a page read what others copied.
      data:
        (await host()
          .surroundings.readText?.()
          .catch(() => copied)) ?? copied,
    })),
    vibrateShort: asyncApi('vibrateShort', () => undefined),
  }
}

/** What the mini program copied last. */
let copied = ''

const signs: Record<string, string> = { success: '✓', error: '!', loading: '' }
let timer: ReturnType<typeof setTimeout> | undefined

/** Shows a toast for `duration` milliseconds, or until it is hidden when no duration is given. */
function showToast(title: string, icon: string, duration?: number, blocksTaps = false): void {
  hideToast()
  const toast = make('div', `toast ${icon}`, { role: 'status', 'data-kind': icon })
  if (icon in signs) toast.append(make('div', 'toast-sign', { 'aria-hidden': 'true' }, signs[icon]!))
  toast.append(make('div', 'toast-title', {}, title))
  const { dialogs } = host().phone
  if (blocksTaps) dialogs.append(make('div', 'toast-mask'))
  dialogs.append(toast)
  if (duration !== undefined) timer = setTimeout(hideToast, duration)
}

/** Takes the toast or the loading sign away; only the sort that `kind` names, when it is given. */
function hideToast(kind?: 'loading' | 'toast'): void {
  const { dialogs } = host().phone
  const toast = dialogs.querySelector<HTMLElement>(`.${ownClass('toast')}`)
  const isLoading = toast?.dataset.kind === 'loading'
  if (kind && toast && (kind === 'loading') !== isLoading) return
  clearTimeout(timer)
  toast?.remove()
  dialogs.querySelector(`.${ownClass('toast-mask')}`)?.remove()
}

/** Resolves to the index of the chosen item, or undefined when it was cancelled. */
export function showActionSheet(
  items: string[],
  { alertText = '', itemColor = '' } = {},
): Promise<number | undefined> {
  const frame = {
    className: 'sheet' as const,
    label: alertText || phoneTexts.choose,
    dismissed: undefined,
    closesByMask: true,
  }
  return openDialog<number | undefined>(frame, (box, answer) => {
    if (alertText) box.append(make('p', 'sheet-note', {}, alertText))
    for (const [index, item] of items.entries()) {
      const button = makeButton('sheet-item', item, () => answer(index))
      if (itemColor) button.style.color = itemColor
      box.append(button)
    }
    box.append(makeButton('sheet-item cancel', phoneTexts.cancel, () => answer(undefined)))
  })
}

/** Options of `wx.showModal`. */
interface ModalOptions {
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
interface ModalAnswer {
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
    const field = make('textarea', 'modal-field', { 'aria-label': title || phoneTexts.content })
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
    if (showCancel) add('cancel', options.cancelText ?? phoneTexts.cancel, options.cancelColor, false)
    add('confirm', options.confirmText ?? phoneTexts.confirm, options.confirmColor, true)
    box.append(buttons)
  })
}
