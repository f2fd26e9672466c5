import type { TabConfig, WindowConfig } from '../compile/app-config'
import { phoneTexts } from '../texts'
import { make, makeButton } from './dom'
import { host, type Page } from './host'
import { callPage, pullDown } from './pages/page'
import { exitMiniProgram } from './wx/outside'
import { openMenu } from './wx/share'

/** Draws the navigation bar above the page in front and the tab bar below it. */
export function drawBars(): void {
  const page = host().pages.top
  if (!page) return
  fitBars(page.path, page.config)
  drawNavigationBar(page)
  drawCapsule()
  drawTabBar(page)
}

/** Leaves room for the bars that a page has; the app asks for the size of the window before the first one is open. */
export function fitBars(path: string, config: WindowConfig): void {
  const { phone, pages, program, tabBar } = host()
  const hasTabBar = program.config.tabBar && !program.config.tabBar.custom && !tabBar.isHidden
  phone.navigationBar.hidden = config.navigationStyle === 'custom'
  phone.over.hidden = !phone.navigationBar.hidden
  phone.tabBar.hidden = !hasTabBar || !pages.isTab(path)
}

function drawNavigationBar(page: Page): void {
  const { phone, theme, pages } = host()
  const { config } = page
  const bar = phone.navigationBar
  const isDark = theme.current === 'dark'
  bar.style.background = theme.resolve(config.navigationBarBackgroundColor, isDark ? '#191919' : '#ffffff')
  const text = theme.resolve(config.navigationBarTextStyle, isDark ? 'white' : 'black')
  bar.style.color = text === 'white' ? '#ffffff' : '#000000'
  phone.over.style.color = bar.style.color
  drawGround(page)
  const isOnly = pages.stack.length < 2
  const back = makeButton(isOnly ? 'back home' : 'back', isOnly ? '' : '‹', () => void pages.back())
  back.setAttribute('aria-label', isOnly ? phoneTexts.home : phoneTexts.back)
  back.hidden = !pages.canGoBack || (isOnly && page.hidesHomeButton === true)
  const refresh = makeButton('refresh', '⟳', () => pullDown(page))
  refresh.setAttribute('aria-label', phoneTexts.refresh)
  refresh.title = phoneTexts.refresh
  refresh.hidden = !config.enablePullDownRefresh
  const title = make('h1', 'title', {}, page.title)
  if (page.isLoading)
    title.prepend(make('span', 'loading', { role: 'img', 'aria-label': phoneTexts.loading }))
  bar.replaceChildren(back, title, refresh, menuButton())
}

const menuButton = () => {
  const menu = makeButton('menu', '', () => void openMenu())
  menu.setAttribute('aria-label', phoneTexts.menu)
  return menu
}

/** WeChat's own buttons, above a page that draws its own navigation bar. */
function drawCapsule(): void {
  const leave = makeButton('leave', '◉', exitMiniProgram)
  leave.setAttribute('aria-label', phoneTexts.close)
  host().phone.capsule.replaceChildren(menuButton(), leave)
}

/** What is seen above a page that is pulled down. */
function drawGround({ element, config }: Page): void {
  const { theme } = host()
  const ground = theme.resolve(config.backgroundColorTop ?? config.backgroundColor, '')
  const isLight = theme.resolve(config.backgroundTextStyle, 'dark') === 'light'
  element.style.setProperty('--pulled-ground', ground)
  element.style.setProperty('--pulled-ink', isLight && ground ? '#ffffff' : '')
}

function drawTabBar(page: Page): void {
  const { phone, theme, pages, program } = host()
  const { style, items, badges } = host().tabBar
  const config = program.config.tabBar && { ...program.config.tabBar, ...style }
  if (!config) return
  const isDark = theme.current === 'dark'
  phone.tabBar.style.background = theme.resolve(config.backgroundColor, isDark ? '#191919' : '#ffffff')
  const colour = theme.resolve(config.color, isDark ? '#b8b8b8' : '#5c5c5c')
  const selectedColour = theme.resolve(config.selectedColor, isDark ? '#3ddc84' : '#067a3f')
  phone.tabBar.style.borderColor =
    config.borderStyle === 'white' ? '#ffffff' : isDark || !config.borderStyle ? '' : '#c0c0c0'
  const tabs = config.list.map((configured, index) => {
    const tab = { ...configured, ...items[index] }
    const isCurrent = tab.pagePath === page.path
    const button = makeButton('tab', '', () => {
      callPage(page, 'onTabItemTap', { index, pagePath: tab.pagePath, text: tab.text })
      if (!isCurrent) pages.open(tab.pagePath, 'switchTab')
    })
    button.style.color = isCurrent ? selectedColour : colour
    if (isCurrent) button.setAttribute('aria-current', 'page')
    button.append(...tabPicture(tab, isCurrent), tab.text, ...tabBadge(badges[index]))
    return button
  })
  const focused = [...phone.tabBar.children].indexOf(document.activeElement as Element)
  phone.tabBar.replaceChildren(...tabs)
  tabs[focused]?.focus()
}

/** WeChat shows no more letters. */
const mostBadgeLetters = 4

function tabBadge(text: string | undefined): HTMLElement[] {
  if (text === undefined) return []
  if (text === '') return [make('span', 'red-dot', { role: 'img', 'aria-label': phoneTexts.redDot })]
  return [make('span', 'badge', {}, text.length > mostBadgeLetters ? '…' : text)]
}

function tabPicture(tab: TabConfig, isCurrent: boolean): HTMLElement[] {
  const { theme, assetUrl } = host()
  const path = theme.resolve(isCurrent ? (tab.selectedIconPath ?? tab.iconPath) : tab.iconPath, '')
  return path ? [make('img', '', { src: assetUrl(`/${path.replace(/^\//, '')}`), alt: '' })] : []
}
