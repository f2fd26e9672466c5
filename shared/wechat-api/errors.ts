import { isOpenapiError, type OpenapiError, whatHappened } from '../errors/openapi-error'
import type { WeChatError } from '../errors/wechat-error'

/** The third argument of a callback: what is known of the response. */
export interface Summary {
  readonly status: number
  readonly statusCode: number
  readonly headers: { readonly [name: string]: string }
  /** Of the body, in bytes. */
  readonly size: number
}

/** An error in the form of the old class. It never contains a token, a secret or a URL. */
export interface WeChatAPIError extends Error {
  /** WeChat's errcode, one of this library's codes, or a network code such as `ECONNREFUSED`. */
  code: number | string
  /** The response, if any. */
  data?: unknown
  res?: Summary
  /** WeChat's id of this very request, for its support. */
  rid?: string
  /** How to fix it. */
  fix?: string
}

interface Facts {
  name?: string
  message: string
  code: number | string
  data?: unknown
  res?: Summary
  rid?: string
  fix?: string
  cause?: unknown
}

/** Makes an error; name and code are own enumerable members, as they always were. */
export function weChatAPIError({ name = 'WeChatAPIError', message, code, ...more }: Facts): WeChatAPIError {
  const error = Object.assign(new Error(message), { name, code }) as WeChatAPIError
  for (const [key, value] of Object.entries(more)) {
    if (value !== undefined) Object.defineProperty(error, key, { value, configurable: true, writable: true })
  }
  return error
}

/** WeChat's refusal, in its own words. */
export const refused = (refusal: WeChatError, errmsg: string, data: unknown, res: Summary): WeChatAPIError =>
  weChatAPIError({
    message: errmsg,
    code: refusal.errCode,
    data,
    res,
    rid: refusal.rid,
    fix: refusal.fix,
    cause: refusal,
  })

const names: { readonly [name: string]: string } = {
  TransportError: 'WeChatAPIRequestError',
  TimeoutError: 'WeChatAPIResponseTimeoutError',
  AnswerError: 'WeChatAPIJSONResponseFormatError',
}

/** Any other error of this library under its old name; foreign errors, such as those of a user's hook, are unchanged. */
export function asOldError(
  error: unknown,
  { isEmpty = false, res }: { isEmpty?: boolean; res?: Summary } = {},
) {
  if (!isOpenapiError(error)) return error
  if (isEmpty) return weChatAPIError({ message: 'No data received.', code: -1, res, cause: error })
  // A write whose response was lost: the cause determines the old name.
  const cause = error.name === 'AmbiguousError' && isOpenapiError(error.cause) ? error.cause : error
  const { code } = (cause.cause ?? {}) as { code?: unknown }
  return weChatAPIError({
    name: nameOf(cause),
    message: whatHappened(error),
    code: typeof code === 'string' ? code : error.errCode,
    res,
    fix: error.fix,
    cause: error,
  })
}

const prefix = 'WeChatAPI'

/** The errors of `request` itself, without the prefix. */
const ofRequest = /^(Request|ResponseTimeout|ConnectionTimeout|JSONResponseFormat)Error$/

/**
 * An error of `request` under the name that methods use: with the prefix, once.
 * @param always for every error; otherwise a user's own error is unchanged
 */
export function prefixed(error: unknown, always = false): unknown {
  if (!(error instanceof Error) || error.name.startsWith(prefix)) return error
  if (always || ofRequest.test(error.name)) error.name = `${prefix}${error.name}`
  return error
}

/** What `request` calls back with: without the prefix, which the wrapper of a user's method adds. */
export function unprefixed(error: unknown): unknown {
  if (error instanceof Error) error.name = error.name.replace(/^WeChatAPI(?=.)/, '')
  return error
}

const nameOf = (error: OpenapiError): string =>
  error.name === 'TimeoutError' && !error.maybeExecuted
    ? 'WeChatAPIConnectionTimeoutError'
    : (names[error.name] ?? 'WeChatAPIError')
