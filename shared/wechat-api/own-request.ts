import { encode } from '../schema/encode'
import type { EncodedRequest } from '../schema/request'
import type { Answered, Summary } from './answer'
import { built } from './built'
import type { Plan } from './define'
import { weChatAPIError } from './errors'
import type { Instance, RequestOptions } from './instance'

/** Sends through a `request` of the user's own, if there is one: it gets URL and options, as it always did. */
export async function sendByRequest(api: Instance, plan: Plan): Promise<Answered | undefined> {
  if ((api.request as unknown) === built.request) return undefined
  const credentials = { appid: api.appid, secret: api.appsecret }
  const encoded = encode(plan.row, plan.params, { method: 'request', convertCase: false, credentials })
  const answered = await new Promise<Answered>((resolve, reject) => {
    const own = api.request as unknown as (
      url: string,
      options: RequestOptions,
      callback: (error: unknown, data: unknown, res: Summary) => void,
    ) => unknown
    const given = own.call(api, urlOf(api, plan, encoded), optionsOf(encoded), (error, data, res) =>
      error ? reject(error) : resolve({ data, res }),
    )
    if (given instanceof Promise) given.then(data => data !== undefined && resolve({ data }), reject)
  })
  const { errcode, errmsg } = (answered.data ?? {}) as { errcode?: number; errmsg?: string }
  if (errcode) throw weChatAPIError({ message: String(errmsg), code: errcode, ...answered })
  if (answered.data === undefined || answered.data === null) {
    throw weChatAPIError({ message: 'No data received.', code: -1, res: answered.res })
  }
  return answered
}

function urlOf(api: Instance, { row }: Plan, { path, query }: EncodedRequest): string {
  const needsToken = (row.auth ?? 'accessToken') === 'accessToken'
  const pairs = needsToken ? [['access_token', api.token?.accessToken ?? ''], ...query] : query
  const text = pairs.map(pair => pair.map(encodeURIComponent).join('=')).join('&')
  return `${api.endpoint}${path}${text && `?${text}`}`
}

function optionsOf({ verb, json, files, raw }: EncodedRequest): RequestOptions {
  if (verb === 'GET') return { dataType: 'json', type: 'GET', method: 'GET' }
  const body = raw ? { data: raw.value, headers: { 'Content-Type': raw.contentType } } : { data: json, files }
  return { dataType: 'json', type: 'POST', method: 'POST', ...body }
}
