import { accessSync, constants, statSync, writeFileSync } from 'node:fs'
import * as http from 'node:http'
import * as https from 'node:https'
import { dirname, resolve } from 'node:path'
import { isSecret, redact } from '../../../shared/errors/secrets'
import { ConfigError, createOpenapi, environmentProxy } from '../../../shared/index'
import { readJson } from '../../../shared/schema/json-text'
import { isObject } from '../../../shared/schema/objects'
import { parseBaseUrl } from '../../../shared/transport/base-url'
import type { Tunnel } from '../../../shared/transport/environment-proxy'
import { requireEndpoint } from '../describe/endpoints'
import { exitCodeOf, exitCodes } from '../exit-codes'
import { printJson, type Screen, safeJson } from '../output/screen'
import { printErrorJson, showError } from '../output/show-error'
import { onSignal } from '../signals'
import { en } from '../texts/en'
import { chooseTarget, type Target, type TargetOptions } from './choose-target'
import { attachFiles, readParams } from './read-params'

/** The options of `wx-openapi call`. */
export interface CallCommandOptions extends TargetOptions, ResultOptions {
  readonly verbose?: boolean
  readonly strict?: boolean
  readonly dryRun?: boolean
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
  const written = readParams(name, given)
  const params = attachFiles(endpoint, written, process.cwd())
  if (options.out !== undefined) checkOut(options.out)
  const target = await chooseTarget(endpoint, options, process.env)
  // A live call always says where it went, so that the account is never in doubt.
  if (options.live || !options.json)
    screen.note(screen.noteColours.faint(en.call.going(name, target.description)))
  try {
    if (options.dryRun) {
      printJson(
        { dryRun: true, method: name, params: written, target: target.description, file: options.out },
        options.json,
        screen,
      )
      return exitCodes.ok
    }
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

const longestShown = 20_000

/**
 * An agent that tells of every request and its response, secrets masked. It only listens: what goes over the wire is
 * what would go without it.
 * @param tell takes one line, `>` before what was sent and `<` before what came
 */
function watchingAgent(
  baseUrl: string,
  mask: Mask,
  tell: (line: string) => void,
  tunnel?: Tunnel,
): http.Agent {
  const Agent = baseUrl.startsWith('https:') ? https.Agent : http.Agent
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: true } as https.AgentOptions)
  const connect = tunnel?.connectTo(parseBaseUrl(baseUrl, 'option'))
  if (connect) Object.assign(agent, { createConnection: connect })
  // Every request of node passes here before it is written, the one place where it can be heard in full.
  const listening = agent as unknown as { addRequest(request: http.ClientRequest, ...rest: unknown[]): void }
  const add = listening.addRequest
  listening.addRequest = function addRequest(request, ...rest) {
    watch(request, mask, tell)
    add.call(this, request, ...rest)
  }
  return agent
}

function watch(request: http.ClientRequest, mask: Mask, tell: (line: string) => void): void {
  const end = request.end.bind(request) as (...given: unknown[]) => http.ClientRequest
  request.end = (...given: unknown[]) => {
    tell(`> ${request.method} ${mask.target(request.path)}`)
    const [body] = given
    if (typeof body === 'string' || body instanceof Uint8Array) {
      tell(`> ${showBody(Buffer.from(body), String(request.getHeader('content-type') ?? ''), mask)}`)
    }
    return end(...given)
  }
  request.once('error', error =>
    tell(`< ${en.call.noResponse((error as NodeJS.ErrnoException).code ?? error.message)}`),
  )
  request.once('response', response => {
    const chunks: Buffer[] = []
    const emit = response.emit.bind(response)
    // A listener for data would start the stream before its reader is ready.
    response.emit = (event: string | symbol, ...given: unknown[]) => {
      if (event === 'data') chunks.push(given[0] as Buffer)
      if (event === 'end') {
        tell(`< ${response.statusCode} ${response.headers['content-type'] ?? ''}`.trimEnd())
        tell(`< ${showBody(Buffer.concat(chunks), '', mask)}`)
      }
      return emit(event, ...given)
    }
  })
}

/** Only what can be read, and so be masked, is shown as it is. */
function showBody(body: Buffer, contentType: string, mask: Mask): string {
  try {
    const text = safeJson(mask.json(readJson(body.toString('utf8'))))
    return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
  } catch {
    return `(${[contentType.split(';')[0], en.call.bytes(body.length)].filter(Boolean).join(', ')})`
  }
}

const masked = '***'

/** Hides secrets by the names they go under, and by their values wherever these turn up. */
class Mask {
  private readonly known = new Set<string>()

  /** @param secrets what is secret from the start; what goes under a secret's name is learnt on the way */
  constructor(secrets: readonly string[]) {
    for (const secret of secrets) this.known.add(secret)
  }

  /** The target of a request, path and query. */
  target(target: string): string {
    const [path = '', query] = target.split('?', 2)
    if (query === undefined) return this.text(path)
    const pairs = [...new URLSearchParams(query)].map(
      ([name, value]) => `${name}=${this.isSecret(name, value) ? masked : encodeURIComponent(value)}`,
    )
    return this.text(`${path}?${pairs.join('&')}`)
  }

  /** A value of JSON, with everything in it. */
  json(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value)
    if (Array.isArray(value)) return value.map(item => this.json(item))
    if (!isObject(value)) return value
    // Without a prototype, so that `__proto__` is shown like any other name.
    const shown: Record<string, unknown> = Object.create(null)
    for (const [name, member] of Object.entries(value)) {
      shown[name] = this.isSecret(name, member) ? masked : this.json(member)
    }
    return shown
  }

  private isSecret(name: string, value: unknown): boolean {
    if (!isSecret(name, value)) return false
    if (typeof value === 'string') this.known.add(value)
    return true
  }

  private text(text: string): string {
    return redact(text, this.known)
  }
}
