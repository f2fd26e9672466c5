import type { TabConfig } from '../compile/app-config'
import { phoneTexts } from '../texts'
import { make, makeButton } from './dom'
import { host, type Page } from './host'
import { callPage, pullDown } from './pages/page'
import { openMenu } from './wx/share'

/** Draws the navigation bar above the page in front and the tab bar below it. */
export function drawBars(): void {
  const page = host().pages.top
  if (!page) return
  drawNavigationBar(page)
  drawTabBar(page)
}

function drawNavigationBar(page: Page): void {
  const { phone, theme, pages } = host()
  const { config } = page
  const bar = phone.navigationBar
  bar.hidden = config.navigationStyle === 'custom'
  const isDark = theme.current === 'dark'
  bar.style.background = theme.resolve(config.navigationBarBackgroundColor, isDark ? '#191919' : '#ffffff')
  const text = theme.resolve(config.navigationBarTextStyle, isDark ? 'white' : 'black')
  bar.style.color = text === 'white' ? '#ffffff' : '#000000'
  const back = makeButton('back', '‹', () => pages.back())
  back.setAttribute('aria-label', phoneTexts.back)
  back.hidden = pages.stack.length < 2
  const refresh = makeButton('refresh', '⟳', () => pullDown(page))
  refresh.setAttribute('aria-label', phoneTexts.refresh)
  refresh.title = phoneTexts.refresh
  refresh.hidden = !config.enablePullDownRefresh
  const menu = makeButton('menu', '', () => void openMenu())
  menu.setAttribute('aria-label', phoneTexts.menu)
  bar.replaceChildren(back, make('h1', 'title', {}, page.title), refresh, menu)
}

function drawTabBar(page: Page): void {
  const { phone, theme, pages, program } = host()
  const config = program.config.tabBar
  phone.tabBar.hidden = !config || config.custom || !pages.isTab(page.path)
  if (!config) return
  const isDark = theme.current === 'dark'
  phone.tabBar.style.background = theme.resolve(config.backgroundColor, isDark ? '#191919' : '#ffffff')
  const colour = theme.resolve(config.color, isDark ? '#b8b8b8' : '#5c5c5c')
  const selectedColour = theme.resolve(config.selectedColor, isDark ? '#3ddc84' : '#067a3f')
  const tabs = config.list.map((tab, index) => {
    const isCurrent = tab.pagePath === page.path
    const button = makeButton('tab', '', () => {
      callPage(page, 'onTabItemTap', { index, pagePath: tab.pagePath, text: tab.text })
      if (!isCurrent) pages.open(tab.pagePath, 'switchTab')
    })
    button.style.color = isCurrent ? selectedColour : colour
    if (isCurrent) button.setAttribute('aria-current', 'page')
    button.append(...tabPicture(tab, isCurrent), tab.text)
    return button
  })
  const focused = [...phone.tabBar.children].indexOf(document.activeElement as Element)
  phone.tabBar.replaceChildren(...tabs)
  tabs[focused]?.focus()
}

function tabPicture(tab: TabConfig, isCurrent: boolean): HTMLElement[] {
  const { theme, assetUrl } = host()
  const path = theme.resolve(isCurrent ? (tab.selectedIconPath ?? tab.iconPath) : tab.iconPath, '')
  return path ? [make('img', '', { src: assetUrl(`/${path.replace(/^\//, '')}`), alt: '' })] : []
}
