import { randomUUID } from 'node:crypto'
import { callErrcodes, FunctionCallError, failed } from './call-error'
import { type Caller, eventVariables, localEnv, startVariables } from './event-variables'
import { type Code, prepare } from './prepare'
import { type FunctionProcess, runProcess } from './run-process'
import { isStale, type Stamps, stampsOf } from './stamps'

/** What WeChat's cloud lets a function return, in bytes of JSON. */
const largestResultBytes = 1024 * 1024
const memoryLimitMb = 256

/** How one function is run. */
export interface RunnerOptions {
  readonly name: string
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly eventTimeoutMs: number
  onLog(line: string): void
}

/** Runs one function: in a process of its own, one event at a time. */
export interface FunctionRunner {
  invoke(data: unknown, caller: Caller): Promise<unknown>
  close(): Promise<void>
}

/** Sets a function up; its process starts with the first event. */
export function runFunction(options: RunnerOptions): FunctionRunner {
  let last: Promise<unknown> = Promise.resolve()
  let code: Code | undefined
  let running: FunctionProcess | undefined
  let own: Stamps = new Map()
  const closing = new AbortController()
  const log = lineLogger(line => options.onLog(`${options.name}: ${line}`))

  /** A process with the code as it is on the disk now. */
  async function ready(): Promise<FunctionProcess> {
    const fresh = await prepare(options.folder, code)
    if (running && (fresh !== code || !running.isAlive() || isStale(own))) {
      await running.stop()
      running = undefined
      own = new Map()
    }
    code = fresh
    running ??= await runProcess(fresh, options.folder, startVariables(options.environment), {
      onText: log.add,
      signal: closing.signal,
    })
    return running
  }

  async function handle(data: unknown, caller: Caller): Promise<unknown> {
    if (closing.signal.aborted) throw closed(options.name)
    const began = Date.now()
    const current = await ready()
    try {
      const json = await current.handle({
        kind: 'event',
        event: data,
        context: contextOf(options, caller),
        variables: eventVariables(
          caller,
          options.environment.WX_APPID,
          options.environment.TCB_CONTEXT_CNFG && options.name,
        ),
      })
      if (Buffer.byteLength(json, 'utf8') > largestResultBytes) throw tooLarge(options.name, json)
      return JSON.parse(json)
    } finally {
      log.end()
      const files = current.files().filter(file => !own.has(file))
      own = new Map([...own, ...stampsOf(files, began)])
    }
  }

  return {
    invoke(data, caller) {
      const answer = last.then(() => handle(data, caller))
      last = answer.catch(() => undefined)
      return answer
    },
    async close() {
      closing.abort()
      await last
      await running?.stop()
    },
  }
}

const closed = (name: string) => failed(`function ${name} is not run any more: the runner was closed`)

function tooLarge(name: string, json: string): FunctionCallError {
  const megabytes = (Buffer.byteLength(json, 'utf8') / 1024 / 1024).toFixed(1)
  return new FunctionCallError(
    callErrcodes.resultTooLarge,
    `function ${name} returned ${megabytes} MB; return less, or store it as a file and return its fileID`,
  )
}

const contextOf = ({ name, eventTimeoutMs }: RunnerOptions, { ENV = localEnv }: Caller) => ({
  time_limit_in_ms: eventTimeoutMs,
  memory_limit_in_mb: memoryLimitMb,
  function_name: name,
  function_version: '$LATEST',
  namespace: ENV,
  request_id: randomUUID(),
  callbackWaitsForEmptyEventLoop: false,
})

/** Cuts output into lines. */
function lineLogger(onLine: (line: string) => void) {
  let rest = ''
  return {
    add(text: string) {
      const lines = (rest + text).split('\n')
      rest = lines.pop()!
      for (const line of lines) onLine(line)
    },
    /** Gives what has no line end yet. */
    end() {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}
