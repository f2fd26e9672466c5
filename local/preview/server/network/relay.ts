import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { readBody } from '../call-function'
import { safeHeaders } from '../http'
import {
  type Asked,
  aborted,
  deadlineOf,
  failureOf,
  headersOf,
  readUrl,
  type Sender,
  SendFailure,
  send,
} from './send'

const megabyte = 1024 * 1024
/** What a body may have, in either direction. */
const largestBodyBytes = 10 * megabyte
/** The URL and the headers beside it. */
const largestHeadBytes = megabyte
const mostRedirects = 10

/** What stands in front of the body that a page sends. */
interface AskedHead {
  url?: unknown
  method?: string
  header?: Record<string, string>
  timeoutMs?: number
  followsRedirects?: boolean
}

/** Takes the requests of pages to where they may go, and brings back what is answered, as it comes. */
export class Relay {
  constructor(private readonly sender: Sender) {}

  /** @throws Error with `status` for what is no request of our page */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await readBody(request, largestBodyBytes + largestHeadBytes)
    const { head, body } = splitHead(sent)
    const frames = new Frames(response)
    const ending = new AbortController()
    response.on('close', () => ending.abort())
    const timer = setTimeout(() => ending.abort(), deadlineOf(head.timeoutMs, this.sender))
    try {
      const { 'user-agent': agent = 'wx-openapi' } = request.headers
      await Promise.race([this.#follow(head, body, frames, ending.signal, agent), aborted(ending.signal)])
      frames.tell({ end: true })
    } catch (error) {
      frames.tell({ failure: failureOf(error, ending.signal, this.sender) })
    } finally {
      clearTimeout(timer)
      ending.abort()
      response.end()
    }
  }

  async #follow(
    head: AskedHead,
    body: Buffer,
    frames: Frames,
    signal: AbortSignal,
    agent: string,
  ): Promise<void> {
    const { method = 'GET', header = {}, followsRedirects = true } = head
    const url = readUrl(head.url, ['http:', 'https:'])
    if (body.length > largestBodyBytes)
      throw new SendFailure('request body is too large: the preview sends 10 MB')
    let asked: Asked = {
      url,
      method,
      header,
      body: body.length > 0 || takesBody.test(method) ? body : undefined,
    }
    const usual = { Accept: '*/*', 'Accept-Encoding': 'gzip, deflate, br', 'User-Agent': agent }
    for (let left = mostRedirects; ; left -= 1) {
      const target = await this.sender.reach.targetOf(asked.url)
      signal.throwIfAborted()
      const all = asked.body?.length ?? 0
      const answer = await send(target, asked, headersOf(asked.header, this.sender, usual), signal, done =>
        frames.tell({ sent: [done, all] }),
      )
      const next = followsRedirects ? nextOf(asked, answer) : undefined
      if (!next) return pass(answer, asked.method, frames, signal)
      answer.destroy()
      if (left === 0) throw new SendFailure('net::ERR_TOO_MANY_REDIRECTS', 600_001)
      asked = next
    }
  }
}

const takesBody = /^(?:POST|PUT|PATCH)$/

/** Four bytes say how long the JSON in front of the body is. */
function splitHead(sent: Buffer): { head: AskedHead; body: Buffer } {
  const length = sent.length < 4 ? 0 : sent.readUInt32BE(0)
  try {
    const head = JSON.parse(sent.toString('utf8', 4, 4 + length)) as AskedHead
    return { head, body: sent.subarray(4 + length) }
  } catch (error) {
    throw Object.assign(error as Error, { status: 400 })
  }
}

/** Where a response leads on to; undefined when it is the last one. */
function nextOf(asked: Asked, { statusCode = 0, headers: { location } }: IncomingMessage): Asked | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) return undefined
  if (!URL.canParse(location, asked.url.href)) return undefined
  const url = readUrl(new URL(location, asked.url.href).href, ['http:', 'https:'])
  const isPostLost =
    statusCode === 303 ? asked.method !== 'HEAD' : statusCode < 303 && asked.method === 'POST'
  const isElsewhere = url.origin !== asked.url.origin
  const header = Object.entries(asked.header).filter(([name]) => {
    // What opens one server is not shown to another.
    if (isElsewhere && /^(?:authorization|cookie)$/i.test(name)) return false
    return !(isPostLost && /^content-/i.test(name))
  })
  const rest = isPostLost ? { method: 'GET', body: undefined } : {}
  return { ...asked, ...rest, url, header: Object.fromEntries(header) }
}

/** Brings a response to the page, decompressed; `size` is counted after that. */
async function pass(
  answer: IncomingMessage,
  method: string,
  frames: Frames,
  signal: AbortSignal,
): Promise<void> {
  const { statusCode, headers, rawHeaders } = answer
  frames.tell({ head: { statusCode, header: joined(rawHeaders), cookies: headers['set-cookie'] ?? [] } })
  let size = 0
  for await (const chunk of method === 'HEAD' ? answer : decoded(answer)) {
    size += (chunk as Buffer).length
    if (size > largestBodyBytes) {
      answer.destroy()
      throw new SendFailure('exceed max file size: the preview receives 10 MB')
    }
    await frames.data(chunk as Buffer, signal)
  }
}

function decoded(answer: IncomingMessage): Readable {
  const coding = (answer.headers['content-encoding'] ?? '').trim().toLowerCase()
  const decoder = /^(?:x-)?gzip$/.test(coding)
    ? createGunzip()
    : coding === 'deflate'
      ? createInflate()
      : coding === 'br'
        ? createBrotliDecompress()
        : undefined
  if (!decoder) return answer
  answer.on('error', error => decoder.destroy(error))
  return answer.pipe(decoder)
}

/** The headers with their names as the server wrote them; what comes twice is joined by a comma. */
export function joined(raw: readonly string[]): Record<string, string> {
  const header = new Map<string, [name: string, value: string]>()
  for (let at = 0; at < raw.length; at += 2) {
    const [name, value] = [raw[at]!, raw[at + 1]!]
    const before = header.get(name.toLowerCase())
    header.set(name.toLowerCase(), before ? [before[0], `${before[1]},${value}`] : [name, value])
  }
  return Object.fromEntries(header.values())
}

/** What the page is told, in the order in which it happens: `j` and JSON, or `d` and bytes, each with its length. */
class Frames {
  constructor(private readonly response: ServerResponse) {
    response.writeHead(200, { ...safeHeaders, 'content-type': 'application/octet-stream' })
    response.flushHeaders()
  }

  tell(value: object): void {
    this.response.write(frame('j', Buffer.from(JSON.stringify(value))))
  }

  /** Resolves once the page takes more. */
  async data(bytes: Buffer, signal: AbortSignal): Promise<void> {
    if (!this.response.write(frame('d', bytes))) await once(this.response, 'drain', { signal })
  }
}

function frame(kind: 'j' | 'd', bytes: Buffer): Buffer {
  const start = Buffer.alloc(5)
  start.write(kind, 0, 'latin1')
  start.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([start, bytes])
}
