import type { Command } from 'commander'
import { ConfigError, TransportError } from '../../shared/index'
import { demoOpenids } from '../emulator/index'
import { callErrcodes } from '../functions/index'
import { readObject } from './call/read-params'
import { exitCodes } from './exit-codes'
import type { Screen } from './output/screen'
import { printJson } from './output/show-json'
import { onSignal } from './signals'
import { askEmulator } from './start/ask-emulator'
import { findProject, type Project } from './start/find-project'
import { openFunctions } from './start/open-functions'
import { findRunning } from './start/running-record'
import { en } from './texts/en'

/** The options of `wx-openapi invoke`. */
interface InvokeOptions {
  readonly openid?: string
  readonly project?: string
  readonly json?: boolean
}

/** What came back: the result, or how the call failed, as `wx.cloud.callFunction` says it. */
type Outcome = { readonly result: unknown } | { readonly errCode: number; readonly errMsg: string }

interface Running {
  readonly url: string
  /** Where that is, for a person. */
  readonly description: string
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
  { openid = demoOpenids[0]!, project, json }: InvokeOptions,
  screen: Screen,
): Promise<number> {
  const data = readObject(given, problem => {
    throw new ConfigError({ what: en.invoke.badEvent(name, problem) })
  })
  if (openid === '') throw new ConfigError({ what: en.invoke.noOpenid, fix: en.invoke.nameUser })
  const interruption = new AbortController()
  const stopListening = onSignal(
    ['SIGINT', 'SIGTERM'],
    () => interruption.abort(),
    () => process.exit(exitCodes.interrupted),
  )
  const running = await findOrRun(findProject(project, process.cwd()), screen)
  try {
    if (!json) screen.note(screen.noteColours.faint(en.invoke.going(name, running.description, openid)))
    const { signal } = interruption
    // The runner stops a function that does not return; a shorter timeout here would help nobody.
    const outcome = await askEmulator(running.url, '/__emu/functions', {
      json: { name, data, openid },
      timeoutMs: 0,
      signal,
    })
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

function show(outcome: Outcome, json: boolean | undefined, screen: Screen): number {
  if ('result' in outcome) {
    printJson(outcome.result, json, screen)
    return exitCodes.ok
  }
  if (json) printJson(outcome, json, screen)
  else screen.note(screen.noteColours.bad(outcome.errMsg))
  return outcome.errCode === callErrcodes.missing ? exitCodes.usage : exitCodes.refused
}

/** The functions of the running `wx-openapi start`, or of one for this call alone. */
async function findOrRun(project: Project, screen: Screen): Promise<Running> {
  const found = await findRunning(project.folder)
  if (found) {
    return { url: found.url, description: en.invoke.running(new URL(found.url).host), close: async () => {} }
  }
  const { emulator, close } = await openFunctions(project, 0, screen.note)
  return { url: emulator.url, description: en.invoke.callAlone, close }
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
    .option('--project <folder>', en.options.nearestProject)
    .option('--json', en.options.jsonErrors)
    .addHelpText('after', `\n${en.invoke.help}`)
    .action(async (name: string, json: string | undefined, options: InvokeOptions) =>
      finish(await invoke(name, json, options, screen)),
    )
}
