import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type Reply, write } from '../server/reply'
import type { FaultAction } from './rule'
import { bytesOf, spoilReply } from './spoil'

/** Ends a connection so that the other side sees a reset. Over TLS it is the end without a farewell. */
export function reset(socket: Socket): void {
  if ('encrypted' in socket) socket.destroy()
  else socket.resetAndDestroy()
}

/** Sends an answer as a fault wants it. */
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
  else socket.write(sent)
  if (resetAfterBytes === undefined) socket.end()
  // A reset overtakes bytes that the other side has not read yet: it is given a moment for them.
  else if (await pause(resetPauseMs, socket)) reset(socket)
}

const resetPauseMs = 20
const dripsPerSecond = 20

/** Sends bytes a few at a time. */
async function drip(socket: Socket, bytes: Buffer, perSecond: number): Promise<void> {
  const size = Math.max(1, Math.floor(perSecond / dripsPerSecond))
  for (let at = 0; at < bytes.length; at += size) {
    socket.write(bytes.subarray(at, at + size))
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
