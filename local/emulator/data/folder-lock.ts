import { createHash } from 'node:crypto'
import { closeSync, constants, openSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** Flag of `open` in macOS and the BSDs, of which node has no name: the file is this one's alone, or nobody's. */
const exclusiveLock = 0x20

/**
 * Takes a folder for this process alone. The lock is one that the system itself takes away when the process ends, however
 * it ends: nothing is left behind that a later process could be mistaken for.
 * @returns gives the folder free; undefined when another process holds it
 */
export async function lockFolder(folder: string): Promise<(() => void) | undefined> {
  if (process.platform === 'linux' || process.platform === 'android') return listenAt(`\0${nameOf(folder)}`)
  if (process.platform === 'win32') return listenAt(`\\\\.\\pipe\\${nameOf(folder)}`)
  return openAlone(join(folder, 'lock'))
}

/** The same by whatever path one comes to the folder. */
function nameOf(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true })
  return `wx-openapi-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`
}

/** A socket of Linux without a file, or a pipe of Windows: each can be listened to once. */
function listenAt(path: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen({ path, exclusive: true }, () => resolve(() => void server.close()))
    server.unref()
  })
}

function openAlone(path: string): (() => void) | undefined {
  try {
    const { O_RDWR, O_CREAT, O_NONBLOCK } = constants
    const file = openSync(path, O_RDWR | O_CREAT | O_NONBLOCK | exclusiveLock)
    return () => closeSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EAGAIN' || code === 'EWOULDBLOCK') return undefined
    throw error
  }
}
