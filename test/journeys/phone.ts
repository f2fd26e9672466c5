/// <reference lib="dom" />
import type { Browser, Locator, Page } from 'playwright-core'

/** How somebody holds the mini program. */
export interface Hand {
  name: 'mouse' | 'touch'
  width: number
  height: number
}

/** A wide window with the panel beside the phone. */
export const mouse: Hand = { name: 'mouse', width: 1280, height: 900 }
/** A phone's own width: the mini program fills it. */
export const touch: Hand = { name: 'touch', width: 390, height: 844 }

/** The mini program in somebody's hand. */
export interface Phone {
  hand: Hand
  page: Page
  /** The page in front, between the bars. */
  front: Locator
  /** What the browser was told that something failed. */
  errors: string[]
  /** A click, or a finger on the glass. */
  tap(target: Locator): Promise<void>
  tapButton(name: string): Promise<void>
  type(label: string, text: string): Promise<void>
  /** Opens a tab of the bar below. */
  openTab(name: string): Promise<void>
  /** Answers a dialog with one of its buttons. */
  answer(dialog: string, button: string): Promise<void>
  /** Reads the page again: by the button in the bar, or by pulling the page down. */
  refresh(): Promise<void>
  close(): Promise<void>
}

/** Opens the preview in a browser that remembers nothing. */
export async function openPhone(browser: Browser, url: string, hand: Hand = mouse): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width: hand.width, height: hand.height },
    hasTouch: hand.name === 'touch',
    colorScheme: 'light',
    // The README shows pictures of a phone at half their size, so that they are sharp on a fine screen.
    deviceScaleFactor: process.env.UPDATE_PICTURES && hand.name === 'touch' ? 2 : 1,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  if (hand.name === 'touch') await page.addInitScript(noteWhereFingersLift)
  const errors: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', error => errors.push(String(error)))
  await page.goto(url)
  const tap = (target: Locator) => (hand.name === 'touch' ? touchUntilLifted(page, target) : target.click())
  const front = page.locator('.preview--front')
  return {
    hand,
    page,
    front,
    errors,
    tap,
    tapButton: name => tap(front.getByRole('button', { name, exact: true })),
    async type(label, text) {
      const field = front.getByLabel(label, { exact: true })
      await tap(field)
      await field.fill(text)
    },
    openTab: name => tap(page.getByRole('navigation').getByRole('button', { name })),
    async answer(dialog, button) {
      await tap(page.getByRole('dialog', { name: dialog }).getByRole('button', { name: button }))
    },
    refresh: () => (hand.name === 'touch' ? pullDown(page) : tap(page.getByLabel('下拉刷新'))),
    close: () => context.close(),
  }
}

/** What a page notes of the last finger: whether what it touched was still there when it was lifted. */
interface Noted {
  finger?: 'on it' | 'on nothing'
}

function noteWhereFingersLift(): void {
  const noted = globalThis as Noted
  let touched: Node | undefined
  addEventListener('pointerdown', ({ target }) => (touched = target as Node), true)
  addEventListener('pointerup', () => (noted.finger = touched?.isConnected ? 'on it' : 'on nothing'), true)
  addEventListener('pointercancel', () => (noted.finger = 'on nothing'), true)
}

/**
 * Touches an element, and again if the page drew another in its place while the finger was down: the browser tells
 * only the old one that the finger was lifted, so nothing was tapped.
 */
async function touchUntilLifted(page: Page, target: Locator): Promise<void> {
  for (;;) {
    await page.evaluate(() => delete (globalThis as Noted).finger)
    await target.tap()
    const finger = await page.waitForFunction(() => (globalThis as Noted).finger)
    if ((await finger.jsonValue()) === 'on it') return
  }
}

/** A finger that goes down, along the glass and off it; Playwright itself only taps. */
async function pullDown(page: Page): Promise<void> {
  await page.locator('.preview--front > .preview--scroller').evaluate(scroller => {
    scroller.scrollTop = 0
  })
  const devtools = await page.context().newCDPSession(page)
  const touchAt = (type: string, ...points: { x: number; y: number }[]) =>
    devtools.send('Input.dispatchTouchEvent', { type: type as 'touchStart', touchPoints: points })
  await touchAt('touchStart', { x: 190, y: 200 })
  await touchAt('touchMove', { x: 190, y: 260 })
  await touchAt('touchMove', { x: 190, y: 330 })
  await touchAt('touchEnd')
  await devtools.detach()
}
