import { showActionSheet } from '../dialogs/action-sheet'
import { type ModalOptions, showModal } from '../dialogs/modal'
import { hideToast, showToast } from '../dialogs/toast'
import { ownClass } from '../dom'
import { host } from '../host'
import { pullDown } from '../pages/page'
import { ApiFailure, asyncApi } from './call-style'

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
    setClipboardData: asyncApi<{ data?: string }>('setClipboardData', async ({ data = '' }) => {
      await host().surroundings.copyText(data)
      showToast('内容已复制', 'success', 1500)
    }),
    vibrateShort: asyncApi('vibrateShort', () => undefined),
  }
}
