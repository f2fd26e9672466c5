import { type ChildProcess, spawn } from 'node:child_process'
import { callErrcodes, FunctionCallError, failed } from '../project/call-error'
import { fenceFolderStart } from './fence/preload-files'
import { childSource } from './generated/child-source'
import type { Code } from './prepare-code'
import { type FromFunction, lifelineFd, type Thrown, type ToFunction } from './protocol'

/** The longest that loading a function may take, in milliseconds. */
const loadTimeoutMs = 30_000
/** How much of the last output of a process is kept, in characters. */
const longestLastWords = 8_000

/** A process that has one function loaded. */
export interface FunctionProcess {
  isAlive(): boolean
  /** The function's own files, without packages, that it loaded so far. */
  files(): readonly string[]
  /**
   * Handles one event; the next one only after this one has ended.
   * @returns the result as JSON
   * @throws FunctionCallError; after a timeout or a crash the process is gone
   */
  handle(event: ToFunction & { kind: 'event' }): Promise<string>
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>
}

interface RunOptions {
  onText(text: string): void
  /** Ends the process, whatever it is doing. */
  readonly signal: AbortSignal
  /** Where a debugger can attach; then no time-out ends the process, which may be at a breakpoint. */
  readonly inspectPort?: number
}

/** What is awaited of a process. */
interface Awaited {
  resolve(message: FromFunction): void
  reject(error: Error): void
}

/**
 * Starts a process and loads a function into it.
 * @throws FunctionCallError when the function cannot be loaded or has no main
 */
export async function runProcess(
  code: Code,
  folder: string,
  variables: Record<string, string>,
  { onText, signal, inspectPort }: RunOptions,
): Promise<FunctionProcess> {
  const isInspected = inspectPort !== undefined
  // What node says of its inspector is said by the runner, in one line.
  const inspect = isInspected ? [`--inspect=127.0.0.1:${inspectPort}`, '--inspect-publish-uid=http'] : []
  const child = spawn(process.execPath, ['--enable-source-maps', ...inspect, '-e', childSource], {
    cwd: folder,
    env: variables,
    // The last one is the lifeline.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
    windowsHide: true,
  })
  child.stdio[lifelineFd]?.on('error', () => undefined)
  let files: readonly string[] = []
  const talk = talkTo(child, code, {
    onText,
    onFiles: loaded => {
      files = loaded
    },
  })
  const stop = () => void talk.stop()
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  talk.gone.then(() => signal.removeEventListener('abort', stop))
  const limit = (timeoutMs: number) => (isInspected ? undefined : timeoutMs)
  const timedOut = (what: string) => new FunctionCallError(callErrcodes.timedOut, `${code.shown} ${what}`)
  try {
    const load: ToFunction = { kind: 'load', file: code.file, source: code.source }
    const loaded = await talk.ask(load, limit(loadTimeoutMs), seconds =>
      timedOut(`did not load within ${seconds} s`),
    )
    if (loaded.kind === 'unloadable') throw failed(sayBroken(code.shown, folder, loaded.thrown))
    if (loaded.kind === 'loaded' && !loaded.hasMain) {
      throw failed(
        `${code.shown} exports no function main; write exports.main = async (event, context) => { … }`,
      )
    }
  } catch (error) {
    await talk.stop()
    throw error
  }
  return {
    isAlive: () => child.exitCode === null && child.signalCode === null && !child.killed,
    files: () => files,
    stop: talk.stop,
    async handle(event) {
      const answer = await talk.ask(event, limit(event.context.time_limit_in_ms), seconds =>
        timedOut(
          `did not answer within ${seconds} s; set timeout in cloudbaserc.json or --timeout to more, and in the cloud console`,
        ),
      )
      if (answer.kind === 'result') return answer.json
      if (answer.kind === 'unsendable') throw failed(sayUnsendable(code.shown, answer.thrown))
      if (answer.kind === 'thrown') {
        onText(`${answer.thrown.stack || answer.thrown.message}\n`)
        throw failed(sayThrown(code.shown, folder, answer.thrown))
      }
      throw failed(`${code.shown} sent no result`)
    },
  }
}

