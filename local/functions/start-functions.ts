import { resolve } from 'node:path'
import { type CallOrigin, trackCalls } from './calls'
import type { Caller } from './event-variables'
import type { Fence } from './fence/fence'
import { preloadFiles } from './fence/preload-files'
import { folderOf, listFunctions } from './find-functions'
import { type FunctionRunner, type Hearers, runFunction } from './function-runner'

/** The time-out that a function of this library is to have in the cloud, in milliseconds. */
const usualTimeoutMs = 20_000

/** How cloud functions are run on this machine. */
export interface FunctionsOptions {
  /** The folder of the functions, `cloudfunctions`. */
  root: string
  /**
   * The variables of the functions, as the owner sets them in the console: `WX_OPENAPI_BASE_URL`, `WX_APPID`,
   * `WX_SECRET`, `OPENAPI_OPERATORS`. Nothing of the kind is taken from the shell.
   */
  environment?: Readonly<Record<string, string | undefined>>
  /**
   * The project's cloudbaserc.json, which may be absent: `envVariables` of a function there are its own variables, as
   * in the cloud, and `timeout` is how long it may take. The variables do not replace those of `environment`, nor what a function is told of its event.
   */
  settings?: string
  /** Gets each line that a function writes, as `logistics: the line`. */
  onLog?(line: string): void
  /** Gets what works here but may fail in the cloud, once for each function, as `logistics: takes longer than …`. */
  onWarning?(line: string): void
  /** Gets the time that a function took, after each event. */
  onEnd?(name: string, milliseconds: number): void
  /** How long an event may take where `settings` do not say it, in milliseconds; 20000 by default. */
  eventTimeoutMs?: number
  /**
   * What `startEmulator({ fence: true })` gives as `fence`: connections of the functions to WeChat and its cloud are led
   * to the emulator, or refused where it does not play the host. By default they go where they want to.
   */
  fence?: Fence
  /** With a fence: refuses every other host too, so that nothing leaves this machine. */
  offline?: boolean
}

/** One call of a function. */
export interface Invocation extends CallOrigin, Hearers {
  /** The function: the name of its folder. */
  name: string
  /** The event; `{}` by default. */
  data?: unknown
  /** Who calls. What is left out is as from a mini program, but without a user. */
  caller?: Caller
}

/** Cloud functions that run on this machine. */
export interface Functions {
  /** The functions there are now. */
  names(): string[]
  /**
   * Calls a function, as `wx.cloud.callFunction` does. Events of one function wait for each other, but none waits for
   * an event that may be waiting for it: what a function calls runs in a further process where its own is busy.
   * @returns what the function returned, as JSON carries it
   * @throws FunctionCallError with errCode and errMsg as WeChat's cloud words them, and what to do
   */
  invoke(invocation: Invocation): Promise<unknown>
  /** Ends all processes. Calls that are waiting are rejected. */
  close(): Promise<void>
}

/**
 * Runs the cloud functions of a folder, each in a process of its own that starts with its first event. A file that is
 * saved is used by the next event. TypeScript needs esbuild in the project; nothing is written to the disk.
 */
export function startFunctions(options: FunctionsOptions): Functions {
  const { environment = {}, onLog = () => undefined, eventTimeoutMs = usualTimeoutMs } = options
  const root = resolve(options.root)
  const settings = options.settings === undefined ? undefined : resolve(options.settings)
  const fence = options.fence && preloadFiles(options.fence, options.offline ?? false)
  const runners = new Map<string, FunctionRunner>()
  const calls = trackCalls()
  let isClosed = false

  const runnerOf = (name: string): FunctionRunner => {
    const folder = folderOf(root, name)
    let runner = runners.get(name)
    if (!runner) {
      const fenceOption = fence && (() => fence.optionOf(name))
      const { onEnd, onWarning } = options
      runner = runFunction({
        name,
        folder,
        environment,
        settings,
        eventTimeoutMs,
        fenceOption,
        onLog,
        onEnd,
        onWarning,
      })
      runners.set(name, runner)
    }
    return runner
  }
  return {
    names: () => listFunctions(root),
    async invoke({ name, data, caller = {}, from, gone, onLine, onEnd }) {
      if (isClosed) throw new Error('the functions are not run any more: close was called')
      const runner = runnerOf(name)
      return runner.invoke(asJson(data), caller, calls.arrive(name, { from, gone }), { onLine, onEnd })
    },
    async close() {
      isClosed = true
      await Promise.all(Array.from(runners.values(), runner => runner.close()))
      fence?.remove()
    },
  }
}

/** The event as a function gets it: only what JSON holds arrives. */
function asJson(data: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(data ?? {}))
  } catch (error) {
    throw new Error(`the event cannot be sent as JSON: ${(error as Error).message.split('\n')[0]}`)
  }
}
