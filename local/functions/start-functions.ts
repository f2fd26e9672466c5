import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { nearest } from '../../shared/errors/nearest'
import { callErrcodes, FunctionCallError } from '../project/call-error'
import type { Caller } from './event-variables'
import type { Fence } from './fence/fence'
import { preloadFiles } from './fence/preload-files'
import { type FunctionRunner, type Hearers, runFunction } from './function-runner'
import { InspectorPorts } from './inspector-ports'
import { javascriptEntry, typescriptEntry } from './prepare-code'
import { type Timer, TimerFiles } from './timer-files'
import { type CallOrigin, trackCalls } from './track-calls'

/** The timeout that a function of this library needs in the cloud, in milliseconds. */
const usualTimeoutMs = 20_000

/** How cloud functions are run on this machine. */
export interface FunctionsOptions {
  /** The folder of the functions, `cloudfunctions`. */
  root: string
  /**
   * The environment variables of the functions, as the owner sets them in the console: `WX_OPENAPI_BASE_URL`,
   * `WX_APPID`, `WX_SECRET`, `OPENAPI_OPERATORS`. None of them is taken from the shell.
   */
  environment?: Readonly<Record<string, string | undefined>>
  /**
   * The project's cloudbaserc.json, which may be absent: `envVariables` of a function there are its own variables, as
   * in the cloud, and `timeout` is how long it may take. The variables do not replace those of `environment`, nor what a function is told of its event.
   */
  settings?: string
  /** Receives each line that a function writes, as `logistics: the line`. */
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
  /**
   * Lets debuggers attach to the functions on 127.0.0.1: the first port, for the first process; each further one gets the
   * next port that is free, and `onLog` is told which. No time-out ends a function then.
   */
  inspectPort?: number
  /** With a fence: refuses every other host too, so that nothing leaves this machine. */
  offline?: boolean
}

/** One call of a function. */
export interface Invocation extends CallOrigin, Hearers {
  /** The function: the name of its folder. */
  name: string
  /** The event; `{}` by default. */
  data?: unknown
  /** Who calls; by default a mini program, without a user. */
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
  /** The timers in the config.json of the functions, as the files are now; `onWarning` gets what is wrong with one. */
  timers(): Timer[]
  /** The ports at which debuggers can attach. */
  inspectorPorts(): number[]
  /** Ends all processes. Pending calls are rejected. */
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
  const { inspectPort } = options
  const inspector = inspectPort === undefined ? undefined : new InspectorPorts(inspectPort, onLog)
  const timerFiles = new TimerFiles(root, line => options.onWarning?.(line))
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
        inspector,
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
    inspectorPorts: () => inspector?.taken() ?? [],
    timers: () => listFunctions(root).flatMap(name => timerFiles.timersOf(name)),
    async invoke({ name, data, caller = {}, from, gone, onLine, onEnd }) {
      if (isClosed) throw new Error('the functions no longer run: close was called')
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

/** The functions under a folder: those of its folders that have an entry file, in the order of their names. */
function listFunctions(root: string): string[] {
  if (!existsSync(root)) return []
  return readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory() || entry.isSymbolicLink())
    .map(entry => entry.name)
    .filter(name => /^[A-Za-z0-9_-]+$/.test(name) && hasEntry(join(root, name)))
    .sort()
}

const hasEntry = (folder: string): boolean =>
  existsSync(join(folder, typescriptEntry)) || existsSync(join(folder, javascriptEntry))

/**
 * The folder of a function.
 * @throws FunctionCallError (-501000) naming the nearest function, or what its folder lacks
 */
function folderOf(root: string, name: string): string {
  const names = listFunctions(root)
  if (names.includes(name)) return join(root, name)
  const guess = nearest(String(name), names)
  const advice = guess
    ? `did you mean ${guess}?`
    : names.length > 0
      ? `there are: ${names.join(', ')}`
      : `a function is a folder in it with ${typescriptEntry} or ${javascriptEntry}`
  throw new FunctionCallError(
    callErrcodes.missing,
    `no function ${String(name).slice(0, 80)} in ${root}; ${advice}`,
  )
}
