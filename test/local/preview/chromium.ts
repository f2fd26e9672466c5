import { existsSync, readFileSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

/** The first of them that is here; the shell is Chromium without what a window needs, and a third quicker. */
const executables = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
const executable = executables.find(existsSync)
const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The window of a phone. */
export const phoneWindow = { width: 390, height: 844 }
/** A window with room for the panel beside the phone. */
export const wideWindow = { width: 1280, height: 900 }

/** Whether there is a browser on this machine. */
export const hasChromium = executable !== undefined

/** `test`, or `test.skip` with the reason printed when there is no browser. */
export function testInChromium(): jest.It {
  if (hasChromium) return test
  console.warn(`Chromium is not installed: the tests in a real browser are skipped`)
  return test.skip
}

/** A page in a browser that remembers nothing. */
export interface OpenPage {
  page: Page
  /** Errors that the page wrote to the console or threw. */
  errors: string[]
  close(): Promise<void>
}

/** Starts the browser, with a profile that is removed when it is closed. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: executable, headless: true, args: quiet })
}

export async function openPage(
  browser: Browser,
  {
    width = wideWindow.width,
    height = wideWindow.height,
    deviceScaleFactor = 1,
    hasTouch = false,
    locale = 'en-US',
  } = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor,
    hasTouch,
    locale,
    colorScheme: 'light',
  })
  const page = await context.newPage()
  // Only what hangs waits so long.
  page.setDefaultTimeout(60_000)
  const errors: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', error => errors.push(String(error)))
  return { page, errors, close: () => context.close() }
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds on the page that is serious or worse, a line each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    type Violation = { impact: string; id: string; nodes: { html: string }[] }
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }
    const { violations } = await axe.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)
  })
}
