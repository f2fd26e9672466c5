import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { openPreview } from '../../../local/cli/start/open-preview'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { type Functions, startFunctions } from '../../../local/functions/start-functions'
import type { Preview } from '../../../local/preview/server'
import { hasChromium, launchChromium, type OpenPage, openPage } from './chromium'
import { consentProject } from './consent-project'
import { removeFolders, writeFolder } from './project-folder'

/** The page has these. */
declare const wx: any
declare const getCurrentPages: () => any[]

/** The project on a phone in Chromium, with an emulator behind it. */
export class ConsentPage {
  emulator!: Emulator
  preview!: Preview
  opened!: OpenPage
  #functions!: Functions
  #browser: Browser | undefined

  async start(): Promise<void> {
    this.emulator = await startEmulator()
    const folder = writeFolder(consentProject)
    const functionFolder = join(folder, 'cloudfunctions')
    this.#functions = startFunctions({ root: functionFolder, environment: this.emulator.env })
    const running = { emulator: this.emulator, functions: this.#functions }
    this.preview = (await openPreview({ folder, functionFolder }, running, () => undefined))!
    if (!hasChromium) return
    this.#browser = await launchChromium()
    this.opened = await openPage(this.#browser)
    await this.open()
  }

  async close(): Promise<void> {
    await this.#browser?.close()
    await this.preview.close()
    await this.#functions.close()
    await this.emulator.close()
    removeFolders()
  }

  get page(): Page {
    return this.opened.page
  }

  /** The sheet that is open. */
  get sheet(): Locator {
    return this.page.getByRole('dialog')
  }

  /** Opens the first page, as who is named. */
  async open(caller = 'operator'): Promise<void> {
    await this.page.goto(`${this.preview.url}?caller=${caller}`)
    await this.page.getByText('getPhoneNumber').waitFor()
  }

  /** Forgets what was decided; the privacy guidelines are agreed to unless told. Opens the page anew if it has to. */
  async anew(agrees = true): Promise<void> {
    const isReady = await this.page.evaluate(() => {
      const { document, localStorage, location } = globalThis as any
      localStorage.clear()
      wx.offNeedPrivacyAuthorization()
      const [page] = getCurrentPages()
      page.setData({ told: [] })
      const isOperator = location.search === '?caller=operator'
      return isOperator && page.route === 'pages/ask/ask' && !document.querySelector('[role=dialog]')
    })
    if (!isReady) await this.open()
    if (!agrees) return
    await this.page.getByText('agreePrivacyAuthorization').click()
    await this.told()
  }

  /** Calls a function of `wx`, does something meanwhile, and gives the answer or the failure. */
  async call(api: string, options: object = {}, meanwhile?: (sheet: Locator) => Promise<void>): Promise<any> {
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

  /** The events that the page was told of since the last time, once there are so many. */
  async told(count = 1): Promise<any[]> {
    await this.page.waitForFunction(count => getCurrentPages()[0].data.told.length >= count, count)
    return this.page.evaluate(() => {
      const [page] = getCurrentPages()
      const { told } = page.data
      page.setData({ told: [] })
      return told
    })
  }
}

/** Taps a button of the sheet. */
export const tap = (words: string) => (sheet: Locator) =>
  sheet.getByRole('button', { name: words, exact: true }).click()
