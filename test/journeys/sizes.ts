/// <reference lib="dom" />
import type { Page } from 'playwright-core'

/** A small phone, a tablet and a desktop. So high that a whole page is in sight. */
const windows = [320, 768, 1280].map(width => ({ width, height: 2600 }))

/**
 * What is too small for a finger (44 px), and what is wider than the page, in windows of three widths and both themes;
 * a line each. The page must follow the theme of the system.
 */
export async function findSizeFaults(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const size of windows) {
      await page.setViewportSize(size)
      const found = await page.evaluate(measure)
      faults.push(...found.map(fault => `${size.width} px, ${colorScheme}: ${fault}`))
    }
  }
  return faults
}

/** Runs in the page. */
async function measure(): Promise<string[]> {
  // The phone measures itself after the window, and draws then.
  for (let frames = 0; frames < 2; frames += 1) await new Promise(resolve => requestAnimationFrame(resolve))
  const front = document.querySelector('.preview--front > .preview--scroller')!
  const right = front.getBoundingClientRect().right + 0.5
  const name = (element: Element) =>
    element.getAttribute('aria-label') || element.textContent?.trim().slice(0, 20) || element.className
  const boxOf = (element: Element) => element.getBoundingClientRect()
  const isSeen = (element: Element) => boxOf(element).width > 0 && boxOf(element).height > 0
  const targets = [...front.querySelectorAll('[tabindex], input, textarea')]
    // The box around the browser's own field is what is touched.
    .map(element => element.closest('wx-input, wx-textarea') ?? element)
    .filter(isSeen)
  if (targets.length === 0) throw new Error('there is nothing to touch on the page')
  const small = targets
    .filter(target => boxOf(target).width < 43.9 || boxOf(target).height < 43.9)
    .map(target => `${name(target)} is ${boxOf(target).width} × ${boxOf(target).height}`)
  const wide = [...front.querySelectorAll('*')]
    .filter(element => isSeen(element) && boxOf(element).right > right)
    .map(element => `${name(element)} ends at ${boxOf(element).right}, the page at ${right}`)
  return [...new Set([...small, ...wide])]
}
