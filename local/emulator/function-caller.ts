import type { Timer } from '../functions/timer-files'

/** Runs the local functions that are called; `startFunctions` returns one. */
export interface FunctionCaller {
  invoke(call: {
    name: string
    data?: unknown
    caller?: Readonly<Record<string, string>>
    /** Id of the event whose function calls. */
    from?: string
    /** Aborted when the caller goes away before the response. */
    gone?: AbortSignal
    /** Gets each line that the function writes for it. */
    onLine?(line: string): void
    /** Gets the time that the function took for it. */
    onEnd?(milliseconds: number): void
  }): Promise<unknown>
  /** The timers of the functions; without it, there are none. */
  timers?(): readonly Timer[]
}
