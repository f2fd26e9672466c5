import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const backlog = 1
const listening = `const server = require('net').createServer()
server.listen({ port: 0, host: '127.0.0.1', backlog: ${backlog} }, () => process.stdout.write(String(server.address().port)))`

/** A port whose connections are never made: the system drops every first packet, as a wall in between would. */
export interface FullServer {
  readonly port: number
  close(): void
}

/** Stops a process that listens, and fills the queue of connections that it does not accept. Linux drops the rest. */
export async function startFull(): Promise<FullServer> {
  const child = spawn(process.execPath, ['-e', listening], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = Number(String((await once(child.stdout, 'data'))[0]))
  child.kill('SIGSTOP')
  const queued: Socket[] = []
  // The system keeps one more than it is told.
  for (let at = 0; at <= backlog; at += 1) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    queued.push(socket)
    await once(socket, 'connect')
  }
  return {
    port,
    close() {
      for (const socket of queued) socket.destroy()
      child.kill('SIGKILL')
    },
  }
}