/** Sends a process one message at a time, and tells a response, a timeout and the end of the process apart. */
function talkTo(
  child: ChildProcess,
  code: Code,
  listener: { onText(text: string): void; onFiles(files: readonly string[]): void },
) {
  let awaited: Awaited | undefined
  let lastWords = ''
  const settle = (how: (waiting: Awaited) => void) => {
    const waiting = awaited
    awaited = undefined
    if (waiting) how(waiting)
  }
  child.on('message', (message: FromFunction) => {
    if (message.kind === 'log') listener.onText(message.text)
    else if (message.kind === 'files') listener.onFiles(message.files)
    else settle(waiting => waiting.resolve(message))
  })
  // Only the output of node itself, mostly of a crash.
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-longestLastWords)
      listener.onText(text)
    })
  }
  const gone = new Promise<void>(resolve => {
    const end = (error: Error) => {
      settle(waiting => waiting.reject(error))
      resolve()
    }
    child.once('error', error =>
      end(failed(`the process of ${code.shown} could not be started: ${error.message}`)),
    )
    child.once('close', (exitCode, signal) =>
      end(failed(sayEnded(code.shown, { exitCode, signal, lastWords }))),
    )
  })
  return {
    gone,
    /** @param timeoutMs undefined to wait as long as it takes */
    ask(
      message: ToFunction,
      timeoutMs: number | undefined,
      late: (seconds: number) => Error,
    ): Promise<FromFunction> {
      return new Promise((resolve, reject) => {
        const end = (after: number) => {
          settle(waiting => waiting.reject(late(after / 1000)))
          child.kill('SIGKILL')
        }
        const timer = timeoutMs === undefined ? undefined : setTimeout(() => end(timeoutMs), timeoutMs)
        awaited = {
          resolve: answer => {
            clearTimeout(timer)
            resolve(answer)
          },
          reject: error => {
            clearTimeout(timer)
            reject(error)
          },
        }
        // If the process has ended, its end settles the call.
        child.send(message, () => undefined)
      })
    },
    async stop(): Promise<void> {
      settle(waiting => waiting.reject(failed(`${code.shown} was stopped`)))
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Why a function cannot be loaded. */
function sayBroken(shown: string, folder: string, thrown: Thrown): string {
  const { name, message, stack } = thrown
  const first = message.split('\n')[0]
  const missing = sayMissing(folder, thrown)
  if (missing) return `${shown} cannot be loaded: ${missing}`
  // Node writes file and line of a syntax error above its name.
  const place = name === 'SyntaxError' ? /^(.+:\d+)$/m.exec(stack)?.[1] : placeIn(stack)
  return `${shown} cannot be loaded: ${name}: ${first}${place ? ` (${place})` : ''}; fix it and call again`
}

/** Which file or package is missing, and what to do; undefined where something else is wrong. */
function sayMissing(folder: string, { message, code }: Thrown): string | undefined {
  if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') return undefined
  const [, wanted = ''] = /Cannot find (?:module|package) '([^']+)'/.exec(message) ?? []
  const from = /^(?:.* imported from |- )(.+)$/m.exec(message)?.[1]
  // What a package of the function lacks, its package.json does not name.
  const isOfPackage = from !== undefined && /[\\/]node_modules[\\/]/.test(from)
  const advice = isOfPackage
    ? `run npm install in ${folder}`
    : /^(?:[.\\/]|[A-Za-z]:)/.test(wanted)
      ? `check the path${from ? ` in ${from}` : ''}`
      : `run npm install ${packageOf(wanted)} in ${folder}`
  return `Cannot find module '${wanted}'; ${advice}`
}

/** The package of a path such as `@scope/name/lib/file`. */
const packageOf = (path: string): string => path.split('/', path.startsWith('@') ? 2 : 1).join('/')

/** What a function threw, and where. */
function sayThrown(shown: string, folder: string, thrown: Thrown): string {
  const missing = sayMissing(folder, thrown)
  return `${thrown.name}: ${missing ?? thrown.message} (${placeIn(thrown.stack) ?? shown})`
}

/** Why the result of a function cannot be sent. */
const sayUnsendable = (shown: string, { message }: Thrown): string =>
  `${shown} returned what JSON cannot hold: ${message.split('\n')[0]}; return plain objects, arrays, text and numbers`

/** What is known of a process that ended before it answered. */
interface End {
  readonly exitCode: number | null
  readonly signal: string | null
  /** Its last output. */
  readonly lastWords: string
}

/** How the process of a function ended before it answered. */
function sayEnded(shown: string, { exitCode, signal, lastWords }: End): string {
  const said = /^(?:Uncaught )?(\w*Error\b.*)$/m.exec(lastWords)?.[1]
  if (said)
    return `${shown} crashed: ${said} (${placeIn(lastWords) ?? shown}); await every promise and catch its errors`
  if (signal) return `the process of ${shown} was ended by ${signal} before it answered`
  return `the process of ${shown} ended with code ${exitCode} before it answered; do not call process.exit`
}

/** The first place of a stack that is the user's own code. */
const placeIn = (stack: string): string | undefined =>
  stack
    .split('\n')
    .map(line => /^\s+at (?:.*\()?((?:file:\/\/)?[/A-Za-z][^()]*:\d+:\d+)\)?$/.exec(line)?.[1])
    .find(place => place !== undefined && !isOfOthers(place))

const isOfOthers = (place: string): boolean =>
  /^node:|\bnode_modules\b|^evalmachine|\[eval\]/.test(place) || place.includes(fenceFolderStart)
