import type { GatewayCall } from '../gateway/gateway-call'

/** Says a connection that the fence of a function refused, once for each function and host. */
export class RefusedConnections {
  readonly #said = new Set<string>()

  note({ fields, options }: Pick<GatewayCall, 'fields' | 'options'>): void {
    const { function_name: name, host, offline } = fields.values
    // Names of functions and of hosts, nothing that could spoil a terminal.
    if (![name, host].every(text => typeof text === 'string' && /^[\w.:%-]{1,255}$/.test(text))) return
    const key = `${name} ${host}`
    if (this.#said.has(key) || this.#said.size >= mostSaid) return
    this.#said.add(key)
    const why = offline ? 'the functions run with --offline' : 'the emulator does not play it'
    options.onLog?.(`${name}: the connection to ${host} was refused, because ${why} (docs/offline.md)`)
  }
}

const mostSaid = 1_000
