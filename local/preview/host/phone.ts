import { phoneTexts } from '../texts'
import { make } from './dom'
import type { Program, Theme } from './program'

/** The phone on the page: its frame and the places that the other parts draw in. */
export interface Phone {
  frame: HTMLElement
  navigationBar: HTMLElement
  pages: HTMLElement
  tabBar: HTMLElement
  /** The status bar and WeChat's own buttons, above a page that draws its own navigation bar. */
  over: HTMLElement
  /** The place of those buttons. */
  capsule: HTMLElement
  dialogs: HTMLElement
  /** The one style sheet that holds the CSS of the page in front. */
  style: HTMLStyleElement
  setTheme(theme: Theme): void
  /** Lengths in px. */
  size(): { width: number; height: number; pagesHeight: number }
}

/** No phone is without a status bar, so pages count on its height, in px. It is drawn above those that draw their own bar. */
export const statusBarHeight = 20

/** Where WeChat's own buttons are, in px: in the middle of a navigation bar of 48 px below the status bar. */
export const capsulePlace = (width: number) => {
  const place = { width: 87, height: 32, top: statusBarHeight + 8, right: width - 7 }
  return { ...place, bottom: place.top + place.height, left: place.right - place.width }
}

/** Draws an empty phone in `root`, and keeps the units rpx, vw and vh true to its size. */
export function drawPhone(root: HTMLElement): Phone {
  const navigationBar = make('header', 'navigation-bar')
  const pages = make('main', 'pages')
  const tabBar = make('nav', 'tab-bar', { 'aria-label': phoneTexts.tabBar })
  const dialogs = make('div', 'dialogs')
  const capsule = make('div', 'capsule')
  const [clock, battery] = [make('b', '', {}, '9:41'), make('b', '', {}, '▮')]
  const statusBar = make('div', 'status-bar', { 'aria-hidden': 'true' }, clock, battery)
  statusBar.style.height = `${statusBarHeight}px`
  const over = make('div', 'over', {}, statusBar, capsule)
  over.hidden = true
  const frame = make('div', 'phone', {}, navigationBar, pages, tabBar, over, dialogs)
  const style = document.head.appendChild(make('style'))
  root.replaceChildren(frame)
  const size = () => ({
    width: frame.clientWidth || 375,
    height: frame.clientHeight || 812,
    pagesHeight: pages.clientHeight || 724,
  })
  const measure = () => {
    const { width, pagesHeight } = size()
    frame.style.setProperty('--rpx', `${width / 750}px`)
    frame.style.setProperty('--vw', `${width / 100}px`)
    frame.style.setProperty('--vh', `${pagesHeight / 100}px`)
    const { width: capsuleWidth, height, top, left } = capsulePlace(width)
    Object.assign(capsule.style, {
      width: `${capsuleWidth}px`,
      height: `${height}px`,
      top: `${top}px`,
      left: `${left}px`,
    })
  }
  measure()
  // Not every place that runs the host can watch sizes; there the first measure stands.
  if (typeof ResizeObserver === 'function') new ResizeObserver(measure).observe(frame)
  const setTheme = (theme: Theme) => {
    frame.classList.toggle('theme-light', theme === 'light')
    frame.classList.toggle('theme-dark', theme === 'dark')
  }
  return { frame, navigationBar, pages, tabBar, over, capsule, dialogs, style, setTheme, size }
}

/** The current theme, and the listeners for its changes. */
export class ThemeSwitch {
  readonly #program: Program
  readonly #phone: Phone
  readonly #listeners = new Set<(change: { theme: Theme }) => void>()
  current: Theme = 'light'

  constructor(program: Program, phone: Phone, theme: Theme) {
    this.#program = program
    this.#phone = phone
    this.current = this.#possible(theme)
    phone.setTheme(this.current)
  }

  /** As in WeChat, a mini program without `darkmode` in app.json is always light. */
  #possible(theme: Theme): Theme {
    return this.#program.config.darkmode ? theme : 'light'
  }

  set(theme: Theme): void {
    const next = this.#possible(theme)
    if (next === this.current) return
    this.current = next
    this.#phone.setTheme(next)
    for (const listener of this.#listeners) listener({ theme: next })
  }

  onChange(listener: (change: { theme: Theme }) => void): void {
    this.#listeners.add(listener)
  }

  /** The value of a configured colour or icon: `@name` is looked up in theme.json. */
  resolve(value: string | undefined, otherwise: string): string {
    if (value === undefined) return otherwise
    if (!value.startsWith('@')) return value
    return this.#program.theme?.[this.current]?.[value.slice(1)] ?? otherwise
  }
}
