import type { Browser, Page } from 'playwright-core'
import { type Preview, startPreview } from '../../../local/preview/server'
import { hasChromium, launchChromium, type OpenPage, openPage } from './chromium'
import { removeFolders, writeFolder } from './project-folder'

/** One project in one browser, opened anew for each test. */
export class WxPage {
  #preview: Preview | undefined
  #browser: Browser | undefined
  #opened: OpenPage | undefined

  /** Starts the preview, and the browser if there is one. */
  async start(files: Record<string, string>): Promise<void> {
    this.#preview = await startPreview({
      project: writeFolder(files),
      callFunction: async () => ({ result: {} }),
    })
    if (hasChromium) this.#browser = await launchChromium()
  }

  async open(path = '', size: { width?: number; height?: number } = {}): Promise<Page> {
    this.#opened = await openPage(this.#browser!, { width: 390, height: 844, ...size })
    await this.page.goto(`${this.url}${path ? `?page=${encodeURIComponent(path)}` : ''}`)
    await this.page.locator('.preview--front wx-page').waitFor()
    return this.page
  }

  get page(): Page {
    return this.#opened!.page
  }

  get url(): string {
    return this.#preview!.url
  }

  /** What the page said of itself, above the phone. */
  notices(): Promise<string[]> {
    return this.page.locator('.preview--notice p').allTextContents()
  }

  /** What the code gives, or the `errMsg` or message that it fails with. */
  run(code: string): Promise<unknown> {
    const failed = 'return error.errMsg ?? error.message'
    return this.page.evaluate(
      `(async () => { try { return await (${code}) } catch (error) { ${failed} } })()`,
    )
  }

  async close(): Promise<void> {
    await this.#opened?.close()
    this.#opened = undefined
  }

  async stop(): Promise<void> {
    await this.#browser?.close()
    await this.#preview?.close()
    removeFolders()
  }
}
