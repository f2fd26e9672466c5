import type { Browser, Locator, Page } from 'playwright-core'
import type { Preview } from '../../../local/preview/server'
import { hasChromium, launchChromium, type OpenPage, openPage } from './chromium'
import { removeFolders } from './project-folder'

/** A page has it; what runs in it is written here. */
declare const wx: any

/** The preview of one project in one browser: in a page for all tests, or in one that is opened anew for each. */
export abstract class ProjectPage {
  readonly #window: Parameters<typeof openPage>[1]
  #preview: Preview | undefined
  #behind: { close(): Promise<void> }[] = []
  #browser: Browser | undefined
  #opened: OpenPage | undefined

  constructor(window: Parameters<typeof openPage>[1]) {
    this.#window = window
  }

  /** Takes the preview that was started and what is behind it, and starts the browser if there is one. */
  protected async show(preview: Preview, ...behind: { close(): Promise<void> }[]): Promise<void> {
    this.#preview = preview
    this.#behind = behind
    if (hasChromium) this.#browser = await launchChromium()
  }

  /** Opens the project, or one of its pages, in a browser that remembers nothing. */
  async open(path = ''): Promise<Page> {
    this.#opened = await openPage(this.#browser!, this.#window)
    return this.goTo(path && `?page=${encodeURIComponent(path)}`)
  }

  /** Opens the project with what is remembered, in the page that is open or in another tab. */
  async goTo(query = '', page = this.page): Promise<Page> {
    await page.goto(this.url + query)
    await page.locator('.preview--front wx-page').waitFor()
    return page
  }

  get page(): Page {
    return this.#opened!.page
  }

  /** Errors that the page wrote to the console or threw. */
  get errors(): string[] {
    return this.#opened!.errors
  }

  get url(): string {
    return this.#preview!.url
  }

  /** The sheet that is open. */
  get sheet(): Locator {
    return this.page.getByRole('dialog')
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** Calls a function of `wx`, does something meanwhile, and gives the answer or the failure. */
  async call(
    api: string,
    options: object = {},
    meanwhile?: (sheet: Locator) => Promise<unknown>,
  ): Promise<any> {
    await this.page.evaluate(
      ({ api, options }) => {
        const answer = wx[api](options).catch((error: unknown) => error)
        Object.assign(globalThis, { answer })
      },
      { api, options },
    )
    await meanwhile?.(this.sheet)
    return this.page.evaluate(() => (globalThis as any).answer)
  }

  async close(): Promise<void> {
    await this.#opened?.close()
    this.#opened = undefined
  }

  async stop(): Promise<void> {
    await this.#browser?.close()
    await this.#preview?.close()
    for (const part of this.#behind) await part.close()
    removeFolders()
  }
}
