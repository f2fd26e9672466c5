import { randomUUID } from 'node:crypto'
import { failed } from './call-error'

/** How many functions may call one another in a row, the first included. */
const longestChain = 10

/** Who made a call, as far as it is known. */
export interface CallOrigin {
  /** Id of the event whose function calls; nothing where no function of this machine does. */
  readonly from?: string
  /** Aborted as soon as nobody waits for the answer. */
  readonly gone?: AbortSignal
}

/** An event of a function, from its arrival on. */
export interface FunctionEvent {
  /** What the function's own calls name as their origin. */
  readonly id: string
  /** The functions that call one another for it: the first caller first, its own function last. */
  readonly chain: readonly string[]
  /** Whether somebody still waits for its answer. */
  isAwaited(): boolean
  /** Takes note that its process went down with it: nobody hears any more what it called for. */
  giveUp(): void
  /** Takes note that it is over. */
  end(): void
}

/** The events of all functions that run together; by them is known which call comes from which function. */
export interface Calls {
  /**
   * Takes an event up.
   * @param name the function that is called
   * @throws FunctionCallError (-504002) naming the chain when it grows beyond ten
   */
  arrive(name: string, origin: CallOrigin): FunctionEvent
}

interface Caller {
  readonly chain: readonly string[]
  hasGivenUp: boolean
}

/** Keeps track of who calls whom. */
export function trackCalls(): Calls {
  const callers = new Map<string, Caller>()
  return {
    arrive(name, { from = '', gone }) {
      const caller = callers.get(from)
      const chain = [...(caller?.chain ?? []), name]
      if (chain.length > longestChain) {
        throw failed(
          `functions call each other more than ${longestChain} deep: ${chain.join(' -> ')}; end the recursion`,
        )
      }
      const id = randomUUID()
      const own: Caller = { chain, hasGivenUp: false }
      callers.set(id, own)
      return {
        id,
        chain,
        isAwaited: () => !caller?.hasGivenUp && !gone?.aborted,
        giveUp() {
          own.hasGivenUp = true
        },
        end() {
          // What a process sent before it went down may still arrive: who gave up stays known.
          if (!own.hasGivenUp) callers.delete(id)
        },
      }
    },
  }
}
