import * as http from 'node:http'
import * as https from 'node:https'
import { isSecret, redact } from '../../../shared/errors/secrets'
import { readJson } from '../../../shared/schema/json-text'
import { isObject } from '../../../shared/schema/objects'
import { parseBaseUrl } from '../../../shared/transport/base-url'
import type { Tunnel } from '../../../shared/transport/environment-proxy'
import { safeJson } from '../output/screen'
import { en } from '../texts/en'

const longestShown = 20_000

/**
 * An agent that tells of every request and its response, secrets masked. It only listens: what goes over the wire is
 * what would go without it.
 * @param tell takes one line, `>` before what was sent and `<` before what came
 */
export function watchingAgent(
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
export class Mask {
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
