import type { Browser } from 'playwright-core'
import { hasChromium, launchChromium } from '../local/preview/chromium'

/** What all tests of a file share: a browser, and what its pages show. */
export interface Journey<Stand> {
  browser: Browser
  stand: Stand
}

/** Starts both before the tests of a file, if there is a browser, and ends both after them. */
export function prepareJourney<Stand extends { close(): Promise<void> }>(
  start: () => Promise<Stand>,
): Journey<Stand> {
  const journey: Partial<Journey<Stand>> = {}
  beforeAll(async () => {
    if (!hasChromium) return
    ;[journey.browser, journey.stand] = await Promise.all([launchChromium(), start()])
  }, 240_000)
  afterAll(async () => {
    await journey.browser?.close()
    await journey.stand?.close()
  })
  return journey as Journey<Stand>
}
