import type { Screen } from '../output/screen'
import { findProject } from './find-project'
import { type FirstCall, firstCalls, makeFirstCall, type Report } from './first-calls'
import { usualPort } from './listen'
import { showNext, showReport, showStand } from './show-start'
import { openStand, type Stand } from './stand'
import { type Closers, untilStopped } from './until-stopped'

/** The options of `wx-openapi start`. */
export interface StartOptions {
  readonly port?: number
  readonly project?: string
  readonly offline?: boolean
  /** In seconds. */
  readonly timeout?: number
}

/**
 * Starts what stands in for WeChat, makes the first calls, and stays up until Ctrl-C or SIGTERM.
 * @throws ConfigError when the project or the port is wrong
 */
export async function start(
  { port = usualPort, project: given, offline, timeout }: StartOptions,
  screen: Screen,
): Promise<void> {
  const project = findProject(given, process.cwd())
  const run = async (closers: Closers, stop: AbortSignal) => {
    const stand = await openStand(
      project,
      { port, offline, timeoutMs: timeout && timeout * 1000 },
      closers,
      screen.note,
    )
    if (stop.aborted) return
    showStand(stand, project, screen)
    for (const [at, call] of firstCalls.entries()) {
      const report = await makeCall(call, stand)
      if (stop.aborted) return
      showReport(at + 1, report, screen)
    }
    showNext(stand, screen)
  }
  await untilStopped(run, line => screen.note(`\n${line}`))
}

/** A call that fails is shown as it failed: what else is up serves on. */
async function makeCall(call: FirstCall, { emulator, functions }: Stand): Promise<Report> {
  try {
    return await makeFirstCall(call, emulator, functions)
  } catch (error) {
    // Errors of the library and of the function runner have a code; anything else is only a message.
    return { ...call, result: isCoded(error) ? error : { errMsg: (error as Error).message } }
  }
}

const isCoded = (error: unknown): boolean => typeof (error as { errCode?: unknown }).errCode === 'number'
