import * as catalogue from './catalogue'
import { createClient, type Openapi as OpenapiOf } from './client/client'
import type { OpenapiOptions } from './client/options'

/** All methods of WeChat's server API, by namespace, and what `openapi` itself can do. */
export type Openapi = OpenapiOf<typeof catalogue>

/**
 * WeChat's server API as typed methods: `openapi.<namespace>.<method>(camelCaseParams)`.
 *
 * What is left out of the options comes from `WX_APPID`, `WX_SECRET` and `WX_OPENAPI_BASE_URL`. Nothing is asked of
 * WeChat before the first call.
 * @throws ConfigError when an option is wrong
 * @see https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/openapi/openapi.html
 */
export function createOpenapi(options: OpenapiOptions = {}): Openapi {
  return createClient(catalogue, options)
}

export { classicToken, stableToken } from './auth/fetch-token'
export {
  cloudbaseAccessToken,
  fixedToken,
  type GivenToken,
  type TokenRequest,
  tokenFrom,
} from './auth/sources/own-token'
export type { MakeTokenSource } from './auth/token-source'
export type { CallingOptions } from './client/client'
export type {
  Hooks,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  TokenRefreshEvent,
  WarningEvent,
} from './client/hooks'
export type { CallOptions, OpenapiOptions } from './client/options'
export type { RawRequest } from './client/raw-request'
export { type Cloud, type CloudInitOptions, cloud, createCloud } from './cloud/create-cloud'
export { AbortError } from './errors/abort-error'
export { AmbiguousError } from './errors/ambiguous-error'
export { AnswerError } from './errors/answer-error'
export { ConfigError } from './errors/config-error'
export { ourErrcodes } from './errors/errcodes'
export { type Fault, InvalidParamsError } from './errors/invalid-params-error'
export { MissingDependencyError } from './errors/missing-dependency-error'
export { isOpenapiError, maybeExecuted, mayRetry, OpenapiError } from './errors/openapi-error'
export { TimeoutError } from './errors/timeout-error'
export { TokenError } from './errors/token-error'
export { TransportError } from './errors/transport-error'
export { UnknownMethodError } from './errors/unknown-method-error'
export { isWeChatError, WeChatError } from './errors/wechat-error'
export type { Binary, Media } from './schema/fields'
export { environmentProxy } from './transport/environment-proxy'
export { failOver } from './transport/fail-over'
