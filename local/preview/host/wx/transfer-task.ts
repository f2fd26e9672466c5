import { Signals } from '../signals'
import { ApiFailure } from './call-style'
import type { Progress, Transfer } from './cloud/access'
import { listenerPairs } from './listener-pairs'

const events = ['ProgressUpdate', 'HeadersReceived', 'ChunkReceived'] as const

/** What is given for a transfer that was begun: it can be aborted, and tells how far it is. */
export class TransferTask {
  readonly #signals = new Signals()
  #transfer: Transfer<unknown> | undefined
  #isAborted = false
  /** The part of it that the mini program gets. */
  readonly face: Record<string, (listener?: unknown) => void>

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
      ...listenerPairs(events, () => this.#signals),
    }
  }

  readonly progress: Progress = (done, all) => {
    const [doneName, allName] = this.names
    const progress = all === 0 ? 100 : Math.floor((done / all) * 100)
    this.tell('ProgressUpdate', { progress, [doneName]: done, [allName]: all })
  }

  tell(event: (typeof events)[number], what: object): void {
    this.#signals.fire(event, what)
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
