import { drawBars } from '../bars'
import { host, type Way } from '../host'
import { animationApis } from './animation'
import { audioApis } from './audio'
import { belongingApis } from './belongings'
import { ApiFailure, asyncApi, failLoudly } from './call-style'
import { canvasApis } from './canvas'
import { cloudApis } from './cloud/cloud'
import { consentApis } from './consent'
import { deviceApis, storageApis } from './device'
import { fileApis } from './files'
import { interactionApis } from './interaction'
import { mapApis } from './map'
import { mediaApis } from './media'
import { networkApis } from './network'
import { observerApis } from './observers'
import { outsideApis } from './outside'
import { requestPayment } from './payment'
import { pictureApis } from './pictures'
import { placeApis } from './place'
import { playerApis } from './players'
import { privacyApis } from './privacy'
import { queryApis } from './query'
import { shareApis } from './share'
import { socketApis } from './sockets'
import { userApis } from './user'
import { viewerApis } from './viewer'

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
    ...animationApis(),
    ...audioApis(),
    ...canvasApis(),
    ...mapApis(),
    ...observerApis(),
    ...pictureApis(),
    ...playerApis(),
    ...queryApis(),
    ...viewerApis(),
    cloud: failLoudly('wx.cloud', cloudApis()),
    requestPayment,
  })
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
