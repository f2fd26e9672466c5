import { texts } from '../../texts'
import { drawBars } from '../bars'
import { complain } from '../complain'
import { type ComponentInstance, instancePrototype } from '../easel'
import { host, type Way } from '../host'
import { ApiFailure, asyncApi } from './call-style'
import { deviceApis, storageApis } from './device'
import { interactionApis } from './interaction'
import { fileApis, mediaApis } from './media'
import { requestPayment } from './payment'

/** The global `wx`. What it lacks fails with its name instead of doing nothing. */
export function createWx(): object {
  return failLoudly('wx', {
    ...deviceApis(),
    ...fileApis(),
    ...interactionApis(),
    ...mediaApis(),
    ...routeApis(),
    ...storageApis(),
    cloud: failLoudly('wx.cloud', cloudApis()),
    createSelectorQuery,
    requestPayment,
  })
}

function failLoudly(path: string, known: Record<string, unknown>): object {
  return new Proxy(known, {
    get(target, name) {
      // Symbols and `then` are asked for by the language itself.
      if (typeof name === 'symbol' || name in target || name === 'then') return Reflect.get(target, name)
      return (options?: { fail?(error: object): void; complete?(error: object): void }) => {
        const errMsg = `${name}:fail ${texts.notices.noMember(`${path}.${name}`)}`
        complain(texts.notices.noMember(`${path}.${name}`))
        if (!options?.fail && !options?.complete)
          return Promise.reject(Object.assign(new Error(errMsg), { errMsg }))
        options.fail?.({ errMsg })
        options.complete?.({ errMsg })
        return undefined
      }
    },
  })
}

type MakesQuery = { createSelectorQuery(): object }

/** Queries the page in front; `.in(component)` looks inside a component. */
function createSelectorQuery(): object {
  const page = host().pages.top?.instance as (ComponentInstance & MakesQuery) | undefined
  const make = instancePrototype.createSelectorQuery as () => object
  return page ? make.call(page) : { in: (component: MakesQuery) => make.call(component) }
}

interface CallFunctionOptions {
  name?: string
  data?: unknown
}

/** `wx.cloud`, as far as a front end that only calls cloud functions needs it. */
function cloudApis() {
  return {
    init() {},
    // With `new` or without; the function gets the data in its place.
    CloudID: function CloudID(cloudID: string) {
      return { cloudID }
    },
    callFunction: asyncApi<CallFunctionOptions>('cloud.callFunction', async ({ name, data }) => {
      if (!name) throw new ApiFailure('-501000 FunctionName is empty', { errCode: -501000 })
      try {
        // What travels is JSON, so the function never sees the page's own objects.
        const sent = JSON.parse(JSON.stringify(data ?? {})) as unknown
        return await host().surroundings.callFunction({ name, data: sent })
      } catch (error) {
        const { errCode = -1, errMsg = String(error) } = error as { errCode?: number; errMsg?: string }
        const reason = errMsg.replace(/^cloud\.callFunction:fail\s*/, '')
        throw new ApiFailure(reason, { errCode })
      }
    }),
  }
}

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
      if (options.selector) scroller?.querySelector(options.selector)?.scrollIntoView?.()
      else if (scroller) scroller.scrollTop = options.scrollTop ?? 0
    }),
  }
}
