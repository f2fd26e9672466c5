// What has to be gone when a run is over, however it ends: its processes and its files.
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where a run may write. */
export const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-bench-'))

const children = new Set()

/** Starts a process that does not outlive this one. */
export function start(script, args, options) {
  const child = fork(script, args, options)
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
  // One of them may be about to write.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
})

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
for (const [signal, code] of Object.entries(exitCodes)) process.once(signal, () => process.exit(code))
