import type * as http from 'node:http'
import type * as https from 'node:https'
import { AbortError, abortedUnsent } from '../errors/abort-error'
import { AnswerError } from '../errors/answer-error'
import { TimeoutError } from '../errors/timeout-error'
import { readJson } from '../schema/json-text'
import type { BaseUrl } from './base-url'
import type { Connect } from './environment-proxy'
import { type FreshAgent, freshAgent } from './fresh-agent'
import { agentError, networkError, proxyRefused } from './network-error'
import type { Answer, OutgoingRequest, SendOptions, Transport } from './transport'

/** How node's http is used. */
export interface NodeHttpOptions {
  readonly baseUrl: BaseUrl
  /** The user's own agent, for a proxy; used as it is. */
  readonly agent?: http.Agent
  /** Opens connections through a proxy. */
  readonly connect?: Connect
  /** What to do when a host cannot be reached, where more is known than usual. */
  readonly fix?: string
  readonly maxAnswerBytes: number
}

type Http = typeof http | typeof https

/** The default transport: node's http or https with one keep-alive agent. Loaded with the first call. */
export function nodeHttp({ baseUrl, agent, connect, fix, maxAnswerBytes }: NodeHttpOptions): Transport {
  let loading: Promise<Http> | undefined
  let loaded: Http | undefined
  let own: FreshAgent | undefined
  const load = () => {
    loading ??= (baseUrl.protocol === 'http:' ? import('node:http') : import('node:https')).then(module => {
      // Not the names of the namespace: those that intercept requests in tests replace the functions of the module.
      loaded = module.default
      own = agent ? undefined : freshAgent(loaded.Agent, connect)
      return loaded
    })
    return loading
  }
  return {
    async send({ verb, target, contentType, body, headers }, options) {
      const module = loaded || (await load())
      const { method, connectMs, signal } = options
      if (signal?.aborted) throw abortedUnsent(method)
      own?.dropStale()
      const all: http.OutgoingHttpHeaders = Object.assign({ 'user-agent': 'wx-openapi-shim' }, headers)
      if (contentType) all['content-type'] = contentType
      // WeChat refuses chunked uploads, so the length always goes along.
      if (verb === 'POST' || body) all['content-length'] = body ? Buffer.byteLength(body) : 0
      let opened: http.ClientRequest
      try {
        opened = module.request({
          protocol: baseUrl.protocol,
          hostname: baseUrl.hostname,
          port: baseUrl.port || undefined,
          agent: own?.agent ?? agent,
          method: verb,
          path: baseUrl.prefix + target,
          headers: all,
          timeout: connectMs,
        })
      } catch (error) {
        throw agent ? agentError(method, error, baseUrl.protocol) : error
      }
      return exchange(opened, body, options, {
        maxBytes: maxAnswerBytes,
        isSecure: baseUrl.protocol === 'https:',
        fix,
      })
    },
  }
}

/** One request and its answer, or the first thing that goes wrong. */
function exchange(
  request: http.ClientRequest,
  body: OutgoingRequest['body'],
  { method, deadline, signal }: SendOptions,
  { maxBytes, isSecure, fix }: { maxBytes: number; isSecure: boolean; fix?: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let isSent = false
    let isProxys = false
    // First of all: an error that nobody listens to ends the process.
    request.on('error', error => fail(networkError(method, error, isSent, fix)))
    const timer = setTimeout(() => fail(timedOut()), Math.ceil(deadline.left()))
    const onAbort = () => fail(new AbortError({ method, what: 'aborted', maybeExecuted: isSent }))
    const timedOut = () =>
      new TimeoutError({
        method,
        what: 'no response in time',
        fix: isSent ? undefined : fix,
        maybeExecuted: isSent,
      })
    const settle = () => {
      clearTimeout(timer)
      if (signal) signal.removeEventListener('abort', onAbort)
    }
    const fail = (error: Error) => {
      settle()
      reject(error)
      request.destroy()
    }
    if (signal) signal.addEventListener('abort', onAbort)
    request.on('socket', socket => {
      // Some agents hand over what a proxy said to CONNECT as if WeChat had said it.
      if (isSecure && !('encrypted' in socket)) {
        isProxys = true
        return
      }
      // One that failed before it was handed to us carried nothing.
      if (!socket.connecting) isSent = !socket.destroyed
      else
        socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
          isSent = true
        })
    })
    // Node means a socket that rests: before it is connected that is one that does not come about.
    request.on('timeout', () => isSent || fail(timedOut()))
    request.on('response', response => {
      const status = response.statusCode!
      if (isProxys) return fail(proxyRefused(method, status))
      if (status >= 300 && status < 400) return fail(redirected(method))
      const done = (bytes: Buffer) => {
        settle()
        const { headers } = response
        const { 'content-type': contentType = '', 'content-disposition': disposition } = headers
        resolve({ status, contentType, disposition, headers, body: bytes })
      }
      const { 'content-encoding': coding } = response.headers
      const reading = { method, maxBytes, done, fail }
      if (coding) readCoded(response, coding, reading)
      else collect(response, response, reading)
    })
    request.end(body)
  })
}

