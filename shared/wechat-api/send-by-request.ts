import { Readable } from 'node:stream'
import { bodyOf } from '../client/wire-client'
import { isTokenErrcode } from '../errors/errcodes'
import { minuteMs } from '../errors/time'
import { type EncodedRequest, encode } from '../schema/encode'
import { type Answered, parsed } from './answer'
import type { Plan } from './entry'
import { prefixed, weChatAPIError } from './errors'
import { callMember } from './hooks'
import type { Instance, RequestOptions } from './instance'

/**
 * Sends through the user's own `request`: it gets the URL and options that the old library passed. Retries once with
 * another token if WeChat rejects the first one.
 * @param renew returns a token other than the rejected one, if there is one
 * @throws WeChatAPIError for an errcode or an empty response, or what the user's `request` threw
 */
export async function sendByRequest(
  api: Instance,
  plan: Plan,
  renew?: (refused: string) => Promise<string | undefined>,
): Promise<Answered> {
  const credentials = { appid: api.appid, secret: api.appsecret }
  const encoded = encode(plan.row, plan.params, { method: 'request', convertCase: false, credentials })
  const takesToken = (plan.row.auth ?? 'accessToken') === 'accessToken'
  const token = takesToken ? (api.token?.accessToken ?? '') : undefined
  const send = (token: string | undefined) =>
    requestThrough(api, urlOf(api, encoded, token), optionsOf(plan, encoded))
  try {
    return await send(token)
  } catch (error) {
    const { code } = (error ?? {}) as { code?: unknown }
    if (!renew || !token || typeof code !== 'number' || !isTokenErrcode(code)) throw error
    const other = await renew(token)
    if (other === undefined) throw error
    return send(other)
  }
}

/** One call of `request` of the instance, the user's or ours, of either style; an errcode is an error. */
export async function requestThrough(api: Instance, url: string, options: RequestOptions): Promise<Answered> {
  const { data: given, res } = await callMember(api, 'request', [url, options]).catch(error =>
    Promise.reject(prefixed(error)),
  )
  const data = Buffer.isBuffer(given) ? (parsed(given) ?? given) : given
  const { errcode, errmsg } = (data ?? {}) as { errcode?: number; errmsg?: string }
  if (errcode) throw weChatAPIError({ message: String(errmsg), code: errcode, data, res })
  if (data === undefined || data === null) {
    throw weChatAPIError({ message: 'No data received.', code: -1, res })
  }
  return { data, res }
}

function urlOf(api: Instance, { path, query }: EncodedRequest, token: string | undefined): string {
  const pairs = token === undefined ? query : [['access_token', token], ...query]
  const text = pairs.map(pair => pair.map(encodeURIComponent).join('=')).join('&')
  return `${api.endpoint}${path}${text && `?${text}`}`
}

/** The options that the old library passed, in its names and in those of its successor. */
function optionsOf({ row }: Plan, encoded: EncodedRequest): RequestOptions {
  const isBinary = row.result.kind === 'binary'
  const answer: RequestOptions = isBinary ? { timeout: minuteMs } : { dataType: 'json' }
  if (encoded.verb === 'GET') return answer
  const { contentType, body } = bodyOf(encoded) ?? { contentType: 'application/json', body: '{}' }
  const post = { ...answer, type: 'POST', method: 'POST' }
  const headers = { 'Content-Type': contentType }
  if (encoded.raw && typeof body !== 'string' && contentType === 'application/json') {
    return { ...post, data: body.toString('utf8'), headers }
  }
  if (typeof body === 'string') return { ...post, data: encoded.json ?? {}, headers }
  const length = { 'Content-Length': body.length }
  return { ...post, timeout: minuteMs, headers: { ...headers, ...length }, stream: Readable.from([body]) }
}
