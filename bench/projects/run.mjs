// Runs the functions of a project with `wx-openapi start --offline`, and gives what came of each event.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Starts the built command for a project; gives the address of its emulator. */
async function start(project) {
  const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-bench-'))
  const args = ['dist/cli.js', 'start', '--offline', '--port', '0', '--project', project.folder]
  const child = spawn(process.execPath, args, {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise(resolve => child.once('close', resolve))
  let output = ''
  const url = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        output += text
        if (output.includes('Ctrl-C ends it')) resolve(/emulator +(http:\S+)/.exec(output)?.[1])
      })
    }
    gone.then(() => reject(new Error(`the command ended:\n${output}`)))
  })
  const stop = async () => {
    child.kill('SIGINT')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  const lines = () => {
    const said = output
    output = ''
    return said.split('\n').filter(Boolean)
  }
  return { url: await url.catch(error => stop().then(() => Promise.reject(error))), stop, lines }
}

/** What an author runs once comes first, then what a page calls first: collections, then the user. */
function inOrder(functions) {
  const rank = ({ name, folder, entry }) => {
    const isSetUp =
      /^init/i.test(name) || (entry && /createCollection\(/.test(readFileSync(join(folder, entry), 'utf8')))
    return isSetUp ? 0 : /login|register|signup|getopenid/i.test(name) ? 1 : 2
  }
  return [...functions].sort((a, b) => rank(a) - rank(b))
}

/**
 * Calls each function of a project once with each of its events, one after the other.
 * @returns what came of each: `{ name, data, result }` or `{ name, data, errCode, errMsg }`, with the lines that the
 * function and the emulator wrote, and how long it took
 */
export async function runProject(project, events) {
  const running = await start(project)
  const outcomes = []
  try {
    running.lines()
    for (const { name } of inOrder(project.functions)) {
      for (const { data, openid } of events.get(name)) {
        const began = performance.now()
        const response = await fetch(`${running.url}/__emu/functions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ name, data, openid, log: true }),
        })
        const { log, milliseconds, ...outcome } = await response.json()
        const whole = performance.now() - began
        outcomes.push({ name, data, ...outcome, lines: running.lines(), milliseconds, whole })
      }
    }
  } finally {
    await running.stop()
  }
  return outcomes
}
