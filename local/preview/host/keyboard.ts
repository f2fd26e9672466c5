import { easel, nodeOf } from './easel'

/** Enter and space on a focused element of the mini program are a tap, as they are on a button of HTML. */
export function tapByKeyboard(pages: HTMLElement): void {
  pages.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    const target = event.target as HTMLElement
    const node = nodeOf(target)
    if (!node || !target.hasAttribute('tabindex')) return
    event.preventDefault()
    const { left, top } = target.getBoundingClientRect()
    const options = { bubbles: true, composed: true, capturePhase: true, originalEvent: event }
    easel.triggerEvent(node, 'tap', { x: left, y: top }, options)
  })
}
