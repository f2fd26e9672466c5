import type { IncomingMessage } from 'node:http'
import { control, isControlPath } from '../control/control'
import type { Platform } from '../platform/platform'
import type { World } from '../state/world'
import { foreignness } from './guard'
import { largestBody, readBody } from './read-body'
import { type Reply, textReply } from './reply'

/** What the server shares with the requests that it serves. */
export interface Serving {
  readonly platform: Platform
  /** The world of this moment; a reset puts another in its place. */
  world: World
  /** Puts a fresh world in the place of the present one. */
  reset(): void
  port(): number
}

/** Answers one request, whatever it is. Rejects when the client goes away before it has said all. */
export async function serve(request: IncomingMessage, serving: Serving): Promise<Reply> {
  const foreign = foreignness(request.headers, serving.port())
  if (foreign) return textReply(403, `Refused: ${foreign}.`)
  const url = request.url ?? ''
  if (!url.startsWith('/')) return textReply(400, 'The request must name a path that begins with /.')
  const body = await readBody(request)
  if (!body) return textReply(413, `The body is larger than ${largestBody / 1024 / 1024} MB.`)
  const { path, query } = splitUrl(url)
  const verb = request.method ?? 'GET'
  const contentType = request.headers['content-type'] ?? ''
  if (isControlPath(path)) return control({ verb, path, contentType, body }, serving)
  const isChunked = request.headers['transfer-encoding'] !== undefined
  const caller = callerOf(request)
  return serving.platform.answer({ verb, path, query, contentType, isChunked, body, caller }, serving.world)
}

// Not `new URL`: for it `//a/b` is a host.
function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const [target] = url.split('#') as [string]
  const mark = target.indexOf('?')
  if (mark < 0) return { path: target, query: new URLSearchParams() }
  return { path: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1)) }
}

/** What a test calls its process or worker, to tell the callers of a log apart. */
function callerOf(request: IncomingMessage): string | undefined {
  const caller = request.headers['x-caller']
  return typeof caller === 'string' ? caller.slice(0, 100) : undefined
}
