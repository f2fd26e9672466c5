// How many mini programs of other people open here: starts the command for each, opens every page in Chromium, and
// writes the table of front ends in bench/PROJECTS.md. Needs `npm run build`.
// node bench/fronts.mjs <folder of repositories, each in a folder owner+name> [part of a project's name]
// With a part of a name only these run, and what came of the others before is counted as it is.
// FRONTS_SHOTS=<folder> keeps a picture of each page, FRONTS_NOTICES=1 prints what was complained about,
// FRONTS_PAGES=<count> opens so many pages of each, FRONTS_PACKAGES=<a node_modules> is found by the functions of each.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { findFronts, listPages } from './fronts/find.mjs'
import { openPages } from './fronts/open.mjs'
import { reportFronts } from './fronts/report.mjs'
import { startPreview } from './fronts/start.mjs'

const [given, part = ''] = process.argv.slice(2)
if (!given) throw new Error('name the folder of the repositories')
const folder = resolve(given)
const shots = process.env.FRONTS_SHOTS
const packages = process.env.FRONTS_PACKAGES
const printsNotices = process.env.FRONTS_NOTICES === '1'
const mostPages = Number(process.env.FRONTS_PAGES ?? 400)
/** What came of each before. */
const kept = `${folder}-fronts.json`

/** Starts a copy of the project, for a start writes into it, and opens its pages. */
async function measure(browser, { project, miniProgram, title }) {
  const parent = mkdtempSync(join(tmpdir(), 'fronts-'))
  const copy = join(parent, 'project')
  cpSync(project, copy, { recursive: true, filter: path => !/[\\/]\.git$/.test(path) })
  if (packages) symlinkSync(resolve(packages), join(parent, 'node_modules'))
  const start = performance.now()
  const preview = await startPreview(copy)
  const milliseconds = performance.now() - start
  try {
    const page = await (await fetch(preview.url)).text()
    const isBuilt = /"problems":\[\]/.test(page)
    if (!isBuilt) return { title, isBuilt, milliseconds, pages: [], lines: preview.lines() }
    const paths = listPages(miniProgram).slice(0, mostPages)
    const shotOf = path => shots && join(shots, `${title} ${path}.png`.replaceAll('/', '_'))
    const pages = await openPages(browser, preview.url, paths, shotOf)
    return { title, isBuilt, milliseconds, pages, lines: preview.lines() }
  } finally {
    await preview.stop()
    rmSync(parent, { recursive: true, force: true })
  }
}

const all = findFronts(folder)
const known = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {}
const results = Object.fromEntries(all.map(({ title }) => [title, known[title]]).filter(([, one]) => one))
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
try {
  for (const front of all.filter(({ title }) => title.includes(part))) {
    const result = await measure(browser, front).catch(error => ({
      ...{ title: front.title, isBuilt: false, milliseconds: 0, pages: [] },
      lines: [error.message],
    }))
    results[front.title] = result
    writeFileSync(kept, JSON.stringify(results, null, 1))
    const { title, isBuilt, milliseconds, pages, lines } = result
    const open = pages.filter(({ isOpen }) => isOpen).length
    const quiet = pages.filter(({ isOpen, notices }) => isOpen && notices.length === 0).length
    const built = isBuilt ? `started in ${milliseconds.toFixed(0)} ms` : 'not built'
    console.log(`${title}: ${built}, ${open} of ${pages.length} pages open, ${quiet} without a notice`)
    if (!printsNotices) continue
    for (const line of lines) console.log(`  ${line}`)
    for (const { path, notices } of pages) for (const notice of notices) console.log(`  ${path}: ${notice}`)
  }
} finally {
  await browser.close()
}
const file = 'bench/PROJECTS.md'
const begin = '<!-- made by bench/fronts.mjs -->'
const end = '<!-- end of fronts -->'
const text = readFileSync(file, 'utf8')
const table = reportFronts(
  all
    .map(front => ({ ...results[front.title], count: listPages(front.miniProgram).length }))
    .filter(({ title }) => title),
)
const [before] = text.split(begin)
const [, after] = text.split(end)
writeFileSync(file, `${before}${begin}\n\n${table}\n${end}${after}`)
console.log(table.split('\n').slice(0, 12).join('\n'))
