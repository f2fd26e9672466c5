// Processes that wait for orders, and fleets of them.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folder, start } from './tidy.mjs'

/** What a process says next; a process that ends instead is an error. */
const answerOf = child =>
  new Promise((resolve, reject) => {
    const ended = (code, signal) => {
      child.off('message', said)
      reject(new Error(`a process ended by itself: ${signal ?? code}`))
    }
    const said = message => {
      child.off('exit', ended)
      resolve(message)
    }
    child.once('message', said)
    child.once('exit', ended)
  })

/** Starts a script that takes orders (orders.cjs), and waits until it does. */
export async function startProcess(script, config, options) {
  const child = start(script, [JSON.stringify(config)], options)
  await answerOf(child)
  return {
    child,
    ask(order) {
      child.send(order)
      return answerOf(child)
    },
  }
}

const fleetProcess = fileURLToPath(new URL('fleet-process.cjs', import.meta.url))
let fleets = 0

/** Processes that share one place for tokens: `{ library, url, auth }`. */
export async function startFleet(config, size = 4) {
  fleets += 1
  const shared = join(folder, `fleet-${fleets}`)
  mkdirSync(shared, { mode: 0o700 })
  const processes = await Promise.all(
    Array.from({ length: size }, () => startProcess(fleetProcess, { ...config, folder: shared })),
  )
  return {
    processes,
    /** The same order for all; how many calls failed. */
    async ask(order) {
      const reports = await Promise.all(processes.map(({ ask }) => ask(order)))
      return reports.reduce((sum, { failed }) => sum + failed, 0)
    },
    stop() {
      for (const { child } of processes) child.kill('SIGKILL')
    },
  }
}
