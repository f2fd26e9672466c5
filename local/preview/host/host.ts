import type { TabBarConfig, TabConfig, WindowConfig } from '../compile/app-config'
import { texts } from '../texts'
import type { CodeSpace, ComponentInstance, Root } from './easel'
import type { Phone, ThemeSwitch } from './phone'
import type { Program, Surroundings } from './program'
import type { Signals } from './signals'
import type { EventChannel } from './wx/event-channel'

/** One page in the stack. */
export interface Page {
  path: string
  query: Record<string, string>
  instance: ComponentInstance
  root: Root
  /** The custom tab bar, of which each tab has its own. */
  tabBar: Root | undefined
  element: HTMLElement
  scroller: HTMLElement
  /** Its JSON over the `window` of app.json. */
  config: WindowConfig
  title: string
  /** Whether its navigation bar shows that something loads. */
  isLoading?: boolean
  hidesHomeButton?: boolean
  /** What the person is asked before the page is left. */
  leaveWarning?: string
}

/** How a page is opened. */
export type Way = 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch'

/** The pages that are open: the stack, and the tabs that wait behind it. */
export interface Pages {
  readonly stack: Page[]
  readonly top: Page | undefined
  isTab(path: string): boolean
  /** The address from the root for one that may be relative to the page or component `owner`. */
  absolute(url: string, owner?: string): string
  /** @throws Error with WeChat's reason when the page cannot be opened this way */
  open(url: string, way: Way, opener?: EventChannel): void
  /** Draws these pages and components anew where they are open, and gives the page in front the styles of now. */
  redraw(units: Set<string>): void
  /** Whether there is a page below, or, below the only page, a home to go to. */
  readonly canGoBack: boolean
  /** Closes pages, when there is only one it leads home; resolves to false when the person stays. */
  back(delta?: number): Promise<boolean>
}

/** glass-easel, set up as a mini program's base library is. */
export interface Runtime {
  space: CodeSpace
  /** Makes a page or component, not yet on the screen, and runs the scripts for it that have not run yet. `url` may carry a query for its properties. */
  createRoot(tag: string, url: string): Root
}

/** How the mini program was started, or last came to the front. */
export interface Entry {
  path: string
  query: Record<string, string>
  scene: number
  shareTicket: string | undefined
  referrerInfo: object
  forwardMaterials: unknown[]
  apiCategory: 'default'
}

/** What the mini program changed of its tab bar; `items` and `badges` by the index of the tab. */
export interface TabBarChanges {
  isHidden: boolean
  style: Partial<TabBarConfig>
  items: Record<number, Partial<TabConfig>>
  /** Text, or an empty one for a red dot. */
  badges: Record<number, string>
}

/** Everything that belongs to the running mini program. */
export interface Host {
  program: Program
  surroundings: Surroundings
  phone: Phone
  theme: ThemeSwitch
  runtime: Runtime
  pages: Pages
  /** Those who listen with `wx.on…`. */
  signals: Signals
  /** How the mini program was started. */
  launch: Entry
  /** How it last came to the front. */
  entry: Entry
  tabBar: TabBarChanges
  /** Resolves once every page is registered, and is absent from then on: before it no page can be opened. */
  loading?: Promise<void>
  /** What `getApp()` returns. */
  app: Record<string, unknown>
  /** The address of a file that WXML or JSON names, relative to the page or component `owner`. */
  assetUrl(reference: string, owner?: string): string
}

let running: Host | undefined

/** The one mini program that runs on this page. */
export function host(): Host {
  if (!running) throw new Error(texts.notices.notRunning)
  return running
}

export function setHost(next: Host): void {
  running = next
}
