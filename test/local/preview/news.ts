import { type IncomingHttpHeaders, request } from 'node:http'
import type { Socket } from 'node:net'

/** Hears the news of the preview's server as its page does: one JSON a frame, and each frame is whole. */
export async function hearNews(url: string, caller = '', headers: IncomingHttpHeaders = {}) {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const asked = request(`${url}__preview/news?caller=${caller}`, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...('origin' in headers ? {} : { origin: new URL(url).origin }),
        ...Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
      },
    })
    asked.on('upgrade', (answer, socket: Socket, head) => {
      expect(answer.headers['sec-websocket-accept']).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
      socket.unshift(head)
      resolve(socket)
    })
    asked.on('response', answer => reject(new Error(`HTTP ${answer.statusCode}`)))
    asked.on('error', reject)
    asked.end()
  })
  let bytes = Buffer.alloc(0)
  const chunks = socket[Symbol.asyncIterator]()
  const take = async (count: number) => {
    while (bytes.length < count) {
      const { value, done } = await chunks.next()
      if (done) throw new Error('the connection was closed')
      bytes = Buffer.concat([bytes, value])
    }
    const taken = bytes.subarray(0, count)
    bytes = bytes.subarray(count)
    return taken
  }
  const next = async () => {
    const [kind, size] = await take(2)
    expect(kind).toBe(0x81)
    const length =
      size === 126
        ? (await take(2)).readUInt16BE()
        : size === 127
          ? Number((await take(8)).readBigUInt64BE())
          : size!
    return JSON.parse((await take(length)).toString())
  }
  return { next, close: () => socket.destroy() }
}
