import { ourErrcodes } from '../errors/errcodes'
import { presentable } from '../errors/redact'
import type { Endpoint } from '../schema/endpoint'
import { type Field, json, media, query, string, wire } from '../schema/fields'
import { type Answered, readResult } from './answer'
import { asOldError, weChatAPIError } from './errors'
import { readPassing } from './files'
import type { Instance, RequestOptions } from './instance'
import { stateOf, timeoutOf, wireOf } from './state'
import { viewer } from './view'

const weChatHost = /(^|\.)weixin\.qq\.com$/
const oldFileHost = 'file.api.weixin.qq.com'

/**
 * One call of any URL, for methods of the user's own. The URL carries its token itself.
 * @param throwsErrcode whether WeChat's refusal is an error; else it is an answer like any other
 * @throws WeChatAPIError
 */
export async function sendUrl(
  api: Instance,
  url: string,
  options: RequestOptions = {},
  throwsErrcode = false,
): Promise<Answered> {
  const { target, origin } = targetOf(api, url)
  const settings = { ...api.defaults, ...options }
  try {
    const { row, params } = await requestOf(target, settings)
    const { send } = wireOf(api, origin)
    const timeoutMs = timeoutOf(settings)
    const beforeSend = viewer(settings.beforeRequest)
    const token = target.searchParams.get('access_token') ?? undefined
    const result = await send({ name: 'request', row, params, timeoutMs, token, beforeSend })
    const secrets = [api.appsecret, token ?? '', ...stateOf(api).tokens.known()]
    const answered = result.refusal && !throwsErrcode ? { answer: result.answer } : result
    return readResult(answered, settings.dataType !== 'json', secrets)
  } catch (error) {
    throw asOldError(error)
  }
}

/** Where a URL leads: WeChat's own hosts follow the instance, any other place is what the user wrote. */
function targetOf(api: Instance, url: string): { target: URL; origin?: string } {
  let target: URL
  try {
    target = new URL(url)
  } catch {
    throw weChatAPIError({
      message: `request: the URL is not one: ${presentable(String(url).split('?')[0]!)}`,
      code: ourErrcodes.invalidParams,
    })
  }
  if (!weChatHost.test(target.hostname)) return { target, origin: target.origin }
  const isElsewhere = api.endpoint !== 'https://api.weixin.qq.com' || process.env.WX_OPENAPI_BASE_URL
  // The old file host speaks plain http only; the API host takes the same calls.
  if (isElsewhere || target.hostname === oldFileHost) return { target }
  return { target, origin: target.origin.replace(/^http:/, 'https:') }
}

async function requestOf(
  target: URL,
  { type, method, data, stream, headers = {}, dataType, maxUploadBytes }: RequestOptions,
): Promise<{ row: Endpoint; params: Record<string, unknown> }> {
  const verb = String(type ?? method ?? 'GET').toUpperCase()
  if (verb !== 'GET' && verb !== 'POST') {
    throw weChatAPIError({ message: 'request: only GET and POST are known', code: ourErrcodes.invalidParams })
  }
  const pairs: Record<string, string> = {}
  target.searchParams.forEach((value, name) => {
    // The token is the call path's to put in, so that no error shows it.
    if (name !== 'access_token') pairs[name] = value
  })
  if (verb === 'GET' && typeof data === 'object' && data !== null) Object.assign(pairs, data)
  const fields: Record<string, Field<unknown>> = { [bodyName(pairs)]: media() }
  for (const name of Object.keys(pairs)) fields[`query:${name}`] = wire(name, query(string()))
  const http = `${verb} ${target.pathname as `/${string}`}` as const
  const row: Endpoint = {
    http,
    effect: verb === 'GET' ? 'read' : 'write',
    auth: target.searchParams.has('access_token') ? 'accessToken' : 'none',
    body: 'raw',
    params: fields,
    // WeChat's or not, what came is for the caller to read.
    result: dataType === 'json' ? {} : json(),
  }
  if (verb === 'GET') return { row, params: pairs }
  const body = stream
    ? await readPassing(
        { stream: Object.assign(stream, { headers: lowerCased(headers) }), params: {} },
        maxUploadBytes,
      )
    : bodyOf(data, headers)
  return { row, params: body ? { ...pairs, [bodyName(pairs)]: body } : pairs }
}

/** A name for the body that no parameter of the URL has. */
const bodyName = (pairs: object): string => ('body' in pairs ? 'body ' : 'body')

function bodyOf(data: unknown, headers: NonNullable<RequestOptions['headers']>) {
  if (data === undefined || data === null) return undefined
  const contentType = String(lowerCased(headers)['content-type'] ?? 'application/json')
  if (Buffer.isBuffer(data)) return { contentType, value: data }
  const text = typeof data === 'string' ? data : JSON.stringify(data)
  return { contentType, value: Buffer.from(text, 'utf8') }
}

function lowerCased(headers: { [name: string]: unknown }): { [name: string]: unknown } {
  const lower: { [name: string]: unknown } = {}
  for (const name of Object.keys(headers)) lower[name.toLowerCase()] = headers[name]
  return lower
}
