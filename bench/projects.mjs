// Runs every cloud function of public projects on this machine, sorts what comes of it by cause, and writes
// bench/PROJECTS.md. Nothing of the projects is kept but the numbers.
// node bench/projects.mjs <folder of repositories, each in a folder owner+name> [part of a project's name]
// With a part of a name only these run, and what came of the others before is counted as it is.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { eventsOf } from './projects/events.mjs'
import { findProjects, readJson } from './projects/find.mjs'
import { install } from './projects/install.mjs'
import { report } from './projects/report.mjs'
import { runProject } from './projects/run.mjs'
import { causeOf } from './projects/sort.mjs'

const [given, part = ''] = process.argv.slice(2)
if (!given) throw new Error('name the folder of the repositories')
const folder = resolve(given)
/** Packages, and what came of each project. */
const kept = `${folder}-kept`
const all = findProjects(folder)
const projects = all.filter(({ title }) => title.includes(part))
const fileOf = ({ title }) => join(kept, `${title.replace(/[ /]/g, '+')}.json`)

async function runAll() {
  for (const project of projects) {
    const isOther = path => path !== project.folder && all.some(other => other.folder === path)
    try {
      const outcomes = await runProject(project, eventsOf(project, isOther))
      writeFileSync(fileOf(project), JSON.stringify(outcomes, null, 1))
      for (const one of outcomes.filter(one => causeOf(one) === 'unread'))
        console.log(`${project.title}: ${one.name} is not explained: ${one.errMsg}`)
    } catch (error) {
      console.log(`${project.title}: ${error.message}`)
    }
  }
}

/** Runs this program in a network of its own, with this machine alone in it: what passes the fence gets nowhere. */
function runCutOff() {
  const cut = ['-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', 'nice', process.execPath]
  spawnSync('unshare', [...cut, ...process.argv.slice(1)], {
    env: { ...process.env, BENCH_IS_CUT_OFF: '1' },
    stdio: 'inherit',
  })
}

function writeReport() {
  const done = all
    .filter(project => existsSync(fileOf(project)))
    .map(project => ({ ...project, outcomes: readJson(fileOf(project)) }))
  const text = readFileSync('bench/PROJECTS.md', 'utf8')
  const [before] = text.split(/(?<=<!-- made by bench\/projects\.mjs -->\n)/)
  writeFileSync('bench/PROJECTS.md', `${before}\n${report(done)}`)
}

mkdirSync(kept, { recursive: true })
if (process.env.BENCH_IS_CUT_OFF) await runAll()
else {
  for (const project of projects) for (const one of project.functions) install(one, join(kept, 'packages'))
  runCutOff()
  writeReport()
}
