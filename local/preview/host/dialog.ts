import { make, ownClass } from './dom'
import { host } from './host'

/** How a dialog looks and what closing it without an answer means. */
interface DialogOptions<Answer> {
  className: 'modal' | 'sheet' | 'viewer'
  label: string
  /** The answer when Escape is pressed, or the mask is tapped where that closes it. */
  dismissed: Answer
  closesByMask: boolean
}

/** A touch that opens a dialog is followed by a click of the browser's own, which must not close it again. */
const ghostClickMilliseconds = 400

/** Opens a dialog over the phone, keeps the focus inside, and resolves to what `build` calls `answer` with. */
export function openDialog<Answer>(
  { className, label, dismissed, closesByMask }: DialogOptions<Answer>,
  build: (box: HTMLElement, answer: (value: Answer) => void) => void,
): Promise<Answer> {
  return new Promise(resolve => {
    const { frame, dialogs } = host().phone
    const openedAt = Date.now()
    const before = document.activeElement as HTMLElement | null
    const attributes: Record<string, string> = { role: 'dialog', 'aria-modal': 'true', tabindex: '-1' }
    if (label) attributes['aria-label'] = label
    const box = make('div', className, attributes)
    const mask = make('div', 'mask', {}, box)
    const behind = [...frame.children].filter(part => part !== dialogs)
    const answer = (value: Answer) => {
      mask.remove()
      if (!dialogs.querySelector(`.${ownClass('mask')}`))
        for (const part of behind) part.removeAttribute('inert')
      before?.focus?.()
      resolve(value)
    }
    mask.addEventListener('click', event => {
      if (closesByMask && event.target === mask && Date.now() - openedAt > ghostClickMilliseconds)
        answer(dismissed)
    })
    mask.addEventListener('keydown', event => {
      event.stopPropagation()
      if (event.key === 'Escape') answer(dismissed)
    })
    for (const part of behind) part.setAttribute('inert', '')
    build(box, answer)
    dialogs.append(mask)
    box.focus()
  })
}
