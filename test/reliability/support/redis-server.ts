import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
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

const answers = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => socket.write('PING\r\n'))
    socket.on('data', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

export async function startRedis(): Promise<RedisServer> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-redis-'))
  let child: ChildProcess | undefined
  const server: RedisServer = {
    port,
    async start() {
      const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
      child = spawn('redis-server', options, { stdio: 'ignore' })
      // It tells nobody that it listens: it is asked until it answers.
      while (!(await answers(port))) await new Promise(resolve => setTimeout(resolve, 20))
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
