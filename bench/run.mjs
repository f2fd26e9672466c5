// Speed and size beside what users have today. Prints a table and writes it to bench/RESULTS.md.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureEmulator } from './emulator.mjs'
import { measurePreview } from './preview.mjs'
import { median } from './statistics.mjs'

const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const names = ['wx-openapi-shim', 'node:http', 'co-wechat-api', 'wx-server-sdk']
const lines = []
const say = line => {
  console.log(line)
  lines.push(line)
}
const table = (head, rows) => {
  say(`| ${head.join(' | ')} |`)
  say(`| ${head.map((_, at) => (at ? '---:' : '---')).join(' | ')} |`)
  for (const row of rows) say(`| ${row.join(' | ')} |`)
  say('')
}

const stub = spawn(process.execPath, ['bench/stub.mjs'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
const [port] = await once(stub.stdout, 'data')
const url = `http://127.0.0.1:${String(port).trim()}`
const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-bench-'))

/** Libraries take turns, so that a slow moment of the machine hits all of them. */
function measureCalls(size, atOnce, calls) {
  const results = Object.fromEntries(names.map(name => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      // It is so much slower that fewer calls tell as much.
      const count = name === 'wx-server-sdk' && size === 'small' ? calls / 6 : calls
      const args = ['bench/caller.cjs', name, url, size, atOnce, count].map(String)
      results[name].push(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })))
    }
  }
  const figure = (name, key) => median(results[name].map(result => result[key]))
  // Round by round, so that the drift of the machine cancels out.
  const ratio = name =>
    median(results[name].map((result, round) => result.cpuPerCall / results['node:http'][round].cpuPerCall))
  return names.map(name => [
    name,
    figure(name, 'cpuPerCall').toFixed(0),
    ratio(name).toFixed(2),
    figure(name, 'perSecond').toFixed(0),
  ])
}

/** Milliseconds from the start of node to its end, over bare node. */
function measureStart(scripts) {
  const times = Object.fromEntries(Object.keys(scripts).map(name => [name, []]))
  for (let round = 0; round < rounds * 4; round += 1) {
    for (const [name, script] of Object.entries(scripts)) {
      const start = process.hrtime.bigint()
      execFileSync(process.execPath, ['-e', script])
      times[name].push(Number(process.hrtime.bigint() - start) / 1e6)
    }
  }
  const bare = median(times['bare node'])
  return Object.entries(times).map(([name, all]) => [
    name,
    median(all).toFixed(1),
    (median(all) - bare).toFixed(1),
  ])
}

const functions = readdirSync('cloudfunctions')
execFileSync(process.execPath, ['tools/bundle-functions.mjs', folder])
const bundles = Object.fromEntries(functions.map(name => [name, join(folder, `${name}.js`)]))

try {
  say('# Results\n')
  say(
    `Made by \`npm run bench\` on ${cpus().length} × ${cpus()[0].model.trim()}, node ${process.version}, medians of ${rounds} rounds.`,
  )
  say(
    'Ratios were taken round by round within this one run; single times depend on the machine and on its other work.\n',
  )
  for (const atOnce of [1, 10, 100]) {
    say(`## One small POST, ${atOnce} at a time\n`)
    table(['library', 'CPU µs a call', '× node:http', 'calls a second'], measureCalls('small', atOnce, 18000))
  }
  say('## One GET with a list of 1 MB, 4 at a time\n')
  table(['library', 'CPU µs a call', '× node:http', 'calls a second'], measureCalls('large', 4, 60))
  say('## Start-up\n')
  const requiring = path => `require(${JSON.stringify(path)})`
  table(
    ['what is required', 'ms', 'ms over bare node'],
    measureStart({
      'bare node': '0',
      'cloud function logistics (its bundle)': requiring(bundles.logistics),
      ...(bundles.openapi && { 'cloud function openapi (its bundle)': requiring(bundles.openapi) }),
      'wx-openapi-shim, whole catalogue': requiring(join(process.cwd(), 'dist/cjs/index.js')),
      'node:http and node:https': "require('http');require('https')",
      'co-wechat-api': "require('co-wechat-api')",
      'wx-server-sdk': "require('wx-server-sdk')",
    }),
  )
  say('## Size\n')
  const kilobytes = path => (statSync(path).size / 1024).toFixed(1)
  const sizes = Object.entries(bundles).map(([name, path]) => [name, Number(kilobytes(path))])
  const largest = sizes.filter(([name]) => name !== 'openapi').sort((a, b) => b[1] - a[1])[0]
  table(
    ['bundle, minified', 'KB'],
    [
      ['cloud function logistics', kilobytes(bundles.logistics)],
      [`largest of ${sizes.length} cloud functions (${largest[0]})`, largest[1]],
      ...(bundles.openapi ? [['cloud function openapi, all methods', kilobytes(bundles.openapi)]] : []),
    ],
  )
  say('## The emulator, all its checks on, 50 calls at once\n')
  table(['call', 'calls a second'], await measureEmulator())
  say('## The mini program in a browser\n')
  const preview = await measurePreview()
  if (preview.length > 0) table(['what', 'ms'], preview)
  else say('Not measured: there is no Chromium on this machine.\n')
  say('## Type check\n')
  const start = Date.now()
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'])
  table(
    ['what', 'seconds'],
    [['tsc over shared, local, tools and cloud functions', ((Date.now() - start) / 1000).toFixed(1)]],
  )
  writeFileSync('bench/RESULTS.md', `${lines.join('\n').trim()}\n`)
} finally {
  stub.kill()
  rmSync(folder, { recursive: true, force: true })
}
