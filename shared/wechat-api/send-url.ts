import { stringify } from 'node:querystring'
import { type OutgoingRequest, sendOnce } from '../client/wire-client'
import { AmbiguousError } from '../errors/ambiguous-error'
import { AnswerError } from '../errors/answer-error'
import { ourErrcodes } from '../errors/errcodes'
import { isOpenapiError, whatHappened } from '../errors/openapi-error'
import { presentable } from '../errors/secrets'
import { WeChatError } from '../errors/wechat-error'
import { type Answered, parsed, readResult, summary } from './answer'
import { timeoutOf } from './deadlines'
import { asOldError, type Summary, unprefixed, weChatAPIError } from './errors'
import type { Instance, Options, RequestOptions } from './instance'
import { readAll } from './read-upload'
import { stateOf, transportOf } from './state'

const weChatHost = /(^|\.)weixin\.qq\.com$/
const oldFileHost = 'file.api.weixin.qq.com'

/**
 * One call of any URL, for users' own methods. The URL contains the token.
 * @param isCalledBack in the style of the old library: an errcode is a response like any other, and what is neither
 * JSON nor text by `dataType` is bytes; otherwise as in its successor, where an errcode is an error
 * @throws WeChatAPIError
 */
export async function sendUrl(
  api: Instance,
  url: string,
  given: RequestOptions = {},
  isCalledBack = false,
): Promise<Answered> {
  const headers = lowerCased({ ...api.defaults?.headers, ...given.headers })
  const options = { ...api.defaults, ...given, headers }
  const where = placeOf(api, url)
  const secrets = () => [
    api.appsecret,
    where.target.searchParams.get('access_token') ?? '',
    ...stateOf(api).tokens.known(),
  ]
  let verb = 'GET'
  try {
    const request = await requestOf(where, options)
    verb = request.verb
    const seen = viewer(options.beforeRequest)?.(request) ?? request
    const answer = await sendOnce(transportOf(api, where.origin, options), seen, timeoutOf(options))
    const data = parsed(answer.body)
    const { errcode, errmsg } = (data ?? {}) as { errcode?: unknown; errmsg?: unknown }
    const isRefused = typeof errcode === 'number' && errcode !== 0
    const isOk = answer.status >= 200 && answer.status < 300
    if (!isRefused && !isOk && (where.isWeChat || !isCalledBack)) {
      throw notWeChats(`HTTP ${answer.status} without an errcode`)
    }
    const res = summary(answer)
    if (options.dataType === 'text') return { data: answer.body.toString('utf8'), res }
    if (isCalledBack && options.dataType !== 'json') return { data: answer.body, res }
    if (isCalledBack && answer.body.length === 0) return { data: null, res }
    const error = data === undefined ? notWeChats('the response was not JSON') : undefined
    if (error && options.dataType === 'json') throw answer.body.length > 0 ? error : noData(res)
    const refusal =
      isRefused && !isCalledBack
        ? new WeChatError({
            method: 'request',
            errCode: errcode,
            errmsg: presentable(String(errmsg), secrets()),
          })
        : undefined
    return readResult({ answer, refusal }, true, secrets())
  } catch (error) {
    const old = asOldError(lost(error, verb))
    throw isCalledBack ? unprefixed(old) : old
  }
}

const notWeChats = (what: string) => new AnswerError({ method: 'request', what, maybeExecuted: true })

const noData = (res: Summary) => weChatAPIError({ message: 'No data received.', code: -1, res })

/** A write that was sent and whose response was lost may have been executed. */
const lost = (error: unknown, verb: string): unknown =>
  verb !== 'GET' && isOpenapiError(error) && error.maybeExecuted && error.name !== 'WeChatError'
    ? new AmbiguousError({
        method: 'request',
        what: `sent, but the response was lost (${whatHappened(error)})`,
        retryable: false,
        cause: error,
      })
    : error

interface Place {
  readonly target: URL
  /** A host other than the instance's own. */
  readonly origin?: string
  /** Whether it is WeChat, or the emulator. */
  readonly isWeChat: boolean
}

