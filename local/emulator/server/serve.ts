import type { IncomingMessage, ServerResponse } from 'node:http'
import { control, isControlPath } from '../control/control'
import type { Fault } from '../faults/rule'
import { reset, sendSpoilt } from '../faults/send-spoilt'
import { asGatewayUrl, isGatewayPath } from '../gateway/gateway'
import { type Noted, note } from '../platform/note'
import { type Front, foreignness } from './guard'
import { largestBody, readBody, skipBody } from './read-body'
import { textReply, write } from './reply'
import type { Serving } from './serving'

/** Answers one request, whatever it is. Rejects when the client goes away before it has said all. */
export async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  serving: Serving,
  front: Front,
): Promise<void> {
  const refuse = (status: number, text: string) => write(response, textReply(status, text))
  const url = asGatewayUrl(request.url ?? '')
  // Only who takes this machine for a proxy writes a whole URL; its Host header is then the cloud's.
  const isProxied = url !== request.url
  const { length = 0 } = request.headersDistinct.host ?? []
  if (length !== 1)
    return refuse(400, `The request has ${length === 0 ? 'no' : 'more than one'} Host header.`)
  const foreign = foreignness(
    isProxied ? { ...request.headers, host: hostOf(front) } : request.headers,
    front,
  )
  if (foreign) return refuse(403, `Refused: ${foreign}.`)
  if (!url.startsWith('/')) return refuse(400, 'The request must name a path that begins with /.')
  const asked = { verb: request.method ?? 'GET', ...splitUrl(url), caller: callerOf(request) }
  const fault = takeFault(serving, asked)
  const unread = { ...asked, fault }
  if (fault && (await isCutShort(request, fault))) return noteUnread(unread, serving, 0)
  const body = await readBody(request)
  if (!body) {
    noteUnread(unread, serving, 413)
    return refuse(413, `The body is larger than ${largestBody / 1024 / 1024} MB.`)
  }
  const arrived = { ...asked, body, contentType: request.headers['content-type'] ?? '' }
  if (isControlPath(asked.path)) {
    const { accept = '', host } = request.headers
    return write(response, await control({ ...arrived, accept, url: `${front.scheme}://${host}` }, serving))
  }
  const whole = { ...arrived, ip: addressOf(request), isFenced: front.hosts !== undefined }
  if (isGatewayPath(asked.path)) {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const { reply, action } = await serving.gateway.answer({ ...whole, gone: gone.signal }, serving.world)
    return action ? sendSpoilt(response, reply, action) : write(response, reply)
  }
  const isChunked = request.headers['transfer-encoding'] !== undefined
  const reply = serving.platform.answer({ ...whole, isChunked, fault }, serving.world)
  return fault ? sendSpoilt(response, reply, fault.action) : write(response, reply)
}

const hostOf = (front: Front): string => `127.0.0.1:${front.port()}`

interface Asked {
  readonly verb: string
  readonly path: string
  readonly query: URLSearchParams
  readonly caller?: string
}

/** Faults are for WeChat's routes; what came through the cloud gateway is known once its body was read. */
function takeFault({ platform, world }: Serving, { verb, path, query, caller }: Asked): Fault | undefined {
  if (world.faults.isEmpty || isControlPath(path) || isGatewayPath(path)) return undefined
  const methods = platform.methodsAt(verb, path)
  return world.faults.take({ verb, path, methods, caller, token: query.get('access_token') ?? undefined })
}

/** Whether a fault ended the connection before the request was read. */
async function isCutShort(request: IncomingMessage, { action }: Fault): Promise<boolean> {
  const { dropBeforeRead, resetAfterRequestBytes } = action
  if (!dropBeforeRead && resetAfterRequestBytes === undefined) return false
  if (!dropBeforeRead) await skipBody(request, resetAfterRequestBytes!)
  reset(request.socket)
  return true
}

/** A request to WeChat whose body nobody read stands in the log all the same. */
function noteUnread(request: Noted, { platform, world }: Serving, status: number): void {
  const { verb, path } = request
  if (isControlPath(path) || isGatewayPath(path)) return
  const [method] = platform.methodsAt(verb, path)
  note(request, world, method).status = status
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

/** Where a request comes from; a test may say that it comes from elsewhere. */
function addressOf(request: IncomingMessage): string {
  const said = request.headers['x-emulated-ip']
  const address = typeof said === 'string' && said !== '' ? said.slice(0, 45) : request.socket.remoteAddress
  return (address ?? '').replace(/^::ffff:/, '')
}
