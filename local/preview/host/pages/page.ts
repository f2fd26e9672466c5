import { customTabBar } from '../../compile/app-config'
import { runSafely } from '../complain'
import { make, ownClass } from '../dom'
import { host, type Page } from '../host'
import type { EventChannel } from '../wx/event-channel'

/** Makes a page and puts it on the screen; its life begins with `startPage`. */
export function createPage(path: string, url: string, opener?: EventChannel): Page {
  const { program, phone, runtime, pages } = host()
  const unit = program.units.find(candidate => candidate.path === path)!
  const config = { ...program.config.window, ...unit.config }
  const scroller = make('div', 'scroller', { tabindex: '-1' })
  if (config.disableScroll) scroller.style.overflow = 'hidden'
  const element = phone.pages.appendChild(make('div', 'page', { 'data-path': path }, scroller))
  const root = runtime.createRoot('page', `/${url}`)
  const query = parseQuery(url)
  // A page that no other one opened has a channel that can do nothing, as in WeChat.
  const getOpenerEventChannel = () => opener ?? {}
  const instance = Object.assign(root.get(), { route: path, options: query, getOpenerEventChannel })
  const title = config.navigationBarTitleText ?? ''
  const hasTabBar = program.config.tabBar?.custom && pages.isTab(path)
  const tabBar = hasTabBar ? runtime.createRoot('custom-tab-bar', `/${customTabBar}`) : undefined
  const page: Page = { path, query, instance, root, tabBar, element, scroller, config, title }
  watchScroll(page)
  if (config.enablePullDownRefresh) watchPull(scroller, () => pullDown(page))
  return page
}

/** The words behind `?`, as written: WeChat does not decode them. */
export function parseQuery(url: string): Record<string, string> {
  const query: Record<string, string> = {}
  for (const pair of url.split('?')[1]?.split('&') ?? []) {
    const [name, ...value] = pair.split('=')
    if (name) query[name] = value.join('=')
  }
  return query
}

/** Calls a method of the page if it has one. */
export function callPage(page: Page, method: string, ...params: unknown[]): unknown {
  const member = page.instance[method]
  if (typeof member !== 'function') return undefined
  return runSafely(`${page.path} ${method}`, () => member.apply(page.instance, params))
}

/** Attaches the page, which must be visible by now: a text area that fits its height measures itself. */
export function startPage(page: Page): void {
  page.root.attach(page.scroller, page.scroller.appendChild(make('span')))
  page.tabBar?.attach(page.element, page.element.appendChild(make('span')))
  callPage(page, 'onLoad', page.query)
  showPage(page)
  callPage(page, 'onReady')
}

export function showPage(page: Page): void {
  callPage(page, 'onShow')
  page.root.getComponent().triggerPageLifetime('show', [])
}

export function hidePage(page: Page): void {
  callPage(page, 'onHide')
  page.root.getComponent().triggerPageLifetime('hide', [])
}

export function destroyPage(page: Page): void {
  callPage(page, 'onUnload')
  page.root.release()
  page.tabBar?.release()
  page.element.remove()
}

/** Shows the sign of a refresh until the page calls `wx.stopPullDownRefresh`. */
export function pullDown(page: Page): void {
  page.element.classList.add(ownClass('refreshing'))
  callPage(page, 'onPullDownRefresh')
}

function watchScroll(page: Page): void {
  const { scroller, config } = page
  let isAtBottom = false
  scroller.addEventListener('scroll', event => {
    if (event.target !== scroller) return
    callPage(page, 'onPageScroll', { scrollTop: scroller.scrollTop })
    const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight
    const wasAtBottom = isAtBottom
    isAtBottom = left <= (config.onReachBottomDistance ?? 50)
    if (isAtBottom && !wasAtBottom) callPage(page, 'onReachBottom')
  })
}

/** How far, in px, a finger pulls a page down for a refresh. */
const pullDistance = 60

/** Runs `refresh` when a finger pulls the page down from its top. A mouse has the button in the navigation bar. */
function watchPull(scroller: HTMLElement, refresh: () => void): void {
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
