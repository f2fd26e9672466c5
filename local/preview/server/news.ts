import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Builds } from './builds'
import type { CloudRelay } from './cloud'
import { acceptSocket } from './http'

/** The kinds of frames of RFC 6455 that matter here; each is the whole of its message. */
const textFrame = 0x81
const closeFrame = 0x88

/**
 * Tells each page that is open what is built and what its watches hear, over one WebSocket: of those a browser opens
 * many, of other connections to one server only six for all its tabs.
 */
export class News {
  readonly #open = new Set<Socket>()

  constructor(
    private readonly builds: Builds,
    private readonly cloud: CloudRelay | undefined,
  ) {}

  /** Takes the page's wish to be told; false when that is another wish. */
  upgrade(request: IncomingMessage, socket: Socket): boolean {
    const { pathname, searchParams } = new URL(request.url!, 'http://preview')
    const { upgrade = '', 'sec-websocket-key': key } = request.headers
    if (pathname !== '/__preview/news' || upgrade.toLowerCase() !== 'websocket' || !key) return false
    acceptSocket(socket, key)
    this.#open.add(socket)
    const tell = (line: object) => socket.write(frame(textFrame, JSON.stringify(line)))
    const { builds } = this
    const tellBuild = () => {
      const { version, change, warnings } = builds
      tell({ version, ...(change !== undefined && { looks: { warnings } }) })
    }
    const stops = [builds.onBuilt(tellBuild)]
    tellBuild()
    const channel = this.cloud?.openChannel(searchParams.get('caller') ?? '', tell)
    if (channel) {
      stops.push(channel.close)
      tell({ channel: channel.id })
    }
    socket.on('error', () => socket.destroy())
    // A page says nothing here but that it goes.
    socket.on('data', () => socket.end(frame(closeFrame, '')))
    socket.on('close', () => {
      this.#open.delete(socket)
      for (const stop of stops) stop()
    })
    return true
  }

  close(): void {
    for (const socket of this.#open) socket.destroy()
  }
}

function frame(kind: number, text: string): Buffer {
  const body = Buffer.from(text)
  const { length } = body
  const head = Buffer.alloc(length < 126 ? 2 : length < 0x10000 ? 4 : 10)
  head[0] = kind
  head[1] = length < 126 ? length : head.length === 4 ? 126 : 127
  if (head.length === 4) head.writeUInt16BE(length, 2)
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, body])
}