const redirected = (method: string): AnswerError =>
  new AnswerError({
    method,
    what: 'the response was a redirect, which is never followed',
    maybeExecuted: true,
    retryable: false,
  })

/** How reading ends: with all bytes, or with what went wrong. */
interface Reading {
  readonly method: string
  readonly maxBytes: number
  done(bytes: Buffer): void
  /** With an AnswerError when it is too large or its compression is broken, a TransportError when it breaks off. */
  fail(error: Error): void
}

/** Reads an answer with a content encoding to its end, decompressed. */
function readCoded(response: http.IncomingMessage, header: string, reading: Reading): void {
  const coding = header
    .split(',')
    .map(one => one.trim().toLowerCase())
    .filter(one => !isNoCoding.test(one))
    .join()
  const unknown = () => reading.fail(broken(reading, 'the response is compressed in an unknown way'))
  if (coding === '') collect(response, response, reading)
  else if (isKnown.test(coding)) readCompressed(response, coding, reading)
  else
    collect(response, response, {
      ...reading,
      done: bytes => (isJson(bytes) ? reading.done(bytes) : unknown()),
    })
}

const isNoCoding = /^(?:|identity|none|utf-?8)$/
const isKnown = /^(?:gzip|x-gzip|deflate|br)$/

function isJson(bytes: Buffer): boolean {
  try {
    return typeof readJson(bytes.toString('utf8'), true) === 'object'
  } catch {
    return false
  }
}

function readCompressed(response: http.IncomingMessage, coding: string, reading: Reading): void {
  const cut = () => reading.fail(networkError(reading.method, new Error(), true))
  response.on('aborted', cut)
  response.on('error', cut)
  import('node:zlib').then(zlib => {
    response.once('end', () => isBegun || reading.done(Buffer.alloc(0)))
    let isBegun = false
    response.once('data', (first: Buffer) => {
      isBegun = true
      // Many a server leaves out the header of zlib, whose first byte always ends in 8.
      const isBare = coding === 'deflate' && first[0] !== 0x1f && (first[0]! & 0x0f) !== 8
      const stream =
        coding === 'br'
          ? zlib.createBrotliDecompress?.()
          : isBare
            ? zlib.createInflateRaw()
            : zlib.createUnzip()
      if (!stream) return reading.fail(broken(reading, 'the response is compressed in an unknown way'))
      stream.on('error', () => reading.fail(broken(reading, 'the compression of the response is broken')))
      collect(response, stream, reading)
      stream.write(first)
      response.pipe(stream)
    })
  }, reading.fail)
}

/** Gathers what comes out of a stream, never more than a bounded number of bytes; `response` tells whether all of it came. */
function collect(response: http.IncomingMessage, source: NodeJS.ReadableStream, reading: Reading): void {
  const chunks: Buffer[] = []
  let size = 0
  const cut = () => reading.fail(networkError(reading.method, new Error(), true))
  response.on('aborted', cut)
  response.on('error', cut)
  source.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= reading.maxBytes) chunks.push(chunk)
    else reading.fail(broken(reading, `the response is larger than ${reading.maxBytes} bytes`, false))
  })
  source.on('end', () => {
    if (!response.complete) cut()
    else reading.done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size))
  })
}

const broken = ({ method }: Reading, what: string, retryable = true): AnswerError =>
  new AnswerError({ method, what, maybeExecuted: true, retryable })
