import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'

/**
 * How many bytes the system still holds that the other side's system has not taken. Where the system does not tell, as
 * all but Linux, 0.
 */
export async function undelivered({ localPort, remotePort, remoteFamily }: Socket): Promise<number> {
  const table = await readFile(remoteFamily === 'IPv6' ? '/proc/net/tcp6' : '/proc/net/tcp', 'latin1').catch(
    () => '',
  )
  const ends = new RegExp(`:${hex(localPort)} [0-9A-F]+:${hex(remotePort)} \\w\\w ([0-9A-F]{8}):`)
  return Number.parseInt(ends.exec(table)?.[1] ?? '0', 16)
}

const hex = (port = 0): string => port.toString(16).toUpperCase().padStart(4, '0')
