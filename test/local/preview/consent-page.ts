import type { Locator } from 'playwright-core'
import { hasChromium } from './chromium'
import { CloudPage } from './cloud-page'
import { consentProject } from './consent-project'
import { writeFolder } from './project-folder'

/** The page has these. */
declare const wx: any
declare const getCurrentPages: () => any[]

/** The project of the open-types, in one page for all tests. */
export class ConsentPage extends CloudPage {
  override async start(): Promise<void> {
    await super.start(writeFolder(consentProject))
    if (hasChromium) await this.open()
  }

  /** Opens the first page, as who is named. */
  async goToAs(caller = 'operator'): Promise<void> {
    await this.goTo(`?caller=${caller}`)
  }

  /** Forgets what was decided; the privacy guidelines are agreed to unless told. Opens the page anew if it has to. */
  async anew(agrees = true): Promise<void> {
    const isReady = await this.page.evaluate(() => {
      const { document, localStorage, location } = globalThis as any
      localStorage.clear()
      wx.offNeedPrivacyAuthorization()
      const [page] = getCurrentPages()
      page.setData({ told: [] })
      const isOperator = location.search !== '?caller=customer'
      return isOperator && page.route === 'pages/ask/ask' && !document.querySelector('[role=dialog]')
    })
    if (!isReady) await this.goToAs()
    if (!agrees) return
    await this.page.getByText('agreePrivacyAuthorization').click()
    await this.told()
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
