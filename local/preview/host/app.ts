import { runSafely } from './complain'
import { type Entry, type Host, host } from './host'
import { callPage, hidePage, parseQuery, showPage } from './pages/page'

/** From the list of recently used mini programs, as DevTools starts them. */
const usualScene = 1001

export const entryOf = (url: string): Entry => ({
  path: url.split('?')[0]!,
  query: parseQuery(url),
  scene: usualScene,
  shareTicket: undefined,
  referrerInfo: {},
  forwardMaterials: [],
  apiCategory: 'default',
})

/** What the app is told, each by a method of its own and to those who listen with `wx.on…`. */
type News = 'AppShow' | 'AppHide' | 'Error' | 'UnhandledRejection' | 'PageNotFound' | 'ThemeChange'

/** Calls a method of the app. */
export function callApp({ app }: Host, method: string, ...params: unknown[]): void {
  const member = app[method]
  if (typeof member === 'function') runSafely(`app ${method}`, () => member.apply(app, params))
}

/** Tells the app, by its method, and everybody who listens for it. */
export function tellApp(running: Host, news: News, detail?: unknown): void {
  const method = `on${news.replace(/^App/, '')}`
  // An error is a text for the app, and an object for the others.
  callApp(running, method, news === 'Error' ? (detail as { message: string }).message : detail)
  running.signals.fire(news, detail)
}

/** Puts the mini program behind another one or the list of chats. */
export function hideApp(running: Host): void {
  if (running.pages.top) hidePage(running.pages.top)
  tellApp(running, 'AppHide')
}

/** Brings the mini program back, perhaps from another one. */
function showApp(running: Host, change: Partial<Entry> = {}): void {
  const { path = running.entry.path, query = running.entry.query } = running.pages.top ?? {}
  running.entry = { ...running.entry, path, query, referrerInfo: {}, ...change }
  tellApp(running, 'AppShow', running.entry)
  if (running.pages.top) showPage(running.pages.top)
}

let isTelling = false

/** Tells `onError` what was thrown; what throws there is not told again. */
export function tellError(error: unknown): void {
  if (isTelling) return
  isTelling = true
  const { message = String(error), stack = '' } = error instanceof Error ? error : {}
  tellApp(host(), 'Error', { message: `${message}\n${stack}`, stack })
  isTelling = false
}

/** Tells the app what happens around it: the browser's page goes behind or changes its size, a promise is rejected. */
export function watchSurroundings(running: Host): void {
  document.addEventListener('visibilitychange', () =>
    document.visibilityState === 'hidden' ? hideApp(running) : showApp(running),
  )
  window.addEventListener('error', ({ error }) => error && tellError(error))
  window.addEventListener('unhandledrejection', ({ reason, promise }) =>
    tellApp(running, 'UnhandledRejection', { reason, promise }),
  )
  running.theme.onChange(change => tellApp(running, 'ThemeChange', change))
  watchSize(running)
}

function watchSize(running: Host): void {
  const sizeNow = () => {
    const { width, height, pagesHeight } = running.phone.size()
    return { windowWidth: width, windowHeight: pagesHeight, screenWidth: width, screenHeight: height }
  }
  let known = sizeNow()
  // Only the window itself: a notice above the phone makes it smaller, too.
  window.addEventListener('resize', () => {
    const size = sizeNow()
    if (size.screenWidth === known.screenWidth && size.screenHeight === known.screenHeight) return
    known = size
    const deviceOrientation = size.windowWidth > size.windowHeight ? 'landscape' : 'portrait'
    const { top } = running.pages
    if (top) {
      callPage(top, 'onResize', { size, deviceOrientation })
      top.root.getComponent().triggerPageLifetime('resize', [{ size, deviceOrientation }])
    }
    running.signals.fire('WindowResize', { size, deviceOrientation })
  })
}
