/// <reference lib="dom" />
import type { ComponentInstance } from '../../local/preview/host/easel'
import type { CloudCall } from '../../local/preview/host/program'
import { findByLabel, findByText, tapElement, visibleText } from './harness-find'
import type { ActiveMiniProgram } from './harness-start'

// Taken now, so that a test's fake timers do not stop the harness itself.
const realSetTimeout = setTimeout
const realNow = Date.now.bind(Date)
const turn = () => new Promise<void>(resolve => realSetTimeout(resolve, 0))
const settleTurns = 4
// Only what fails waits so long: a busy machine may need some of it.
const waitMilliseconds = 90_000

/** What is on the screen of a started mini program, and hands to use it. */
export abstract class Shown {
  constructor(protected readonly active: ActiveMiniProgram) {}

  /** The element that holds the page or component. */
  abstract get root(): HTMLElement
  abstract get instance(): ComponentInstance

  /** The words on the screen; hidden parts are left out. */
  get text(): string {
    return visibleText(this.root)
  }

  get data(): Record<string, unknown> {
    return this.instance.data
  }

  /** Calls of cloud functions so far, oldest first. */
  get calls(): CloudCall[] {
    return this.active.calls
  }

  get complaints(): string[] {
    return this.active.complaints
  }

  /** Texts that went to the clipboard. */
  get copied(): string[] {
    return this.active.copied
  }

  get toast(): string | undefined {
    const toast = this.dialogs.querySelector('.preview--toast-title')
    return toast ? visibleText(toast as HTMLElement) : undefined
  }

  get dialog(): string | undefined {
    const dialog = this.dialogs.querySelector<HTMLElement>('[role=dialog]')
    return dialog ? visibleText(dialog) : undefined
  }

  protected get dialogs(): HTMLElement {
    return this.active.running.host.phone.dialogs
  }

  /** The first element that a selector finds; `view` and `.class` may be written as in WXSS. */
  element(selector: string): HTMLElement {
    const found = this.elements(selector)[0]
    if (!found) throw new Error(`nothing matches ${selector} in: ${this.text}`)
    return found
  }

  elements(selector: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('*')].filter(element => {
      if (!selector.startsWith('.')) return element.matches(selector)
      const name = selector.slice(1)
      return [...element.classList].some(own => own === name || own.endsWith(`--${name}`))
    })
  }

  /** Taps what shows exactly these words (or has them as aria-label or placeholder), or an element. */
  async tap(target: string | HTMLElement): Promise<void> {
    tapElement(typeof target === 'string' ? findByText(this.root, target) : target)
    await this.settle()
  }

  /** Types into the field with this label, aria-label, placeholder or name. */
  async input(target: string | HTMLElement, value: string): Promise<void> {
    const field = this.field(target)
    field.focus()
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await this.settle()
  }

  /** Leaves the field, which fires `change` and `blur`. */
  async leave(target: string | HTMLElement): Promise<void> {
    const field = this.field(target)
    field.dispatchEvent(new Event('change', { bubbles: true }))
    field.dispatchEvent(new Event('blur'))
    await this.settle()
  }

  /** What stands in a field. */
  value(target: string | HTMLElement): string {
    return this.field(target).value
  }

  field(target: string | HTMLElement): HTMLInputElement {
    return typeof target === 'string' ? findByLabel(this.root, target) : (target as HTMLInputElement)
  }

  /** Taps a picker by its words, chooses an item by its place or words, and 确定. */
  async pick(target: string | HTMLElement, item: number | string): Promise<void> {
    await this.tap(target)
    const items = [...this.dialogs.querySelectorAll<HTMLElement>('.preview--sheet-choice')]
    const chosen =
      typeof item === 'number' ? items[item] : items.find(element => element.textContent === item)
    if (!chosen)
      throw new Error(`no item ${item} in: ${items.map(element => element.textContent).join(', ')}`)
    chosen.click()
    await this.tapDialog('确定')
  }

  /** Presses a button of the open modal or sheet. */
  async tapDialog(words: string): Promise<void> {
    const buttons = [...this.dialogs.querySelectorAll('button')]
    const button = buttons.find(candidate => candidate.textContent === words)
    if (!button) throw new Error(`no button ${words} in the dialog: ${this.dialog ?? 'none is open'}`)
    button.click()
    await this.settle()
  }

  /** Waits for a condition; fails after 20 s with what is on the screen then. */
  async until(condition: () => boolean): Promise<void> {
    const start = realNow()
    while (!condition()) {
      if (realNow() - start > waitMilliseconds) throw new Error(`waited in vain; on the screen: ${this.text}`)
      await turn()
    }
    await this.settle()
  }

  /** Lets answered calls and everything that follows from them be drawn. */
  async settle(): Promise<void> {
    for (let count = 0; count < settleTurns; count += 1) await turn()
    if (this.active.expectsComplaints || this.complaints.length === 0) return
    const cause = this.active.firstCause
    throw new Error(`the mini program complained: ${this.complaints.splice(0).join('; ')}`, { cause })
  }
}

