import type { IncomingMessage, ServerResponse } from 'node:http'
import { control, isControlPath } from '../control/control'
import type { Fault } from '../faults/fault-rule'
import { reset, sendSpoilt } from '../faults/send-spoilt'
import { asGatewayUrl, isGatewayPath, largestBodyAt } from '../gateway/gateway'
import { type Noted, note } from '../platform/platform'
import { type Front, foreignness } from './guard'
import { textReply, write } from './reply'
import type { Serving } from './serving'

/** Answers one request, whatever it is. Rejects when the client goes away before the request is complete. */
export async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  serving: Serving,
  front: Front,
): Promise<void> {
  const refuse = (status: number, text: string) => write(response, textReply(status, text))
  const url = asGatewayUrl(request.url ?? '')
  // Only a client that uses this machine as a proxy sends a whole URL; its Host header is then the cloud's.
  const isProxied = url !== request.url
  const { length = 0 } = request.headersDistinct.host ?? []
  if (length !== 1)
    return refuse(400, `The request has ${length === 0 ? 'no' : 'more than one'} Host header.`)
  const foreign = foreignness(
    isProxied ? { ...request.headers, host: hostOf(front) } : request.headers,
    front,
  )
  if (foreign) return refuse(403, `Refused: ${foreign}.`)
  if (!url.startsWith('/')) return refuse(400, 'The path of the request must begin with /.')
  const asked = { verb: request.method ?? 'GET', ...splitUrl(url), caller: callerOf(request) }
  const fault = takeFault(serving, asked)
  const unread = { ...asked, fault }
  if (fault && (await isCutShort(request, fault))) return noteUnread(unread, serving, 0)
  const largest = largestBodyAt(asked.path) ?? largestBody
  const body = await readBody(request, largest)
  if (!body) {
    noteUnread(unread, serving, 413)
    return refuse(413, `The body is larger than ${largest / 1024 / 1024} MB.`)
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

/** Faults are for WeChat's routes; of a request to the cloud gateway, the method is known once its body is read. */
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

/** Logs a request to WeChat whose body was not read. */
function noteUnread(request: Noted, { platform, world }: Serving, status: number): void {
  const { verb, path } = request
  if (isControlPath(path) || isGatewayPath(path)) return
  const [method] = platform.methodsAt(verb, path)
  note(request, world, method).status = status
}

/** The path and the query of a request. Not by `new URL`: for it `//a/b` is a host. */
export function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const [target] = url.split('#') as [string]
  const mark = target.indexOf('?')
  if (mark < 0) return { path: target, query: new URLSearchParams() }
  return { path: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1)) }
}

/** The name that a test gives its process or worker, to tell callers apart in the log. */
function callerOf(request: IncomingMessage): string | undefined {
  const caller = request.headers['x-caller']
  return typeof caller === 'string' ? caller.slice(0, 100) : undefined
}

/** The address that a request comes from; a test may claim another. */
function addressOf(request: IncomingMessage): string {
  const said = request.headers['x-emulated-ip']
  const address = typeof said === 'string' && said !== '' ? said.slice(0, 45) : request.socket.remoteAddress
  return (address ?? '').replace(/^::ffff:/, '')
}

/** Bodies above this are refused: 20 MB, twice what WeChat takes for its largest media. */
const largestBody = 20 * 1024 * 1024

/** The whole body; `undefined` when it is too large. Rejects when the client goes away in the middle. */
export function readBody(request: IncomingMessage, largest: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > largest) return Promise.resolve(undefined)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= largest) {
        chunks.push(chunk)
        return
      }
      // The rest is discarded as it arrives, so that the client gets to read the response.
      chunks.length = 0
      resolve(undefined)
    })
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
    request.on('error', reject)
    request.on('close', () => {
      if (!request.complete) reject(new Error('the client went away'))
    })
  })
}

/** Reads and discards that many bytes of the body, or the whole body if it is shorter. */
function skipBody(request: IncomingMessage, bytes: number): Promise<void> {
  return new Promise(resolve => {
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size >= bytes) resolve()
    })
    request.on('end', resolve)
    request.on('close', resolve)
    if (bytes === 0) resolve()
  })
}
