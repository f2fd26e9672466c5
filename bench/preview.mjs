// How fast the preview of the mini program is in a real browser. `node bench/preview.mjs` prints it by itself.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { median } from './statistics.mjs'

const executablePath = '/usr/bin/chromium'
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const manyOrders = 500
const operator = 'oABC'

/** Starts the built command for this repository; gives where the mini program is shown. */
function startPreview() {
  const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-bench-'))
  const child = spawn(process.execPath, ['dist/cli.js', 'start', '--port', '0'], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise(resolve => child.once('close', resolve))
  let output = ''
  const url = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', text => {
        output += text
        if (output.includes('Ctrl-C ends it')) resolve(/mini program +(http:\S+)/.exec(output)?.[1])
      })
    }
    gone.then(() => reject(new Error(`the command ended:\n${output}`)))
  })
  const stop = async () => {
    child.kill('SIGINT')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, stop }
}

/** Milliseconds from opening the address, with nothing in the browser's cache, to the first account on the screen. */
async function measureLoad(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const start = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.locator('.preview--front account-card').first().waitFor()
  const milliseconds = performance.now() - start
  await context.close()
  return milliseconds
}

const orders = Array.from({ length: manyOrders }, (_, at) => ({
  orderId: `SO${String(at).padStart(8, '0')}`,
  state: 'made',
  deliveryId: 'YUNDA',
  bizId: '123456789',
  company: '韵达快递',
  waybillId: `YUNDA4310${String(at).padStart(9, '0')}`,
  openid: operator,
  goods: '茶叶',
  receiverName: `收件人${at}`,
  receiverPhone: '13900000000',
  receiverAddress: '广东省广州市海珠区新港中路 397 号',
  sentAt: 1_700_000_000_000 + at,
}))

/** Milliseconds until 500 orders are laid out and painted: the first 50 with the tab, and all of them at once. */
async function measureOrders(browser, url) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  await context.addInitScript(
    ([key, value]) => localStorage.setItem(key, value),
    [`${operator}/mini-program:orders`, JSON.stringify({ value: orders })],
  )
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('.preview--front account-card').first().waitFor()
  const drawn = await page.evaluate(async count => {
    // Two frames: the first is laid out and painted when the second begins.
    const painted = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const timed = async draw => {
      const start = performance.now()
      draw()
      await painted()
      return performance.now() - start
    }
    const first = await timed(() => wx.switchTab({ url: '/pages/orders/orders' }))
    const [list] = getCurrentPages().slice(-1)
    const all = await timed(() => {
      list.setData({ shown: count })
      list.show()
    })
    return { first, all, cards: document.querySelectorAll('.preview--front order-card').length }
  }, manyOrders)
  await context.close()
  if (drawn.cards !== manyOrders) throw new Error(`${drawn.cards} of ${manyOrders} orders were drawn`)
  return drawn
}

/**
 * Measures the preview; needs the built command (`npm run build`) and Chromium.
 * @returns rows of what was measured and its median in milliseconds; none where there is no browser
 */
export async function measurePreview() {
  if (!existsSync(executablePath)) return []
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
  })
  const preview = startPreview()
  try {
    const url = await preview.url
    const loads = []
    const draws = []
    for (let round = 0; round < rounds; round += 1) {
      loads.push(await measureLoad(browser, url))
      draws.push(await measureOrders(browser, url))
    }
    const figure = values => median(values).toFixed(0)
    return [
      ['preview, cold, to the first list', figure(loads)],
      [`tab with ${manyOrders} orders, the 50 it draws at first`, figure(draws.map(({ first }) => first))],
      [`all ${manyOrders} orders drawn at once`, figure(draws.map(({ all }) => all))],
    ]
  } finally {
    await browser.close()
    await preview.stop()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [what, milliseconds] of await measurePreview()) console.log(`${what}: ${milliseconds} ms`)
}
