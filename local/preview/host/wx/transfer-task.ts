import { ApiFailure } from './call-style'
import type { Progress, Transfer } from './cloud/access'

type Listener = (told: object) => void

/** The events of a transfer, and the ends of the names of what listens to them and no longer does. */
const events = { progress: 'ProgressUpdate', headers: 'HeadersReceived', chunk: 'ChunkReceived' } as const

/** What is given for a transfer that was begun: it can be aborted, and tells how far it is. */
export class TransferTask {
  readonly #listeners = {
    progress: new Set<Listener>(),
    headers: new Set<Listener>(),
    chunk: new Set<Listener>(),
  }
  #transfer: Transfer<unknown> | undefined
  #isAborted = false
  /** The part of it that the mini program gets. */
  readonly face: Record<string, (listener?: Listener) => void>

  /**
   * @param names of the members that count the bytes
   * @param aborted what it then fails with
   */
  constructor(
    private readonly names: readonly [done: string, all: string] = ['', ''],
    private readonly aborted: () => Error = () => new ApiFailure('abort'),
  ) {
    this.face = {
      abort: () => {
        this.#isAborted = true
        this.#transfer?.abort()
      },
    }
    for (const [event, name] of Object.entries(events)) {
      const listeners = this.#listeners[event as keyof typeof events]
      this.face[`on${name}`] = listener => listener && listeners.add(listener)
      this.face[`off${name}`] = listener => (listener ? listeners.delete(listener) : listeners.clear())
    }
  }

  readonly progress: Progress = (done, all) => {
    const [doneName, allName] = this.names
    const progress = all === 0 ? 100 : Math.floor((done / all) * 100)
    this.tell('progress', { progress, [doneName]: done, [allName]: all })
  }

  tell(event: keyof typeof events, what: object): void {
    for (const listener of this.#listeners[event]) listener(what)
  }

  /** Begins what can be aborted from now on. */
  async run<Result>(start: () => Transfer<Result>): Promise<Result> {
    // Before it begins, nobody had a chance to abort it.
    if (this.#isAborted) throw this.aborted()
    const transfer = start()
    this.#transfer = transfer
    try {
      return await transfer.result
    } catch (error) {
      throw this.#isAborted ? this.aborted() : error
    }
  }
}
