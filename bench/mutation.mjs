// Do the tests see a changed line? Runs Stryker over each area of stryker.config.mjs, or over those that are named,
// prints the scores of what was run so far, and fails below the threshold.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { areas } from '../stryker.config.mjs'

const threshold = 85
const stryker = [
  '--yes',
  '-p',
  '@stryker-mutator/core@9',
  '-p',
  '@stryker-mutator/jest-runner@9',
  'stryker',
  'run',
]
const named = process.argv.slice(2)

for (const area of named.length > 0 ? named : Object.keys(areas)) {
  const env = { ...process.env, MUTATION_AREA: area }
  const { status } = spawnSync('npx', stryker, { env, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}

const seen = ['Killed', 'Timeout']
const unseen = ['Survived', 'NoCoverage']
/** Score, and how many mutants were seen and how many were not. */
const line = (name, mutants) => {
  const count = statuses => mutants.filter(({ status }) => statuses.includes(status)).length
  const [killed, survived] = [count(seen), count(unseen)]
  const score = (100 * killed) / (killed + survived)
  console.log(`| ${name} | ${score.toFixed(1)} % | ${killed} | ${survived} |`)
  return score
}

console.log('| file | score | killed | survived |\n| --- | ---: | ---: | ---: |')
const all = []
for (const area of Object.keys(areas)) {
  const report = `coverage/mutation/${area}.json`
  if (!existsSync(report)) continue
  const { files } = JSON.parse(readFileSync(report, 'utf8'))
  for (const file of Object.keys(files).sort()) {
    line(`\`${file}\``, files[file].mutants)
    all.push(...files[file].mutants)
  }
}
if (line('**all**', all) < threshold) process.exit(1)
