// Four processes that share a store, a day of theirs, faults at random: `node bench/soak.mjs [--hours 24] [--seed 1]`.
// Time is virtual: every clock of the processes and of the stand-in jumps on together, nothing waits for it.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import * as http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const hours = option('hours', 24)
const seed = option('seed', Date.now() % 100_000)
const minute = 60_000
const lifetimeMs = 120 * minute

let state = seed
/** The same numbers for the same seed. */
const random = () => {
  state = (state * 1103515245 + 12345) % 2 ** 31
  return state / 2 ** 31
}

// What stands in for WeChat: stable_token, writes that are counted, faults.
let clock = 0
let alive = { token: '', endsAt: 0 }
let issued = 0
let fetches = 0
let revocations = 0
let fault = ''
const done = new Map()

const server = http.createServer((request, response) => {
  let body = ''
  request.on('data', chunk => {
    body += chunk
  })
  request.on('end', () => {
    const { pathname, searchParams } = new URL(request.url, 'http://x')
    const answer = value => response.end(JSON.stringify(value))
    if (fault === 'reset' && random() < 0.2) return request.socket.resetAndDestroy()
    if (fault === 'busy' && random() < 0.2) return answer({ errcode: -1, errmsg: 'busy' })
    if (pathname.endsWith('token')) {
      fetches += 1
      if (fault === 'noToken') return request.socket.destroy()
      if (alive.endsAt - clock < 5 * minute) {
        issued += 1
        alive = { token: `token-${issued}`, endsAt: clock + lifetimeMs }
      }
      return answer({ access_token: alive.token, expires_in: Math.floor((alive.endsAt - clock) / 1000) })
    }
    if (searchParams.get('access_token') !== alive.token || alive.endsAt <= clock) {
      return answer({ errcode: 40001, errmsg: 'bad token' })
    }
    if (body.includes('openid')) {
      const { openid } = JSON.parse(body)
      done.set(openid, (done.get(openid) ?? 0) + 1)
      if (fault === 'lostAnswer' && random() < 0.5) return request.socket.resetAndDestroy()
    }
    answer({ errcode: 0, errmsg: 'ok' })
  })
})
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${server.address().port}`

const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-soak-'))
const script = join(folder, 'process.cjs')
await build({
  stdin: {
    contents: `
      import { createOpenapi } from './shared'
      import { fileStore } from './shared/stores'
      let skew = 0
      const { now } = Date
      const { hrtime } = process
      Date.now = () => now() + skew
      process.hrtime = () => { const [s, n] = hrtime(); const t = s * 1000 + n / 1e6 + skew; return [Math.floor(t / 1000), (t % 1000) * 1e6] }
      const [, , url, path, name] = process.argv
      let openapi
      const open = () => { openapi = createOpenapi({ appid: 'wx1', secret: 'x'.repeat(32), baseUrl: url, store: fileStore(path) }) }
      open()
      let writes = 0
      process.on('message', async ({ jump, restart }) => {
        skew += jump
        if (restart) open()
        const outcomes = {}
        const count = key => { outcomes[key] = (outcomes[key] || 0) + 1 }
        const read = () => openapi.logistics.getAllDelivery().then(() => count('ok'), error => count(error.name))
        const write = () => openapi.logistics.updatePrinter({ openid: name + '-' + ++writes, updateType: 'bind' })
          .then(() => count('ok'), error => count(error.name))
        await Promise.all([read(), read(), read(), write()])
        if (global.gc) global.gc()
        process.send({ outcomes, rss: process.memoryUsage().rss })
      })`,
    resolveDir: process.cwd(),
    loader: 'ts',
  },
  outfile: script,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['wx-server-sdk'],
  logLevel: 'error',
})
const start = name => fork(script, [url, join(folder, 'tokens'), name], { execArgv: ['--expose-gc'] })
const processes = ['a', 'b', 'c', 'd'].map(start)
let started = 4

const outcomes = {}
const memory = []
const steps = Math.ceil((hours * 60) / 2)
const began = Date.now()
for (let step = 0; step < steps; step += 1) {
  const jump = 2 * minute
  clock += jump
  const dice = random()
  fault =
    dice < 0.05 ? 'reset' : dice < 0.1 ? 'busy' : dice < 0.13 ? 'noToken' : dice < 0.18 ? 'lostAnswer' : ''
  if (random() < 0.01) {
    revocations += 1
    alive = { token: '', endsAt: 0 }
  }
  if (random() < 0.01) {
    const at = Math.floor(random() * 4)
    processes[at].kill('SIGKILL')
    started += 1
    processes[at] = start(`process-${started}`)
    // Its clocks begin where those of the others are.
    processes[at].send({ jump: clock - jump })
    await once(processes[at], 'message')
  }
  const reports = await Promise.all(
    processes.map(async child => {
      const answered = once(child, 'message')
      child.send({ jump })
      const [report] = await answered
      return report
    }),
  )
  for (const { outcomes: some } of reports) {
    for (const [name, count] of Object.entries(some)) outcomes[name] = (outcomes[name] ?? 0) + count
  }
  memory.push(Math.max(...reports.map(({ rss }) => rss)))
}
for (const child of processes) child.kill()
server.close()
server.closeAllConnections()
rmSync(folder, { recursive: true, force: true })

const mebibytes = bytes => (bytes / 1024 / 1024).toFixed(1)
const duplicates = [...done.values()].filter(times => times > 1).length
const needed = Math.ceil((hours * 60 * minute) / (lifetimeMs - 5 * minute)) + revocations
const early = memory[Math.floor(memory.length / 4)]
const lines = [
  ['virtual hours', hours],
  ['seed', seed],
  ['seconds it took', ((Date.now() - began) / 1000).toFixed(0)],
  ['calls', Object.values(outcomes).reduce((sum, count) => sum + count, 0)],
  ['their outcomes', JSON.stringify(outcomes)],
  ['tokens issued', issued],
  ['tokens needed (expiries and revocations)', needed],
  ['token requests, failed ones included', fetches],
  ['revocations', revocations],
  ['processes killed', started - 4],
  ['writes done', done.size],
  ['writes done twice', duplicates],
  ['largest process after a quarter, MiB', mebibytes(early)],
  ['largest process at the end, MiB', mebibytes(memory[memory.length - 1])],
]
for (const [name, value] of lines) console.log(`${name}: ${value}`)
if (duplicates > 0 || issued > needed) process.exitCode = 1
