import type { TabBarConfig, TabConfig } from '../../compile/app-config'
import { drawBars } from '../bars'
import { host, type Page, type TabBarChanges } from '../host'
import { ApiFailure, asyncApi, requireParam } from './call-style'
import { pageInFront } from './routes'

interface ColorOptions {
  frontColor: string
  backgroundColor: string
  animation?: { duration?: number }
}

/** The bars around the page in front, and the ground below it. */
export function barApis() {
  return {
    setNavigationBarTitle: asyncApi<{ title: string }>('setNavigationBarTitle', options => {
      requireParam(options, 'title', 'String')
      change(page => {
        page.title = options.title
      })
    }),
    setNavigationBarColor: asyncApi<ColorOptions>('setNavigationBarColor', options => {
      requireParam(options, 'frontColor', 'String')
      requireParam(options, 'backgroundColor', 'String')
      const front = options.frontColor.toLowerCase()
      if (front !== '#ffffff' && front !== '#000000')
        throw new ApiFailure(`invalid frontColor "${options.frontColor}"`)
      change(page => {
        page.config = {
          ...page.config,
          navigationBarTextStyle: front === '#ffffff' ? 'white' : 'black',
          navigationBarBackgroundColor: options.backgroundColor,
        }
      })
    }),
    showNavigationBarLoading: asyncApi('showNavigationBarLoading', () => setLoading(true)),
    hideNavigationBarLoading: asyncApi('hideNavigationBarLoading', () => setLoading(false)),
    hideHomeButton: asyncApi('hideHomeButton', () =>
      change(page => {
        page.hidesHomeButton = true
      }),
    ),
    // WeChat has no bar above the navigation bar any more: it takes the text and shows nothing.
    setTopBarText: asyncApi('setTopBarText', () => undefined),
    setBackgroundColor: asyncApi<{ backgroundColor?: string; backgroundColorTop?: string }>(
      'setBackgroundColor',
      ({ backgroundColor, backgroundColorTop = backgroundColor }) =>
        change(page => {
          page.config = { ...page.config, ...given({ backgroundColor, backgroundColorTop }) }
        }),
    ),
    setBackgroundTextStyle: asyncApi<{ textStyle: string }>('setBackgroundTextStyle', options => {
      requireParam(options, 'textStyle', 'String')
      if (options.textStyle !== 'dark' && options.textStyle !== 'light')
        throw new ApiFailure(`invalid textStyle "${options.textStyle}"`)
      change(page => {
        page.config = { ...page.config, backgroundTextStyle: options.textStyle }
      })
    }),
    ...tabBarApis(),
  }
}

/** Changes the page in front; while the app is launched, the first page as soon as it is there. */
function change(write: (page: Page) => void): void {
  const { pages, signals } = host()
  const now = () => {
    signals.off('AppRoute', now)
    write(pageInFront())
    drawBars()
  }
  if (pages.top) now()
  else signals.on('AppRoute', now)
}

const setLoading = (isLoading: boolean) =>
  change(page => {
    page.isLoading = isLoading
  })

interface TabOptions {
  index: number
  text?: string
}

function tabBarApis() {
  const badge = (name: string, text: (options: TabOptions) => string | undefined, needsText = false) =>
    asyncApi<TabOptions>(name, options =>
      changeTab(options, tabBar => {
        if (needsText) requireParam(options, 'text', 'String')
        const words = text(options)
        if (words === undefined) delete tabBar.badges[options.index]
        else tabBar.badges[options.index] = words
      }),
    )
  const show = (name: string, isHidden: boolean) =>
    asyncApi(name, () =>
      changeTabBar(tabBar => {
        tabBar.isHidden = isHidden
      }),
    )
  return {
    showTabBar: show('showTabBar', false),
    hideTabBar: show('hideTabBar', true),
    setTabBarBadge: badge('setTabBarBadge', ({ text = '' }) => text, true),
    removeTabBarBadge: badge('removeTabBarBadge', () => undefined),
    showTabBarRedDot: badge('showTabBarRedDot', () => ''),
    hideTabBarRedDot: badge('hideTabBarRedDot', () => undefined),
    setTabBarStyle: asyncApi<Partial<TabBarConfig>>('setTabBarStyle', ({ color, selectedColor, ...rest }) =>
      changeTabBar(tabBar => {
        const { backgroundColor, borderStyle } = rest
        Object.assign(tabBar.style, given({ color, selectedColor, backgroundColor, borderStyle }))
      }),
    ),
    setTabBarItem: asyncApi<TabOptions & Partial<TabConfig>>('setTabBarItem', options =>
      changeTab(options, tabBar => {
        const { index, text, iconPath, selectedIconPath } = options
        tabBar.items[index] = { ...tabBar.items[index], ...given({ text, iconPath, selectedIconPath }) }
      }),
    ),
  }
}

const given = <Values extends object>(values: Values): Partial<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Values>

/** @throws ApiFailure when the page in front, or the first one, is not one of a tab */
function changeTabBar(write: (tabBar: TabBarChanges) => void): void {
  const { pages, tabBar, launch } = host()
  if (!pages.isTab((pages.top ?? launch).path)) throw new ApiFailure('not TabBar page')
  write(tabBar)
  drawBars()
}

function changeTab(options: TabOptions, write: (tabBar: TabBarChanges) => void): void {
  requireParam(options, 'index', 'Number')
  changeTabBar(tabBar => {
    if (!host().program.config.tabBar?.list[options.index]) throw new ApiFailure('tabbar item not found')
    write(tabBar)
  })
}
