// How tokens and writes fare under trouble, beside what users have today: `npm run bench:reliability`. It prints the
// figures, writes them to bench/RELIABILITY.md, and ends with 1 when one of ours misses its target.
// RELIABILITY_RUNS sets how often the races and the kills are run, 200 by default. Names of figures after the script
// (`node bench/reliability/run.mjs races bomb`) measure those alone and write nothing.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { measureAmplification } from './amplification.mjs'
import { measureBomb } from './bomb.mjs'
import { measureCanaries } from './canaries.mjs'
import { measureDeadline } from './deadline.mjs'
import { measureKilledHolder } from './killed-holder.mjs'
import { measureLostAnswers } from './lost-answers.mjs'
import { clearProgress, progressOf } from './progress.mjs'
import { measureRaces } from './races.mjs'
import { measureStoreOutage } from './store-outage.mjs'
import { measureTokenOutage } from './token-outage.mjs'
import { measureTokenOverhead } from './token-overhead.mjs'

const figures = {
  races: measureRaces,
  'lost-answers': measureLostAnswers,
  'killed-holder': measureKilledHolder,
  'store-outage': measureStoreOutage,
  'token-outage': measureTokenOutage,
  amplification: measureAmplification,
  canaries: measureCanaries,
  bomb: measureBomb,
  deadline: measureDeadline,
  'token-overhead': measureTokenOverhead,
}
const libraries = ['wx-openapi-shim', 'co-wechat-api', 'wechat-api']

const runs = Number(process.env.RELIABILITY_RUNS ?? 200)
const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !figures[name])
if (unknown.length > 0 || !Number.isInteger(runs) || runs < 1) {
  console.error(
    `RELIABILITY_RUNS is a number of 1 or more, and the figures are ${Object.keys(figures).join(', ')}`,
  )
  process.exit(2)
}

const rows = []
for (const [name, measure] of Object.entries(figures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const start = performance.now()
  const measured = await measure({ runs, tell: progressOf(name) })
  clearProgress()
  for (const row of measured) print(row)
  console.error(`(${name}: ${((performance.now() - start) / 1000).toFixed(0)} s)`)
  rows.push(...measured)
}
if (wanted.length === 0) writeFileSync(new URL('../RELIABILITY.md', import.meta.url), page())
// A figure without a target has no `isMet`: it is neither met nor missed.
process.exit(rows.some(({ isMet }) => isMet === false) ? 1 : 0)

function print({ name, target, isMet, measured }) {
  console.log(`${name} (${isMet === false ? 'MISSED' : 'target'}: ${target})`)
  for (const [library, figure] of Object.entries(measured)) console.log(`  ${library}: ${figure}`)
}

function page() {
  const cells = ({ name, target, isMet, measured }) => [
    name,
    isMet === false ? `${target}, **missed**` : target,
    ...libraries.map(library => measured[library] ?? '–'),
  ]
  const head = ['figure', 'target', ...libraries]
  const lines = [head, head.map(() => '---'), ...rows.map(cells)].map(line => `| ${line.join(' | ')} |`)
  return `# Reliability figures

Made by \`npm run bench:reliability\` (RELIABILITY_RUNS=${runs}) with node ${process.version} on ${cpus().length} × ${cpus()[0].model.trim()}.
Every process is real, every call goes over a socket to a server on the same machine; hours pass by moving the clocks.
All libraries have the same patience. The last figure alone is taken without a call.
The older libraries know \`cgi-bin/token\` alone, and share their token in a file, as their documentation shows. A dash:
not measured.

${lines.join('\n')}
`
}
