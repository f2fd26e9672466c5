// What users need beside `createOpenapi`, of whichever entry it is.

export { classicToken, stableToken } from '../auth/fetch-token'
export {
  cloudbaseAccessToken,
  fixedToken,
  type GivenToken,
  type TokenRequest,
  tokenFrom,
} from '../auth/sources/own-token'
export type { MakeTokenSource } from '../auth/token-source'
export { AbortError } from '../errors/abort-error'
export { AmbiguousError } from '../errors/ambiguous-error'
export { AnswerError } from '../errors/answer-error'
export { ConfigError } from '../errors/config-error'
export { ourErrcodes } from '../errors/errcodes'
export { type Fault, InvalidParamsError } from '../errors/invalid-params-error'
export { MissingDependencyError } from '../errors/missing-dependency-error'
export { isOpenapiError, maybeExecuted, mayRetry, OpenapiError } from '../errors/openapi-error'
export { TimeoutError } from '../errors/timeout-error'
export { TokenError } from '../errors/token-error'
export { TransportError } from '../errors/transport-error'
export { UnknownMethodError } from '../errors/unknown-method-error'
export { isWeChatError, WeChatError } from '../errors/wechat-error'
export type { ApiPromise, PagesOptions, ResponseFacts } from '../schema/endpoint'
export type { Binary, Media } from '../schema/fields'
export { environmentProxy } from '../transport/environment-proxy'
export { failOver } from '../transport/fail-over'
export type {
  Hooks,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  TokenRefreshEvent,
  WarningEvent,
} from './hooks'
export type { CallingOptions, CallOptions, Logger, OpenapiOptions } from './options'
export type { RawRequest } from './raw-request'
