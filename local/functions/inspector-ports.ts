import { once } from 'node:events'
import { createServer } from 'node:net'
import { failed } from '../project/call-error'

const address = '127.0.0.1'
const lastPort = 65_535
const mostTries = 100

/** The ports at which debuggers attach to functions, counted up from the first. */
export class InspectorPorts {
  readonly #first: number
  readonly #tell: (line: string) => void
  readonly #taken = new Set<number>()
  /** The ports that a function gave back: it gets them again, so that a debugger finds it after a change. */
  readonly #kept = new Map<string, number[]>()
  #taking: Promise<unknown> = Promise.resolve()

  /** @param tell gets which port a function has, as `logistics: debugger at …` */
  constructor(first: number, tell: (line: string) => void) {
    this.#first = first
    this.#tell = tell
  }

  /** A free port for a process of a function. @throws FunctionCallError when there is none */
  take(name: string): Promise<number> {
    const taken = this.#taking.then(() => this.#take(name))
    this.#taking = taken.catch(() => undefined)
    return taken
  }

  async #take(name: string): Promise<number> {
    const before = this.#kept.get(name) ?? []
    const own = before.pop()
    if (own !== undefined && (await isFree(own))) return own
    if (own !== undefined) this.#taken.delete(own)
    const passed: number[] = []
    for (let port = this.#first, left = mostTries; left > 0 && port <= lastPort; port += 1) {
      if (this.#taken.has(port)) continue
      left -= 1
      if (!(await isFree(port))) {
        passed.push(port)
        continue
      }
      this.#taken.add(port)
      const why = passed.length > 0 ? `, because ${passed.join(', ')} is taken` : ''
      this.#tell(`${name}: a debugger can attach at ${address}:${port}${why}`)
      return port
    }
    throw failed(`no port for a debugger is free from ${this.#first} on; give another to --inspect=<port>`)
  }

  /** All that processes have or had. */
  taken(): number[] {
    return [...this.#taken]
  }

  /** Gives a port back that its process no longer needs. */
  give(name: string, port: number): void {
    this.#kept.set(name, [...(this.#kept.get(name) ?? []), port])
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, address)
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  await new Promise(resolve => server.close(resolve))
  return true
}
