// Opens the pages of a mini program in Chromium, several at once, each with a browser that remembers nothing.

const openMilliseconds = 20_000
/** What a page does by itself is done so soon. */
const pageMilliseconds = 1_000
const atOnce = 3

/** @returns for each page whether it is open, and what was complained about */
export async function openPages(browser, url, paths, shotOf) {
  const results = []
  const waiting = [...paths.entries()]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, path] = next
      results[at] = { path, ...(await openPage(browser, url, path, shotOf(path))) }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}

async function openPage(browser, url, path, shot) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US' })
  const page = await context.newPage()
  try {
    await page.goto(`${url}?page=${path}`)
    await page
      .locator('.preview--front wx-page')
      .waitFor({ timeout: openMilliseconds })
      .catch(() => {})
    await page.waitForTimeout(pageMilliseconds)
    if (shot) await page.screenshot({ path: shot })
    return await page.evaluate(() => {
      const front = document.querySelector('.preview--front')
      const notices = [...document.querySelectorAll('.preview--notice p')].map(notice => notice.textContent)
      // A page may send its visitor on to another one.
      return { isOpen: Boolean(front?.querySelector('wx-page')), notices }
    })
  } catch (error) {
    return { isOpen: false, notices: [String(error)] }
  } finally {
    await context.close()
  }
}
