import type { Command } from 'commander'
import { ConfigError, TransportError } from '../../shared/index'
import { demoOpenids } from '../emulator/index'
import { TimerFiles } from '../functions/timer-files'
import { callErrcodes } from '../project/call-error'
import { readObject } from './call/read-params'
import { exitCodes } from './exit-codes'
import { printJson, type Screen } from './output/screen'
import { printErrorFacts } from './output/show-error'
import { readFunctionTimeout } from './read-options'
import { onSignal } from './signals'
import { askEmulator } from './start/ask-emulator'
import { findProject, type Project } from './start/find-project'
import { type FunctionOptions, openFunctions, tookLine } from './start/open-functions'
import { findRunning } from './start/running-record'
import { en } from './texts/en'

/** The options of `wx-openapi invoke`. */
interface InvokeOptions {
  readonly openid?: string
  /** False for a call without a user. */
  readonly user: boolean
  /** The timer that calls it. */
  readonly timer?: string
  readonly project?: string
  readonly json?: boolean
  readonly offline?: boolean
  /** In seconds. */
  readonly timeout?: number
}

/** What came back: the result, or how the call failed, as `wx.cloud.callFunction` says it. */
type Outcome = { readonly result: unknown } | { readonly errCode: number; readonly errMsg: string }

/** What the function wrote meanwhile, and how long it took: where it runs, its terminal has them too. */
interface Told {
  readonly log?: readonly string[]
  readonly milliseconds?: number
}

interface Running {
  readonly url: string
  /** Where that is, for a person. */
  readonly description: string
  /** Whether its output is shown in another terminal. */
  readonly isElsewhere: boolean
  close(): Promise<unknown>
}

/**
 * Calls a cloud function and shows its result.
 * @returns the exit code
 * @throws ConfigError when the event or the project is wrong
 */
export async function invoke(
  name: string,
  given: string | undefined,
  { openid: givenOpenid, user, timer, project: folder, json, timeout, offline }: InvokeOptions,
  screen: Screen,
): Promise<number> {
  const data = readObject(given, problem => {
    throw new ConfigError({ what: en.invoke.badEvent(name, problem) })
  })
  const hasUser = user && timer === undefined
  const openid = hasUser ? (givenOpenid ?? demoOpenids[0]!) : undefined
  if (openid === '') throw new ConfigError({ what: en.invoke.noOpenid, fix: en.invoke.nameUser })
  if (!hasUser && givenOpenid !== undefined)
    throw new ConfigError({ what: en.invoke.userAndNone, fix: en.invoke.omitOpenid })
  if (timer !== undefined && given !== undefined)
    throw new ConfigError({ what: en.invoke.timerAndEvent, fix: en.invoke.omitEvent })
  const project = findProject(folder, process.cwd())
  if (timer !== undefined) requireTimer(timer, name, project.functionFolder, screen)
  const interruption = new AbortController()
  const stopListening = onSignal(
    ['SIGINT', 'SIGTERM'],
    () => interruption.abort(),
    () => process.exit(exitCodes.interrupted),
  )
  const running = await findOrRun(project, { port: 0, offline, timeoutMs: timeout && timeout * 1000 }, screen)
  try {
    const as = openid ?? (timer === undefined ? en.invoke.nobody : en.invoke.theTimer(timer))
    if (!json) screen.note(screen.noteColours.faint(en.invoke.going(name, running.description, as)))
    const { signal } = interruption
    // The runner stops a function that does not return; a shorter timeout here would help nobody.
    const { isElsewhere } = running
    const answer = await askEmulator(running.url, '/__emu/functions', {
      json: {
        name,
        ...(timer === undefined ? { data, openid } : { timer }),
        ...(isElsewhere && !json && { log: true }),
      },
      timeoutMs: 0,
      signal,
    })
    const { log, milliseconds, ...outcome } = answer as Outcome & Told
    for (const line of log ?? []) screen.note(`${name}: ${line}`)
    if (milliseconds !== undefined) screen.note(tookLine(name, milliseconds))
    return show(outcome as Outcome, json, screen)
  } catch (error) {
    if (interruption.signal.aborted) return exitCodes.interrupted
    throw new TransportError({
      what: en.invoke.noResponse(name, (error as Error).message),
      fix: en.invoke.lookAtStart,
      retryable: false,
      maybeExecuted: true,
    })
  } finally {
    await running.close()
    stopListening()
  }
}

/** @throws ConfigError naming the timers that the config.json of the function has */
function requireTimer(timer: string, name: string, functionFolder: string, screen: Screen): void {
  const timers = new TimerFiles(functionFolder, screen.note).timersOf(name).map(one => one.name)
  if (timers.includes(timer)) return
  throw new ConfigError({
    what: en.invoke.noTimer(name, timer),
    fix: timers.length > 0 ? en.invoke.thereAre(timers.join(', ')) : en.invoke.addTimer(name),
  })
}

function show(outcome: Outcome, json: boolean | undefined, screen: Screen): number {
  if ('result' in outcome) {
    printJson(outcome.result, json, screen)
    return exitCodes.ok
  }
  if (json) printErrorFacts({ code: codeOf(outcome.errCode), message: outcome.errMsg, ...outcome }, screen)
  else screen.note(screen.noteColours.bad(outcome.errMsg))
  return outcome.errCode === callErrcodes.missing ? exitCodes.usage : exitCodes.refused
}

/** What scripts tell failures apart by. */
const codes: { readonly [errCode: number]: string } = {
  [callErrcodes.missing]: 'NO_FUNCTION',
  [callErrcodes.timedOut]: 'FUNCTION_TIMED_OUT',
  [callErrcodes.resultTooLarge]: 'RESULT_TOO_LARGE',
  [callErrcodes.eventTooLarge]: 'EVENT_TOO_LARGE',
}

const codeOf = (errCode: number): string => codes[errCode] ?? 'FUNCTION_FAILED'

/** The functions of the running `wx-openapi start`, or of one for this call alone. */
async function findOrRun(project: Project, options: FunctionOptions, screen: Screen): Promise<Running> {
  const found = await findRunning(project.folder)
  if (found) {
    const description = en.invoke.running(new URL(found.url).host)
    return { url: found.url, description, isElsewhere: true, close: async () => {} }
  }
  const { emulator, close } = await openFunctions(project, options, screen.note)
  return { url: emulator.url, description: en.invoke.callAlone, isElsewhere: false, close }
}

/** Adds `invoke` to the command. */
export function addInvoke(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('invoke')
    .summary(en.invoke.summary)
    .description(en.invoke.description)
    .argument('<function>', en.invoke.name)
    .argument('[json]', en.invoke.event)
    .option('--openid <openid>', en.invoke.openid(demoOpenids[0]!))
    .option('--no-user', en.invoke.noUser)
    .option('--timer <name>', en.invoke.timer)
    .option('--project <folder>', en.options.nearestProject)
    .option('--timeout <seconds>', en.invoke.notOfRunning(en.invoke.timeout), readFunctionTimeout)
    .option('--offline', en.invoke.notOfRunning(en.invoke.offline))
    .option('--json', en.options.jsonErrors)
    .addHelpText('after', `\n${en.invoke.help}`)
    .action(async (name: string, json: string | undefined, options: InvokeOptions) =>
      finish(await invoke(name, json, options, screen)),
    )
}
