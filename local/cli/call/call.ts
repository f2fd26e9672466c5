import { createOpenapi, environmentProxy } from '../../../shared/index'
import { requireEndpoint } from '../catalogue/require-endpoint'
import { exitCodeOf, exitCodes } from '../exit-codes'
import { onSignal } from '../on-signal'
import type { Screen } from '../output/screen'
import { printErrorJson, showError } from '../output/show-error'
import { attachFiles } from './attach-files'
import { chooseTarget, type Target, type TargetOptions } from './choose-target'
import { Mask } from './mask'
import { readParams } from './read-params'
import { checkOut, type ResultOptions, showResult } from './show-result'
import { watchingAgent } from './watch-exchange'

/** The options of `wx-openapi call`. */
export interface CallCommandOptions extends TargetOptions, ResultOptions {
  readonly verbose?: boolean
  readonly strict?: boolean
  /** The longest the call may take, in milliseconds. */
  readonly timeout?: number
}

/**
 * Makes one call and shows its result.
 * @returns the exit code
 * @throws every error that stops the call before it is sent
 */
export async function call(
  name: string,
  given: string | undefined,
  options: CallCommandOptions,
  screen: Screen,
): Promise<number> {
  const endpoint = requireEndpoint(name)
  const params = attachFiles(endpoint, readParams(name, given), process.cwd())
  if (options.out !== undefined) checkOut(options.out)
  const target = await chooseTarget(endpoint, options, process.env)
  // Live, it is said in any case: nobody shall wonder afterwards which account it was.
  if (options.live || !options.json) screen.note(screen.noteColours.faint(`${name} -> ${target.description}`))
  try {
    showResult(await send(name, params, target, options, screen), options, screen)
    return exitCodes.ok
  } catch (error) {
    if (options.json) printErrorJson(error, screen)
    else showError(error, screen)
    return exitCodeOf(error, endpoint.effect)
  } finally {
    await target.close()
  }
}

async function send(
  name: string,
  params: object,
  { url, client }: Target,
  { live, verbose, strict, timeout: timeoutMs }: CallCommandOptions,
  { note, noteColours }: Screen,
): Promise<Record<string, unknown>> {
  const tell = (line: string) => note(noteColours.faint(line))
  const secrets = [client.secret, client.payAppKey, client.sessionKey].filter(one => one !== undefined)
  const proxy = live ? environmentProxy : undefined
  const tunnel = proxy?.(process.env)
  const mask = new Mask([...secrets, ...(tunnel?.secrets ?? [])])
  const agent = verbose ? watchingAgent(url, mask, tell, tunnel) : undefined
  const openapi = createOpenapi({ ...client, strict, ...(agent ? { agent } : { proxy }) })
  const interruption = new AbortController()
  const stopListening = onSignal(
    ['SIGINT'],
    () => interruption.abort(),
    () => process.exit(exitCodes.interrupted),
  )
  try {
    return await openapi.call(name, params, { signal: interruption.signal, timeoutMs })
  } finally {
    stopListening()
    agent?.destroy()
  }
}
