import { make, ownClass } from '../dom'
import { host } from '../host'

const signs: Record<string, string> = { success: '✓', error: '!', loading: '' }
let timer: ReturnType<typeof setTimeout> | undefined

/** Shows a toast for `duration` milliseconds, or until it is hidden when no duration is given. */
export function showToast(title: string, icon: string, duration?: number, blocksTaps = false): void {
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
export function hideToast(kind?: 'loading' | 'toast'): void {
  const { dialogs } = host().phone
  const toast = dialogs.querySelector<HTMLElement>(`.${ownClass('toast')}`)
  const isLoading = toast?.dataset.kind === 'loading'
  if (kind && toast && (kind === 'loading') !== isLoading) return
  clearTimeout(timer)
  toast?.remove()
  dialogs.querySelector(`.${ownClass('toast-mask')}`)?.remove()
}
