import { randomUUID } from 'node:crypto'
import { failed } from '../project/call-error'

/** How many functions may call each other in a row, the first included. */
const longestChain = 10

/** Who made a call, as far as it is known. */
export interface CallOrigin {
  /** Id of the event whose function calls; undefined where no function of this machine does. */
  readonly from?: string
  /** Aborted as soon as no one waits for the response. */
  readonly gone?: AbortSignal
}

/** An event of a function, from its arrival on. */
export interface FunctionEvent {
  /** The origin that the function's own calls name. */
  readonly id: string
  /** The chain of callers: the first caller first, its own function last. */
  readonly chain: readonly string[]
  /** Whether anyone still waits for its response. */
  isAwaited(): boolean
  /** Notes that its process crashed: no one receives what it called for. */
  giveUp(): void
  /** Notes that it has ended. */
  end(): void
}

/** The events of all functions that run together; they tell which function makes a call. */
export interface Calls {
  /**
   * Registers an event.
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
          // What a process sent before it crashed may still arrive: a caller that gave up stays known.
          if (!own.hasGivenUp) callers.delete(id)
        },
      }
    },
  }
}
