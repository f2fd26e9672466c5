import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether this machine has a Redis to try things on. */
export const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** A Redis of the test's own. */
export interface RedisServer {
  readonly port: number
  start(): Promise<void>
  /** Kills it as a power cut would. */
  kill(): Promise<void>
  remove(): Promise<void>
}

/** A free port below those that the system gives away by itself: it stays free also while Redis is down. */
const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    const server = createServer()
    server.on('error', () => resolve(freePort()))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)))
  })

/** Redis writes it to its log, which is its output, once it listens. */
const isReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let log = ''
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      log += text
      if (/ready to accept connections/i.test(log)) resolve()
    })
    child.once('exit', () => reject(new Error(`redis-server ended before it was ready:\n${log}`)))
  })

export async function startRedis(): Promise<RedisServer> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-redis-'))
  let child: ChildProcess | undefined
  const server: RedisServer = {
    port,
    async start() {
      const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
      child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] })
      await isReady(child)
    },
    async kill() {
      const running = child
      child = undefined
      if (!running) return
      const ended = new Promise(resolve => running.once('exit', resolve))
      running.kill('SIGKILL')
      await ended
    },
    async remove() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}
