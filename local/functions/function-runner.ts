import { callErrcodes, FunctionCallError, failed } from '../project/call-error'
import { cloudEvent } from './cloud-event'
import { type Caller, eventVariables, localEnv } from './event-variables'
import { type InstanceOptions, Instances } from './instances'
import type { FunctionEvent } from './track-calls'

/** What WeChat's cloud lets a function return, in bytes of JSON. */
const largestResultBytes = 1024 * 1024
/** What it takes as an event, in bytes of JSON. */
const largestEventBytes = 6 * 1024 * 1024
const memoryLimitMb = 256

/** How one function is run. */
export interface RunnerOptions extends InstanceOptions {
  /** How long an event may take where the settings of the function do not say it. */
  readonly eventTimeoutMs: number
  onEnd?(name: string, milliseconds: number): void
  onWarning?(line: string): void
}

/** Who hears of one event while it runs. */
export interface Hearers {
  /** Gets each line that the function writes for it. */
  onLine?(line: string): void
  /** Gets the time that the function took for it. */
  onEnd?(milliseconds: number): void
}

/** Runs one function: in a process of its own, one event at a time; events that wait for one another in further ones. */
export interface FunctionRunner {
  invoke(data: unknown, caller: Caller, event: FunctionEvent, hearers?: Hearers): Promise<unknown>
  close(): Promise<void>
}

/** Sets a function up; its process starts with the first event. */
export function runFunction(options: RunnerOptions): FunctionRunner {
  const { name, environment } = options
  const turns = takeTurns()
  const closing = new AbortController()
  const instances = new Instances(options, closing.signal)
  const answers = new Set<Promise<unknown>>()
  const warnings = new Warnings(name, line => options.onWarning?.(line))

  function requireWanted(event: FunctionEvent): void {
    if (closing.signal.aborted) throw closed(name)
    if (!event.isAwaited()) throw unwanted(name, event)
  }

  async function handle(
    data: unknown,
    caller: Caller,
    event: FunctionEvent,
    hearers: Hearers,
  ): Promise<unknown> {
    requireWanted(event)
    const { process, timeoutMs, release } = await instances.take(hearers.onLine)
    const isWatched = timeoutMs === undefined && !options.inspector
    const unwatch = isWatched ? warnings.watch() : () => undefined
    const began = performance.now()
    try {
      // Starting a process takes its time.
      requireWanted(event)
      const json = await process.handle({
        kind: 'event',
        event: cloudEvent(data, { ...caller, APPID: caller.APPID ?? environment.WX_APPID }),
        context: contextOf(name, timeoutMs ?? options.eventTimeoutMs, caller, event),
        variables: eventVariables(
          caller,
          environment.WX_APPID,
          environment.TCB_CONTEXT_CNFG ? { functionName: name, event: event.id } : undefined,
        ),
      })
      if (Buffer.byteLength(json, 'utf8') > largestResultBytes) throw tooLarge(name, json)
      return JSON.parse(json)
    } catch (error) {
      if (!process.isAlive()) event.giveUp()
      throw error
    } finally {
      unwatch()
      release()
      const milliseconds = Math.round(performance.now() - began)
      hearers.onEnd?.(milliseconds)
      options.onEnd?.(name, milliseconds)
    }
  }

  return {
    async invoke(data, caller, event, hearers = {}) {
      const bytes = Buffer.byteLength(JSON.stringify(data), 'utf8')
      if (bytes > largestEventBytes) throw eventTooLarge(name, bytes)
      warnings.measure(bytes)
      const answer = turns.run(event.chain.length, () => handle(data, caller, event, hearers))
      answers.add(answer)
      try {
        return await answer
      } finally {
        answers.delete(answer)
        event.end()
      }
    },
    async close() {
      closing.abort()
      await Promise.allSettled(answers)
      await instances.close()
    },
  }
}

const closed = (name: string) => failed(`function ${name} no longer runs: the runner was closed`)

const unwanted = (name: string, { chain }: FunctionEvent) =>
  failed(`function ${name} did not run: its caller gave up before it could start (${chain.join(' -> ')})`)

function tooLarge(name: string, json: string): FunctionCallError {
  const megabytes = (Buffer.byteLength(json, 'utf8') / 1024 / 1024).toFixed(1)
  return new FunctionCallError(
    callErrcodes.resultTooLarge,
    `function ${name} returned ${megabytes} MB; return less, or store it as a file and return its fileID`,
  )
}

const eventTooLarge = (name: string, bytes: number): FunctionCallError =>
  new FunctionCallError(
    callErrcodes.eventTooLarge,
    `EXCEED_MAX_PAYLOAD_SIZE: the event of function ${name} has ${(bytes / 1024 / 1024).toFixed(1)} MB; send a file, and its fileID in the event`,
  )

const contextOf = (name: string, timeoutMs: number, { ENV = localEnv }: Caller, { id }: FunctionEvent) => ({
  time_limit_in_ms: timeoutMs,
  memory_limit_in_mb: memoryLimitMb,
  function_name: name,
  function_version: '$LATEST',
  namespace: ENV,
  request_id: id,
  callbackWaitsForEmptyEventLoop: false,
})

/** Decides when an event of a function may run. */
export interface Turns {
  /**
   * Runs work when it may start.
   * @param depth the length of its chain of callers
   */
  run<Result>(depth: number, work: () => Promise<Result>): Promise<Result>
}

/**
 * One event at a time, in the order of arrival; but an event never waits for one with a shorter chain of callers, because
 * that one may be waiting for it. So functions can call each other in a circle without a deadlock.
 */
export function takeTurns(): Turns {
  const running: number[] = []
  let waiting: { readonly depth: number; begin(): void }[] = []
  const look = () => {
    waiting = waiting.filter(({ depth, begin }) => {
      if (running.some(other => other >= depth)) return true
      running.push(depth)
      begin()
      return false
    })
  }
  return {
    async run(depth, work) {
      await new Promise<void>(begin => {
        waiting.push({ depth, begin })
        look()
      })
      try {
        return await work()
      } finally {
        running.splice(running.indexOf(depth), 1)
        look()
      }
    },
  }
}

/** In the cloud a function has so long, unless somebody says otherwise. */
const cloudTimeoutMs = 3_000
/** The largest event of text that the cloud takes for sure, in bytes. */
const cloudEventBytes = 100 * 1024

/** Warns of what works here, but may fail in the cloud: each once for a function. */
export class Warnings {
  readonly #name: string
  readonly #tell: (line: string) => void
  readonly #said = new Set<string>()

  constructor(name: string, tell: (line: string) => void) {
    this.#name = name
    this.#tell = tell
  }

  /** @returns ends the watch over an event that has begun, which warns as soon as it takes too long */
  watch(): () => void {
    const timer = setTimeout(() => {
      const fix = 'write "timeout" for it in cloudbaserc.json, or set it in the cloud console'
      this.#say(
        `takes longer than ${cloudTimeoutMs / 1000} s, which is all that a new function has in the cloud; ${fix}`,
      )
    }, cloudTimeoutMs)
    timer.unref()
    return () => clearTimeout(timer)
  }

  measure(bytes: number): void {
    if (bytes <= cloudEventBytes) return
    this.#say(
      'gets an event of more than 100 KB, which the cloud may refuse; send a file, and its fileID in the event',
    )
  }

  #say(what: string): void {
    if (this.#said.has(what)) return
    this.#said.add(what)
    this.#tell(`${this.#name}: ${what}`)
  }
}
