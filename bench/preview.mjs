// How fast the preview of the mini program is in a real browser. `node bench/preview.mjs` prints it by itself.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { median } from './statistics.mjs'

const executablePath = '/usr/bin/chromium'
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const manyOrders = 500
const operator = 'oABC'

/** Starts the built command for a project; gives where the mini program is shown, and what was written so far. */
function startPreview(project = '.') {
  const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-bench-'))
  const child = spawn(process.execPath, [resolve('dist/cli.js'), 'start', '--port', '0'], {
    cwd: project,
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
  return { url, stop, output: () => output }
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
  const page = await context.newPage()
  const isOpen = () => page.locator('.preview--front account-card').first().waitFor()
  await page.goto(url)
  await isOpen()
  // The orders are drawn at once for who was an operator before, and a list that was just read is not read again.
  await page.evaluate(orders => {
    wx.setStorageSync('orders', orders)
    wx.setStorageSync('orders-read-at', Date.now())
    wx.switchTab({ url: '/pages/orders/orders' })
  }, orders)
  await page.locator('.preview--front order-card').first().waitFor()
  await page.goto(url)
  await isOpen()
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

const manyPages = 100
const manyRows = 1_000
const pageOf = at => `pages/p${at}/p${at}`

/** The files of a mini program in the size of WeChat's own demo: pages of some hundred lines, with components. */
function* largeMiniProgram() {
  const pages = Array.from({ length: manyPages }, (_, at) => pageOf(at))
  const usingComponents = Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [`x-part${at}`, `/parts/x${at}`]),
  )
  const lines = (count, line) => Array.from({ length: count }, (_, at) => line(at)).join('\n')
  yield ['project.config.json', '{ "miniprogramRoot": "mp/", "cloudfunctionRoot": "cf/" }']
  yield ['cf/.keep', '']
  yield ['mp/app.json', JSON.stringify({ pages, usingComponents })]
  yield ['mp/app.js', 'App({})']
  yield ['mp/lib/say.js', 'exports.say = words => words']
  const paths = [...pages, ...Object.values(usingComponents).map(path => path.slice(1))]
  for (const [at, path] of paths.entries()) {
    const isPage = at < manyPages
    const row = '<view class="row" wx:for="{{rows}}" wx:key="*this"><text>row {{item}}</text></view>'
    const wxml = line => `<view class="a${line}" bindtap="tap${line}">{{words}} ${line}</view>`
    const script = line => `  tap${line}() { this.setData({ words: say('tapped ${line}') }) },`
    const style = line => `.a${line} { padding: ${line}rpx; color: #333 }`
    yield [`mp/${path}.json`, JSON.stringify({ component: !isPage })]
    yield [`mp/${path}.wxml`, `${isPage ? '<x-part1 />' : ''}${lines(80, wxml)}${isPage ? row : ''}`]
    yield [`mp/${path}.wxss`, `.row { padding: 20rpx }\n${lines(120, style)}`]
    const body = `${lines(150, script)}\n`
    yield [
      `mp/${path}.js`,
      `const { say } = require('/lib/say')\n` +
        (isPage
          ? `Page({ data: { words: 'w', rows: [] },\n${body}})`
          : `Component({ methods: {\n${body}} })`),
    ]
  }
}

/** How long a large mini program takes to be built, and from saving a file of a page until the browser shows the change. */
async function measureChange(browser) {
  const project = mkdtempSync(join(tmpdir(), 'wx-openapi-pages-'))
  for (const [path, text] of largeMiniProgram()) {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
  }
  const preview = startPreview(project)
  try {
    const url = await preview.url
    const built = Number(/built in (\d+) ms/.exec(preview.output())?.[1])
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
    await page.goto(`${url}?page=${pageOf(7)}`)
    const save = async (ending, text, seen) => {
      await page.locator('.preview--front wx-page').waitFor()
      const start = performance.now()
      writeFileSync(join(project, `mp/${pageOf(7)}.${ending}`), text)
      await page.getByText(seen).waitFor()
      return performance.now() - start
    }
    const templates = []
    const scripts = []
    for (let round = 0; round < rounds; round += 1)
      templates.push(await save('wxml', `<view>changed ${round} {{words}}</view>`, `changed ${round}`))
    for (let round = 0; round < rounds; round += 1)
      scripts.push(await save('js', `Page({ data: { words: 'script ${round}' } })`, `script ${round}`))
    await page.goto(`${url}?page=${pageOf(8)}`)
    await page.locator('.preview--front wx-page').waitFor()
    const list = await page.evaluate(scrollRows, manyRows)
    await page.close()
    return { built, templates, scripts, ...list }
  } finally {
    await preview.stop()
    rmSync(project, { recursive: true })
  }
}

/** In the page: draws so many rows, then scrolls from the first to the last; the milliseconds of each frame. */
async function scrollRows(count) {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
  const start = performance.now()
  const [page] = getCurrentPages()
  page.setData({ rows: Array.from({ length: count }, (_, at) => at) })
  await frame()
  await frame()
  const drawn = performance.now() - start
  const rows = document.querySelectorAll('.preview--front .row').length
  if (rows !== count) throw new Error(`${rows} of ${count} rows were drawn`)
  const scroller = document.querySelector('.preview--front .preview--scroller')
  const frames = []
  let last = await frame()
  for (let at = 1; at <= 120; at += 1) {
    scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * at) / 120
    const now = await frame()
    frames.push(now - last)
    last = now
  }
  return { drawn, frames }
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
    const large = await measureChange(browser)
    return [
      ['preview, cold, to the first list', figure(loads)],
      [`tab with ${manyOrders} orders, the 50 it draws at first`, figure(draws.map(({ first }) => first))],
      [`all ${manyOrders} orders drawn at once`, figure(draws.map(({ all }) => all))],
      [`a mini program of ${manyPages} pages built`, String(large.built)],
      ['from saving a template until the change is shown', figure(large.templates)],
      ['from saving a script until the change is shown', figure(large.scripts)],
      [`a list of ${manyRows} rows drawn at once`, figure([large.drawn])],
      ['a frame while that list is scrolled', figure(large.frames)],
    ]
  } finally {
    await browser.close()
    await preview.stop()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [what, milliseconds] of await measurePreview()) console.log(`${what}: ${milliseconds} ms`)
}
