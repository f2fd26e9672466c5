import { host, type Page, type Way } from '../host'
import { ApiFailure, asyncApi, requireParam } from './call-style'
import { EventChannel } from './event-channel'

interface RouteOptions {
  url: string
  /** Listeners for what the opened page emits. */
  events?: Record<string, (...news: unknown[]) => void>
}

/** Moving between pages. */
export function routeApis() {
  return {
    navigateTo: route('navigateTo'),
    redirectTo: route('redirectTo'),
    switchTab: route('switchTab'),
    reLaunch: route('reLaunch'),
    navigateBack: asyncApi<{ delta?: number }>('navigateBack', async ({ delta = 1 }) => {
      const { pages } = host()
      if (pages.stack.length < 2) throw new ApiFailure('cannot navigate back at first page.')
      if (!(await pages.back(delta))) throw new ApiFailure('cancel')
    }),
    enableAlertBeforeUnload: asyncApi<{ message: string }>('enableAlertBeforeUnload', options => {
      requireParam(options, 'message', 'String')
      pageInFront().leaveWarning = options.message
    }),
    disableAlertBeforeUnload: asyncApi('disableAlertBeforeUnload', () => {
      pageInFront().leaveWarning = undefined
    }),
    pageScrollTo: asyncApi<ScrollOptions>('pageScrollTo', scrollPage),
    restartMiniProgram: asyncApi<{ path: string }>('restartMiniProgram', options => {
      requireParam(options, 'path', 'String')
      const { pages } = host()
      pages.open(pages.absolute(options.path), 'reLaunch')
    }),
  }
}

/** @throws ApiFailure before the first page is open */
export function pageInFront(): Page {
  const { top } = host().pages
  if (!top) throw new ApiFailure('no page is open')
  return top
}

function route(way: Way) {
  return asyncApi<RouteOptions>(way, async options => {
    requireParam(options, 'url', 'String')
    const { url, events = {} } = options
    const { pages, loading } = host()
    if (loading) await loading
    const address = pages.absolute(url)
    if (way !== 'navigateTo') {
      // A tab is shown as it is: what follows its path is not for it.
      pages.open(way === 'switchTab' ? address.split('?')[0]! : address, way)
      return undefined
    }
    const [eventChannel, openers] = EventChannel.pair()
    for (const [name, listener] of Object.entries(events)) eventChannel.on(name, listener)
    pages.open(address, way, openers)
    return { eventChannel }
  })
}

interface ScrollOptions {
  scrollTop?: number
  selector?: string
  offsetTop?: number
  /** In milliseconds. */
  duration?: number
}

function scrollPage({ scrollTop, selector, offsetTop = 0, duration = 300 }: ScrollOptions): void {
  const { scroller, root } = pageInFront()
  if (!selector) {
    moveTo(scroller, scrollTop ?? 0, duration)
    return
  }
  const found = root.getComponent().getShadowRoot()?.querySelector(selector)?.getBackendElement()
  if (!found) throw new ApiFailure(`selector "${selector}" is not found`)
  const above = found.getBoundingClientRect().top - scroller.getBoundingClientRect().top
  moveTo(scroller, scroller.scrollTop + above + offsetTop, duration)
}

/** The movement that began last: another one ends it. */
let movement = 0

function moveTo(scroller: HTMLElement, end: number, duration: number): void {
  movement += 1
  const own = movement
  const start = scroller.scrollTop
  const beganAt = performance.now()
  const isStill = typeof requestAnimationFrame !== 'function' || document.hidden
  if (duration <= 0 || isStill) {
    scroller.scrollTop = end
    return
  }
  const step = (now: number) => {
    if (own !== movement) return
    const share = Math.min(1, Math.max(0, (now - beganAt) / duration))
    scroller.scrollTop = start + (end - start) * share
    if (share < 1) requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
}
