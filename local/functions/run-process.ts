import { type ChildProcess, spawn } from 'node:child_process'
import { callErrcodes, FunctionCallError, failed } from './call-error'
import { childSource } from './generated/child-source'
import type { Code } from './prepare'
import { type FromFunction, lifelineFd, type ToFunction } from './protocol'
import { sayBroken, sayEnded, sayThrown, sayUnsendable } from './say-fault'

/** The longest that loading a function may take, in milliseconds. */
const loadTimeoutMs = 30_000
/** How much of what a dying process says is kept, in characters. */
const longestLastWords = 8_000

/** A process that has one function loaded. */
export interface FunctionProcess {
  isAlive(): boolean
  /** The function's own files, without packages, that it loaded so far. */
  files(): readonly string[]
  /**
   * Handles one event; the next one only after this one has ended.
   * @returns the result as JSON
   * @throws FunctionCallError; after a time-out or a crash the process is gone
   */
  handle(event: ToFunction & { kind: 'event' }): Promise<string>
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>
}

/** What is awaited of a process. */
interface Awaited {
  resolve(message: FromFunction): void
  reject(error: Error): void
}

/**
 * Starts a process and loads a function into it.
 * @param signal ends the process, whatever it is doing
 * @throws FunctionCallError when the function cannot be loaded or has no main
 */
export async function runProcess(
  code: Code,
  folder: string,
  variables: Record<string, string>,
  { onText, signal }: { onText(text: string): void; signal: AbortSignal },
): Promise<FunctionProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', '-e', childSource], {
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
  const timedOut = (what: string) => new FunctionCallError(callErrcodes.timedOut, `${code.shown} ${what}`)
  try {
    const load: ToFunction = { kind: 'load', file: code.file, source: code.source }
    const loaded = await talk.ask(load, loadTimeoutMs, seconds =>
      timedOut(`was not loaded after ${seconds} s`),
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
      const answer = await talk.ask(event, event.context.time_limit_in_ms, seconds =>
        timedOut(
          `did not answer within ${seconds} s; give it longer by timeout in cloudbaserc.json or --timeout, and in the cloud console`,
        ),
      )
      if (answer.kind === 'result') return answer.json
      if (answer.kind === 'unsendable') throw failed(sayUnsendable(code.shown, answer.thrown))
      if (answer.kind === 'thrown') {
        onText(`${answer.thrown.stack || answer.thrown.message}\n`)
        throw failed(sayThrown(code.shown, answer.thrown))
      }
      throw failed(`${code.shown} gave no answer`)
    },
  }
}

/** Asks a process one thing at a time, and tells apart an answer, silence and its end. */
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
  // Only what node itself says, mostly when the process dies.
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
    ask(message: ToFunction, timeoutMs: number, late: (seconds: number) => Error): Promise<FromFunction> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          settle(waiting => waiting.reject(late(timeoutMs / 1000)))
          child.kill('SIGKILL')
        }, timeoutMs)
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
        // A process that ends meanwhile is told by its end.
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
