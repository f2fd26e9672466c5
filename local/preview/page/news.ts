import type { BuildProblem } from '../compile/build-error'
import type { CloudFault, Snapshot } from '../host/wx/cloud/access'

/** What the server tells a page that is open: the version that was built, the id for its watches, what a watch hears. */
export interface Line {
  version?: number
  /** Only templates and styles differ from the version before; all that is now left out or drawn as a box. */
  looks?: { warnings: BuildProblem[] }
  channel?: string
  watch?: number
  snapshot?: Snapshot
  fault?: CloudFault
}

/** A server that is started again is found again after so many milliseconds. */
const againMilliseconds = 1_000

/** Hears the news of the server: all of a page over one connection that takes none of the six for calls. */
export class News {
  readonly #listeners = new Set<(line: Line | 'closed') => void>()
  /** The id for the watches of this page; it rejects when there is no connection. */
  channel!: Promise<string>

  constructor(private readonly openid: string) {
    this.#open()
  }

  listen(listener: (line: Line | 'closed') => void): void {
    this.#listeners.add(listener)
  }

  #open(): void {
    const address = new URL(`/__preview/news?caller=${encodeURIComponent(this.openid)}`, location.href)
    address.protocol = 'ws:'
    const socket = new WebSocket(address)
    const tell = (line: Line | 'closed') => {
      for (const listener of this.#listeners) listener(line)
    }
    this.channel = new Promise((resolve, reject) => {
      socket.addEventListener('message', ({ data }) => {
        const line = JSON.parse(data) as Line
        if (line.channel) resolve(line.channel)
        tell(line)
      })
      socket.addEventListener('close', () => {
        reject(new Error('net::ERR_CONNECTION_REFUSED'))
        tell('closed')
        setTimeout(() => this.#open(), againMilliseconds)
      })
    })
    this.channel.catch(() => undefined)
  }
}
