// Four processes that share a store, a day of theirs, faults at random: `npm run soak -- --hours 24 --seed 1`.
// Time is virtual: every clock of the processes and of WeChat's stand-in jumps on together, nothing waits for it.
// Ends with 1 when a law of the last lines is broken.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { startProcess } from './reliability/processes.mjs'
import { clearProgress, progressOf } from './reliability/progress.mjs'
import { folder } from './reliability/tidy.mjs'
import { lifetimeMs, startWeChat } from './reliability/we-chat.mjs'
import { mebibytes } from './statistics.mjs'

const minute = 60_000
const stepMs = 2 * minute
/** `stable_token` gives another one only when so much is left. */
const renewBeforeMs = 5 * minute
const size = 4

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const hours = option('hours', 24)
const seed = option('seed', Date.now() % 100_000)
if (!(hours > 0) || !Number.isInteger(seed)) {
  console.error('--hours is a number above 0, --seed a whole number')
  process.exit(2)
}

let state = seed
/** The same numbers for the same seed; calls that run at once may still draw them in another order. */
const random = () => {
  state = (state * 1103515245 + 12345) % 2 ** 31
  return state / 2 ** 31
}

const weChat = await startWeChat()
/** What is wrong in this step, and who dies in it. */
let fault = ''
let dying
/** How often each write was done. */
const done = new Map()
const breakOff = response => Boolean(response.socket.resetAndDestroy())

weChat.behave = ({ isToken, response, body, token }) => {
  dying?.kill('SIGKILL')
  dying = undefined
  if (fault === 'reset' && random() < 0.2) return breakOff(response)
  if (fault === 'busy' && random() < 0.2) return Boolean(response.end('{"errcode":-1,"errmsg":"busy"}'))
  if (fault === 'noToken' && isToken) return breakOff(response)
  if (isToken || !body.includes('openid') || !weChat.isAlive(token)) return false
  const { openid } = JSON.parse(body)
  done.set(openid, (done.get(openid) ?? 0) + 1)
  return fault === 'lostAnswer' && random() < 0.5 && breakOff(response)
}

function chooseFault() {
  const dice = random()
  if (dice < 0.05) return 'reset'
  if (dice < 0.1) return 'busy'
  if (dice < 0.13) return 'noToken'
  return dice < 0.18 ? 'lostAnswer' : ''
}

const script = join(folder, 'soak-process.cjs')
await build({
  entryPoints: [fileURLToPath(new URL('soak-process.mjs', import.meta.url))],
  outfile: script,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['wx-server-sdk'],
  logLevel: 'error',
})
const shared = join(folder, 'tokens')
mkdirSync(shared, { mode: 0o700 })
let started = 0
const startOne = () => {
  started += 1
  const config = { url: weChat.url, folder: shared, name: `process-${started}`, at: weChat.clock }
  return startProcess(script, config, { execArgv: ['--expose-gc'] })
}
const processes = await Promise.all(Array.from({ length: size }, startOne))

const outcomes = {}
const memory = []
let revocations = 0
let failedWithoutFault = 0

async function step() {
  weChat.clock += stepMs
  fault = chooseFault()
  if (random() < 0.01) {
    revocations += 1
    weChat.revoke()
  }
  const victim = random() < 0.01 ? Math.floor(random() * size) : -1
  dying = processes[victim]?.child
  const reports = await Promise.all(
    processes.map(({ ask }, at) =>
      at === victim ? ask({ jump: stepMs }).catch(() => undefined) : ask({ jump: stepMs }),
    ),
  )
  if (victim >= 0) processes[victim] = await startOne()
  const alive = reports.filter(Boolean)
  for (const outcome of alive.flatMap(report => report.outcomes)) {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    if (outcome !== 'ok' && fault === '') failedWithoutFault += 1
  }
  memory.push(Math.max(...alive.map(({ rss }) => rss)))
}

const began = performance.now()
const steps = Math.ceil((hours * 60 * minute) / stepMs)
const tell = progressOf('soak')
for (let at = 0; at < steps; at += 1) {
  await step()
  tell(Math.round((at * stepMs) / minute), hours * 60, 'virtual minutes')
}
clearProgress()

const calls = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
const killed = started - size
const duplicates = [...done.values()].filter(times => times > 1).length
const needed = Math.ceil((hours * 60 * minute) / (lifetimeMs - renewBeforeMs)) + revocations
const early = memory[Math.floor(memory.length / 4)]
const late = memory[memory.length - 1]
const facts = [
  ['virtual hours', hours],
  ['seed', seed],
  ['seconds it took', ((performance.now() - began) / 1000).toFixed(0)],
  ['revocations', revocations],
  ['processes killed in their work', killed],
  ['calls', calls],
  ['calls that failed', `${calls - (outcomes.ok ?? 0)} ${JSON.stringify(outcomes)}`],
  ['writes done', done.size],
  ['token requests, failed ones included', weChat.tokenRequests],
]
/** What is counted, and what it may be at most. */
const laws = [
  ['calls that failed in a step without a fault', failedWithoutFault, 0],
  ['writes done twice', duplicates, 0],
  ['tokens issued (expiries and revocations)', weChat.tokensIssued, needed],
  ['token requests answered (and one a kill)', weChat.tokenAnswers, needed + killed],
  ['largest process at the end, MiB (twice that after a quarter)', mebibytes(late), mebibytes(2 * early)],
]
for (const [name, value] of facts) console.log(`${name}: ${value}`)
const broken = laws.filter(([, value, limit]) => !(Number(value) <= Number(limit)))
for (const law of laws) {
  const [name, value, limit] = law
  console.log(`${name}: ${value}, at most ${limit}${broken.includes(law) ? ' BROKEN' : ''}`)
}
process.exit(broken.length > 0 ? 1 : 0)
