import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { en } from '../../texts/en'
import { sendText } from '../http'
import { Reach, type ReachOptions, type Refused } from './reach'
import { Relay } from './relay'
import type { Sender } from './send'
import { SocketRelay } from './sockets'

/** What pages may reach, and how long that may take. */
export interface NetworkOptions extends ReachOptions {
  /** How long one request may take, in milliseconds; 60000 by default. */
  deadlineMs?: number
}

/** Without options no host beyond this machine is reached. */
const nothingAllowed: NetworkOptions = { allow: [], isWeChat: () => false, ownPorts: () => [] }

const usualDeadlineMs = 60_000

/** Sends what the pages want to send: they themselves reach this server alone. */
export class Network {
  readonly #relay: Relay
  readonly #sockets: SocketRelay
  readonly #told = new Set<string>()

  /** @param port of this server, which is as closed to the pages as the other ports of ours */
  constructor(
    port: () => number,
    private readonly log: (line: string) => void,
    appId: string,
    options: NetworkOptions = nothingAllowed,
  ) {
    const ownPorts = () => [port(), ...options.ownPorts()]
    const sender: Sender = {
      reach: new Reach({ ...options, ownPorts }),
      appId,
      refused: refused => this.#tell(refused),
      deadlineMs: options.deadlineMs ?? usualDeadlineMs,
    }
    this.#relay = new Relay(sender)
    this.#sockets = new SocketRelay(sender)
  }

  /** Once for each host. */
  #tell({ why, host, address }: Refused): void {
    const line = en.network[why](host, address)
    if (!this.#told.has(line)) this.log(en.server.problem(line))
    this.#told.add(line)
  }

  /** @throws Error with `status` for what is no request of our page */
  async answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (path === '/__net/send') return this.#relay.answer(request, response)
    if (path === '/__net/socket') return this.#sockets.open(request, response)
    sendText(response, 404, en.server.notFound)
  }

  /** The page's end of a WebSocket; false for who has no ticket. */
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): boolean {
    return this.#sockets.join(request, socket, head)
  }

  close(): void {
    this.#sockets.close()
  }
}
