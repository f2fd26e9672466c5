import { drawBars } from '../bars'
import { createCanvasContext } from '../builtins/canvas'
import { type ComponentInstance, instancePrototype } from '../easel'
import { host, type Way } from '../host'
import { belongingApis } from './belongings'
import { ApiFailure, asyncApi, failLoudly } from './call-style'
import { cloudApis } from './cloud/cloud'
import { consentApis } from './consent'
import { deviceApis, storageApis } from './device'
import { fileApis } from './files'
import { interactionApis } from './interaction'
import { mediaApis } from './media'
import { networkApis } from './network'
import { outsideApis } from './outside'
import { requestPayment } from './payment'
import { placeApis } from './place'
import { privacyApis } from './privacy'
import { shareApis } from './share'
import { socketApis } from './sockets'
import { userApis } from './user'

/** The global `wx`. What it lacks fails with its name instead of doing nothing. */
export function createWx(): object {
  return failLoudly('wx', {
    ...deviceApis(),
    ...fileApis(),
    ...interactionApis(),
    ...mediaApis(),
    ...networkApis(),
    ...socketApis(),
    ...routeApis(),
    ...storageApis(),
    ...belongingApis(),
    ...consentApis(),
    ...outsideApis(),
    ...placeApis(),
    ...privacyApis(),
    ...shareApis(),
    ...userApis(),
    cloud: failLoudly('wx.cloud', cloudApis()),
    createCanvasContext,
    createSelectorQuery,
    requestPayment,
  })
}

type MakesQuery = { createSelectorQuery(): object }

/** Queries the page in front; `.in(component)` looks inside a component. */
function createSelectorQuery(): object {
  const page = host().pages.top?.instance as (ComponentInstance & MakesQuery) | undefined
  const make = instancePrototype.createSelectorQuery as () => object
  return page ? make.call(page) : { in: (component: MakesQuery) => make.call(component) }
}

interface RouteOptions {
  url?: string
  events?: unknown
}

function route(way: Way) {
  return asyncApi<RouteOptions>(way, async ({ url, events }) => {
    if (!url) throw new ApiFailure('parameter error: url is missing')
    if (events) throw new ApiFailure('the preview has no event channel between pages')
    const { pages, loading } = host()
    if (loading) await loading
    pages.open(pages.absolute(url), way)
  })
}

/** Moving between pages, and what belongs to the page in front. */
function routeApis() {
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
      // `>>>` enters a component, which is an ordinary element here.
      const selector = options.selector?.replace(/>>>/g, ' ')
      if (selector) scroller?.querySelector(selector)?.scrollIntoView?.()
      else if (scroller) scroller.scrollTop = options.scrollTop ?? 0
    }),
  }
}
