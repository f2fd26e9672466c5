import type * as http from 'node:http'
import type * as https from 'node:https'
import { AbortError } from '../errors/abort-error'
import { AnswerError } from '../errors/answer-error'
import { TimeoutError } from '../errors/timeout-error'
import type { BaseUrl } from './base-url'
import type { Connect } from './environment-proxy'
import { type FreshAgent, freshAgent } from './fresh-agent'
import { agentError, networkError, proxyRefused } from './network-error'
import { readBody } from './read-body'
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
  const open = (module: Http, request: OutgoingRequest, { method, connectMs }: SendOptions) => {
    try {
      return module.request({
        protocol: baseUrl.protocol,
        hostname: baseUrl.hostname,
        port: baseUrl.port || undefined,
        agent: own?.agent ?? agent,
        method: request.verb,
        path: baseUrl.prefix + request.target,
        headers: headersOf(request),
        timeout: connectMs,
      })
    } catch (error) {
      throw agent ? agentError(method, error, baseUrl.protocol) : error
    }
  }
  return {
    send(request, options) {
      if (!loaded) return load().then(() => this.send(request, options))
      const module = loaded
      own?.dropStale()
      return exchange(() => open(module, request, options), request, options, {
        maxBytes: maxAnswerBytes,
        isSecure: baseUrl.protocol === 'https:',
        fix,
      })
    },
  }
}

function headersOf({ verb, contentType, body, headers: own }: OutgoingRequest): http.OutgoingHttpHeaders {
  const headers: http.OutgoingHttpHeaders = Object.assign({ 'user-agent': 'wx-openapi-shim' }, own)
  if (contentType) headers['content-type'] = contentType
  // WeChat refuses chunked uploads, so the length always goes along.
  if (verb === 'POST' || body) headers['content-length'] = body ? Buffer.byteLength(body) : 0
  return headers
}

/** One request and its answer, or the first thing that goes wrong. */
function exchange(
  open: () => http.ClientRequest,
  { body }: OutgoingRequest,
  { method, deadline, signal }: SendOptions,
  { maxBytes, isSecure, fix }: { maxBytes: number; isSecure: boolean; fix?: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new AbortError({ method, what: 'aborted before it was sent' }))
    let isSent = false
    let isProxys = false
    const request = open()
    // First of all: an error that nobody listens to ends the process.
    request.on('error', error => fail(networkError(method, error, isSent, fix)))
    const timer = setTimeout(() => fail(timedOut()), Math.ceil(deadline.left()))
    const onAbort = () => fail(new AbortError({ method, what: 'aborted', maybeExecuted: isSent }))
    const timedOut = () =>
      new TimeoutError({
        method,
        what: 'no answer in time',
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
        const { 'content-type': contentType = '', 'content-disposition': disposition } = response.headers
        resolve({ status, contentType, disposition, body: bytes })
      }
      readBody(response, { method, maxBytes, done, fail })
    })
    request.end(body)
  })
}

const redirected = (method: string): AnswerError =>
  new AnswerError({
    method,
    what: 'the answer was a redirect, which is never followed',
    maybeExecuted: true,
    retryable: false,
  })