/** Where a URL leads: WeChat's hosts follow the instance, any other host is as the user wrote it. */
function placeOf(api: Instance, url: string): Place {
  let target: URL
  try {
    target = new URL(/^https?:\/\//i.test(url) ? url : `http://${url}`)
  } catch {
    throw weChatAPIError({
      message: `request: not a valid URL: ${presentable(String(url).split('?')[0]!)}`,
      code: ourErrcodes.invalidParams,
    })
  }
  if (!weChatHost.test(target.hostname)) {
    const isWeChat = [api.endpoint, process.env.WX_OPENAPI_BASE_URL].some(
      base => base?.replace(/\/+$/, '') === target.origin,
    )
    return { target, origin: target.origin, isWeChat }
  }
  const isElsewhere = api.endpoint !== 'https://api.weixin.qq.com' || process.env.WX_OPENAPI_BASE_URL
  // The old file host only speaks plain http; the API host accepts the same calls.
  if (isElsewhere || target.hostname === oldFileHost) return { target, isWeChat: true }
  return { target, origin: target.origin.replace(/^http:/, 'https:'), isWeChat: true }
}

type Headers = { [name: string]: string }

async function requestOf(
  { target, isWeChat }: Place,
  options: RequestOptions & { headers: Headers },
): Promise<OutgoingRequest> {
  const verb = String(options.type ?? options.method ?? 'GET').toUpperCase()
  const { auth, stream, maxUploadBytes } = options
  // The transport sets the length and the connection.
  const {
    host,
    connection,
    'content-length': length,
    'transfer-encoding': coding,
    ...headers
  } = options.headers
  const user = auth ?? (target.username && decodeURIComponent(`${target.username}:${target.password}`))
  if (user) headers.authorization ??= `Basic ${Buffer.from(user).toString('base64')}`
  const path = target.pathname + target.search
  if (stream) {
    const body = await readAll(stream, maxUploadBytes, 'the stream')
    return { verb, target: path, headers, body }
  }
  const { body, contentType } = bodyOf(options, headers['content-type'] ?? (isWeChat ? json : undefined))
  if (verb !== 'GET' && verb !== 'HEAD') {
    if (contentType && body !== undefined) headers['content-type'] ??= contentType
    return { verb, target: path, headers, body }
  }
  const query =
    body === undefined ? '' : typeof options.data === 'object' ? stringify(options.data as never) : body
  return { verb, target: query ? `${path}${target.search ? '&' : '?'}${query}` : path, headers }
}

const json = 'application/json'
const form = 'application/x-www-form-urlencoded'

/** The body: `content` and text as they are; an object as JSON, or as a form if that is stated or implied. */
function bodyOf(
  { content, data, contentType }: RequestOptions,
  said: string | undefined,
): { body?: Buffer | string; contentType?: string } {
  const given = content ?? data
  if (given === undefined || given === null) return {}
  if (typeof given === 'string' || Buffer.isBuffer(given)) return { body: given, contentType: said }
  const type = said ?? (contentType === 'json' ? json : form)
  const isJson = type.split(';')[0]!.trim() === json
  return { body: isJson ? JSON.stringify(given) : stringify(given as never), contentType: type }
}

function lowerCased(headers: { [name: string]: unknown }): Headers {
  const lower: Headers = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && value !== null) lower[name.toLowerCase()] = String(value)
  }
  return lower
}

/** Passes a request to the user's `beforeRequest` before it is sent, and applies its changes. */
export function viewer(
  beforeRequest: Options['beforeRequest'],
): ((request: OutgoingRequest) => OutgoingRequest) | undefined {
  if (typeof beforeRequest !== 'function') return undefined
  return request => {
    const headers: { [name: string]: string } = { ...request.headers }
    if (request.contentType) headers['Content-Type'] = request.contentType
    const view = { method: request.verb, path: request.target, headers, body: request.body }
    const changed = beforeRequest(view) ?? view
    const { 'Content-Type': contentType = request.contentType, ...others } = changed.headers ?? {}
    return {
      ...request,
      target: changed.path,
      body: changed.body,
      headers: others,
      ...(contentType && { contentType }),
    }
  }
}
