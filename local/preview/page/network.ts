import { make } from '../host/dom'
import { ApiFailure } from '../host/wx/call-style'
import type { Transfer } from '../host/wx/cloud/access'
import type { AskedSocket, Hearer, NetworkAccess, ResponseHead, Sent } from '../host/wx/network-access'
import type { Refused } from '../server/network/reach'
import type { Failure } from '../server/network/send'
import { texts } from '../texts'
import { postTo, reasonOf, refusalOf } from './calls'

/** What the server tells of a request, in the order in which it happens. */
interface Told {
  head?: ResponseHead
  sent?: [done: number, all: number]
  failure?: Failure
  end?: true
}

/** The servers that the pages may reach, through the server of this page. */
export class ServerNetwork implements NetworkAccess {
  constructor(
    private readonly token: string,
    private readonly refused: (refused: Refused) => void,
  ) {}

  send(sent: Sent, hearer: Hearer): Transfer<ResponseHead> {
    const ending = new AbortController()
    return { result: this.#send(sent, hearer, ending.signal), abort: () => ending.abort() }
  }

  async #send({ body, ...head }: Sent, hearer: Hearer, signal: AbortSignal): Promise<ResponseHead> {
    const json = new TextEncoder().encode(JSON.stringify(head))
    const length = new DataView(new ArrayBuffer(4))
    length.setUint32(0, json.length)
    const whole = new Blob(body ? [length, json, body] : [length, json])
    const response = await this.#post('send', whole, signal)
    let found: ResponseHead | undefined
    for await (const { kind, bytes } of framesOf(response.body!)) {
      if (kind === 'd') {
        hearer.chunk(bytes)
        continue
      }
      const told = JSON.parse(new TextDecoder().decode(bytes)) as Told
      if (told.failure) throw this.#failed(told.failure)
      if (told.sent) hearer.sent?.(...told.sent)
      if (told.head) hearer.head?.(told.head)
      found ??= told.head
      if (told.end) return found!
    }
    throw new ApiFailure('net::ERR_CONNECTION_CLOSED')
  }

  async connect(asked: AskedSocket): Promise<{ socket: WebSocket; header: Record<string, string> }> {
    const response = await this.#post('socket', JSON.stringify(asked))
    type Opened = { ticket: string; protocol: string; header: Record<string, string>; failure?: Failure }
    const { ticket, protocol, header, failure } = (await response.json()) as Opened
    if (failure) throw this.#failed(failure)
    const url = `ws://${location.host}/__net/socket?ticket=${ticket}`
    return { socket: new WebSocket(url, protocol ? [protocol] : []), header }
  }

  #failed({ reason, errno, refused }: Failure): ApiFailure {
    if (refused) this.refused(refused)
    return new ApiFailure(reason, errno === undefined ? {} : { errno })
  }

  async #post(what: string, body: Blob | string, signal?: AbortSignal): Promise<Response> {
    const response = await postTo(`/__net/${what}`, this.token, body, signal).catch((error: Error) => {
      throw new ApiFailure(reasonOf(error))
    })
    if (response.ok) return response
    throw new ApiFailure(await refusalOf(response))
  }
}

interface Frame {
  kind: string
  bytes: Uint8Array
}

/** A letter for the kind, four bytes for the length, and so many bytes. */
async function* framesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Frame> {
  const reader = body.getReader()
  let rest = new Uint8Array()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const both = new Uint8Array(rest.length + value.length)
    both.set(rest)
    both.set(value, rest.length)
    rest = both
    while (rest.length >= 5) {
      const end = 5 + new DataView(rest.buffer, rest.byteOffset).getUint32(1)
      if (rest.length < end) break
      yield { kind: String.fromCharCode(rest[0]!), bytes: rest.slice(5, end) }
      rest = rest.subarray(end)
    }
  }
}

/** The list of what pages wanted to reach and may not, each once; out of sight as long as it is empty. */
export class RefusalPanel {
  readonly #list = make('ul', '')
  readonly #title = make('summary', '')
  readonly element = make('details', 'warnings', { hidden: '' }, this.#title, this.#list)
  readonly #told = new Set<string>()

  add({ why, host, address }: Refused): void {
    this.addLine(texts.network[why](host, address))
  }

  addLine(line: string): void {
    if (this.#told.has(line)) return
    this.#told.add(line)
    this.#list.append(make('li', '', {}, line))
    this.#title.textContent = texts.network.title(this.#told.size)
    this.element.hidden = false
  }
}
