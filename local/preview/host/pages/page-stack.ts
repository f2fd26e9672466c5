import { customTabBar } from '../../compile/app-config'
import { drawBars } from '../bars'
import { ownClass } from '../dom'
import type { TreeNode } from '../easel'
import { withoutForeignFiles } from '../foreign-files'
import { host, type Page, type Pages, type Way } from '../host'
import type { ProgramUnit } from '../program'
import { usedBy } from '../units'
import type { EventChannel } from '../wx/event-channel'
import { showModal } from '../wx/interaction'
import { callPage, createPage, destroyPage, hidePage, showPage, startPage } from './page'

/** WeChat allows no more pages on top of each other. */
const stackLimit = 10

/** Opens and closes the pages of the mini program that runs. */
export class PageStack implements Pages {
  readonly stack: Page[] = []
  readonly #tabs = new Map<string, Page>()

  get top(): Page | undefined {
    return this.stack[this.stack.length - 1]
  }

  isTab(path: string): boolean {
    return host().program.config.tabBar?.list.some(tab => tab.pagePath === path) ?? false
  }

  absolute(url: string, owner = this.top?.path ?? ''): string {
    return new URL(url, `http://mini-program/${owner}`).href.slice('http://mini-program/'.length)
  }

  open(url: string, way: Way, opener?: EventChannel): void {
    const path = url.split('?')[0]!
    this.#refuse(path, way)
    if (way === 'navigateTo') {
      if (this.top) hidePage(this.top)
    } else if (way === 'redirectTo') {
      if (this.top) this.#destroy(this.stack.pop()!)
    } else {
      this.#clear(way === 'switchTab')
    }
    const waiting = this.#tabs.get(path)
    const page = waiting ?? createPage(path, url, opener)
    this.stack.push(page)
    if (this.isTab(path)) this.#tabs.set(path, page)
    this.#reveal(page)
    tell('AppRoute', page, way)
    if (waiting) showPage(page)
    else startPage(page)
    routeDone(page, way)
  }

  get canGoBack(): boolean {
    const home = host().program.pages[0]!
    return (
      this.stack.length > 1 ||
      (this.top !== undefined && this.top.path !== home && !this.isTab(this.top.path))
    )
  }

  async back(delta = 1): Promise<boolean> {
    if (!this.canGoBack) return true
    const { leaveWarning } = this.top!
    if (leaveWarning !== undefined && !(await showModal({ content: leaveWarning })).confirm) return false
    if (this.stack.length === 1) {
      const home = host().program.pages[0]!
      this.open(home, this.isTab(home) ? 'switchTab' : 'reLaunch')
      return true
    }
    const closed = this.stack.splice(Math.max(1, this.stack.length - Math.max(1, delta)))
    for (const page of closed.reverse()) this.#destroy(page)
    this.#reveal(this.top!)
    tell('AppRoute', this.top!, 'navigateBack')
    showPage(this.top!)
    routeDone(this.top!, 'navigateBack')
    return true
  }

  #refuse(path: string, way: Way): void {
    const isTab = this.isTab(path)
    if (!host().program.pages.includes(path)) throw new Error(`page "${path}" is not found`)
    if (way === 'switchTab' && !isTab) throw new Error('can not switch to no-tabBar page')
    if (isTab && (way === 'navigateTo' || way === 'redirectTo'))
      throw new Error(`can not ${way} a tabbar page`)
    if (way === 'navigateTo' && this.stack.length >= stackLimit) throw new Error('webview count limit exceed')
  }

  /** Empties the stack; tabs stay alive when another tab is shown. */
  #clear(keepsTabs: boolean): void {
    for (const page of this.stack.splice(0).reverse()) {
      if (keepsTabs && this.#tabs.get(page.path) === page) hidePage(page)
      else this.#destroy(page)
    }
    if (!keepsTabs) for (const page of this.#tabs.values()) this.#destroy(page)
  }

  #destroy(page: Page): void {
    if (this.#tabs.get(page.path) === page) this.#tabs.delete(page.path)
    destroyPage(page)
  }

  redraw(changed: Set<string>): void {
    for (const { root, tabBar } of new Set([...this.stack, ...this.#tabs.values()])) {
      redrawIn(root.getComponent(), changed)
      if (tabBar) redrawIn(tabBar.getComponent(), changed)
    }
    if (this.top) installStyles(this.top.path)
  }

  #reveal(page: Page): void {
    for (const element of host().phone.pages.children)
      element.classList.toggle(ownClass('front'), element === page.element)
    installStyles(page.path)
    drawBars()
  }
}

/** Draws those of these units anew that are in a node, or are it; the others stay the same instances. */
function redrawIn(node: TreeNode, units: Set<string>): void {
  if (units.has(node.is!)) node.applyTemplateUpdates!()
  else for (const inner of node.getShadowRoot?.()?.childNodes ?? []) redrawIn(inner, units)
  for (const slotted of node.childNodes ?? []) redrawIn(slotted, units)
}

function tell(signal: 'AppRoute' | 'AppRouteDone', { path, query }: Page, openType: string): void {
  host().signals.fire(signal, {
    path,
    query,
    openType,
    notFound: false,
    renderer: 'webview',
    timeStamp: Date.now(),
  })
}

/** A page slides in while its scripts run; here it is there at once. */
function routeDone(page: Page, openType: string): void {
  setTimeout(() => {
    // Its scripts may have led on to another page.
    if (!host().pages.stack.includes(page)) return
    callPage(page, 'onRouteDone')
    page.root.getComponent().triggerPageLifetime('routeDone', [])
    tell('AppRouteDone', page, openType)
  })
}

/** In WeChat each page has a document of its own; here only the CSS that the page in front uses is installed. */
function installStyles(path: string): void {
  const { phone, program } = host()
  const css = withoutForeignFiles([program.styles.app, ...usedStyles(path)].join('\n'))
  if (phone.style.textContent !== css) phone.style.textContent = css
}

/** The CSS of a page or component and of every component inside it, inner ones first. */
function usedStyles(path: string): string[] {
  const { program } = host()
  const units = new Map(program.units.map(unit => [unit.path, unit]))
  const seen = new Set<ProgramUnit>()
  const styles: string[] = []
  const visit = (path: string) => {
    const unit = units.get(path)
    if (!unit || seen.has(unit)) return
    seen.add(unit)
    for (const inner of usedBy(unit, program)) visit(inner)
    styles.push(program.styles[path] ?? '')
  }
  visit(path)
  if (program.config.tabBar?.custom && host().pages.isTab(path)) visit(customTabBar)
  return styles
}
