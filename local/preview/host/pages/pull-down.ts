/** How far, in px, a finger pulls a page down for a refresh. */
const pullDistance = 60

/** Runs `refresh` when a finger pulls the page down from its top. A mouse has the button in the navigation bar. */
export function watchPull(scroller: HTMLElement, refresh: () => void): void {
  let startedAt: number | undefined
  scroller.addEventListener(
    'touchstart',
    event => {
      startedAt = scroller.scrollTop <= 0 ? event.touches[0]?.clientY : undefined
    },
    { passive: true },
  )
  scroller.addEventListener('touchend', event => {
    const endedAt = event.changedTouches[0]?.clientY
    if (startedAt !== undefined && endedAt !== undefined && endedAt - startedAt > pullDistance) refresh()
    startedAt = undefined
  })
}