/** The page in front. */
export class ShownPage extends Shown {
  get #page() {
    return this.active.running.host.pages.top!
  }

  get root(): HTMLElement {
    return this.#page.element
  }

  get instance(): ComponentInstance {
    return this.#page.instance
  }

  get path(): string {
    return this.#page.path
  }

  get query(): Record<string, string> {
    return this.#page.query
  }

  get title(): string {
    return this.#page.title
  }

  /** Paths of all open pages, the one in front last. */
  get stack(): string[] {
    return this.active.running.host.pages.stack.map(page => page.path)
  }

  async back(): Promise<void> {
    this.active.running.host.pages.back()
    await this.settle()
  }

  async tapTab(words: string): Promise<void> {
    findByText(this.active.running.host.phone.tabBar, words).click()
    await this.settle()
  }

  async pullDown(): Promise<void> {
    this.active.running.host.phone.navigationBar.querySelector<HTMLElement>('.preview--refresh')!.click()
    await this.settle()
  }

  /** Whether the sign of a refresh is shown. */
  get isRefreshing(): boolean {
    return this.root.classList.contains('preview--refreshing')
  }

  /** Calls a method of the page that no tap reaches, such as `onReachBottom`. */
  async call(method: string, ...params: unknown[]): Promise<unknown> {
    const member = this.instance[method] as (...given: unknown[]) => unknown
    const result = await member.apply(this.instance, params)
    await this.settle()
    return result
  }
}

/** One component alone on the screen. */
export class ShownComponent extends Shown {
  /** Every event that the component fired. */
  readonly events: { name: string; detail: unknown }[] = []
  readonly root: HTMLElement
  readonly instance: ComponentInstance

  constructor(active: ActiveMiniProgram, path: string, properties: Record<string, unknown>) {
    super(active)
    const { runtime, phone } = active.running.host
    const component = runtime.createRoot('component-under-test', `/${path}`)
    const node = component.getComponent()
    const fire = node.triggerEvent
    node.triggerEvent = (name, detail, options) => {
      this.events.push({ name, detail })
      fire.call(node, name, detail, options)
    }
    this.instance = component.get()
    this.instance.setData(properties)
    this.root = phone.pages.appendChild(document.createElement('div'))
    component.attach(this.root, this.root.appendChild(document.createElement('span')))
  }

  /** Changes properties as the page around would. */
  async setProperties(properties: Record<string, unknown>): Promise<void> {
    this.instance.setData(properties)
    await this.settle()
  }

  /** Calls a public method of the component. */
  async call(method: string, ...params: unknown[]): Promise<unknown> {
    const member = this.instance[method] as (...given: unknown[]) => unknown
    const result = await member.apply(this.instance, params)
    await this.settle()
    return result
  }
}
