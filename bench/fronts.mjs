// How many mini programs of other people open here: builds each, opens every page in Chromium, prints a row a project.
// node bench/fronts.mjs <folder of projects> [part of a project's name]
// FRONTS_SHOTS=<folder> keeps a screenshot of each page, FRONTS_NOTICES=1 prints what was complained about.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, resolve } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'

const [folder = '.', part = ''] = process.argv.slice(2)
const shots = process.env.FRONTS_SHOTS
const printsNotices = process.env.FRONTS_NOTICES === '1'
const openMilliseconds = 10_000
/** What a page does by itself is done so soon. */
const pageMilliseconds = 700
const mostPages = Number(process.env.FRONTS_PAGES ?? 200)

/** The preview's own server, from its source. */
async function loadPreview() {
  const outfile = resolve('node_modules/.cache/fronts/server.cjs')
  await build({
    entryPoints: ['local/preview/server.ts'],
    bundle: true,
    platform: 'node',
    packages: 'external',
    outfile,
    logLevel: 'silent',
  })
  return (await import(outfile)).default
}

/** Folders with an app.json below `root`, each as the project that shows it. */
function findProjects(root) {
  return readdirSync(root, { recursive: true })
    .filter(
      path => /(^|\/)app\.json$/.test(path) && !/(^|\/)(node_modules|miniprogram_npm|dist)\//.test(path),
    )
    .filter(path => {
      try {
        return Array.isArray(JSON.parse(readFileSync(join(root, path), 'utf8').replace(/^\uFEFF/, '')).pages)
      } catch {
        return false
      }
    })
    .map(path => dirname(join(root, path)))
    .map(miniProgram => ({ miniProgram, project: projectOf(miniProgram, root) }))
}

function projectOf(miniProgram, root) {
  for (let above = miniProgram; above.startsWith(root); above = dirname(above)) {
    const file = join(above, 'project.config.json')
    if (!existsSync(file)) continue
    try {
      const { miniprogramRoot = '' } = JSON.parse(readFileSync(file, 'utf8'))
      if (resolve(above, miniprogramRoot) === miniProgram) return above
    } catch {
      // Another folder may show it.
    }
  }
  return miniProgram
}

/** Opens one page; resolves to what is wrong with it, or to nothing. */
async function openPage(browser, url, path, shot) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US' })
  const page = await context.newPage()
  try {
    await page.route(
      address => address.hostname !== '127.0.0.1',
      route => route.abort(),
    )
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

function listPages(miniProgram) {
  const config = JSON.parse(readFileSync(join(miniProgram, 'app.json'), 'utf8').replace(/^\uFEFF/, ''))
  const parts = config.subPackages ?? config.subpackages ?? []
  return [
    ...config.pages,
    ...parts.flatMap(({ root, pages = [] }) => pages.map(page => posix.join(root, page))),
  ]
}

async function measure(startPreview, browser, { project, miniProgram }) {
  const lines = []
  const start = performance.now()
  const preview = await startPreview({
    project,
    callFunction: async () => ({ result: {} }),
    log: line => lines.push(line),
  })
  const milliseconds = performance.now() - start
  try {
    const script = await (await fetch(`${preview.url}mini-program.js`)).text()
    if (script === '') return { isBuilt: false, milliseconds, pages: [], lines }
    const pages = []
    for (const path of listPages(miniProgram).slice(0, mostPages)) {
      const shot = shots && join(shots, `${relative(folder, project)} ${path}.png`.replaceAll('/', '_'))
      pages.push({ path, ...(await openPage(browser, preview.url, path, shot)) })
    }
    return { isBuilt: true, milliseconds, pages, lines }
  } finally {
    await preview.close()
  }
}

const { startPreview } = await loadPreview()
if (shots) mkdirSync(shots, { recursive: true })
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
})
const total = { projects: 0, built: 0, first: 0, every: 0, quiet: 0 }
try {
  for (const found of findProjects(resolve(folder)).filter(({ project }) => project.includes(part))) {
    const name = relative(resolve(folder), found.project)
    total.projects += 1
    try {
      const { isBuilt, milliseconds, pages, lines } = await measure(startPreview, browser, found)
      const open = pages.filter(({ isOpen }) => isOpen)
      const quiet = open.filter(({ notices }) => notices.length === 0)
      total.built += isBuilt ? 1 : 0
      total.first += quiet[0] !== undefined && quiet[0] === pages[0] ? 1 : 0
      total.every += isBuilt && open.length === pages.length ? 1 : 0
      total.quiet += isBuilt && quiet.length === pages.length ? 1 : 0
      const built = isBuilt ? `built in ${milliseconds.toFixed(0)} ms` : 'not built'
      console.log(
        `${name}: ${built}, ${open.length} of ${pages.length} pages open, ${quiet.length} without a notice`,
      )
      if (!printsNotices) continue
      for (const line of lines) console.log(`  ${line}`)
      for (const { path, notices } of pages) for (const notice of notices) console.log(`  ${path}: ${notice}`)
    } catch (error) {
      console.log(`${name}: ${error.message}`)
    }
  }
} finally {
  await browser.close()
}
console.log(
  `${total.projects} mini programs: ${total.built} build, ${total.first} open their first page without a notice, ` +
    `${total.every} open every page, ${total.quiet} every page without a notice`,
)
