import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { type Reply, replyHeaders, write } from '../server/reply'
import type { FaultAction } from './fault-rule'

/** Ends a connection so that the other side sees a reset; over TLS, an end without close_notify. */
export function reset(socket: Socket): void {
  if ('encrypted' in socket) socket.destroy()
  else socket.resetAndDestroy()
}

/** Sends a response, damaged as the fault says. */
export async function sendSpoilt(response: ServerResponse, reply: Reply, action: FaultAction): Promise<void> {
  const { socket } = response
  if (!socket) return
  if (action.delayMs && !(await pause(action.delayMs, socket))) return
  if (action.executeThenReset) return reset(socket)
  const spoilt = spoilReply(reply, action)
  const { dripBytesPerSec, resetAfterBytes, shortContentLength } = action
  if (dripBytesPerSec === undefined && resetAfterBytes === undefined && !shortContentLength) {
    return write(response, spoilt)
  }
  const { bytes, head } = bytesOf(spoilt, action)
  const sent = resetAfterBytes === undefined ? bytes : bytes.subarray(0, head + resetAfterBytes)
  if (dripBytesPerSec !== undefined) await drip(socket, sent, dripBytesPerSec)
  else await send(sent, socket)
  if (resetAfterBytes === undefined) socket.end()
  else if (await isTaken(socket)) reset(socket)
}

const resetPauseMs = 20
const dripsPerSecond = 20

/** Sends bytes; resolves when the system has taken all of them, or the client is gone. */
const send = (bytes: Buffer, socket: Socket): Promise<void> =>
  new Promise(resolve => {
    socket.write(bytes, () => resolve())
  })

/**
 * Waits until the other side has received everything: a reset discards what is still on its way, and may overtake what
 * was not read yet, so the other side gets a short pause. False when the client went away meanwhile.
 */
async function isTaken(socket: Socket): Promise<boolean> {
  do {
    if (!(await pause(resetPauseMs, socket))) return false
  } while ((await undelivered(socket)) > 0)
  return pause(resetPauseMs, socket)
}

/** Sends bytes a few at a time. */
async function drip(socket: Socket, bytes: Buffer, perSecond: number): Promise<void> {
  const size = Math.max(1, Math.floor(perSecond / dripsPerSecond))
  for (let at = 0; at < bytes.length; at += size) {
    await send(bytes.subarray(at, at + size), socket)
    if (at + size < bytes.length && !(await pause((size / perSecond) * 1_000, socket))) return
  }
}

/** Waits; false when the client went away meanwhile. */
function pause(milliseconds: number, socket: Socket): Promise<boolean> {
  return new Promise(resolve => {
    if (socket.destroyed) return resolve(false)
    const end = () => {
      clearTimeout(timer)
      resolve(false)
    }
    const timer = setTimeout(() => {
      socket.off('close', end)
      resolve(true)
    }, milliseconds)
    socket.once('close', end)
  })
}

/**
 * How many bytes the system of the other side has not acknowledged yet; 0 where the system does not tell, as on all but
 * Linux.
 */
async function undelivered({ localPort, remotePort, remoteFamily }: Socket): Promise<number> {
  const table = await readFile(remoteFamily === 'IPv6' ? '/proc/net/tcp6' : '/proc/net/tcp', 'latin1').catch(
    () => '',
  )
  const ends = new RegExp(`:${hex(localPort)} [0-9A-F]+:${hex(remotePort)} \\w\\w ([0-9A-F]{8}):`)
  return Number.parseInt(ends.exec(table)?.[1] ?? '0', 16)
}

const hex = (port = 0): string => port.toString(16).toUpperCase().padStart(4, '0')

const encoders: { readonly [name: string]: (bytes: Buffer) => Buffer } = {
  gzip: bytes => gzipSync(bytes),
  deflate: bytes => deflateSync(bytes),
  br: bytes => brotliCompressSync(bytes),
}

/** A response as the fault says: other headers, compressed, cut. */
function spoilReply(reply: Reply, action: FaultAction): Reply {
  const { contentType, truncateGzipBy } = action
  const headers: Record<string, string> = { ...reply.headers }
  const chain = chainOf(action)
  let body = reply.body
  if (chain.length > 0) {
    headers['Content-Encoding'] = chain.join(', ')
    body = Buffer.from(body)
    for (const name of chain) if (Object.hasOwn(encoders, name)) body = encoders[name]!(body)
  }
  if (truncateGzipBy !== undefined) {
    body = Buffer.from(body).subarray(0, Math.max(0, body.length - truncateGzipBy))
  }
  return {
    ...reply,
    body,
    contentType: contentType === undefined ? reply.contentType : contentType,
    headers: { ...headers, ...action.headers },
  }
}

function chainOf({ encoding, truncateGzipBy }: FaultAction): readonly string[] {
  if (encoding !== undefined) return typeof encoding === 'string' ? [encoding] : encoding
  return truncateGzipBy === undefined ? [] : ['gzip']
}

/** A response as bytes for the socket, and how many of them are its head. */
function bytesOf(reply: Reply, { shortContentLength = 0 }: FaultAction): { bytes: Buffer; head: number } {
  const body = Buffer.from(reply.body)
  const headers = {
    ...replyHeaders(reply),
    'Content-Length': Math.max(0, body.length - shortContentLength),
    Connection: 'close',
    ...reply.headers,
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const head = Buffer.from(`${[`HTTP/1.1 ${reply.status} Fault`, ...lines].join('\r\n')}\r\n\r\n`, 'latin1')
  return { bytes: Buffer.concat([head, body]), head: head.length }
}
