/** Colours and title of a page's navigation bar; a value such as `@navBackground` comes from theme.json. */
export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  /** What is seen above a page that is pulled down; `backgroundColor` if it is absent. */
  backgroundColorTop?: string
  backgroundTextStyle?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
}

/** One tab of the tab bar. */
export interface TabConfig {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

/** The tab bar of app.json. */
export interface TabBarConfig {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: string
  custom?: boolean
  list: TabConfig[]
}

/** The keys of app.json that the preview reads. */
export interface AppConfig {
  pages?: string[]
  subPackages?: { root: string; pages?: string[] }[]
  subpackages?: { root: string; pages?: string[] }[]
  window?: WindowConfig
  tabBar?: TabBarConfig
  usingComponents?: Record<string, string>
  resolveAlias?: Record<string, string>
  useExtendedLib?: Record<string, boolean>
  entryPagePath?: string
  /** `requiredComponents`: a script runs when its page or component is shown for the first time. */
  lazyCodeLoading?: string
  darkmode?: boolean
  themeLocation?: string
  /** What a mini program says of private data, and which of its interfaces it uses. */
  permission?: Record<string, { desc?: string }>
  requiredPrivateInfos?: string[]
  __usePrivacyCheck__?: boolean
}

/** `ext.json`: what a third party sets of a mini program that it writes for another. */
export interface ExtConfig {
  /** Whether the file counts. */
  extEnable?: boolean
  ext?: object
}

/** The JSON file of a page or component. */
export interface UnitConfig extends WindowConfig {
  component?: boolean
  usingComponents?: Record<string, string>
  componentGenerics?: Record<string, boolean | { default?: string }>
  styleIsolation?: string
  addGlobalClass?: boolean
  pureDataPattern?: string
}

/** The component that stands for the tab bar when app.json says `custom`. */
export const customTabBar = 'custom-tab-bar/index'

/** The two sets of values that theme.json holds. */
export interface ThemeConfig {
  light?: Record<string, string>
  dark?: Record<string, string>
}
