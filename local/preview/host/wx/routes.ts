import { drawBars } from '../bars'
import { host, type Way } from '../host'
import { ApiFailure, asyncApi } from './call-style'

interface RouteOptions {
  url?: string
  events?: unknown
}

function route(way: Way) {
  return asyncApi<RouteOptions>(way, ({ url, events }) => {
    if (!url) throw new ApiFailure('parameter error: url is missing')
    if (events) throw new ApiFailure('the preview has no event channel between pages')
    const { pages } = host()
    pages.open(pages.absolute(url), way)
  })
}

/** Moving between pages, and what belongs to the page in front. */
export function routeApis() {
  return {
    navigateTo: route('navigateTo'),
    redirectTo: route('redirectTo'),
    switchTab: route('switchTab'),
    reLaunch: route('reLaunch'),
    navigateBack: asyncApi<{ delta?: number }>('navigateBack', ({ delta }) => host().pages.back(delta)),
    setNavigationBarTitle: asyncApi<{ title?: string }>('setNavigationBarTitle', ({ title = '' }) => {
      const { top } = host().pages
      if (top) top.title = title
      drawBars()
    }),
    pageScrollTo: asyncApi<{ scrollTop?: number; selector?: string }>('pageScrollTo', options => {
      const scroller = host().pages.top?.scroller
      if (options.selector) scroller?.querySelector(options.selector)?.scrollIntoView?.()
      else if (scroller) scroller.scrollTop = options.scrollTop ?? 0
    }),
  }
}
