import { accessSync, constants, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ConfigError, createOpenapi, environmentProxy } from '../../../shared/index'
import { requireEndpoint } from '../describe/endpoints'
import { exitCodeOf, exitCodes } from '../exit-codes'
import { printJson, type Screen } from '../output/screen'
import { printErrorJson, showError } from '../output/show-error'
import { onSignal } from '../signals'
import { en } from '../texts/en'
import { chooseTarget, type Target, type TargetOptions } from './choose-target'
import { attachFiles, readParams } from './read-params'
import { Mask, watchingAgent } from './watch-exchange'

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
  // A live call always says where it went, so that the account is never in doubt.
  if (options.live || !options.json)
    screen.note(screen.noteColours.faint(en.call.going(name, target.description)))
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

/** How a result is shown. */
interface ResultOptions {
  readonly json?: boolean
  /** The file to write it to. */
  readonly out?: string
}

/**
 * Looks before the call whether its result can be written: what WeChat gave once it may not give again.
 * @throws ConfigError naming what is in the way
 */
function checkOut(out: string): void {
  const path = resolve(out)
  const refuse = (what: string) => new ConfigError({ what: en.call.badOut(out, what), fix: en.call.otherOut })
  try {
    if (statSync(path).isDirectory()) throw refuse(en.call.outIsFolder)
    accessSync(path, constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    if (code !== 'ENOENT') throw refuse(en.call.outRefused(code))
    try {
      accessSync(dirname(path), constants.W_OK)
    } catch {
      throw refuse(en.call.outFolderRefused)
    }
  }
}

/** Prints a result, or writes it to a file and prints what was written. */
function showResult(result: Record<string, unknown>, options: ResultOptions, screen: Screen): void {
  const bytes = Buffer.isBuffer(result.buffer) ? result.buffer : undefined
  if (options.out === undefined && !bytes) {
    printJson(result, options.json, screen)
    return
  }
  const content = bytes ?? Buffer.from(`${JSON.stringify(result, null, 2)}\n`)
  if (options.out !== undefined) writeFileSync(options.out, content)
  const { buffer: _, ...rest } = result
  const summary = bytes
    ? { ...rest, bytes: bytes.length }
    : { bytes: content.length, errCode: result.errCode, errMsg: result.errMsg }
  printJson(options.out === undefined ? summary : { file: options.out, ...summary }, options.json, screen)
  if (options.out === undefined && !options.json) screen.note(en.call.isFile)
}
