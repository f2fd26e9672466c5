import { Readable } from 'node:stream'
import { bodyOf } from '../client/wire-client'
import { isTokenErrcode } from '../errors/errcodes'
import { encode } from '../schema/encode'
import type { EncodedRequest } from '../schema/request'
import { type Answered, parsed } from './answer'
import type { Plan } from './entry'
import { prefixed, weChatAPIError } from './errors'
import { callMember } from './hooks'
import type { Instance, RequestOptions } from './instance'

const uploadMs = 60_000

/**
 * Sends through `request` of the instance, a user's own: it gets URL and options as the old library made them. Once
 * more with another token when WeChat refuses the first one.
 * @param renew another token than the refused one, if one can be had
 * @throws WeChatAPIError for an errcode or an empty answer, or what the user's own threw
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

/** One call of `request` of the instance, whoever wrote it and in whichever style; an errcode is an error. */
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

/** The options that the old library gave, in its words and in those of its successor. */
function optionsOf({ row }: Plan, encoded: EncodedRequest): RequestOptions {
  const isBinary = row.result.kind === 'binary'
  const answer: RequestOptions = isBinary ? { timeout: uploadMs } : { dataType: 'json' }
  if (encoded.verb === 'GET') return answer
  const { contentType, body } = bodyOf(encoded) ?? { contentType: 'application/json', body: '{}' }
  const post = { ...answer, type: 'POST', method: 'POST' }
  const headers = { 'Content-Type': contentType }
  if (encoded.raw && typeof body !== 'string' && contentType === 'application/json') {
    return { ...post, data: body.toString('utf8'), headers }
  }
  if (typeof body === 'string') return { ...post, data: encoded.json ?? {}, headers }
  const length = { 'Content-Length': body.length }
  return { ...post, timeout: uploadMs, headers: { ...headers, ...length }, stream: Readable.from([body]) }
}
